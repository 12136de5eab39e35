#!/bin/sh
# lint.sh BUILD [--peers]: what samc lint costs: a process beside an empty C program, a template in
# one process beside libyaml, a large template, a thousand files.
#
# With --peers also cfn-lint and @aws/cloudformation-validate on the same files, through hyperfine.
# SAMC_BENCH_VENV and SAMC_BENCH_NODE are a Python environment and a folder with node_modules that
# have them, or where to make them (BUILD/bench-peers, BUILD/bench-node).
set -eu
export XDG_CACHE_HOME=/dev/null # no update of resource types
build=$(cd "$1" && pwd)
peers=${2:-}
cd "$(dirname "$0")/../.."
venv=${SAMC_BENCH_VENV:-$build/bench-peers}
node=${SAMC_BENCH_NODE:-$build/bench-node}
bench=$build/tests/bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/large" "$work/thousand" "$work/fixtures"
tests/bench/lint_template.sh 500 >"$work/large/template.yaml"
for file in fixtures/transform/*/template.yaml; do
    cp "$file" "$work/fixtures/$(basename "$(dirname "$file")").yaml"
done
count=0
while [ $count -lt 1000 ]; do
    for file in "$work"/fixtures/*; do
        [ $count -lt 1000 ] || break
        count=$((count + 1))
        cp "$file" "$work/thousand/$count.yaml"
    done
done

echo "== A process, beside an empty C program"
"$bench/spawn" 300 "$bench/empty" -- "$build/samc" --version -- \
    "$build/samc" lint tests/bench/small.yaml -- "$build/samc" lint fixtures/demo/template.yaml
"$bench/spawn" 9 "$bench/empty" -- "$build/samc" lint "$work/large/template.yaml"

echo "== A template in one process, beside libyaml reading it: the fixtures, and 500 resources"
"$bench/samc-bench" -g lint "$work/fixtures"
"$bench/samc-bench" -g lint "$work/large"
echo "== The same, stage by stage"
"$bench/samc-stages" "$work"/fixtures/*
"$bench/samc-stages" "$work"/large/*

echo "== A thousand templates, on one thread and on two"
"$bench/spawn" 5 "$build/samc" lint -j1 "$work/thousand" -- "$build/samc" lint -j2 "$work/thousand"

[ "$peers" = --peers ] || exit 0
if ! "$venv/bin/python" -m pip freeze 2>/dev/null | grep -qx cfn-lint==1.51.5; then
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check cfn-lint==1.51.5
fi
[ -d "$node/node_modules/@aws/cloudformation-validate" ] ||
    npm install --silent --no-fund --prefix "$node" @aws/cloudformation-validate@1.9.0-beta
export NODE_PATH="$node/node_modules"
for template in tests/bench/small.yaml fixtures/demo/template.yaml; do
    echo "== One process, one template ($template)"
    hyperfine --shell=none --warmup 1 --runs 5 --ignore-failure --style none \
        --export-json "$work/times" \
        --command-name samc "$build/samc lint $template" \
        --command-name cfn-lint "$venv/bin/cfn-lint $template" \
        --command-name cloudformation-validate "node tests/bench/validate.cjs $template" 2>/dev/null
    python3 tests/bench/times.py "$work/times"
done
