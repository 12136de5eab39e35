#!/bin/sh
# peers.sh BUILD: samc beside the programs that people use today, in one run on this machine.
#
# Whole processes through hyperfine, for one template; and in one process, for all fixtures that
# need no options. SAMC_BENCH_VENV is a Python virtual environment that has the programs, or where
# to make one (BUILD/bench-peers).
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
venv=${SAMC_BENCH_VENV:-$build/bench-peers}
programs='aws-sam-translator==1.110.0 cfn-lint==1.51.5'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

installed=$("$venv/bin/python" -m pip freeze 2>/dev/null || true)
for program in $programs; do
    printf '%s\n' "$installed" | grep -qx "$program" && continue
    echo "installing $programs into $venv" >&2
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check $programs
    break
done

mkdir "$work/fixtures"
for folder in fixtures/transform/*/; do
    [ -e "$folder/template.yaml" ] || continue
    ! ls "$folder" | grep -qv -e '^template\.yaml$' -e '^expect\.' || continue
    cp "$folder/template.yaml" "$work/fixtures/$(basename "$folder").yaml"
done
template=fixtures/demo/template.yaml

echo "== One process, one template ($template)"
hyperfine --shell=none --warmup 2 --ignore-failure --style none --export-json "$work/times" \
    --command-name samc "$build/samc transform $template" \
    --command-name aws-sam-translator "$venv/bin/python tests/bench/peers.py one $template" \
    --command-name cfn-lint "$venv/bin/cfn-lint $template" 2>/dev/null
"$venv/bin/python" tests/bench/times.py "$work/times"

echo "== In one process: the fixtures"
"$venv/bin/python" tests/bench/peers.py many "$work/fixtures"
"$build/tests/bench/samc-bench" "$work/fixtures"
