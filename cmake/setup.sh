#!/bin/sh
# setup.sh run|test|package|development|coverage: installs what that needs and the machine lacks.
#
# Each row is a Debian package and a command that succeeds when what it brings is there. Nothing
# happens when all of them succeed, whatever brought it. What is done is said on stderr.
set -eu

have_headers() { echo "#include <$1>" | cc -E - >/dev/null 2>&1; }
have_program() { command -v "$1" >/dev/null 2>&1; }
have_library() { pkg-config --exists "$1"; }
have_fuzzer() { [ -e "$(clang -print-file-name="libclang_rt.fuzzer-$(uname -m).a")" ]; }

# To build the program.
rows_run='
gcc             have_program cc
libc6-dev       have_headers stdio.h
cmake           have_program cmake
pkg-config      have_program pkg-config
libyaml-dev     have_library yaml-0.1
libmd-dev       have_library libmd
libpcre2-dev    have_library libpcre2-8
libcjson-dev    have_library libcjson
libcurl4-openssl-dev have_library libcurl
libarchive-dev  have_library libarchive
'
# To build and run the tests.
rows_test='
g++             have_program c++
libcmocka-dev   have_library cmocka
'
# For the Debian package.
rows_package='
dpkg-dev        have_program dpkg-shlibdeps
'
# For the checks of the sources, the fuzzers, the benchmarks and the peer test.
rows_development='
git             have_program git
python3         have_program python3
python3-venv    python3 -c "import ensurepip"
clang           have_program clang
clang-format-14 have_program clang-format-14
clang-tidy      have_program clang-tidy
libclang-rt-14-dev have_fuzzer
cppcheck        have_program cppcheck
universal-ctags have_program ctags-universal
lintian         have_program lintian
groff           have_program groff
zsh             have_program zsh
fish            have_program fish
gnuplot-nox     have_program gnuplot
valgrind        have_program valgrind
'
rows_coverage='
gcovr           have_program gcovr
'
case ${1:-} in
run) rows=$rows_run ;;
test) rows="$rows_run$rows_test" ;;
package) rows="$rows_run$rows_package" ;;
development) rows="$rows_run$rows_test$rows_package$rows_development" ;;
coverage) rows="$rows_run$rows_test$rows_coverage" ;;
*) echo "usage: setup.sh run|test|package|development|coverage" >&2; exit 2 ;;
esac

missing=$(echo "$rows" | while read -r package probe; do
    [ -z "$package" ] || eval "$probe" >/dev/null 2>&1 || printf ' %s' "$package"
done)
[ -n "$missing" ] || exit 0

say() { echo "setup: $*" >&2; }

if ! have_program apt-get; then
    say "missing:$missing (names of Debian packages)"
    say "this machine has no apt-get; install them with its own package manager, then try again"
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! have_program sudo; then
        say "missing:$missing"
        say "installing them takes root, and there is no sudo here. As root, run:"
        say "    apt-get update && apt-get install$missing"
        exit 1
    fi
    as_root=sudo
fi
say "installing$missing"
{
    $as_root apt-get update -q &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends $missing
} >&2 || { say "apt-get could not install all of:$missing"; exit 1; }
