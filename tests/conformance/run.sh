#!/bin/sh
# run.sh PROGRAM [OPTION...]: runs the conformance program on the corpus, which lies beside the clone
# or where SAMC_CORPUS says.
# run.sh --where: says on stdout why the conformance test will be skipped, if it will be.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
corpus=${SAMC_CORPUS:-$root/../shared/corpus}
if [ "$1" = --where ]; then
    [ -d "$corpus" ] ||
        echo "conformance will be skipped: no corpus at $corpus (SAMC_CORPUS names another place)"
    exit 0
fi
program=$1
shift
exec "$program" -l "$root/tests/conformance/passing.txt" "$@" "$corpus"
