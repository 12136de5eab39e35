#!/bin/sh
# run.sh BUILD SECONDS: runs each fuzzer of BUILD for a time. What it learns is kept in BUILD/corpus;
# an input that fails is left in BUILD/failures, and ends the run with status 1.
set -eu
build=$(cd "$1" && pwd)
seconds=$2
cd "$(dirname "$0")/../.."
failures=$build/failures
mkdir -p "$failures" "$build/seeds/text" "$build/seeds/compile"

# Seeds: every fixture; for fuzz_compile with a byte of options before it: \0 to transform it, L to
# resolve it.
find fixtures tests/bench/small.yaml tests/fuzz/functions.yaml -type f -size -16k | while read -r file; do
    name=$(echo "$file" | tr / _)
    cp "$file" "$build/seeds/text/$name"
    { printf '\0'; cat "$file"; } >"$build/seeds/compile/$name"
    { printf L; cat "$file"; } >"$build/seeds/compile/$name.resolve"
done
# Words: what the code itself speaks of, and the marks of the languages.
sed -n 's/^NAME(\(.*\))$/"\1"/p; s/^NAME_AS([^,]*, \(".*"\))$/\1/p' spec/name_list.h >"$build/names.dict"
cat tests/fuzz/yaml.dict "$build/names.dict" >"$build/compile.dict"

status=0
fuzz() {
    name=$1 dictionary=$2 seeds=$3
    mkdir -p "$build/corpus/$name"
    echo "== fuzz_$name, $seconds seconds"
    "$build/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 \
        -max_len=16384 -dict="$dictionary" -artifact_prefix="$failures/$name-" -print_final_stats=1 \
        "$build/corpus/$name" "$seeds" >"$build/$name.log" 2>&1 || {
        status=1
        tail -40 "$build/$name.log"
    }
    sed -n 's/^stat::number_of_executed_units: */runs: /p' "$build/$name.log"
    sed -n 's/.*cov: \([0-9]*\) .*/\1/p' "$build/$name.log" | tail -1 | sed 's/^/edges covered: /'
}
fuzz yaml tests/fuzz/yaml.dict "$build/seeds/text"
fuzz plain tests/fuzz/yaml.dict "$build/seeds/text"
fuzz json tests/fuzz/json.dict "$build/seeds/text"
fuzz pattern tests/fuzz/pattern.dict "$build/seeds/text"
fuzz files tests/fuzz/json.dict "$build/seeds/text"
fuzz configuration "$build/compile.dict" "$build/seeds/text"
fuzz schemas "$build/names.dict" "$build/seeds/text"
for name in compile lint fix forms; do
    fuzz "$name" "$build/compile.dict" "$build/seeds/compile"
done

echo "== mutations: each template with small mistakes"
find fixtures -type f -name 'template.*' -exec "$build/tests/fuzz/mutations" -n 7 {} + \
    >"$build/mutations.log" 2>&1 &&
    "$build/tests/fuzz/mutations" -o L tests/fuzz/functions.yaml >>"$build/mutations.log" 2>&1 || {
    status=1
    tail -40 "$build/mutations.log"
}
[ "$status" = 0 ] || echo "inputs that failed are in $failures; replay_NAME in any other build runs them"
exit $status
