#!/bin/bash
# run.sh SAMC [CASES...]: runs the program through tests/cli/cases/*.sh, or the ones that are named.
#
# A file of cases is plain shell on top of these words:
#
#     run STATUS ARGUMENT...   runs samc; fails unless it ends with STATUS. Its standard input is the
#                              text of $input, which is then forgotten, or nothing.
#     out_is TEXT, err_is TEXT the stream holds just that line or text
#     out_has TEXT, err_has TEXT, err_lacks TEXT
#     no_out, no_err           the stream is empty
#     holds FILE TEXT          the file holds just that text
#     check WHAT COMMAND...    fails unless the command succeeds; WHAT says what was expected
#     streams COMMAND...       runs any command for its streams, and returns its status
#     skip WHY                 says that what follows cannot be tested here
#
# Each file of cases runs in a folder of its own, which is empty but for template.yaml and out.json,
# the output that is due for it.
set -u
samc=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
shift
failures=0 input= ran=

# The environment of the user is no part of the tests; that of a terminal they choose themselves.
unset AWS_REGION AWS_DEFAULT_REGION NO_COLOR TERM
export LC_ALL=C

# The line of the cases that is being run.
case_line() {
    local i
    for ((i = 1; i < ${#BASH_SOURCE[@]}; i++)); do
        [[ ${BASH_SOURCE[i]} != */cases/* ]] || { echo "${BASH_SOURCE[i]##*/}:${BASH_LINENO[i - 1]}"; return; }
    done
}

fail() {
    local line
    failures=$((failures + 1))
    echo "$(case_line): $1"
    echo "    command: $ran"
    shift
    for line; do echo "    $line"; done
    echo "    --- standard output (first lines)"
    head -c 2000 "$work/out" | head -n 12 | cat -v | sed 's/^/    | /'
    echo "    --- standard error (first lines)"
    head -c 2000 "$work/err" | head -n 12 | cat -v | sed 's/^/    | /'
}

# Where run_as is a user, samc is run as that user.
run_as=()
run() {
    local expected=$1 status
    shift
    ran="samc$(printf ' %q' "$@")"
    printf '%s' "$input" | "${run_as[@]}" "$samc" "$@" >"$work/out" 2>"$work/err"
    status=${PIPESTATUS[1]}
    input=
    [ "$status" = "$expected" ] || fail "exit status $status instead of $expected"
}

text_of() { cat "$1"; echo x; }
is() {
    [ "$(text_of "$work/$1")" = "$2
x" ] || [ "$(text_of "$work/$1")" = "${2}x" ] || fail "standard $3 is not as expected" "expected: $2"
}
has() { grep -qF -e "$2" "$work/$1" || fail "standard $3 lacks a text" "missing: $2"; }
out_is() { is out "$1" output; }
err_is() { is err "$1" error; }
out_has() { has out "$1" output; }
err_has() { has err "$1" error; }
err_lacks() { ! grep -qF -e "$1" "$work/err" || fail "standard error has a text" "unwanted: $1"; }
no_out() { [ ! -s "$work/out" ] || fail "standard output is not empty"; }
no_err() { [ ! -s "$work/err" ] || fail "standard error is not empty"; }
holds() { [ "$(text_of "$1")" = "${2}x" ] || fail "$1 does not hold what it should" "expected: $2"; }
check() {
    local what=$1
    shift
    "$@" || fail "$what"
}
skip() { echo "$(case_line): skipped: $1"; }

# Runs a command that sets up more than `run` does; its streams are looked at as those of samc.
streams() {
    ran=$(printf '%q ' "$@")
    "$@" >"$work/out" 2>"$work/err"
}

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

run_cases() {
    export XDG_CACHE_HOME=$work/cache-of-$1
    mkdir "$work/$1" && cd "$work/$1" || exit 1
    cat >template.yaml <<'YAML'
Resources:
  Topic:
    Type: AWS::SNS::Topic
YAML
    cat >out.json <<'JSON'
{
  "Resources": {
    "Topic": {
      "Type": "AWS::SNS::Topic"
    }
  }
}
JSON
    . "$here/cases/$1.sh"
}

[ $# -gt 0 ] || set -- $(cd "$here/cases" && ls | sed 's/\.sh$//')
for name; do
    run_cases "$name"
    cd / || exit 1
done
[ "$failures" = 0 ] || { echo "$failures failures"; exit 1; }
