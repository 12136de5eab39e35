# samc spec: what is known of resource types.

run 0 spec
no_err
out_has 'AWS::S3::Bucket'
out_has 'AWS::Serverless::Function'
check 'the types are in order' sort -c "$work/out"

# -- A type
run 0 spec AWS::SQS::Queue
no_err
out_has 'Ref: string, by QueueUrl'
out_has 'DelaySeconds                   integer, 0 to 900'
out_has 'FifoQueue                      boolean, a change replaces the resource'
out_has 'Attributes (Fn::GetAtt):'
run 0 spec AWS::Events::Rule
out_has 'At least one of EventPattern, ScheduleExpression'
run 0 spec Custom::Mine
out_has 'ServiceToken'

# -- A property
run 0 spec AWS::SQS::Queue.DelaySeconds
out_is 'AWS::SQS::Queue.DelaySeconds: integer, 0 to 900'
run 0 spec AWS::Lambda::Function.Architectures
out_has 'One of: '
run 0 spec AWS::Lambda::Function.Tags.Key
out_has 'AWS::Lambda::Function.Tags.Key: string, 1 to 128 characters, required'
run 0 spec AWS::Serverless::Function.DeadLetterQueue.Type
out_has 'One of: SNS, SQS'

# -- What there is not
run 1 spec AWS::SQS::Queu
no_out
err_is "samc: there is no resource type 'AWS::SQS::Queu'. Did you mean 'AWS::SQS::Queue'? 'samc spec' lists all types."
run 1 spec AWS::SQS::Queue.DelaySecond
err_has "AWS::SQS::Queue has no property 'DelaySecond'. Did you mean 'DelaySeconds'?"
run 1 spec AWS::SQS::Queue.Tags.Kex
err_has "AWS::SQS::Queue.Tags has no property 'Kex'."
run 1 spec AWS::SQS::Queue.DelaySeconds.More
err_has "AWS::SQS::Queue.DelaySeconds has no property 'More'."
run 1 spec AWS::SQS::Queue.
err_has "AWS::SQS::Queue has no property ''."
run 1 spec ''
err_has "there is no resource type ''"
run 1 spec "$(printf 'A\033[31m')"
err_has 'A\x1b[31m'
