#!/bin/bash
# names.sh ROOT DOCUMENT...: the files and folders that the documents name are there.
#
# A name is the target of a link, or a path that starts with a folder of the sources. A * in it has
# to match something; a path with a word in capitals or <> (NAME.c, <type>) is a pattern for the
# reader and is passed over, and so is what a build makes.
set -u
cd "$1" || exit 1
shift

failures=0
fail() {
    failures=$((failures + 1))
    echo "$1"
}

folders=$(git ls-files 2>/dev/null | sed -n 's,/.*,,p' | sort -u)
[ -n "$folders" ] || folders=$(ls -d -- */ | tr -d / | grep -v '^build')

# What is outside of fences whose text is not ours, line by line.
named_in() {
    awk -v folders="$(echo $folders | tr ' ' '|')" '
        /^```/ { fence = !fence; next }
        fence { next }
        {
            line = $0
            while (match(line, /\]\([^)]*\)/)) {
                print FNR, "link", substr(line, RSTART + 2, RLENGTH - 3)
                line = substr(line, 1, RSTART - 1) " " substr(line, RSTART + RLENGTH)
            }
            gsub(/<?https?:[^ >]*>?/, "", line)
            n = split(line, words, /[^A-Za-z0-9_.*<>\/-]+/)
            for (i = 1; i <= n; i++)
                if (words[i] ~ "^(" folders ")/") print FNR, "path", words[i]
        }' "$1"
}

exists() { compgen -G "$1" >/dev/null; }

for document; do
    while read -r line kind name; do
        case $kind:$name in
        link:http*) continue ;;
        link:*) name=$(dirname "$document")/${name%%#*} ;;
        *[A-Z][A-Z]*) [[ $name =~ ^(CMake|tests/.*CMakeLists) ]] || continue ;;
        *'<'*) continue ;;
        esac
        name=${name%.}
        exists "$name" || fail "$document:$line: there is no $name"
    done < <(named_in "$document")
done
echo "$# documents, $failures failures"
[ "$failures" = 0 ]
