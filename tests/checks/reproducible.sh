#!/bin/sh
# reproducible.sh BUILD: the sources give the same bytes wherever they are built. They are copied to
# another folder, built there, without a cache, and the program and the library held against those of
# BUILD, which is a release build of them.
set -eu
cd "$(dirname "$0")/../.."
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
there=$work/a-folder-with-another-name

mkdir "$there"
git ls-files -z --cached --others --exclude-standard | xargs -0 tar cf - | tar xf - -C "$there"
unset CMAKE_C_COMPILER_LAUNCHER CMAKE_CXX_COMPILER_LAUNCHER
{
    cmake -S "$there" --preset release -B "$there/elsewhere" -DBUILD_TESTING=OFF &&
        cmake --build "$there/elsewhere" -j"${JOBS:-$(nproc)}" --target samc --target libsamc
} >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

failed=0
for file in samc libsamc.so; do
    cmp "$build/$file" "$there/elsewhere/$file" && continue
    failed=1
    echo "$file has other bytes when it is built in another folder. What differs (diffoscope tells more):"
    strings -a "$there/elsewhere/$file" | grep -F "$work" | head -5 || true
done
[ $failed = 0 ] && echo "samc and libsamc.so have the same bytes when they are built in another folder"
exit $failed
