#!/bin/sh
# format.sh [--fix]: C files are in the common format (.clang-format). Lists of rows (*_list.h) and
# generated tables (*.inc) are laid out by hand and by their generators.
set -u
cd "$(dirname "$0")/../.." || exit 1

files=$(find base document spec intrinsics transform validator emit pipeline include cli tests docs \
    \( -name '*.[ch]' -o -name '*.cpp' \) ! -name '*_list.h')
if [ "${1:-}" = --fix ]; then
    # shellcheck disable=SC2086
    exec clang-format-14 -i $files
fi
# shellcheck disable=SC2086
places=$(clang-format-14 --dry-run $files 2>&1 | sed -n 's/^\([^ :]*:[0-9]*\):.*/\1/p' | sort -u -t: -k1,1)
[ -n "$places" ] || exit 0
echo "Not in the common format, from these lines on:"
echo "$places"
echo "Run: make format"
exit 1
