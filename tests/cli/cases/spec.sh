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

# -- An update: schemas of a folder, for this and for lint
update=$XDG_CACHE_HOME/samc/resource-types
schema() { printf '{"typeName": "%s", "properties": {%s}, "additionalProperties": false}' "$1" "$2"; }
mkdir schemas empty
schema My::Org::Type '"Name": {"type": "string"}' >schemas/mine.json
schema AWS::SQS::Queue '"Size": {"type": "integer"}' >schemas/queue.json
printf 'Resources:\n  A:\n    Type: My::Org::Type\n    Properties: {Name: x}\n' >mine.yaml
run 2 lint mine.yaml
out_has 'E3006'
run 0 spec --update schemas
no_err
out_has '2 resource types, 0.0 MB, in '
out_has "$update"
run 0 lint mine.yaml
no_err
run 0 spec My::Org::Type.Name
out_is 'My::Org::Type.Name: string'
err_has "types are as the update in '$update' has them"
run 1 spec My::Org::Typ
err_has "Did you mean 'My::Org::Type'?"
run 0 spec AWS::SQS::Queue
out_has 'Size  integer'
run 0 spec
out_has 'My::Org::Type'
check 'each type is listed once, in order' sort -cu "$work/out"
run 0 spec --bundled-types AWS::SQS::Queue
no_err
out_has 'DelaySeconds'
run 2 lint --bundled-types mine.yaml
out_has 'E3006'
schema My::Org::Type '"Other": {"type": "string"}' >empty/mine.json
run 2 lint -s empty -t mine.yaml
out_has 'There is no property Name here'
rm empty/mine.json

# What fails changes nothing; what cannot be used is left out.
cp "$update" before
run 1 spec --update nowhere
err_has "cannot read the folder 'nowhere' (--update)"
run 1 spec --update empty
err_has "'empty' has no schema that can be used, so nothing is changed."
run 1 spec --update --remove-update
err_has '--update and --remove-update exclude each other.'
seq 20001 | sed 's/.*/empty\/&.json/' | xargs touch
run 1 spec --update empty
err_has "the folder 'empty' (--update) has more than 20000 *.json files"
check 'the update is as it was' cmp "$update" before
echo '{' >schemas/broken.json
run 0 spec --update schemas
err_has "'schemas/broken.json' is left out, because it is no schema of a resource type."

# A file that is no update, or one for another layout, is told and does no harm.
for damage in 'head -c 100 before' 'echo x' 'true' "{ head -c 8 before; printf '\\377'; tail -c +10 before; }"; do
    eval "$damage" >"$update"
    run 2 lint mine.yaml
    out_has 'E3006'
    err_has "samc: the update of resource types in '$update' is left out: It is damaged"
    err_has "Make it anew with 'samc spec --update', or remove it with 'samc spec --remove-update'."
done
rm "$update"
mkdir "$update"
run 0 lint template.yaml
err_has "the update of resource types in '$update' is left out: "
run 1 spec --remove-update
err_has "cannot remove '$update'"
run 1 spec --update schemas
err_has "'$update'"
rmdir "$update"
run 0 spec --remove-update
out_is "there is no $update"
cp before "$update"
run 1 spec --remove-update schemas
err_has "--remove-update takes nothing beside it, but 'schemas' is given."
run 0 spec --remove-update
out_is "removed $update"
run 2 lint mine.yaml
no_err

# Where it lies.
(unset XDG_CACHE_HOME && HOME=$PWD/home && export HOME && run 0 spec --update schemas && check 'it is in the home folder' test -s home/.cache/samc/resource-types)
(XDG_CACHE_HOME=relative && HOME=$PWD/home && export HOME && run 0 lint mine.yaml && no_err)
(unset XDG_CACHE_HOME HOME && run 1 spec --update schemas && err_has 'neither HOME nor XDG_CACHE_HOME is set')
