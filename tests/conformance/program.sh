#!/bin/sh
# program.sh SAMC: runs the program itself on every template of the corpus, good or bad. Whatever it
# says of a template, it ends with a status for templates: no crash, nothing that a sanitizer reports
# (in a build that has them), no refusal to work; and an output is there just when no error is.
set -u
samc=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
corpus=${SAMC_CORPUS:-$root/../shared/corpus}
if [ ! -d "$corpus" ]; then
    echo "skipped: there is no corpus at $corpus (SAMC_CORPUS=DIR names another place)"
    exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# Statuses that samc itself never ends with.
ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=halt_on_error=1:exitcode=99 LSAN_OPTIONS=exitcode=99
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS
unset AWS_REGION AWS_DEFAULT_REGION

fail() {
    failed=$((failed + 1))
    echo "$file: $command: $1"
    head -n 20 "$work/err" | sed 's/^/    | /'
}

count=0 failed=0
try() {
    command=$1
    "$samc" "$command" "$file" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    count=$((count + 1))
    case $status in
    0 | 4 | 8 | 12) [ -s "$work/out" ] || fail "status $status, and no output" ;;
    2 | 6 | 10 | 14) [ ! -s "$work/out" ] || fail "status $status, and an output" ;;
    *) fail "status $status" ;;
    esac
}

for file in $(find "$corpus/sam/input" "$corpus/language-extensions" -type f | sort); do
    try transform
    try resolve
done
echo "$count runs, $failed with which the program cannot cope"
[ "$failed" = 0 ] && [ "$count" -gt 0 ]
