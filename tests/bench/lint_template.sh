#!/bin/sh
# lint_template.sh COUNT: prints a CloudFormation template with COUNT resources of the kinds that many
# templates have; about two kilobytes each, good and with nothing to find but the names of others.
exec awk -v count="${1:?usage: lint_template.sh COUNT}" '
# The statements of a policy, which make the template as long as real ones are.
function statements(i, indent,    j) {
    for (j = 1; j <= 9; j++) {
        printf "%s- Sid: Statement%d\n", indent, j
        printf "%s  Effect: Allow\n", indent
        printf "%s  Action: [\"dynamodb:GetItem\", \"dynamodb:PutItem\", \"dynamodb:Query\", \"dynamodb:UpdateItem\"]\n", indent
        printf "%s  Resource:\n", indent
        printf "%s    - !GetAtt Table%d.Arn\n", indent, i
        printf "%s    - !Sub \"${Table%d.Arn}/index/by-%d\"\n", indent, i, j
        printf "%s  Condition: {StringEquals: {\"aws:RequestedRegion\": !Ref \"AWS::Region\"}}\n", indent
    }
}
function resource(name, type) {
    printf "  %s:\n    Type: %s\n    Properties:\n", name, type
}
function tags() {
    print "      Tags:"
    print "        - {Key: Stage, Value: !Ref Stage}"
    print "        - {Key: Stack, Value: !Ref \"AWS::StackName\"}"
}
function table(i) {
    printf "  Table%d:\n    Type: AWS::DynamoDB::Table\n    DeletionPolicy: Retain\n    UpdateReplacePolicy: Retain\n    Properties:\n", i
    print "      BillingMode: PAY_PER_REQUEST"
    print "      AttributeDefinitions:"
    for (j = 1; j <= 6; j++) printf "        - {AttributeName: field%d, AttributeType: S}\n", j
    print "      KeySchema:"
    print "        - {AttributeName: field1, KeyType: HASH}"
    print "      GlobalSecondaryIndexes:"
    for (j = 2; j <= 6; j++) {
        printf "        - IndexName: by-%d\n", j
        printf "          KeySchema: [{AttributeName: field%d, KeyType: HASH}]\n", j
        print  "          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [title, summary, author]}"
    }
    print "      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: !If [IsProduction, true, false]}"
    print "      SSESpecification: {SSEEnabled: true}"
    tags()
}
function role(i) {
    resource("Role" i, "AWS::IAM::Role")
    print "      AssumeRolePolicyDocument:"
    print "        Version: \"2012-10-17\""
    print "        Statement:"
    print "          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: \"sts:AssumeRole\"}"
    print "      Policies:"
    print "        - PolicyName: table"
    print "          PolicyDocument:"
    print "            Version: \"2012-10-17\""
    print "            Statement:"
    statements(i, "              ")
    tags()
}
function lambda(i,    j) {
    resource("Function" i, "AWS::Lambda::Function")
    print  "      Runtime: python3.13"
    print  "      Handler: app.handler"
    printf "      Role: !GetAtt Role%d.Arn\n", i
    printf "      Code: {S3Bucket: !Ref Artifacts, S3Key: functions/%d/1.0.0.zip}\n", i
    printf "      Description: Function number %d of many, which reads and writes its own table\n", i
    print  "      MemorySize: 512"
    print  "      Timeout: !If [IsProduction, 30, 10]"
    print  "      TracingConfig: {Mode: Active}"
    print  "      Environment:"
    print  "        Variables:"
    printf "          TABLE: !Ref Table%d\n", i
    for (j = 1; j <= 32; j++)
        printf "          SETTING_%d: !Sub \"${AWS::StackName}-${Stage}-setting-%d-of-function-%d\"\n", j, j, i
    tags()
}
function alarm(i) {
    resource("Alarm" i, "AWS::CloudWatch::Alarm")
    print  "      AlarmDescription: The function fails more often than it should"
    print  "      Namespace: AWS/Lambda"
    print  "      MetricName: Errors"
    printf "      Dimensions: [{Name: FunctionName, Value: !Ref Function%d}]\n", i
    print  "      Statistic: Sum"
    print  "      Period: 60"
    print  "      EvaluationPeriods: 3"
    print  "      Threshold: 1"
    print  "      ComparisonOperator: GreaterThanOrEqualToThreshold"
    print  "      TreatMissingData: notBreaching"
}
function queue(i) {
    resource("Queue" i, "AWS::SQS::Queue")
    print  "      MessageRetentionPeriod: 1209600"
    print  "      VisibilityTimeout: 60"
    print  "      SqsManagedSseEnabled: true"
    tags()
}
BEGIN {
    print "AWSTemplateFormatVersion: \"2010-09-09\""
    print "Parameters:"
    print "  Stage: {Type: String, AllowedValues: [test, production]}"
    print "  Artifacts: {Type: String}"
    print "Conditions:"
    print "  IsProduction: !Equals [!Ref Stage, production]"
    print "Resources:"
    for (i = 1; i * 5 <= count; i++) {
        table(i); role(i); lambda(i); alarm(i); queue(i)
    }
}'
