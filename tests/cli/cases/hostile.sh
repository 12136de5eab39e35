# Templates that are made to do harm: each is done within seconds of processor time, by transform and by
# lint, and what is wrong is told at its place. They are made here, since they are large.

# Sanitizers cost a factor 10.
seconds=2
! grep -q __asan_init "$samc" || seconds=20

# -- What must hold

# repeat COUNT TEXT
repeat() { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }

# As it would reach a terminal: no byte may obey or be no UTF-8.
clean() {
    ! LC_ALL=C grep -q '[[:cntrl:]]' <(tr -d '\n' <"$1") && iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1
}

# limited WHAT COMMAND FILE...: within the time, with a status of samc's, and clean.
limited() {
    local what=$1 status
    shift
    (ulimit -t $seconds && streams "$samc" "$@")
    status=$?
    ran="samc $*"
    check "$what: $1 is done in $seconds seconds of processor time, and not with status $status" \
        test $((status & ~14)) = 0
    check "$what: $1 says it in text that is clean" clean "$work/out"
    check "$what: $1 says it in text that is clean" clean "$work/err"
    check "$what: $1 is brief" test "$(cat "$work/out" "$work/err" | wc -c)" -lt 2000000
    return $status
}

# done_with WHAT FILE: whatever is found, it ends.
done_with() {
    limited "$1" transform "$2" -o made.json --local-artifacts keep
    limited "$1" lint "$2"
}

# told WHAT FILE TEXT: an error with a place, which says TEXT, by both.
told() {
    local stream
    for command in transform lint; do
        stream=err
        [ $command = transform ] || stream=out
        limited "$1" $command "$2"
        check "$1: $command ends with an error" test $(($? & 2)) = 2
        check "$1: $command tells it at a place: $3" \
            grep -qE "^$2:[0-9]+:[0-9]+: error [A-Z]+[0-9]+: .*$3" "$work/$stream"
    done
}

# -- Depth and size
{ printf '{"Resources":'; repeat 1000000 '['; } >brackets.json
told 'a million brackets in JSON' brackets.json 'levels'
{ printf 'Resources: '; repeat 1000000 '['; } >brackets.yaml
told 'a million brackets in YAML' brackets.yaml 'levels'
{ echo 'Resources:'; repeat 1000000 '- '; } >dashes.yaml
told 'a million lists in YAML' dashes.yaml 'levels'
repeat 1000000 '{"Resources":' >maps.json
told 'a million maps in JSON' maps.json 'levels'
{ echo 'Resources:'; repeat 1000000 '? '; } >keys.yaml
told 'a million keys of keys in YAML' keys.yaml ''
{ printf 'Resources: '; repeat 100000 '!Ref '; } >tags.yaml
told 'many tags' tags.yaml ''
{ printf 'Resources: "'; head -c 100000000 /dev/zero | tr '\0' x; printf '"\n'; } >scalar.yaml
told 'a text of 100 MB' scalar.yaml 'MiB|bytes'
{ printf '{"Resources": {"'; head -c 16000000 /dev/zero | tr '\0' x; printf '": 1}}'; } >name.json
done_with 'a name of 16 MB' name.json
check 'it is told' grep -q '^name.json:1:16: error E3001' "$work/out"
{ printf '{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": '; repeat 1000000 9; printf '}}}}'; } >digits.json
done_with 'a number of a million digits' digits.json
{ printf '{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": 0.'; repeat 1000000 9; printf '}}}}'; } >decimals.json
done_with 'a million decimals' decimals.json
{ printf '{"Resources": 1e'; repeat 1000000 9; printf '}'; } >exponent.json
told 'an exponent of a million digits' exponent.json ''
{ printf 'Resources:\n'; awk 'BEGIN { for (i = 0; i < 100000; i++) printf "  T%d: {Type: AWS::SNS::Topic}\n", i }'; } >resources.yaml
seconds=$((seconds * 3)) # 4 MB, of which each line is a resource
done_with '100000 resources' resources.yaml
check 'their number is told' grep -q '^resources.yaml:1:.*: error E3010: .*500' "$work/out"
seconds=$((seconds / 3))

# Of equal length, and equal in each hash that multiplies by 31; those that collide for Python's maps are in
# tests/unit/test_limits.c.
awk 'BEGIN {
    print "Resources:"
    for (n = 0; n < 16384; n++) {
        for (key = "", i = 0; i < 14; i++) key = key (int(n / 2 ^ i) % 2 ? "Aa" : "BB")
        printf "  %s: {Type: AWS::SNS::Topic, DependsOn: AaAaAaAaAaAaAaAaAaAaAaAaAaAa}\n", key
    }
}' >collisions.yaml
done_with 'names that collide' collisions.yaml

# -- Aliases
{
    echo 'Resources:'
    echo 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
    for i in $(seq 1 30); do
        printf 'a%d: &a%d [%s]\n' "$i" "$i" "$(repeat 10 "*a$((i - 1)), ")"
    done
} >laughs.yaml
told 'an alias bomb' laughs.yaml 'alias'
{
    printf 'Resources: &m {'
    awk 'BEGIN { for (i = 0; i < 2000; i++) printf "k%d: v, ", i }'
    printf '}\nall:\n'
    awk 'BEGIN { for (i = 0; i < 2000; i++) printf "  - <<: *m\n" }'
} >merges.yaml
told 'merge keys that multiply' merges.yaml ''
{
    printf 'Resources: &a\n  <<: *a\n'
} >itself.yaml
told 'a merge key of the map itself' itself.yaml ''

# -- Bytes
for at in 0 1 4094 4095 4096 4097 16382 16383 16384 16385; do
    for bytes in '\377' '\303' '\355\240\200' '\364\220\200\200' '\300\200'; do
        { printf '#'; repeat "$at" x; printf "$bytes"; printf '\nResources: {}\n'; } >utf8.yaml
        told "bytes that are no UTF-8 in a comment, at $at" utf8.yaml 'UTF-8'
    done
done
printf 'Resources: {a\377b: 1}\n' >utf8.yaml
told 'bytes that are no UTF-8 in a key' utf8.yaml 'UTF-8'
printf 'Resources: "\377"\n' >utf8.yaml
told 'bytes that are no UTF-8 in a text' utf8.yaml 'UTF-8'
printf '\377\nResources: ' >utf8.yaml
told 'half a mark' utf8.yaml 'UTF-8'
printf '\357\273\277\357\273\277Resources: {}\n' >marks.yaml
limited 'two byte order marks' lint marks.yaml
printf '\377\376R\000e' >half.yaml
limited 'half a text in UTF-16' lint half.yaml
printf '\377\376\000\330' >surrogate.yaml
limited 'half a pair in UTF-16' transform surrogate.yaml
err_has 'surrogate.yaml:1:1: error'
printf '\376\377\000R\000:\000 \000\n\000{\000' >odd.yaml
limited 'an odd number of bytes in UTF-16' transform odd.yaml
err_has 'error E0000'

# What terminals and readers of reports obey stands nowhere in what is said, whatever the form.
escape='"\u001b[31m\u0007\u009b2J\u2028\u202e\u0000\r\n::error::x]]>&<"'
printf '{"Resources": {"A": {"Type": %s, "DependsOn": %s, %s: 1, "Properties": {%s: {"Ref": %s}}}, %s: %s}}' \
    "$escape" "$escape" "$escape" "$escape" "$escape" "$escape" "$escape" >escapes.json
limited 'control characters' transform escapes.json -o made.json
limited 'control characters' lint escapes.json
check 'they are shown by their numbers' grep -q '\\x1b\[31m' "$work/out"
for format in $("$samc" help lint | sed -n 's/.*FORM:* *is one of \(.*\)/\1/p' | tr -d ',.') \
    text json sarif junit github checkstyle; do
    limited "control characters as $format" lint -f "$format" escapes.json
    check "no line of $format is a command of the template" test "$(grep -c '^::error::x' "$work/out")" = 0
done
limited 'control characters, resolved' resolve escapes.json
run 1 resolve escapes.json --explain "Resources/$(printf '\033[31m')"
check 'control characters in a path are shown by their numbers' clean "$work/err"

# -- Things that lead to themselves
cat >circles.yaml <<'YAML'
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Conditions:
  A: !Not [!Condition B]
  B: !Or [!Condition A, !Condition B]
Mappings:
  M: {x: {y: !FindInMap [M, x, y]}}
Resources:
  R: {Type: AWS::SNS::Topic, DependsOn: S, Properties: {DisplayName: !GetAtt S.TopicName}}
  S: {Type: AWS::SNS::Topic, DependsOn: R, Properties: {DisplayName: !Ref R, TopicName: !Ref S}}
  Fn::ForEach::L: [L, [!Ref L], {"${L}": {Type: AWS::SNS::Topic, Condition: A}}]
  F:
    Type: AWS::Serverless::Function
    Condition: B
    DependsOn: F
    Properties: {CodeUri: !Ref F, Handler: a.b, Runtime: python3.13, Role: !GetAtt F.Arn, Layers: [!Ref F]}
Outputs:
  O: {Value: !Sub [a, {X: !GetAtt [O, Value]}], Condition: A}
YAML
told 'what leads to itself' circles.yaml ''
cat >defaults.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Parameters:
  A: {Type: String, Default: {x: !Ref A}}
  B: {Type: String, Default: [!Ref C, !Ref C]}
  C: {Type: String, Default: [!Ref B, !Ref B]}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: {Bucket: !Ref A, Key: !Ref B}, Handler: a.b, Runtime: python3.13, AutoPublishAlias: live}
YAML
limited 'a Default that leads to itself' transform defaults.yaml
limited 'a Default that leads to itself' lint defaults.yaml
check 'it is told' grep -q '^defaults.yaml:3:21: error E2001' "$work/out"
{
    echo 'Transform: AWS::LanguageExtensions'
    echo 'Resources:'
    repeat 200 '{Fn::ForEach::A: [A, [a, b, c], '
} >loops.yaml
told 'loops without an end' loops.yaml ''
{
    printf '{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": '
    repeat 120 '{"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": '
    printf '"s3://b/k"'
    repeat 120 '}}}'
    printf '}}}}'
} >transforms.json
done_with 'transforms in each other' transforms.json
mkdir -p loop
printf 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: include.yaml}}\n' >loop/include.yaml
cp loop/include.yaml loop/template.yaml
echo 'Resources: {}' >>loop/template.yaml
limited 'a file that includes itself' transform --include-local loop/template.yaml
err_has 'error'
ln -s . loop/loop
printf 'Fn::Transform: {Name: AWS::Include, Parameters: {Location: loop/include.yaml}}\n' >loop/include.yaml
limited 'a file that includes itself by another path each time' transform --include-local loop/template.yaml
err_has 'error E0020'
ln -s loop/loop/../loop loop/far
printf '*.yaml/**/../**\n!loop/**/**/**/**/x\n' >loop/.gitignore
limited 'folders that hold themselves' lint loop
repeat 20000 '**/' >loop/.gitignore
repeat 5000 '*a' >>loop/.gitignore
limited 'patterns of .gitignore that multiply' lint loop
cat >paths.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: loop/loop/loop/../../../../../../../../../../.., Handler: a.b, Runtime: python3.13}
  G: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: /dev/zero}}
  H: {Type: AWS::Serverless::Application, Properties: {Location: /dev/zero}}
  I: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./loop/far/far/far/template.yaml}}
  J: {Type: AWS::Serverless::Api, Properties: {StageName: x, DefinitionUri: ../../../../../../etc/passwd}}
YAML
done_with 'paths that lead far away' paths.yaml
ln -s self.yaml self.yaml
for location in /dev/zero loop /proc/self/mem missing.yaml self.yaml; do
    printf 'Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: %s}}\n' $location >far.yaml
    limited "$location, included" transform --include-local far.yaml
    check "$location is no template, which is told" test $? = 2
    err_has 'far.yaml:2:62: error E0020'
done
printf 'Outputs:\n  O: {Value: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: ../../../../../../../../etc/passwd}}}}\n' >far.yaml
echo 'Resources: {}' >>far.yaml
limited 'a path out of the folder' transform far.yaml -o made.json
check 'without --include-local no file is read' grep -q '"Location": "../../../../../../../../etc/passwd"' made.json

# -- Patterns and numbers
cat >patterns.yaml <<'YAML'
Parameters:
  A: {Type: String, AllowedPattern: '(a+)+$', Default: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab}
  B: {Type: String, AllowedPattern: '^(([a-z])+.)+[A-Z]([a-z])+$', Default: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
  C: {Type: String, AllowedPattern: '(x+x+)+y', Default: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}
  D: {Type: String, AllowedPattern: '((((((((((a*)*)*)*)*)*)*)*)*)*)*b', Default: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
  E: {Type: String, AllowedPattern: '(?:a{0,9999}){0,9999}', Default: aaaaaaaa}
Resources:
  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub '${A}${B}${C}${D}${E}'}}
YAML
done_with 'patterns of exponential cost' patterns.yaml
for pattern in '(a+)+$' '((((((((((a*)*)*)*)*)*)*)*)*)*)*b' "$(repeat 4000 '(')"; do
    limited 'such a pattern on the command line' lint -x "E1029:custom_excludes=$pattern" -- patterns.yaml ||
        check 'or it is refused' test $? -lt 16
done
cat >numbers.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Parameters:
  P: {Type: Number, Default: 99999999999999999999999999, MinValue: -1.0e+300, MaxValue: -0, MaxLength: 1.0e+308}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: s3://b/k
      Handler: a.b
      Runtime: python3.13
      MemorySize: 99999999999999999999
      Timeout: -0
      EphemeralStorage: {Size: 0x7fffffffffffffffffffffff}
      ReservedConcurrentExecutions: 1.0e+300
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 18446744073709551617}
YAML
limited 'numbers of any size' transform numbers.yaml -o made.json
check 'they go out as they came' grep -q '"MemorySize": 99999999999999999999' made.json
limited 'numbers of any size' lint numbers.yaml
check 'they are told' grep -q '^numbers.yaml:11:.*E3034\|^numbers.yaml:11:.*error' "$work/out"
check 'a number with an exponent is one' test "$(grep -c 'but is a number' "$work/out")" = 0
