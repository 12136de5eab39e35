#!/bin/bash
# static.sh STATIC SAMC: the program of `make static` needs no library, does what SAMC does, byte by byte, on
# all fixtures, and says of requests to AWS that it makes none.
set -u
static=$(realpath "$1") samc=$(realpath "$2")
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
    failures=$((failures + 1))
    echo "$*"
}
# has WHAT TEXT FILE
has() { grep -qF -e "$2" "$3" || { fail "$1:"; cat "$3"; }; }

! readelf -lW "$static" | grep -q INTERP || fail "it asks for a loader"
! readelf -dW "$static" | grep NEEDED || fail "it needs a library"
env -i LD_LIBRARY_PATH=/nowhere "$static" --version >"$work/version" || fail "it does not start"

same() { # ARGUMENT...
    "$static" "$@" >"$work/one" 2>"$work/one.err"
    echo $? >>"$work/one"
    "$samc" "$@" >"$work/two" 2>"$work/two.err"
    echo $? >>"$work/two"
    cmp -s "$work/one" "$work/two" && cmp -s "$work/one.err" "$work/two.err" || fail "differs: samc $*"
}
count=0
for template in fixtures/*/template.* fixtures/*/*/template.*; do
    count=$((count + 1))
    same transform --offline "$template"
    same lint "$template"
    same resolve "$template"
done
[ $count -gt 100 ] || fail "only $count templates"

cat >"$work/application.yaml" <<'END'
Transform: AWS::Serverless-2016-10-31
Resources:
  Application:
    Type: AWS::Serverless::Application
    Properties:
      Location:
        ApplicationId: arn:aws:serverlessrepo:us-east-1:123456789012:applications/one
        SemanticVersion: 1.0.0
END
"$static" transform "$work/application.yaml" >"$work/out" 2>&1
[ $? = 2 ] || fail "an application of the repository is no error"
has "it does not say that it makes no requests" "linked statically, and makes no requests to AWS" "$work/out"
"$static" spec --update >"$work/out" 2>&1
[ $? = 1 ] || fail "it says that it has updated the types"
has "it does not say that it makes no requests" "linked statically, and makes no requests to AWS" "$work/out"
touch "$work/schemas.zip"
"$static" spec --update "$work/schemas.zip" >"$work/out" 2>&1
[ $? = 1 ] || fail "it says that it has read an archive"
has "it does not say that it unpacks nothing" "unpacks no archives" "$work/out"
echo "$count templates, $failures failures"
[ $failures = 0 ]
