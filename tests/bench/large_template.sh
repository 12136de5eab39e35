#!/bin/sh
# large_template.sh SHAPE COUNT: prints a template with COUNT of what SHAPE names. To add a shape: a
# row that prints number i of it, or one of the tables below, and the word in `shapes`.
shapes='functions paths routes conditional notifications apis plain
    refs attributes properties sam-properties types depends chain names parameters mappings branches
    statements actions tags joins ports outputs layers permissions policy-paths texts values'
shapes=$(echo $shapes)
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
    else if (shape in resource) printf "  R%d: {%s}\n", i, filled(resource[shape], i)
    else if (shape in item) printf "        - %s\n", filled(item[shape], i)
    else if (shape in entry) printf "      %s\n", filled(entry[shape], i)
    else printf "  Topic%d: {Type: \"AWS::SNS::Topic\", Properties: {TopicName: topic-%d}}\n", i, i
}
# A row of a table below: @ is its number, and @- that of the one before.
function filled(text, i) {
    gsub(/@-/, i > 1 ? i - 1 : 1, text)
    gsub(/@/, i, text)
    return text
}
# Shapes that are a table: what comes before the rows, and a row.
function tables() {
    # resources
    resource["refs"] = "Type: \"AWS::SNS::Topic\", Properties: {TopicName: !Ref Qr@}"
    resource["attributes"] = "Type: \"AWS::SNS::Topic\", Properties: {TopicName: !GetAtt R@-.Nmae@}"
    resource["types"] = "Type: \"AWS::SNS::Tapic@\""
    resource["depends"] = "Type: \"AWS::SNS::Topic\", DependsOn: [Q@, R@-, P@]"
    resource["chain"] = "Type: \"AWS::SNS::Topic\", DependsOn: R@-, Properties: {TopicName: !Ref R@-}"
    resource["names"] = "Type: \"AWS::SQS::Queue\", Properties: {QueueName: queue, Tags: [{Key: a, Value: @}]}"
    resource["permissions"] = "Type: \"AWS::Lambda::Permission\", Properties: {FunctionName: f, Action: \"lambda:InvokeFunction\", Principal: sns.amazonaws.com, SourceArn: !Ref R@-}"
    resource["values"] = "Type: \"AWS::Lambda::Function\", Properties: {Runtime: pyton@, Timeout: 9@, Code: {}, Role: 1, Layers: [a@, a@]}"
    resource["branches"] = "Type: \"AWS::SNS::Topic\", Condition: C@, Properties: {TopicName: !If [C@-, !Ref R@-, !Ref \"AWS::NoValue\"]}"
    # entries of a map
    topic = "  T:\n    Type: AWS::SNS::Topic\n    Properties:"
    before["properties"] = topic
    entry["properties"] = "TopicNmae@: x"
    before["sam-properties"] = "  T:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: s3://a/b"
    entry["sam-properties"] = "Timout@: x"
    # items of a list
    policy = "  P:\n    Type: AWS::IAM::Policy\n    Properties:\n     PolicyName: p\n     Roles: [r]\n     PolicyDocument:\n"
    before["statements"] = policy "      Version: \"2012-10-17\"\n      Statement:"
    item["statements"] = "{Sid: S@, Effect: Allow, Action: \"s3:GetObject@\", Resource: \"*\"}"
    before["actions"] = policy "      Version: \"2012-10-17\"\n      Statement:\n       Effect: Allow\n       Resource: \"*\"\n       Action:"
    item["actions"] = "s3:GetObjct@"
    before["tags"] = topic "\n     Tags:"
    item["tags"] = "{Key: k@, Value: !Sub \"${AWS::StackName}-@\"}"
    before["joins"] = topic "\n     TopicName: !Join\n     - \"-\"\n     -"
    item["joins"] = "!Sub \"${T@}-${AWS::Region}\""
    before["ports"] = "  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n     GroupDescription: g\n     SecurityGroupIngress:"
    item["ports"] = "{IpProtocol: tcp, FromPort: @, ToPort: @, CidrIp: \"10.0.0.0/8\"}"
    before["layers"] = "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n     CodeUri: s3://a/b\n     Layers:"
    item["layers"] = "arn:aws:lambda:us-east-1:123456789012:layer:l@:1"
    before["policy-paths"] = "  A:\n    Type: AWS::Serverless::Api\n    Properties:\n     StageName: v1\n     Auth: {ResourcePolicy: {IpRangeWhitelist: [\"10.0.0.0/8\"]}}\n     DefinitionBody:\n      swagger: \"2.0\"\n      paths:"
    entry["policy-paths"] = " /p@: {get: {}}"
    before["texts"] = "  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n     RoleArn: \"arn:aws:iam::123456789012:role/r\"\n     Definition:\n      StartAt: S1\n      States:"
    entry["texts"] = " S@: {Type: Pass, Next: S@-}"
}
# Rows of other sections.
function sections(i) {
    if (shape == "parameters") print "Parameters:"
    if (shape == "mappings") print "Mappings:"
    if (shape == "outputs") print "Outputs:"
    if (shape == "branches" || shape == "conditional") print "Conditions:"
    for (i = 1; i <= count; i++) {
        if (shape == "parameters") printf "  P%d: {Type: String, Default: a%d, AllowedValues: [b, c]}\n", i, i
        if (shape == "mappings") printf "  M%d: {a: {b: c%d}}\n", i, i
        if (shape == "outputs") printf "  O%d: {Value: !GetAtt Bukcet%d.Arn, Export: {Name: same}}\n", i, i
        if (shape == "branches" || shape == "conditional")
            printf "  C%d: !Equals [!Ref \"AWS::Region\", region-%d]\n", i, i
    }
}
BEGIN {
    print "AWSTemplateFormatVersion: \"2010-09-09\""
    print "Transform: AWS::Serverless-2016-10-31"
    print "Globals: {Function: {Runtime: python3.12, Handler: app.handler, Timeout: 10}}"
    tables()
    sections()
    print "Resources:"
    print "  Table: {Type: \"AWS::Serverless::SimpleTable\"}"
    print "  Bucket: {Type: \"AWS::S3::Bucket\"}"
    if (shape in before) print before[shape]
    if (shape == "parameters" || shape == "mappings" || shape == "outputs") exit
    for (i = 1; i <= count; i++) row(i)
}'
