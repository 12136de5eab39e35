# Applications of the Serverless Application Repository, which repository_server.c stands in for.

application() { printf '  %s:\n    Type: AWS::Serverless::Application\n    Properties: {Location: {ApplicationId: "%s", SemanticVersion: "%s"}}\n' "$1" "$2" "$3"; }
template() { printf 'Transform: AWS::Serverless-2016-10-31\nResources:\n'; }
only() { { template; application One "$1" "${2:-1.0.0}"; } >one.yaml; }
url_is() { out_has "\"TemplateURL\": \"https://templates.example.com/$1\""; }
asked() { check "the server is asked $1 times in all" test "$(($(wc -l <log) - 1))" = "$1"; }

unset "${!AWS_@}"
export HOME=$PWD AWS_EC2_METADATA_DISABLED=true
name=arn:aws:serverlessrepo:us-east-1:111122223333:applications/x

# -- Without the network.
only $name
run 4 transform --offline one.yaml
out_has '"TemplateURL": ""'
err_has 'warning SAM9051'
err_has -- '--offline'
run 2 transform one.yaml
no_out
err_has 'there are no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile that has keys with --profile, or do without with --offline.'
run 0 explain one.yaml One
no_err
run 2 transform one.yaml --profile mine
err_has "the profile mine has no keys in $HOME/.aws/credentials and $HOME/.aws/config."
AWS_ACCESS_KEY_ID=key run 2 transform one.yaml
err_has 'has an access key id, but no secret access key'

server=${SAMC_REPOSITORY_SERVER-}
if [ -z "$server" ]; then
    skip 'SAMC_REPOSITORY_SERVER names no server'
    return
fi
start_server() {
    "$server" >log &
    server_id=$!
    for _ in $(seq 100); do
        [ ! -s log ] || break
        sleep 0.05
    done
    AWS_ENDPOINT_URL_SERVERLESSREPO=$(head -n 1 log)
    export AWS_ENDPOINT_URL_SERVERLESSREPO
}
start_server
export AWS_ACCESS_KEY_ID=key AWS_SECRET_ACCESS_KEY=secret

# -- Found, with all that has to be encoded in the path; once for each pair of id and version.
{ template; application One $name 1.0.0; application Two "a b/ü~" 2.0.0; application Three $name 1.0.0; } >three.yaml
run 0 transform three.yaml
url_is "$name/1.0.0"
url_is 'a b/ü~/2.0.0'
no_err
asked 2
check 'the id is encoded' grep -qF 'POST /applications/a%20b%2F%C3%BC~/templates 201' log
AWS_SESSION_TOKEN=token/+= run 0 transform one.yaml
no_err
run 0 transform --region cn-north-1 one.yaml
AWS_ENDPOINT_URL=$AWS_ENDPOINT_URL_SERVERLESSREPO/ AWS_ENDPOINT_URL_SERVERLESSREPO='' run 0 transform one.yaml

# -- Not at once.
only preparing-2
run 0 transform one.yaml
url_is preparing-2/none
check 'it is asked after' test "$(grep -c 'GET /applications/preparing-2/templates/t%2F1 201' log)" = 2
only throttled-2
run 0 transform one.yaml
url_is throttled-2/1.0.0
only failing-1
run 0 transform one.yaml
only throttled-9
AWS_MAX_ATTEMPTS=2 run 2 transform one.yaml
err_has 'has too many requests to look for this application now'
check 'as often as AWS_MAX_ATTEMPTS says' test "$(grep -c throttled-9 log)" = 2

# -- Refused. What the service says is escaped.
for words in 'non-existent:does not have this application in this version' \
    'no-access:gives no access to this application' \
    'expired:the template that it made has expired' 'odd:its answer holds no URL of a template' \
    'moved:it answered with status 302.'; do
    only "${words%%:*}"
    run 2 transform one.yaml
    no_out
    err_has 'one.yaml:5:44: error SAM2009'
    err_has "${words#*:}"
done
only no-access
run 2 transform one.yaml
err_has 'it answered with status 403, ForbiddenException: No,\x1b no.'

# A failing service is not asked for the next application.
{ template; application One failing-8 1; application Two failing-9 1; } >two.yaml
AWS_MAX_ATTEMPTS=2 run 2 transform two.yaml
check 'the first is tried' grep -q failing-8 log
check 'the second is not' test "$(grep -c failing-9 log)" = 0

# -- Keys: where they come from, and a wrong one.
only $name
AWS_SECRET_ACCESS_KEY=wrong run 2 transform one.yaml
err_has 'InvalidSignatureException'
err_has 'Check your AWS credentials, and the clock of this machine.'
mkdir .aws
printf '[default]\naws_access_key_id=key\naws_secret_access_key = wrong\n[mine]\naws_access_key_id = key\naws_secret_access_key = secret\n' >.aws/credentials
printf '[profile other]\nregion = x\naws_access_key_id = key\naws_secret_access_key = secret\n[profile sso]\nsso_session = y\n' >.aws/config
run 0 transform one.yaml --profile mine
run 0 transform one.yaml --profile other
run 2 transform one.yaml --profile default
err_has 'InvalidSignatureException'
run 2 transform one.yaml --profile sso
err_has 'the profile sso gets its credentials by sso_session, which samc does not do yet.'
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
AWS_PROFILE=mine run 0 transform one.yaml

# -- No server.
kill $server_id
wait $server_id 2>/dev/null
AWS_PROFILE=mine AWS_MAX_ATTEMPTS=1 run 2 transform one.yaml
err_has "could not be asked for this application ($name, version 1.0.0): $AWS_ENDPOINT_URL_SERVERLESSREPO does not answer: "
AWS_PROFILE=mine AWS_ENDPOINT_URL_SERVERLESSREPO='http://user@host' run 2 transform one.yaml
err_has "AWS_ENDPOINT_URL_SERVERLESSREPO is 'http://user@host', which is no endpoint."
