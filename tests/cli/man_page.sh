#!/bin/sh
# man_page.sh SAMC [--update]: docs/samc.1 is what the tables of the program make of it.
set -u
samc=$1
page=$(dirname "$0")/../../docs/samc.1
new=$(mktemp) || exit 1
trap 'rm -f "$new"' EXIT

"$samc" --man-page >"$new" || exit 1
if [ "${2-}" = --update ]; then
    cat "$new" >"$page"
    exit
fi
diff -u "$page" "$new" && exit
echo "docs/samc.1 is not what 'samc --man-page' prints. Run: $0 $samc --update"
exit 1
