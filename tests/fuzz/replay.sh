#!/bin/sh
# replay.sh PROGRAM FOLDER: runs a fuzz target over all files below a folder.
exec find "$2" -type f -exec "$1" {} +
