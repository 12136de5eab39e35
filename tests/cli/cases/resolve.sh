# samc resolve: where the template comes from and where it goes, and what decides the values.

cat >queue.yaml <<'YAML'
Parameters:
  Stage: {Type: String, Default: test}
  Open: {Type: String}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub ${Stage}-${Open}
      KmsMasterKeyId: !Ref AWS::Region
YAML
properties() { out_has "\"Properties\":{\"QueueName\":$1,\"KmsMasterKeyId\":\"$2\"}"; }

# -- Values
run 0 resolve queue.yaml --compact
no_err
properties '{"Fn::Sub":"test-${Open}"}' us-east-1
run 0 resolve queue.yaml --compact --region cn-north-1 --parameter-overrides Stage=prod Open=1
properties '"prod-1"' cn-north-1
echo '[{"ParameterKey": "Open", "ParameterValue": "file"}]' >parameters.json
run 0 resolve queue.yaml --compact --parameter-file parameters.json
properties '"test-file"' us-east-1
run 0 resolve queue.yaml --compact --language-extensions-only
properties_left='{"QueueName":{"Fn::Sub":"${Stage}-${Open}"},"KmsMasterKeyId":{"Ref":"AWS::Region"}}'
out_has "$properties_left"

# -- Streams and files
input=$(cat queue.yaml)
run 0 resolve --compact
properties '{"Fn::Sub":"test-${Open}"}' us-east-1
input=$(cat queue.yaml)
run 0 resolve - --compact -o queue.json
no_out
no_err
check 'the file holds what standard output would' cmp -s queue.json <("$samc" resolve queue.yaml --compact)
run 0 resolve queue.yaml --format yaml
out_has 'QueueName: !Sub test-${Open}'
run 1 resolve queue.yaml -o queue.yaml
err_has 'is the template itself'

# -- What was made is a template again, and nothing is left to do in it
run 0 resolve queue.json --compact
out_is "$(cat queue.json)"

# -- SAM resources stay what they are
printf 'Transform: AWS::Serverless-2016-10-31\nResources: {T: {Type: "AWS::Serverless::SimpleTable"}}\n' >sam.yaml
run 0 resolve sam.yaml --compact
out_is '{"Transform":"AWS::Serverless-2016-10-31","Resources":{"T":{"Type":"AWS::Serverless::SimpleTable"}}}'

# -- Loops come before SAM
cat >loop.yaml <<'YAML'
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Tables:
    - Name
    - [Orders, Returns]
    - ${Name}: {Type: AWS::Serverless::SimpleTable}
YAML
run 0 transform loop.yaml --compact
out_has '"Orders":{"Type":"AWS::DynamoDB::Table"'
out_has '"Returns":{"Type":"AWS::DynamoDB::Table"'
run 0 resolve loop.yaml --compact
out_has '"Returns":{"Type":"AWS::Serverless::SimpleTable"}'

# -- Secrets are not shown
printf 'Parameters: {P: {Type: String, NoEcho: true, Default: secret}}\nResources: {R: {Type: "A::B::C", Metadata: !Ref P}}\n' >secret.yaml
run 0 resolve secret.yaml --parameter-overrides P=hidden
out_has '"Ref": "P"'
check 'the given secret is not shown' sh -c '! grep -q hidden "$1"' - "$work/out"

# -- Errors
printf 'Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      B: !Select [2, [a, b]]\n      C: !Join [a]\n' >bad.yaml
run 2 resolve bad.yaml -o none.json
no_out
err_has 'bad.yaml:5:19: error E1017: Fn::Select asks for item 2, but the list has 2; the first one is item 0.'
err_has 'bad.yaml:6:10: error E1022: '
check 'no file is made' test ! -e none.json
input='[]'
run 2 resolve
err_has 'error E1001: A template is a map with a Resources section, but this is a list.'
run 1 resolve missing.yaml
err_has "cannot read 'missing.yaml'"
run 1 resolve queue.yaml other.yaml
err_has 'other.yaml'
run 1 transform queue.yaml --language-extensions-only
err_has "--language-extensions-only"

# -- How one value came about
cat >explain.yaml <<'YAML'
Parameters:
  Stage: {Type: String, Default: test}
  Open: {Type: String}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !If [IsProd, !Sub "${Stage}-${Open}", spare]
Outputs:
  Url: {Value: !Ref Queue}
YAML
name=Resources/Queue/Properties/QueueName
run 0 resolve --explain $name explain.yaml --parameter-overrides Stage=prod
no_err
out_is 'explain.yaml:10:18: !If [IsProd, !Sub "${Stage}-${Open}", "spare"]
explain.yaml:5:3:     IsProd: !Equals [!Ref Stage, "prod"]
explain.yaml:2:3:       Stage is "prod" (given)
                      = true
explain.yaml:10:31:   !Sub "${Stage}-${Open}"
explain.yaml:2:3:       Stage is "prod" (given)
explain.yaml:3:3:       Open is not known: the parameter has no value
                      = !Sub "prod-${Open}", not known
= !Sub "prod-${Open}" (a string, not known)'
input=$(cat explain.yaml)
run 0 resolve --explain Resources.Queue.Properties.QueueName
out_is '-:10:18: !If [IsProd, !Sub "${Stage}-${Open}", "spare"]
-:5:3:     IsProd: !Equals [!Ref Stage, "prod"]
-:2:3:       Stage is "test" (Default of the parameter)
           = false
= "spare"'
run 0 resolve --explain /Outputs/Url/Value explain.yaml
out_has '= !Ref Queue (a string, not known)'
run 1 resolve --explain Resources/Queu/Type explain.yaml
no_out
err_is "samc: cannot explain 'Resources/Queu/Type': 'Resources' has no 'Queu'. Did you mean 'Queue'?"
run 1 resolve --explain "$(printf 'Q\033[31m')" explain.yaml
err_has 'Q\x1b[31m'
for option in --compact '--format=yaml' '--output=none.json' --language-extensions-only; do
    run 1 resolve --explain $name explain.yaml $option
    no_out
    err_has "--explain shows how one value came about, so ${option%%=*} has no meaning."
done
check 'no file is made' test ! -e none.json
run 1 resolve explain.yaml --explain
err_has '--explain needs a value'
run 1 transform explain.yaml --explain $name
err_has '--explain'

# What is wrong elsewhere does not keep a value from being explained.
run 2 resolve --explain Resources/A/Type bad.yaml
err_has 'error E1017'
out_has '= "A::B::C"'
run 2 resolve --explain Resources/A/Properties/B bad.yaml
out_has '  error E1017: Fn::Select asks for item 2, but the list has 2; the first one is item 0.'
printf 'Resources: [' >unreadable.yaml
run 1 resolve --explain Resources unreadable.yaml
err_has "samc: cannot explain 'Resources': The template cannot be read."
run 0 resolve --explain Parameters secret.yaml --parameter-overrides P=hidden
check 'the secret and its default are not shown' sh -c '! grep -E "secret[^.]|hidden" "$1"' - "$work/out"

# -- Conditions
cat >conditions.yaml <<'YAML'
Transform: AWS::LanguageExtensions
Parameters:
  Stage: {Type: String, Default: test, AllowedValues: [test, prod]}
  VpcId: {Type: String}
Conditions:
  Fn::ForEach::Stages:
    - Name
    - [test, prod]
    - Is${Name}: !Equals [!Ref Stage, !Ref Name]
  UseVpc: !And [!Condition Isprod, !Not [!Equals [!Ref VpcId, ""]]]
  IsStaged: !Or [!Condition Istest, !Condition Isprod]
  IsBoth: !And [!Condition Istest, !Condition UseVpc]
  InEurope: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  R: {Type: A::B::C}
YAML
run 0 resolve conditions.yaml --conditions
no_err
out_is 'Istest    true    Stage = "test"
Isprod    false   Stage = "prod"
UseVpc    false   Isprod and VpcId != ""
IsStaged  always  Istest or Isprod
IsBoth    never   Istest and UseVpc
InEurope  false   AWS::Region = "eu-west-1"'
input=$(cat conditions.yaml)
run 0 resolve --conditions --region eu-west-1 --parameter-overrides Stage=prod
out_is 'Istest    false    Stage = "test"
Isprod    true     Stage = "prod"
UseVpc    unknown  Isprod and VpcId != ""
IsStaged  always   Istest or Isprod
IsBoth    never    Istest and UseVpc
InEurope  true     AWS::Region = "eu-west-1"'
input='Resources: {}'
run 0 resolve --conditions
no_out
no_err
printf 'Conditions: {A: !Equals [!Ref P, "\\e[31m"], Fünf: !Condition A}\nParameters: {P: {Type: String}}\nResources: {}\n' >odd.yaml
run 0 resolve odd.yaml --conditions
out_is 'A     unknown  P = "\x1b[31m"
Fünf  unknown  A'
printf 'Conditions: {A: !Condition B, B: !Condition A}\nResources: {}\n' >cycle.yaml
run 2 resolve cycle.yaml --conditions
out_is 'A  unknown  B
B  unknown  A'
err_has 'error E8007'
input='[]'
run 2 resolve --conditions
no_out
err_has 'error E1001'
run 2 resolve unreadable.yaml --conditions
no_out
err_has 'error E0000'
run 4 resolve odd.yaml --conditions --parameter-overrides Q=1
err_has 'warning W0031'
out_has 'A     unknown'
for option in --compact '--format=yaml' '--output=none.json' --language-extensions-only; do
    run 1 resolve conditions.yaml --conditions $option
    no_out
    err_has "--conditions shows conditions, so ${option%%=*} has no meaning."
done
run 1 resolve conditions.yaml --conditions --explain Conditions/Istest
err_has '--conditions and --explain show different things.'
run 1 transform conditions.yaml --conditions
err_has '--conditions'
