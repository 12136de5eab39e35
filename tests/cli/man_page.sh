#!/bin/sh
# man_page.sh SAMC [--update]: docs/samc.1 and docs/samc-COMMAND.1 are what the tables of the program make
# of them, there are no others, and troff has nothing against them.
set -u
samc=$1
docs=$(dirname "$0")/../../docs
new=$(mktemp -d) || exit 1
trap 'rm -rf "$new"' EXIT

"$samc" --man-page >"$new/samc.1" || exit 1
for command in $("$samc" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    "$samc" "$command" --man-page >"$new/samc-$command.1" || exit 1
done
if [ "${2-}" = --update ]; then
    rm -f "$docs"/samc*.1
    cp "$new"/samc*.1 "$docs"
    exit
fi

failed=0
for page in "$docs"/samc*.1 "$new"/samc*.1; do
    name=$(basename "$page")
    [ "$page" = "$docs/$name" ] || [ ! -e "$docs/$name" ] || continue
    diff -uN "$docs/$name" "$new/$name" || failed=1
done
[ $failed = 0 ] || echo "docs/ does not hold what 'samc --man-page' prints. Run: $0 $samc --update"

if command -v groff >/dev/null; then
    for page in "$new"/samc*.1; do
        said=$(groff -man -ww -z -Tutf8 "$page" 2>&1)
        [ -z "$said" ] || { failed=1; echo "$said"; }
    done
fi
exit $failed
