#!/bin/sh
# replay.sh PROGRAM FOLDER: runs a fuzz target over all files below a folder, and names those on which
# it dies.
find "$2" -type f -exec "$1" {} + 2>/dev/null && exit
find "$2" -type f | sort | while read -r file; do
    "$1" "$file" || echo "replay: $1 $file"
done
exit 1
