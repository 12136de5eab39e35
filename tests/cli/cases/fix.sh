# samc lint --fix over fixtures: what is left is what was found, less what was
# mended; and there is nothing more to mend then, so that a second run changes no byte.

# FILE:RULE:MESSAGE of each finding, in order. Places move when lines go.
findings() {
    streams "$samc" lint -c I -f parseable all
    cut -d: -f1,6- "$work/out" | sort >"$1"
}
mkdir all
(cd "$here/../../fixtures" &&
    find lint transform/[af]* transform/shapes* transform/event-s3* -name '*.yaml' -o -name '*.json' | tar -cf - -T -) | tar -xf - -C all
chmod -R u+w all
findings before
cp -R all original
streams "$samc" lint --fix all
check 'templates are mended' test "$(diff -rq original all | wc -l)" -gt 10
findings after
comm -13 before after >new
check "nothing new is found: $(head -n 3 new)" test ! -s new
check 'less is found' test "$(wc -l <after)" -lt "$(wc -l <before)"
cp -R all once
streams "$samc" lint --fix all
diff -rq once all >changed
check "a second run changes nothing: $(head -n 3 changed)" test ! -s changed

# What an alias or a merge key has elsewhere stays; an alias itself may go.
cat >shared.yaml <<'YAML'
Resources:
  TA: {Type: AWS::SNS::Topic}
  TB: {Type: AWS::SNS::Topic}
  List:
    Type: AWS::SNS::Topic
    DependsOn: &list
      - TA
      - TB
  OfList:
    Type: AWS::SNS::Topic
    DependsOn: *list
    Properties: {TopicName: !Ref TA}
  Whole: &whole
    Type: AWS::SNS::Topic
    DependsOn: TA
    Properties: {TopicName: !Ref TA}
  OfWhole:
    <<: *whole
    Properties: {DisplayName: x}
  Text:
    Type: AWS::SNS::Topic
    DependsOn: &text TA
  OfText:
    Type: AWS::SNS::Topic
    DependsOn: *text
    Properties: {TopicName: !Ref TA}
  InFlow: {Type: AWS::SNS::Topic, DependsOn: *text, Properties: {TopicName: !Ref TA}}
YAML
cp shared.yaml given.yaml
run 4 lint --fix shared.yaml
check 'aliases go, what they stand for stays' \
    test "$(diff given.yaml shared.yaml | grep '^[<>]')" = '<     DependsOn: *text
<   InFlow: {Type: AWS::SNS::Topic, DependsOn: *text, Properties: {TopicName: !Ref TA}}
>   InFlow: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref TA}}'

# However many there are, one run mends them all.
{
    echo 'Resources:'
    for i in $(seq 40); do printf '  T%s: {Type: AWS::SNS::Topic}\n' "$i"; done
    printf '  Last:\n    Type: AWS::SNS::Topic\n    DependsOn:\n'
    for i in $(seq 40); do printf '      - T%s # the %s\n' "$i" "$i"; done
    echo '    # stays'
    printf "    Properties: {DisplayName: !Sub '%s'}\n" "$(seq -f '${T%g}' -s '' 40)"
} >many.yaml
cp many.yaml given.yaml
run 0 lint --fix many.yaml
check 'forty needless dependencies go in one run' \
    test "$(diff given.yaml many.yaml | grep -c '^<') $(diff given.yaml many.yaml | grep -c '^>')" = '41 0'
