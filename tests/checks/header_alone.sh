#!/bin/sh
# Each header can be included first: it brings what it needs. The public ones work from C++ too, and
# from plain C without GNU extensions. Lists of rows (*_list.h) are no headers.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0

# compiles LANGUAGE HEADER COMPILER...
compiles() {
    language=$1 header=$2
    shift 2
    echo "#include \"$header\"" |
        "$@" -fsyntax-only -Wall -Wextra -Wpedantic -Werror -x "$language" - -I. -Iinclude && return
    echo "$header: cannot be included alone ($*). Let it include what it uses."
    failed=1
}

for header in */*.h */*/*.h; do
    case $header in
    *_list.h | include/* | build*) continue ;;
    esac
    compiles c "$header" cc -std=c17 -D_GNU_SOURCE
done
for header in include/samc/*.h; do
    compiles c "${header#include/}" cc -std=c99
    compiles c "${header#include/}" cc -std=c17
    compiles c++ "${header#include/}" c++ -std=c++11
    compiles c++ "${header#include/}" c++ -std=c++20
done
exit $failed
