#!/bin/sh
# large_template.sh SHAPE COUNT: prints a template with COUNT of what SHAPE names. To add a shape: a
# row that prints number i of it, or one of the tables below, and the word in `shapes`.
shapes='functions paths routes conditional notifications apis plain
    refs attributes properties sam-properties types depends chain names parameters mappings branches
    statements actions tags joins ports outputs layers permissions policy-paths texts values
    connectors destinations senders waiting embedded loops collection machines layer-versions plans
    authorizers secured secured-routes globals choices combined policies schedules subscriptions
    aliases queues domains websocket resolvers references applications tables names-of-functions
    statements-of-paths conditional-notifications
    depends-on-one'
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
    else if (shape == "loops") printf "  Fn::ForEach::L%d: [N, [a, b], {\"R%dx${N}\": {Type: \"AWS::SNS::Topic\", Properties: {TopicName: !Sub \"t-${N}\"}}}]\n", i, i
    else if (shape == "collection") printf "   %s \"t%d\"\n", i == 1 ? "[" : ",", i
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
    sam_tables()
}
# The same of SAM resources, which become others.
function sam_tables(  code, api, connector, function_) {
    code = "CodeUri: s3://a/b"
    function_ = "Type: \"AWS::Serverless::Function\""
    connector = "Type: \"AWS::Serverless::Connector\""
    api = "Type: \"AWS::Serverless::Api\""
    resource["connectors"] = function_ ", Properties: {" code "}}\n  C@: {" connector ", Properties: {Source: {Id: R@}, Destination: {Id: Table}, Permissions: [Read]}"
    before["destinations"] = "  F: {" function_ ", Properties: {" code "}}\n  C:\n    " connector "\n    Properties:\n     Source: {Id: F}\n     Permissions: [Write]\n     Destination:"
    item["destinations"] = "{Type: \"AWS::SQS::Queue\", Arn: \"arn:aws:sqs:us-east-1:123456789012:q@\", QueueUrl: u@}"
    machine = "Type: \"AWS::Serverless::StateMachine\", Properties: {DefinitionUri: s3://a/b"
    before["senders"] = "  M: {" machine "}}\n  N: {" machine "}}"
    resource["senders"] = connector ", Properties: {Source: {Id: M}, Destination: {Id: N}, Permissions: [Read]}"
    before["waiting"] = "  F: {" function_ ", Properties: {" code "}}"
    resource["waiting"] = connector ", Properties: {Source: {Id: F}, Destination: {Id: Table}, Permissions: [Read]}"
    before["embedded"] = "  F:\n    " function_ "\n    Properties: {" code "}\n    Connectors:"
    entry["embedded"] = "C@: {Properties: {Destination: {Id: Table}, Permissions: [Read]}}"
    resource["machines"] = machine ", Events: {Timer: {Type: Schedule, Properties: {Schedule: rate(5 minutes)}}, Rule: {Type: EventBridgeRule, Properties: {Pattern: {source: [s@]}}}, Api: {Type: Api, Properties: {Path: /m@, Method: post}}}}"
    resource["layer-versions"] = "Type: \"AWS::Serverless::LayerVersion\", Properties: {ContentUri: s3://a/l@.zip, LayerName: l@, RetentionPolicy: Retain, CompatibleRuntimes: [python3.12]}"
    resource["plans"] = api ", Properties: {StageName: live, Auth: {ApiKeyRequired: true, UsagePlan: {CreateUsagePlan: SHARED}}, DefinitionBody: {swagger: \"2.0\", paths: {/p: {get: {}}}}}"
    before["authorizers"] = "  A:\n    " api "\n    Properties:\n     StageName: live\n     DefinitionBody: {swagger: \"2.0\", paths: {/p: {get: {}}}}\n     Auth:\n      DefaultAuthorizer: U1\n      Authorizers:"
    entry["authorizers"] = "  U@: {UserPoolArn: \"arn:aws:cognito-idp:us-east-1:123456789012:userpool/u@\"}"
    resource["globals"] = function_ ", Properties: {" code ", Environment: {Variables: {N: @}}, Tags: {n: t@}}"
    resource["choices"] = "Type: \"AWS::SNS::Topic\", Condition: C@, Properties: {DisplayName: !If [C1, a, !If [C@-, b, !If [C@, c, !If [C2, !Ref R@-, !Ref \"AWS::NoValue\"]]]]}"
    resource["combined"] = "Type: \"AWS::SNS::Topic\", Condition: D@"
    before["policies"] = "  F:\n    " function_ "\n    Properties:\n     " code "\n     Policies:"
    item["policies"] = "DynamoDBReadPolicy: {TableName: t@}"
    before["schedules"] = "  F:\n    " function_ "\n    Properties:\n     " code "\n     Events:"
    entry["schedules"] = "E@: {Type: Schedule, Properties: {Schedule: rate(@ minutes)}}"
    before["subscriptions"] = "  T: {Type: \"AWS::SNS::Topic\"}"
    resource["subscriptions"] = function_ ", Properties: {" code ", Events: {E: {Type: SNS, Properties: {Topic: !Ref T, SqsSubscription: true}}}}"
    resource["aliases"] = function_ ", Properties: {" code ", AutoPublishAlias: live, DeploymentPreference: {Type: Linear10PercentEvery1Minute}}"
    resource["queues"] = function_ ", Properties: {" code ", EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SNS}, OnFailure: {Type: SQS}}}}"
    resource["domains"] = api ", Properties: {StageName: live, DefinitionBody: {swagger: \"2.0\", paths: {/p: {get: {}}}}, Domain: {DomainName: d@.example.com, CertificateArn: \"arn:aws:acm:us-east-1:123456789012:certificate/c\", Route53: {HostedZoneId: Z1}}}"
    before["websocket"] = "  F: {" function_ ", Properties: {" code "}}\n  W:\n    Type: AWS::Serverless::WebSocketApi\n    Properties:\n     RouteSelectionExpression: $request.body.action\n     Routes:"
    entry["websocket"] = "r@: {FunctionArn: !GetAtt F.Arn}"
    before["resolvers"] = "  G:\n    Type: AWS::Serverless::GraphQLApi\n    Properties:\n     SchemaInline: \"type Query { a: Int }\"\n     Auth: {Type: API_KEY}\n     Functions: {f: {DataSource: NONE, InlineCode: x, Runtime: {Name: APPSYNC_JS, Version: 1.0.0}}}\n     Resolvers:\n      Query:"
    entry["resolvers"] = "  q@: {Pipeline: [f], InlineCode: x, Runtime: {Name: APPSYNC_JS, Version: 1.0.0}}"
    before["references"] = "  F: {" function_ ", Properties: {" code ", AutoPublishAlias: live}}"
    resource["references"] = "Type: \"AWS::SNS::Topic\", Properties: {DisplayName: !Ref F.Version, TopicName: !Sub \"t-@-${F.Alias}\"}"
    resource["applications"] = "Type: \"AWS::Serverless::Application\", Properties: {Location: https://example.com/t@.yaml}"
    resource["tables"] = "Type: \"AWS::Serverless::SimpleTable\", Properties: {TableName: t@, PrimaryKey: {Name: k@, Type: String}}"
    before["secured"] = "  A: {" api ", Properties: {StageName: live, Cors: \"\x27*\x27\", Auth: {DefaultAuthorizer: U, ApiKeyRequired: true, Authorizers: {U: {UserPoolArn: \"arn:aws:cognito-idp:us-east-1:123456789012:userpool/u\"}}}}}"
    resource["secured"] = function_ ", Properties: {" code ", Events: {E: {Type: Api, Properties: {Path: /p@, Method: get, RestApiId: !Ref A, Auth: {Authorizer: NONE, ResourcePolicy: {IpRangeWhitelist: [10.0.0.@]}}}}}}"
    before["secured-routes"] = "  A: {Type: \"AWS::Serverless::HttpApi\", Properties: {CorsConfiguration: {AllowOrigins: [\"*\"]}, Auth: {DefaultAuthorizer: J, Authorizers: {J: {IdentitySource: $request.header.Authorization, JwtConfiguration: {issuer: i, audience: [a]}}}}}}"
    resource["secured-routes"] = function_ ", Properties: {" code ", Events: {E: {Type: HttpApi, Properties: {Path: /p@, Method: get, ApiId: !Ref A, RouteSettings: {ThrottlingBurstLimit: @}, Auth: {Scopes: [s@]}}}}}"
    resource["names-of-functions"] = function_ ", Properties: {" code ", FunctionName: n@, Events: {E: {Type: Api, Properties: {Path: /p, Method: m@}}}}"
    before["statements-of-paths"] = "  A:\n    " api "\n    Properties:\n     StageName: v1\n     Auth:\n      ResourcePolicy:\n       CustomStatements:"
    item["statements-of-paths"] = "{Effect: Allow, Principal: \"*\", Action: \"execute-api:Invoke\", Resource: \"execute-api:/p@\"}"
    resource["conditional-notifications"] = function_ ", Condition: C@, Properties: {" code ", Events: {E: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: \"s3:ObjectCreated:*\"}}}}"
    resource["depends-on-one"] = function_ ", DependsOn: [Table, Bucket], Properties: {" code "}"
}
# Whether the shape has a condition for each row.
function conditions() {
    return shape ~ /^(branches|conditional|conditional-notifications|choices|combined)$/
}
# Rows of other sections.
function sections(i) {
    if (shape == "parameters") print "Parameters:"
    if (shape == "mappings") print "Mappings:"
    if (shape == "outputs") print "Outputs:"
    if (conditions()) print "Conditions:"
    for (i = 1; i <= count; i++) {
        if (shape == "parameters") printf "  P%d: {Type: String, Default: a%d, AllowedValues: [b, c]}\n", i, i
        if (shape == "mappings") printf "  M%d: {a: {b: c%d}}\n", i, i
        if (shape == "outputs") printf "  O%d: {Value: !GetAtt Bukcet%d.Arn, Export: {Name: same}}\n", i, i
        if (conditions()) printf "  C%d: !Equals [!Ref \"AWS::Region\", region-%d]\n", i, i
        if (shape == "combined")
            printf "  D%d: !And [!Condition C%d, !Not [!Condition C%d]]\n", i, i, (i > 1 ? i - 1 : 2)
    }
}
BEGIN {
    looping = shape == "loops" || shape == "collection"
    if (shape == "globals")
        more = ", Environment: {Variables: {A: a, B: b, C: c}}, Tags: {a: b, c: d}, Layers: [\"arn:aws:lambda:us-east-1:123456789012:layer:l:1\"], VpcConfig: {SubnetIds: [s], SecurityGroupIds: [g]}"
    print "AWSTemplateFormatVersion: \"2010-09-09\""
    print "Transform: " (looping ? "[AWS::LanguageExtensions, AWS::Serverless-2016-10-31]" : "AWS::Serverless-2016-10-31")
    print "Globals: {Function: {Runtime: python3.12, Handler: app.handler, Timeout: 10" more "}}"
    tables()
    sections()
    print "Resources:"
    print "  Table: {Type: \"AWS::Serverless::SimpleTable\"}"
    print "  Bucket: {Type: \"AWS::S3::Bucket\"}"
    if (shape in before) print before[shape]
    if (shape == "parameters" || shape == "mappings" || shape == "outputs") exit
    if (shape == "waiting") printf "  T: {Type: \"AWS::SNS::Topic\", DependsOn: ["
    if (shape == "waiting") for (i = 1; i <= count; i++) printf "%sR%d", (i > 1 ? ", " : ""), i
    if (shape == "waiting") print "]}"
    if (shape == "collection") print "  Fn::ForEach::L:\n  - N\n  -"
    for (i = 1; i <= count; i++) row(i)
    if (shape == "collection")
        print "   ]\n  - T${N}: {Type: \"AWS::SNS::Topic\", Properties: {TopicName: !Ref N}}"
}'
