#!/bin/sh
# run.sh BUILD: what samc costs on this machine: in one process, at start-up, for large templates.
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench=$build/tests/bench
corpus=${SAMC_CORPUS:-../shared/corpus}

mkdir "$work/fixtures"
for file in fixtures/transform/*/template.*; do
    name=$(basename "$(dirname "$file")")
    cp "$file" "$work/fixtures/$name.${file##*.}"
done
echo "== In one process: the fixtures"
"$bench/samc-bench" "$work/fixtures"
if [ -d "$corpus/sam/input" ]; then
    echo "== In one process: the corpus"
    "$bench/samc-bench" "$corpus/sam/input"
fi

echo "== Stage by stage: the fixtures"
"$bench/samc-stages" "$work"/fixtures/*

echo "== In one process: templates that are hard for tools that try all combinations"
mkdir "$work/hard"
for shape in nests ifs subs conditions stacks branches texts; do
    tests/bench/hard_template.sh $shape >"$work/hard/$shape.yaml"
done
for goal in conditions lint; do
    "$bench/samc-bench" -e -g $goal "$work/hard" | grep libyaml | grep -v alone
done

echo "== Start-up, beside an empty C program"
"$bench/spawn" 200 "$bench/empty" -- "$build/samc" --version -- \
    "$build/samc" transform "$work/fixtures/function-zip-minimal.yaml"

echo "== Large templates: time and memory by size"
for shape in functions paths routes conditional notifications apis plain; do
    for count in 125 250 500 1000 2000; do
        tests/bench/large_template.sh $shape $count >"$work/large$count.yaml"
        printf '%4d %-13s %7d bytes: ' $count $shape "$(wc -c <"$work/large$count.yaml")"
        "$bench/spawn" 9 "$build/samc" transform "$work/large$count.yaml" |
            sed 's/ ms .* x / ms/; s/ MB .*/ MB/'
    done
done
