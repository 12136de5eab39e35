#!/bin/sh
# example.sh PROGRAM ROOT: docs/example.c does what it says.
set -eu
program=$1 root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "example: $*"; cat "$work/out" "$work/err"; exit 1; }
run() { status=0; "$program" "$@" >"$work/out" 2>"$work/err" || status=$?; }

run "$root/fixtures/demo/template.yaml"
[ "$status" = 0 ] || fail "ended with $status for a good template"
grep -q '"AWS::Lambda::Function"' "$work/out" || fail "its output has no function"
grep -q 'AWS::Serverless::' "$work/out" && fail "its output still has SAM resources"

printf 'Resources: [\n' >"$work/bad.yaml"
run "$work/bad.yaml"
[ "$status" = 2 ] || fail "ended with $status for a bad template, not with 2"
grep -q '^E0000 at line 2: ' "$work/err" || fail "it does not tell the error"
[ ! -s "$work/out" ] || fail "it prints an output for a bad template"

run "$work/no such file"
[ "$status" = 1 ] || fail "ended with $status for a missing file, not with 1"
