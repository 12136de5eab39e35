#!/bin/bash
# mirrors.sh SAMC ROOT: lists in documents that mirror a list in the sources are complete.
set -u
samc=$(realpath "$1")
cd "$2" || exit 1

failures=0
# same WHAT FOUND DUE: the two texts are equal.
same() {
    diff <(echo "$2") <(echo "$3") >/dev/null && return
    failures=$((failures + 1))
    echo "$1 (< as it is, > as it should be):"
    diff <(echo "$2") <(echo "$3") | grep '^[<>]' | sed 's/^/    /'
}

# The words in backticks that start the rows of the first table under a heading.
first_column() { # FILE HEADING
    awk -v heading="$2" '
        $0 == heading { found = 1; next }
        found && /^\| `/ { split($0, parts, "`"); print parts[2]; rows = 1; next }
        found && rows { exit }' "$1"
}

# The drawing of the pipeline.
drawing() { grep -A 3 -e '--document-->' "$1"; }

same 'the phases in docs/transform.md' \
    "$(first_column docs/transform.md '## Phases' | grep -v finish_references)" \
    "$(sed -n 's/^    run(t, \(.*\));$/\1/p' transform/transform.c)"
same 'the rules SAM9... in docs/transform.md (those about AWS, in their table; all others, in the text)' \
    "$(grep -o 'rules/SAM9[0-9]*' docs/transform.md | sed 's,.*/,,' | sort -u)" \
    "$("$samc" rules | grep -o '^SAM9[0-9]*' | sort -u)"
same 'the forms of findings in docs/ci.md' \
    "$(first_column docs/ci.md '## Forms of findings' | sort)" \
    "$(grep -l '^    \.write_report' emit/*.c | sed 's,.*/,,; s/\.c$//' | sort)"
same 'the folders in README.md' \
    "$(first_column README.md '## How it works' | sed 's,/.*,,' | grep -v tests | sort)" \
    "$(sed -n 's/^| `\([a-z]*\)\/` |.*/\1/p' docs/architecture.md | sort)"
same 'the pipeline in README.md, as in docs/architecture.md' \
    "$(drawing README.md)" "$(drawing docs/architecture.md)"
same 'the commands in README.md' \
    "$(sed -n '/^## Commands/,/^## Beside/s/^    samc \([a-z]*\).*/\1/p' README.md | sort)" \
    "$("$samc" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' | sort)"
same 'the settings in docs/lint.md' \
    "$(first_column docs/lint.md '## Configuration')" \
    "$(sed -n 's/^SETTING([A-Z_]*, "\([a-z_]*\)".*/\1/p' cli/configuration_list.h)"
same 'the exit statuses in README.md' \
    "$(sed -n '/^## Commands/,/^## Beside/s/^| \([0-9]\) |.*/\1/p' README.md | sort)" \
    "$(sed -n 's/.*STATUS([A-Z_]*, *\([0-9]\).*/\1/p' cli/status_list.h | sort)"
same 'the checks in CONTRIBUTING.md' \
    "$(sed -n '/^## What the checks hold/,/^Beyond/s/^| \([a-z_]*\) |.*/\1/p' CONTRIBUTING.md | grep -vx check | sort)" \
    "$(grep -o '[a-z_]*\.\(py\|sh\)' tests/checks/CMakeLists.txt | sed 's/\..*//' | sort)"
echo "$failures failures"
[ "$failures" = 0 ]
