#!/bin/sh
# tidy.sh BUILD: clang-tidy with the checks of .clang-tidy over the sources, as BUILD compiles them.
set -u
cd "$(dirname "$0")/../.." || exit 1

find base document spec intrinsics transform validator emit pipeline aws cli -name '*.c' |
    xargs -P "$(nproc)" -n 4 clang-tidy -p "$1" --quiet --warnings-as-errors='*' 2>/dev/null
