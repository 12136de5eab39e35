#!/bin/sh
# No folder of the library holds a variable that can be written to: all state is in the arena of a
# compilation, so that compilations can run side by side.
set -u
cd "$(dirname "$0")/../.." || exit 1
object=$(mktemp) || exit 1
trap 'rm -f "$object"' EXIT
failed=0

# Position-dependent code keeps constant tables of pointers in constant memory.
for file in base/*.c document/*.c spec/*.c intrinsics/*.c transform/*.c validator/*.c emit/*.c \
    pipeline/*.c; do
    cc -std=c17 -D_GNU_SOURCE -DSAMC_VERSION='""' -I. -Iinclude -fno-pic -w -c "$file" -o "$object" 2>/dev/null ||
        { echo "$file: does not compile"; failed=1; continue; }
    writable=$(nm "$object" | sed -n 's/.* [bBdDcC] //p')
    [ -z "$writable" ] && continue
    failed=1
    for name in $writable; do
        echo "$file: the variable '$name' can be written to. Make it const, or part of a struct that"
        echo "    the caller holds."
    done
done
exit $failed
