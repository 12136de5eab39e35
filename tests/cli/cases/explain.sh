# samc explain: where a resource comes from.

run 0 explain template.yaml Topic
no_err
out_is 'Topic (AWS::SNS::Topic) is your own and passes through unchanged:
template.yaml:2:3: Resources/Topic (AWS::SNS::Topic)'
input=$(cat template.yaml)
run 0 explain - Topic
out_has '-:2:3: Resources/Topic (AWS::SNS::Topic)'
run 0 explain template.yaml Topic --region eu-west-1 --parameter-overrides A=1

# -- What is not there
run 1 explain template.yaml Topc
no_out
err_is "samc: the output has no resource 'Topc'. Did you mean 'Topic'?"
printf 'Resources:\n  HelloFn: {Type: A::B::C}\n  HelloFnRole: {Type: A::B::C}\n  Other: {Type: A::B::C}\n' >several.yaml
run 1 explain several.yaml hello
err_is "samc: the output has no resource 'hello'. Did you mean 'HelloFn' or 'HelloFnRole'?"
run 1 explain several.yaml HeloFn
err_is "samc: the output has no resource 'HeloFn'. Did you mean 'HelloFn'?"
run 1 explain template.yaml Queue
err_is "samc: the output has no resource 'Queue'. 'samc transform' shows which it has."
run 1 explain template.yaml ''
err_has "the output has no resource ''"
run 1 explain template.yaml "$(printf 'T\033[31m')"
err_has 'T\x1b[31m'

# -- Templates that are refused, and warnings
echo 'Resources: [' >bad.yaml
run 2 explain bad.yaml Topic
no_out
err_has 'bad.yaml:2:1: error E0000: '
err_has 'samc: the template has errors, so there is no output to explain.'
run 2 explain --diagnostics-format json bad.yaml Topic
err_has '"rule": "E0000"'
printf 'Resources:\n  A: {Type: AWS::SNS::Topic}\n  A: {Type: AWS::SQS::Queue}\n' >twice.yaml
run 0 explain twice.yaml A
no_err
out_has 'A (AWS::SQS::Queue) is your own'
run 1 explain missing.yaml Topic
err_has "cannot read 'missing.yaml'"

# -- An implicit API is there for the first event that needs it
cat >implicit.yaml <<'Y'
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: s3://artifacts/orders.zip
      Handler: orders.take
      Runtime: python3.13
      Events:
        Post: {Type: Api, Properties: {Path: /orders, Method: post}}
        Get: {Type: Api, Properties: {Path: /orders, Method: get}}
Y
for id in ServerlessRestApi ServerlessRestApiProdStage; do
    run 0 explain implicit.yaml $id
    out_has 'implicit.yaml:10:9: Resources/Orders/Properties/Events/Post (Api)'
done
