#!/bin/sh
# Each header can be included first: it brings what it needs. The public ones work from C++ too, and
# from plain C without GNU extensions, and see nothing of the other folders. Lists of rows (*_list.h) are
# no headers.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0

# compiles LANGUAGE HEADER COMPILER...
compiles() {
    language=$1 header=$2
    shift 2
    echo "#include \"$header\"" |
        "$@" -fsyntax-only -Wall -Wextra -Wpedantic -Werror -x "$language" - && return
    echo "$header: cannot be included alone ($*). Let it include what it uses."
    failed=1
}

for header in */*.h */*/*.h; do
    case $header in
    *_list.h | include/* | build*) continue ;;
    esac
    compiles c "$header" cc -std=c17 -D_GNU_SOURCE -I. -Iinclude
done
for header in include/samc/*.h; do
    for standard in c99 c11 c17; do
        compiles c "${header#include/}" cc -std=$standard -Iinclude
    done
    for standard in c++11 c++17 c++20; do
        compiles c++ "${header#include/}" c++ -std=$standard -Iinclude
    done
done
exit $failed
