# Parameters and managed policies: what is refused before the template is looked at. What the library
# gets of those that are good is in tests/cli/test_parameters.c.

echo '{"A": "1"}' >a.json
echo '{"A": "2"}' >b.json
echo '[' >broken.json
echo '"text"' >text.json

cat >with.yaml <<'Y'
Parameters:
  A: {Type: String}
  B: {Type: String, Default: b}
  Few: {Type: String, AllowedValues: [x, y], Default: x}
  Count: {Type: Number, MinValue: 1, MaxValue: 5, Default: 1}
  Name: {Type: String, MinLength: 3, MaxLength: 5, Default: abc}
  Secret: {Type: String, NoEcho: true, MinLength: 3}
  Word: {Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: small letters, Default: a}
  Odd: {Type: String, AllowedPattern: '[a-z&&[^q]]+', Default: a}
  Words: {Type: CommaDelimitedList, AllowedPattern: '[a-z]+', Default: a}
Resources:
  Topic: {Type: AWS::SNS::Topic}
Y

for words in '--parameter-overrides A=1 B=x=y' '--parameter-file a.json' \
    '--parameter-file a.json --parameter-file a.json' \
    '--parameter-file=a.json --parameter-overrides A=1' \
    '--parameter-overrides ParameterKey=A,ParameterValue=1'; do
    run 0 transform with.yaml $words
    no_err
    out_has '"Type": "AWS::SNS::Topic"'
done
input='{"A": "1"}'
run 0 transform with.yaml --parameter-file -
no_err

# -- Values that do not fit the template
run 4 transform with.yaml --parameter-overrides Fw=x A=1 AWS::AccountId=1
err_has 'warning W0031: The template has no parameter Fw, which is given a value. Did you mean Few?'
for wrong in Few=z Count=0 Count=6 Count=many Count= Name=ab Name=abcdef Word=A Words=a,B; do
    run 2 transform with.yaml --parameter-overrides "$wrong"
    no_out
    err_has "error E0030: '${wrong#*=}' is no value for the parameter ${wrong%%=*}: "
done
run 2 transform with.yaml --parameter-overrides Secret=s3
err_has 'error E0030: What is given is no value for the parameter Secret'
err_lacks s3
for right in Few=y Count=5 Count=1e0 Name=abcde Name=äöü Secret=long Word=az "Words=a, z"; do
    run 0 transform with.yaml --parameter-overrides "$right"
    no_err
done

run 8 transform with.yaml --parameter-overrides Odd=q
err_has "info I0032: Whether 'q' is a value for the parameter Odd is not known: it cannot be matched against AllowedPattern here: && in a class is known to Java alone (after 4 characters of the pattern). CloudFormation will tell when the stack is deployed."
out_has '"Type": "AWS::SNS::Topic"'

# -- Malformed
run 1 transform --parameter-overrides A=1 template.yaml
no_out
err_is "samc: 'template.yaml' (--parameter-overrides) is not of the form NAME=VALUE. If it is the template, put it before the options, or -- in front of it."
run 1 transform template.yaml --parameter-overrides =1
err_has "'=...' (--parameter-overrides) has no name before the '='."
run 1 transform template.yaml --parameter-overrides ParameterKey=A
err_has 'ParameterKey=NAME,ParameterValue=VALUE'

# -- Two values for one parameter
run 1 transform template.yaml --parameter-overrides A=1 A=2
no_out
err_is "samc: the parameter 'A' gets two different values: one from --parameter-overrides and one from --parameter-overrides. Remove one of them."
run 1 transform template.yaml --parameter-overrides A=1 --parameter-file b.json
err_has "the parameter 'A' gets two different values: one from --parameter-overrides and one from b.json."
run 1 transform template.yaml --parameter-file a.json --parameter-file b.json
err_has "one from a.json and one from b.json"

# -- Files
run 1 transform template.yaml --parameter-file missing.json
no_out
err_has "cannot read 'missing.json': there is no such file."
run 1 transform template.yaml --parameter-file .
err_has "cannot read '.': it is a folder."
run 1 transform template.yaml --parameter-file broken.json
err_has "line 2 of 'broken.json' (--parameter-file): A value is missing before this."
run 1 transform template.yaml --parameter-file text.json
err_has "'text.json' (--parameter-file) holds a string where there should be"
run 1 transform template.yaml --parameter-file /dev/zero
err_has "has more than 16777216 bytes"
run 1 transform template.yaml --managed-policies missing.json
err_has "cannot read 'missing.json'"
run 1 transform template.yaml --managed-policies a.json
err_has "the managed policy 'A' in 'a.json' is '1', which is no ARN."
echo '{"A": "arn:aws:iam::aws:policy/A"}' >policies.json
run 0 transform template.yaml --managed-policies policies.json

# -- Standard input can be read once
input='{"A": "1"}'
run 1 transform --parameter-file -
no_out
err_is 'samc: standard input is asked for twice: as --parameter-file and as the template. Put one of them into a file.'
input='{"A": "1"}'
run 1 transform template.yaml --parameter-file - --managed-policies -
err_has 'as --parameter-file and as --managed-policies'

# -- Region: its order of precedence is in tests/cli/test_region.c.
AWS_REGION='no region' run 1 transform template.yaml
err_has "'no region' (AWS_REGION) is not the name of a region."
AWS_REGION='no region' run 0 transform template.yaml --region eu-west-1
echo '[default.deploy.parameters' >samconfig.toml
run 1 transform template.yaml
err_is "samc: cannot take the region from 'samconfig.toml': line 1 is not valid TOML. Correct it, or give --region."
AWS_DEFAULT_REGION=eu-west-1 run 1 transform template.yaml
err_is "samc: cannot take values of parameters from 'samconfig.toml': line 1 is not valid TOML. Correct it, or give --parameter-overrides."
AWS_DEFAULT_REGION=eu-west-1 run 0 transform with.yaml --parameter-overrides A=1

# -- Values of samconfig.toml are held against the template like all others.
printf '[default.deploy.parameters]\nparameter_overrides = "Few=y Count=6"\n' >samconfig.toml
run 2 transform with.yaml
err_has "error E0030: '6' is no value for the parameter Count"
run 0 transform with.yaml --parameter-overrides Few=y
