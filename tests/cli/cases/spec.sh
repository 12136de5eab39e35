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
err_has "cannot read 'nowhere': there is no such file."
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

# -- An archive of them
if ! command -v python3 >/dev/null; then
    skip 'there is no python3 to make archives'
    return
fi
# zip FILE CODE: an archive; the code adds to `zip`.
zip() { python3 -c "import zipfile; zip = zipfile.ZipFile('$1', 'w', zipfile.ZIP_DEFLATED)
$2
zip.close()"; }
zip all.zip "zip.write('schemas/mine.json', 'a/mine.json'); zip.write('schemas/queue.json'); zip.writestr('readme.txt', 'x')"
run 0 spec --update all.zip
no_err
out_has '2 resource types, 0.0 MB, in '
run 0 lint mine.yaml
cp "$update" before
run 1 spec --update template.yaml
err_has "cannot read the archive 'template.yaml': It is no sound ZIP archive ("
head -c 300 all.zip >cut.zip
run 1 spec --update cut.zip
err_has "cannot read the archive 'cut.zip': It is no sound ZIP archive ("
zip text.zip "zip.writestr('readme.txt', 'x')"
run 1 spec --update text.zip
err_has "'text.zip' has no schema that can be used, so nothing is changed."
run 1 spec --update missing.zip
err_has "cannot read 'missing.zip': there is no such file."
zip large.zip "zip.writestr('a.json', bytes(1 << 24)[1:]); zip.writestr('b.txt', bytes((1 << 24) + 1))"
run 1 spec --update large.zip
err_has 'It has more than 20000 entries, or unpacked more than 16 MB in one of them or 256 MB in all.'
zip bomb.zip "for i in range(17): zip.writestr(str(i), bytes(1 << 24))"
run 1 spec --update bomb.zip
err_has 'more than 16 MB in one of them or 256 MB in all.'
zip many.zip "for i in range(20001): zip.writestr(str(i), b'')"
run 1 spec --update many.zip
err_has 'It has more than 20000 entries'
truncate -s 65M big.zip
run 1 spec --update big.zip
err_has "the archive 'big.zip' has more than 64 MB. Unpack it and name the folder."
check 'the update is as it was' cmp "$update" before

# -- The archive that AWS publishes
server=${SAMC_REPOSITORY_SERVER-}
if [ -z "$server" ]; then
    skip 'SAMC_REPOSITORY_SERVER names no server'
    return
fi
"$server" all.zip >log &
server_id=$!
for _ in $(seq 100); do
    [ ! -s log ] || break
    sleep 0.05
done
SAMC_ENDPOINT_URL_SCHEMAS=$(head -n 1 log)/
export SAMC_ENDPOINT_URL_SCHEMAS
rm "$update"
run 0 spec --update --region eu-west-1
no_err
out_has '2 resource types, 0.0 MB, in '
check 'it is what was downloaded' cmp "$update" before
run 1 spec --update --region 'a/b'
err_has "'a/b' (--region) is not the name of a region."
rm all.zip
run 1 spec --update
err_has "cannot download the schemas from ${SAMC_ENDPOINT_URL_SCHEMAS}CloudformationSchema.zip: it answered with status 404. Try again, or get them otherwise and name the file: samc spec --update FILE"
kill $server_id
wait $server_id 2>/dev/null
run 1 spec --update
err_has 'does not answer: '
SAMC_ENDPOINT_URL_SCHEMAS=file:///x run 1 spec --update
err_has "cannot download the schemas: SAMC_ENDPOINT_URL_SCHEMAS is 'file:///x', which is no endpoint."
check 'the update is as it was' cmp "$update" before
