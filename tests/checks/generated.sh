#!/bin/sh
# Generated files are what their generators make.
exec "$(dirname "$0")/../../cmake/generate.sh" --check
