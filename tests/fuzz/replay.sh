#!/bin/sh
# replay.sh PROGRAM FOLDER [OPTION...]: runs a fuzz target over all files below a folder, and names
# those on which it dies.
program=$1 folder=$2
shift 2
find "$folder" -type f -exec "$program" "$@" {} + 2>/dev/null && exit
find "$folder" -type f | sort | while read -r file; do
    "$program" "$@" "$file" || echo "replay: $program $* $file"
done
exit 1
