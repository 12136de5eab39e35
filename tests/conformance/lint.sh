#!/bin/bash
# lint.sh SAMC: samc lint finds no error in the templates of the corpus that the transforms take, but
# those that lint_explained.txt explains. Exit status 77 without the corpus.
set -u
samc=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
corpus=${SAMC_CORPUS:-$here/../../../shared/corpus}
[ -d "$corpus" ] || { echo "skipped: no corpus at $corpus"; exit 77; }

for expected in "$corpus"/sam/expected/aws/*.json; do
    echo "$corpus/sam/input/$(basename "$expected" .json).yaml"
done >"${work:=$(mktemp)}" || exit 1
trap 'rm -f "$work"' EXIT
printf '%s\n' "$corpus"/language-extensions/must-pass/*.json \
    "$corpus"/language-extensions/expand/input/*.json >>"$work"

mapfile -t templates <"$work"
cd / || exit 1
"$samc" lint --bundled-types --config-file /dev/null --format parseable --today 2026-11-21 \
    --regions ap-southeast-1 --parameter-overrides param1=value1 param2=value2 -- \
    "${templates[@]}" >"$work"
[ $(($? & 1)) = 0 ] || { echo "samc lint could not run"; exit 1; }

# A finding is FILE:LINE:COLUMN:LINE:COLUMN:RULE:MESSAGE.
awk -F: '
    NR == FNR {
        if ($0 ~ /^#/) next
        split($0, word, " ")
        count = split(word[2], rules, ",")
        for (i = 1; i <= count; i++) explained[word[1], rules[i]] = FILENAME ":" FNR
        next
    }
    {
        name = $1
        sub(/.*\//, "", name)
        sub(/\.[a-z]*$/, "", name)
        total++
    }
    ($6 in error) && !((name, $6) in explained) && !(("*", $6) in explained) {
        print "not explained: " name ": " $0
        failures++
    }
    ($6 in error) { errors++; used[name, $6] = used["*", $6] = 1 }
    BEGIN {
        while (("\"'"$samc"'\" rules" | getline line) > 0) {
            split(line, word, " ")
            if (word[2] == "error") error[word[1]] = 1
        }
    }
    END {
        for (key in explained)
            if (!(key in used)) {
                split(key, word, SUBSEP)
                print explained[key] ": " word[2] " is not found in " word[1] " any more"
                failures++
            }
        print errors + 0 " errors in '"${#templates[@]}"' templates, " failures + 0 " failures"
        exit failures > 0 || errors == 0
    }' "$here/lint_explained.txt" "$work"
