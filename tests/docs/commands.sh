#!/bin/bash
# commands.sh SAMC ROOT DOCUMENT...: what the documents tell to type works, and prints what they
# say.
#
# The fences of a document, from top to bottom, in an empty folder in which fixtures/ is that of the
# sources and samc is found:
#
#     ```sh               a script that must end with status 0
#     ```sh slow WHY      is not run, but listed: it installs something, or takes minutes
#     ```console          lines with "$ " are commands; below each is what it prints on a terminal.
#                         A line "..." stands for any lines.
#     ```yaml NAME        a file with that name (json, too)
#     ```yaml ```json ```c ```text ``` without more   for the reader only
#
# Anything else is refused, and so is a command in an indented block, so that none escapes.
set -u
samc=$(realpath "$1")
root=$(realpath "$2")
shift 2

unset AWS_REGION AWS_DEFAULT_REGION
export LC_ALL=C NO_COLOR=1 TERM=dumb XDG_CACHE_HOME=/dev/null
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$samc" "$work/bin/samc"
PATH=$work/bin:$PATH

failures=0 ran=0 skipped=0
fail() { # WHERE WHAT [FILE]
    failures=$((failures + 1))
    echo "$1: $2"
    [ -z "${3-}" ] || sed 's/^/    /' "$3"
}

# Prints the lines of indented blocks that look like commands.
indented_commands() {
    awk '
        /^```/ { fence = !fence }
        !fence && /^    (make|cmake|ctest|cc|apt-get|\.ci\/run|tests\/[^ ]*\.sh|\$ )/ { print FNR ": " $0 }' "$1"
}

# Prints "LINE INFO" for each fence, and writes its text to the file LINE.
fences_of() {
    awk -v parts="$work/parts" '
        /^```/ && file { close(file); file = ""; next }
        /^```/ { print NR, substr($0, 4); file = parts "/" NR; printf "" >file; next }
        file { print >file }' "$1"
}

# compare EXPECTED ACTUAL: 0 when each run of lines between the "..." is found, in order.
compare() {
    awk '
        function run_at(from,    i) {
            for (i = 0; i < size; i++)
                if (actual[from + i] != lines[i]) return 0
            return from + size - 1 <= total
        }
        # Finds the run that has been collected; `last` says that it must be at the end.
        function place(last,    from) {
            from = open ? (last ? total - size + 1 : at) : at
            if (from < at) return 0
            for (; from + size - 1 <= total; from++) {
                if (run_at(from)) { at = from + size; return last ? at > total : 1 }
                if (!open) return 0
            }
            return 0
        }
        FNR == NR { sub(/\r$/, ""); actual[++total] = $0; next }
        FNR == 1 { at = 1 }
        /^ *\.\.\.$/ { if (size && !place(0)) bad = 1; size = 0; open = 1; next }
        { lines[size++] = $0 }
        END {
            if (bad || (size ? !place(1) : !open && total > 0)) exit 1
        }' "$2" "$1"
}

run_script() { # WHERE FILE
    ran=$((ran + 1))
    bash -eu "$2" >"$work/said" 2>&1 </dev/null || fail "$1" "ends with status $?" "$work/said"
}

# One command of a session and what it must print. On a terminal: findings show the line they are
# about there.
run_command() { # WHERE COMMAND EXPECTED
    ran=$((ran + 1))
    script -qec "$2" /dev/null </dev/null 2>&1 | sed 's/\r$//; s/\^D\x08\x08//' >"$work/said"
    compare "$3" "$work/said" || fail "$1" "'$2' prints something else:" "$work/said"
}

run_session() { # WHERE FILE
    local where=$1 line command=
    while IFS= read -r line; do
        case $line in
        '$ '*)
            [ -z "$command" ] || run_command "$where" "$command" "$work/expected"
            command=${line#\$ }
            : >"$work/expected"
            ;;
        *) printf '%s\n' "$line" >>"$work/expected" ;;
        esac
    done <"$2"
    [ -n "$command" ] || { fail "$where" "a session without a line that starts with '\$ '"; return; }
    run_command "$where" "$command" "$work/expected"
}

run_fence() { # WHERE FILE LANGUAGE WORD REST
    case "$3 $4" in
    'sh ') run_script "$1" "$2" ;;
    'sh slow')
        [ -n "$5" ] || fail "$1" "say why: sh slow WHY"
        skipped=$((skipped + 1))
        echo "$1: not run: $5:"
        grep -v '^ *#' "$2" | sed 's/^/    /'
        ;;
    'console ') run_session "$1" "$2" ;;
    yaml\ ?* | json\ ?*) cp "$2" "$4" ;;
    'yaml ' | 'json ' | 'c ' | 'text ' | ' ') ;;
    *) fail "$1" "there is no kind of fence '$3 $4'; tests/docs/commands.sh has a list" ;;
    esac
}

for document; do
    rm -rf "$work/parts" "$work/place"
    mkdir "$work/parts" "$work/place"
    cd "$work/place" || exit 1
    ln -s "$root/fixtures" fixtures
    indented_commands "$root/$document" >"$work/indented"
    [ ! -s "$work/indented" ] || fail "$document" "commands that no fence holds:" "$work/indented"
    fences_of "$root/$document" >"$work/fences"
    while read -r line language word rest <&3; do
        run_fence "$document:$line" "$work/parts/$line" "$language" "$word" "$rest"
    done 3<"$work/fences"
done
echo "$ran commands, $skipped not run, $failures failures"
[ "$failures" = 0 ]
