#!/bin/sh
# Runs every check of the sources; ctest runs them one by one in a build with SAMC_CHECKS.
cd "$(dirname "$0")" || exit 1
failed=0
for check in include_arrows.py function_length.py file_length.py banned_calls.py no_globals.sh \
    header_alone.sh format.sh generated.sh resource_types.py static_analysis.py; do
    echo "-- $check"
    "./$check" || failed=1
done
exit $failed
