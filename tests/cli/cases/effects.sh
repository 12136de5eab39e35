# Options reach the transform: what each of them changes in the result.

cat >sam.yaml <<'YAML'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Alias: {Type: String, Default: live}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Handler: index.handler
      Runtime: python3.12
      AutoPublishAlias: !Ref Alias
      Policies: [AWSLambdaBasicExecutionRole, MyOwnPolicy]
      Events:
        Timer:
          Type: Schedule
          Properties: {Schedule: rate(1 minute)}
YAML
aws='"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"'
china='"arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"'

# -- Parameters
run 0 transform sam.yaml
no_err
out_has '"HelloAliaslive"'
run 0 transform sam.yaml --parameter-overrides Alias=prod
out_has '"HelloAliasprod"'
run 0 transform sam.yaml --parameter-overrides ParameterKey=Alias,ParameterValue=prod
out_has '"HelloAliasprod"'
echo '{"Parameters": {"Alias": "prod"}}' >parameters.json
run 0 transform sam.yaml --parameter-file parameters.json
out_has '"HelloAliasprod"'

# -- Region and partition
run 0 transform sam.yaml
out_has "$aws"
run 0 transform sam.yaml --region cn-north-1
out_has "$china"
run 0 transform sam.yaml --partition aws-cn
out_has "$china"
AWS_REGION=cn-north-1 run 0 transform sam.yaml
out_has "$china"
AWS_DEFAULT_REGION=cn-north-1 run 0 transform sam.yaml
out_has "$china"
AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=cn-north-1 run 0 transform sam.yaml
out_has "$aws"
printf '[default.deploy.parameters]\nregion = "cn-north-1"\n' >samconfig.toml
run 0 transform sam.yaml
out_has "$china"
input=$(cat sam.yaml)
run 0 transform
out_has "$china"
AWS_REGION=eu-west-1 run 0 transform sam.yaml
out_has "$aws"
run 0 transform sam.yaml --region eu-west-1
out_has "$aws"
mkdir elsewhere
cd elsewhere
run 0 transform ../sam.yaml # the file beside the template counts, not the one beside the user
out_has "$china"
cd ..
rm samconfig.toml

# -- Managed policies
run 0 transform sam.yaml
out_has '"MyOwnPolicy"'
echo '{"MyOwnPolicy": "arn:aws:iam::123456789012:policy/Mine"}' >policies.json
run 0 transform sam.yaml --managed-policies policies.json
out_has '"arn:aws:iam::123456789012:policy/Mine"'
out_has "$aws"

# -- Local artifacts
sed 's/InlineCode: x/CodeUri: .\/src/' sam.yaml >local.yaml
run 2 transform local.yaml
no_out
err_has 'local.yaml:'
run 2 transform local.yaml --local-artifacts refuse
no_out
run 0 transform local.yaml --local-artifacts keep
out_has '"./src"'
run 0 transform local.yaml --local-artifacts=placeholder
out_has '"bucket"'

# -- Explain
run 0 explain sam.yaml HelloTimerPermission
no_err
out_is 'HelloTimerPermission (AWS::Lambda::Permission) is generated. It comes from:
sam.yaml:14:9: Resources/Hello/Properties/Events/Timer (Schedule)
sam.yaml:5:3: Resources/Hello (AWS::Serverless::Function)'
run 0 explain sam.yaml Hello
out_is 'Hello (AWS::Lambda::Function) is generated. It comes from:
sam.yaml:5:3: Resources/Hello (AWS::Serverless::Function)'
run 0 explain sam.yaml HelloAliasprod --parameter-overrides Alias=prod
out_has 'sam.yaml:5:3: '
run 1 explain sam.yaml HelloAliasprod
err_has "Did you mean 'HelloAliaslive'?"
