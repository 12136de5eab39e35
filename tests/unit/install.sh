#!/bin/sh
# install.sh BUILD SOURCE CMAKE CC FLAGS: installs BUILD into a new folder, moves that, and builds
# docs/example.c against it twice: with pkg-config and with CMake's find_package().
set -eu
build=$1 source=$2 cmake=$3 cc=$4 flags=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "install: $*"; exit 1; }

"$cmake" --install "$build" --prefix "$work/first" >"$work/log" || { cat "$work/log"; exit 1; }
mv "$work/first" "$work/moved"
tree=$work/moved
library=$(dirname "$(find "$tree" -name libsamc.so)")
LD_LIBRARY_PATH=$library PKG_CONFIG_PATH=$library/pkgconfig
export LD_LIBRARY_PATH PKG_CONFIG_PATH

[ -x "$tree/bin/samc" ] || fail "there is no bin/samc"
"$tree/bin/samc" --version | grep -q '[0-9]' || fail "samc --version says nothing"
[ -e "$tree/share/doc/samc/LICENSE" ] || fail "the licence is missing"
for page in "$source"/docs/*.1; do
    [ -e "$tree/share/man/man1/$(basename "$page")" ] || fail "no manual page $(basename "$page")"
done
for file in bash-completion/completions/samc fish/vendor_completions.d/samc.fish zsh/site-functions/_samc; do
    [ -e "$tree/share/$file" ] || fail "no completion $file"
done
[ -L "$library/libsamc.so" ] || fail "libsamc.so is no link to its version"

# The library shows include/samc/ and (but for what instrumented code shows) nothing else.
shown=$(nm -D --defined-only "$library/libsamc.so" | awk '{print $3}' | sort)
declared=$(sed -n 's/^SAMC_API .*[ *]\(samc_[a-z_]*\)(.*/\1/p' "$source"/include/samc/*.h | sort)
others=$(echo "$shown" | grep -v '^samc_' || true)
[ -n "$flags" ] || [ -z "$others" ] || fail "the library also exports: $others"
for name in $declared; do
    echo "$shown" | grep -qx "$name" || fail "the library does not export $name"
done

# shellcheck disable=SC2046,SC2086
"$cc" $flags "$source/docs/example.c" $(pkg-config --cflags --libs samc) -o "$work/one"
"$work/one" "$source/fixtures/demo/template.yaml" >"$work/one.json"

mkdir "$work/project"
cp "$source/docs/example.c" "$work/project"
cat >"$work/project/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(example LANGUAGES C)
find_package(samc 0.1 REQUIRED)
add_executable(example example.c)
target_link_libraries(example PRIVATE samc::samc)
END
{
    "$cmake" -S "$work/project" -B "$work/project/build" -DCMAKE_PREFIX_PATH="$tree" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="$flags" &&
        "$cmake" --build "$work/project/build"
} >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
"$work/project/build/example" "$source/fixtures/demo/template.yaml" >"$work/two.json"
cmp "$work/one.json" "$work/two.json"
