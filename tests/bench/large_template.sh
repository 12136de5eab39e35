#!/bin/sh
# large_template.sh SHAPE COUNT: prints a template with COUNT of what SHAPE names. To add a shape: a
# row that prints number i of it, and the word in `shapes`.
shapes='functions paths routes conditional notifications apis plain'
case " $shapes " in *" ${1:-?} "*) ;; *)
    echo "usage: large_template.sh SHAPE COUNT, where SHAPE is one of: $shapes" >&2
    exit 2
esac
exec awk -v shape="$1" -v count="$2" '
function event(type, i) {
    return sprintf("E%d: {Type: %s, Properties: {Path: /p%d, Method: get}}", i, type, i)
}
# One function with all events.
function events_of_one(i) {
    if (i == 1) print "  One: {Type: \"AWS::Serverless::Function\", Properties: {CodeUri: s3://a/b, Events: {"
    print "    " (shape == "paths" ? event("Api", i) : event("HttpApi", i)) (i < count ? "," : "}}}")
}
# A function with the usual trimmings.
function row_functions(i) {
    printf "  Function%d:\n", i
    print  "    Type: AWS::Serverless::Function"
    print  "    Properties:"
    printf "      CodeUri: s3://artifacts/function-%d/1.0.0.zip\n", i
    printf "      Description: Function number %d of many\n", i
    print  "      Environment:"
    print  "        Variables:"
    print  "          TABLE: !Ref Table"
    printf "          NAME: !Sub \"${AWS::StackName}-%d\"\n", i
    print  "      Policies:"
    print  "        - DynamoDBReadPolicy: {TableName: !Ref Table}"
    print  "      Events:"
    print  "        Timer:"
    print  "          Type: Schedule"
    print  "          Properties: {Schedule: rate(5 minutes)}"
}
# A function with a condition and a path of the same API.
function row_conditional(i) {
    printf "  F%d: {Type: \"AWS::Serverless::Function\", Condition: C%d, Properties: {CodeUri: s3://a/b, Events: {%s}}}\n",
        i, i, event("Api", i)
}
# A function that the same bucket notifies.
function row_notifications(i) {
    printf "  F%d: {Type: \"AWS::Serverless::Function\", Properties: {CodeUri: s3://a/b, Events: {E: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: \"s3:ObjectCreated:*\"}}}}}\n", i
}
# An API, and a function with a path of it.
function row_apis(i) {
    printf "  A%d: {Type: \"AWS::Serverless::Api\", Properties: {StageName: live}}\n", i
    printf "  F%d: {Type: \"AWS::Serverless::Function\", Properties: {CodeUri: s3://a/b, Events: {E: {Type: Api, Properties: {Path: /p, Method: get, RestApiId: !Ref A%d}}}}}\n", i, i
}
function row(i) {
    if (shape == "functions") row_functions(i)
    else if (shape == "paths" || shape == "routes") events_of_one(i)
    else if (shape == "conditional") row_conditional(i)
    else if (shape == "notifications") row_notifications(i)
    else if (shape == "apis") row_apis(i)
    else printf "  Topic%d: {Type: \"AWS::SNS::Topic\", Properties: {TopicName: topic-%d}}\n", i, i
}
BEGIN {
    print "AWSTemplateFormatVersion: \"2010-09-09\""
    print "Transform: AWS::Serverless-2016-10-31"
    print "Globals: {Function: {Runtime: python3.12, Handler: app.handler, Timeout: 10}}"
    if (shape == "conditional") {
        print "Conditions:"
        for (i = 1; i <= count; i++) printf "  C%d: !Equals [!Ref \"AWS::Region\", region-%d]\n", i, i
    }
    print "Resources:"
    print "  Table: {Type: \"AWS::Serverless::SimpleTable\"}"
    print "  Bucket: {Type: \"AWS::S3::Bucket\"}"
    for (i = 1; i <= count; i++) row(i)
}'
