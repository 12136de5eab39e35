"""Functions, state machines, layers and their event sources, at random."""

from maker import NO_VALUE

PATHS = "/ /orders /orders/{id} /orders/{id}/items /users/ /a/{proxy+} /hello-world /x_y/z /p.q /orders/{order-id}".split()
METHODS = "get post put delete patch head options any GET Any POST".split()
RUNTIMES = ["python3.13", "nodejs22.x", "java21", "provided.al2023"]
TEMPLATES = {
    "DynamoDBCrudPolicy": ["TableName"],
    "S3ReadPolicy": ["BucketName"],
    "SQSPollerPolicy": ["QueueName"],
    "LambdaInvokePolicy": ["FunctionName"],
    "CloudWatchPutMetricPolicy": [],
    "SNSPublishMessagePolicy": ["TopicName"],
    "StepFunctionsExecutionPolicy": ["StateMachineName"],
    "KMSDecryptPolicy": ["KeyId"],
    "VPCAccessPolicy": [],
    "EventBridgePutEventsPolicy": ["EventBusName"],
}


# -- Policies ----------------------------------------------------------------------------------------


def statement(m):
    return {
        "Effect": m.pick(["Allow", "Deny"]),
        "Action": m.pick(["s3:GetObject", ["sqs:SendMessage", "sqs:GetQueueUrl"]]),
        "Resource": m.reference("Arn", ["table", "AWS::SQS::Queue"]),
    }


def policy_document(m):
    return {**m.subset(0.7, Version="2012-10-17"), "Statement": [statement(m) for _ in range(m.within(1, 2))]}


def policy_template(m):
    name = m.pick(list(TEMPLATES))
    return {name: {each: m.text("target", share=0.4) for each in TEMPLATES[name]}}


def policy(m, depth=0):
    makers = [
        lambda: m.pick(["AWSLambdaExecute", "AmazonS3FullAccess", "AmazonDynamoDBReadOnlyAccess", "AWSXrayWriteOnlyAccess"]),
        lambda: m.arn("iam", "policy/own"),
        lambda: {"Ref": m.pick(["Text", "Bare"])},
        lambda: {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/Own"},
        lambda: policy_document(m),
        lambda: policy_template(m),
        lambda: policy_template(m),
    ]
    if depth == 0 and m.chance(0.15):
        same = m.pick(makers)
        return m.if_of(same(), m.pick([same(), NO_VALUE]))
    return m.pick(makers)()


def policies(m):
    if m.chance(0.25):
        return policy(m)
    return [policy(m) for _ in range(m.within(0, 4))]


# -- Code --------------------------------------------------------------------------------------------


def location(m):
    return m.pick(
        [
            "s3://artifacts/code.zip",
            "s3://artifacts/dir/code.zip?versionId=v1",
            {"Bucket": "artifacts", "Key": "code.zip"},
            {"Bucket": m.text("artifacts", share=0.5), "Key": m.text("k", share=0.4), **m.subset(0.4, Version="3")},
        ]
    )


def zip_code(m):
    made = {"Handler": m.text("app.handler"), "Runtime": m.text(*RUNTIMES)}
    if m.chance(0.3):
        made["InlineCode"] = m.text("exports.handler = 1", "line\nline é\n")
    if "InlineCode" not in made or m.chance(0.1):
        made["CodeUri"] = location(m)
    return {**made, **m.subset(0.1, PackageType="Zip")}


def image_code(m):
    return {
        "PackageType": "Image",
        "ImageUri": m.text("111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1"),
        **m.subset(0.4, ImageConfig=lambda: m.subset(0.6, Command=["run"], EntryPoint=["/bin/a"], WorkingDirectory="/")),
    }


# -- Properties of functions -------------------------------------------------------------------------


def destination(m):
    kind = m.pick(["SQS", "SNS", "SQS", "SNS", "EventBridge", "Lambda", "S3Bucket"])
    arn = m.reference("Arn", ["AWS::SQS::Queue"])
    if kind in ("SQS", "SNS") and m.chance(0.5):
        return {"Type": kind, **m.subset(0.2, Destination=lambda: m.pick([m.if_of(arn, NO_VALUE), m.if_of(NO_VALUE, arn)]))}
    return {"Type": kind, "Destination": arn}


def event_invoke_config(m):
    targets = lambda: m.subset(0.6, OnSuccess=lambda: destination(m), OnFailure=lambda: destination(m))  # noqa: E731
    return m.subset(
        0.6, MaximumEventAgeInSeconds=lambda: m.integer(60, 99), MaximumRetryAttempts=lambda: m.integer(0, 2), DestinationConfig=targets
    )


def deployment_preference(m):
    made = {"Type": m.pick(["Canary10Percent5Minutes", "AllAtOnce", "Linear10PercentEvery1Minute", "Own", {"Ref": "Text"}, m.if_of("AllAtOnce", "Own")])}
    made.update(
        m.subset(
            0.25,
            Enabled=lambda: m.pick([True, False, "false", True, {"Ref": "Flag"}]),
            Role=lambda: m.text(m.arn("iam", "role/deploy")),
            PassthroughCondition=lambda: m.pick([True, False]),
            Alarms=lambda: m.pick([["alarm", {"Ref": "Text"}], m.if_of(["alarm"], []), []]),
            Hooks=lambda: m.subset(0.7, PreTraffic=lambda: m.text("hook"), PostTraffic=lambda: m.reference(None, ["function"])),
            TriggerConfigurations=[{"TriggerName": "t", "TriggerEvents": ["DeploymentSuccess"], "TriggerTargetArn": "arn"}],
        )
    )
    return made


def role(m):
    arn = m.arn("iam", "role/own")
    return m.pick([arn, arn, m.reference("Arn", ["AWS::IAM::Role"], "iam", "role/x"), m.if_of(arn, NO_VALUE), m.if_of(NO_VALUE, arn)])


def function_url(m):
    cors = lambda: m.subset(0.5, AllowOrigins=["*"], AllowMethods=["GET"], AllowCredentials=True, MaxAge=5)  # noqa: E731
    return {
        "AuthType": m.pick(["NONE", "AWS_IAM", m.intrinsic()]),
        **m.subset(0.3, Cors=cors, InvokeMode=lambda: m.text("BUFFERED", "RESPONSE_STREAM")),
    }


def layers(m):
    known = [{"Ref": name} for name in m.names.get("layer", [])]
    return m.some([*known, m.arn("lambda", "layer:a:1"), {"Ref": "Bare"}, m.if_of(m.arn("lambda", "layer:b:2"), NO_VALUE)], 0, 3)


def snap_start(m):
    return m.pick([{"ApplyOn": "PublishedVersions"}, {"ApplyOn": "None"}, {"ApplyOn": {"Ref": "Text"}}])


def assume_role_policy(m):
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["x.amazonaws.com"]}}]}


def environment(m):
    return {"Variables": {key: m.text("v", 5, True) for key in m.some(["TABLE", "URL", "A", "é"], 0, 3)}}


FUNCTION_VALUES = {
    "Function.DeadLetterQueue": lambda m: {"Type": m.pick(["SQS", "SNS"]), "TargetArn": m.reference("Arn", ["AWS::SQS::Queue"])},
    "MemorySize": lambda m: m.pick([128, "256", {"Ref": "Number"}]),
    "Timeout": lambda m: m.integer(1, 30),
    "Function.VpcConfig": lambda m: m.pick([{"SubnetIds": ["s"], "SecurityGroupIds": [{"Ref": "Bare"}]}, {"SubnetIds": {"Ref": "Bare"}, "SecurityGroupIds": []}]),
    "Function.Role": role,
    "AssumeRolePolicyDocument": assume_role_policy,
    "Policies": policies,
    "Function.Environment": environment,
    "Tags": lambda m: m.tags(),
    "PropagateTags": lambda m: m.pick([True, True, False]),
    "Function.Tracing": lambda m: m.text("Active", "PassThrough", "Disabled"),
    "Function.DeploymentPreference": deployment_preference,
    "Layers": layers,
    "EventInvokeConfig": event_invoke_config,
    "Function.AutoPublishAlias": lambda m: m.pick(["live", "live", "prod-1", "a_b", {"Ref": "Text"}, {"Ref": "Name"}]),
    "AutoPublishCodeSha256": lambda m: m.pick(["6b86b273ff34fce19d6b804eff5a3f57", {"Ref": "Text"}]),
    "AutoPublishAliasAllProperties": lambda m: m.chance(0.5),
    "ProvisionedConcurrencyConfig": lambda m: {"ProvisionedConcurrentExecutions": m.integer()},
    "SnapStart": snap_start,
    "FunctionUrlConfig": function_url,
    "EphemeralStorage": lambda m: {"Size": m.integer(512, 1024)},
    "CapacityProviderConfig": lambda m: {"Arn": m.reference("Arn", ["capacity"], "lambda", "cp"), **m.subset(0.3, PerExecutionEnvironmentMaxConcurrency=4)},
    "FunctionScalingConfig": lambda m: m.subset(0.7, MinExecutionEnvironments=1, MaxExecutionEnvironments=lambda: m.integer()),
    "VersionDeletionPolicy": lambda m: m.pick(["Delete", "Retain"]),
    "TenancyConfig": lambda m: {"TenantIsolationMode": "PER_TENANT"},
    "DurableConfig": lambda m: {"ExecutionTimeout": 60, "RetentionPeriodInDays": 7},
    "PublishToLatestPublished": lambda m: m.boolean(),
    "PermissionsBoundary": lambda m: m.text(m.arn("iam", "policy/boundary")),
    "RolePath": lambda m: m.text("/path/"),
}
RARE = ("CapacityProviderConfig", "FunctionScalingConfig", "VersionDeletionPolicy", "TenancyConfig", "DurableConfig", "PublishToLatestPublished")
CODE = ("Handler", "Runtime", "CodeUri", "ImageUri", "PackageType", "InlineCode", "ImageConfig", "Events")


def sensible(m, made):
    """Leaves out what a function cannot have, most of the time."""
    if m.chance(0.05):
        return
    if "AutoPublishAlias" not in made:
        for name in ("DeploymentPreference", "ProvisionedConcurrencyConfig", "VersionDeletionPolicy"):
            made.pop(name, None)
    if "CapacityProviderConfig" in made:
        for name in ("ProvisionedConcurrencyConfig", "VpcConfig", "TenancyConfig"):
            made.pop(name, None)
    else:
        made.pop("FunctionScalingConfig", None)
    if "TenancyConfig" in made:
        for name in ("ProvisionedConcurrencyConfig", "FunctionUrlConfig", "SnapStart", "Events"):
            made.pop(name, None)


def function(m, name):
    code = image_code(m) if m.chance(0.1) else zip_code(m)
    made = {**code, **m.properties("Function", m.pick([0.05, 0.15, 0.3]), without=CODE + RARE)}
    if m.chance(0.12):
        made.update(m.properties("Function", 0.4, only=lambda each: each.name in RARE))
    if code.get("PackageType") == "Image":
        made.pop("Layers", None)
    if m.chance(0.75):
        made["Events"] = events(m, FUNCTION_EVENTS, m.pick([1, 1, 2, 4]))
    sensible(m, made)
    return made


# -- Event sources -----------------------------------------------------------------------------------


def api_event(m, kind, schema):
    """An Api or HttpApi event, of an API of the template or of the implicit one."""
    identity = "RestApiId" if kind == "api" else "ApiId"
    made = m.properties(schema, 0.12, without=("Path", "Method", identity, "Stage"))
    if not m.names.get("api") or m.chance(0.7):
        made.pop("RequestModel", None)
    target = m.some_name(kind) if m.chance(0.7) else None
    if target:
        made[identity] = m.pick([{"Ref": target}, {"Ref": target}, {"Ref": target}, target])
    for _ in range(20):
        path, method = m.pick(PATHS), m.pick(METHODS)
        route = (kind, target, path.rstrip("/"), "any" if method.lower() == "any" else method.lower())
        if route not in m.taken:
            break
    m.taken.add(route)
    if kind == "httpapi" and m.chance(0.1):
        return made  # the default route
    made.update(Path=path, Method=method)
    if kind == "httpapi" and m.chance(0.05):
        made["Path"] = "$default"
    return made


def s3_event(m):
    bucket = m.some_name("AWS::S3::Bucket")
    made = {"Bucket": {"Ref": bucket or "Missing"}, "Events": m.pick(["s3:ObjectCreated:*", ["s3:ObjectRemoved:*", "s3:ObjectCreated:Put"]])}
    rules = [{"Name": "prefix", "Value": m.text("in/")}]
    return {**made, **m.subset(0.3, Filter={"S3Key": {"Rules": rules}})}


def sqs_subscription(m):
    return m.pick(
        [
            True,
            False,
            {"QueueUrl": {"Ref": m.some_name("AWS::SQS::Queue") or "Bare"}, "QueueArn": m.reference("Arn", ["AWS::SQS::Queue"]),
             **m.subset(0.5, QueuePolicyLogicalId=lambda: m.name("id"), Enabled=lambda: m.boolean(), BatchSize=5)},
        ]
    )


def cognito_event(m):
    return {
        "UserPool": {"Ref": m.some_name("AWS::Cognito::UserPool") or "Missing"},
        "Trigger": m.pick(["PreSignUp", "PostConfirmation", ["Custom", "PreAuthentication"], "CustomMessage", "PostAuthentication"]),
    }


def dead_letter(m):
    if m.chance(0.5):
        return {"Arn": m.reference("Arn", ["AWS::SQS::Queue"])}
    return {"Type": "SQS", **m.subset(0.4, QueueLogicalId=lambda: m.name("id"))}


def secret(m, kind):
    return {"Type": kind, "URI": m.text(m.arn("secretsmanager", "secret:x"))}


def access(*kinds):
    return lambda m: [secret(m, kind) for kind in m.some(kinds, 1, 2)]


def kafka_access(m):
    kinds = m.some(["SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH", "BASIC_AUTH", "SERVER_ROOT_CA_CERTIFICATE", "CLIENT_CERTIFICATE_TLS_AUTH"], 1, 2)
    network = ["VPC_SUBNET", "VPC_SECURITY_GROUP"] if m.chance(0.4) else []
    return [secret(m, kind) for kind in [*kinds, *network]]


def registry(m):
    return {
        "SchemaRegistryURI": m.text(m.arn("glue", "registry/r"), "https://registry.example.com"),
        "EventRecordFormat": m.pick(["JSON", "SOURCE"]),
        "SchemaValidationConfigs": [{"Attribute": m.pick(["KEY", "VALUE"])}],
        **m.subset(0.6, AccessConfigs=[{"Type": m.pick(["BASIC_AUTH", "SERVER_ROOT_CA_CERTIFICATE"]), "URI": m.arn("secretsmanager", "secret:r")}]),
    }


def on_failure(m):
    return {"OnFailure": {"Destination": m.reference("Arn", ["AWS::SQS::Queue"]), **m.subset(0.8, Type=lambda: m.pick(["SQS", "SNS", "S3", "Kafka"]))}}


EVENT_VALUES = {
    "S3Event.Bucket": lambda m: {"Ref": m.some_name("AWS::S3::Bucket") or "Missing"},
    "SNSEvent.Topic": lambda m: m.reference(None, ["AWS::SNS::Topic"], "sns", "topic"),
    "SNSEvent.FilterPolicy": lambda m: {"store": ["a", {"anything-but": ["b"]}]},
    "SNSEvent.FilterPolicyScope": lambda m: m.text("MessageBody"),
    "SNSEvent.SqsSubscription": sqs_subscription,
    "RedrivePolicy": lambda m: {"deadLetterTargetArn": m.reference("Arn", ["AWS::SQS::Queue"])},
    "Schedule": lambda m: m.text("rate(5 minutes)", "cron(0 12 * * ? *)"),
    "ScheduleExpression": lambda m: m.text("rate(1 hour)", "at(2030-01-01T00:00:00)"),
    "Enabled": lambda m: m.boolean(),
    "State": lambda m: m.text("ENABLED", "DISABLED"),
    "DeadLetterConfig": dead_letter,
    "RetryPolicy": lambda m: {"MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": m.integer(60, 99)},
    "Pattern": lambda m: {"source": ["aws.ec2"], "detail": m.any_map()},
    "Target": lambda m: {"Id": m.text("TargetId", "a" * 64, share=0)},
    "InputTransformer": lambda m: {"InputTemplate": "<a>", "InputPathsMap": {"a": "$.b"}},
    "FlexibleTimeWindow": lambda m: {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 5},
    "OmitName": lambda m: m.chance(0.5),
    "RoleArn": lambda m: m.arn("iam", "role/schedule"),
    "Stream": lambda m: m.reference("Arn", ["AWS::Kinesis::Stream"], "kinesis", "stream/x"),
    "DynamoDBEvent.Stream": lambda m: m.reference("StreamArn", ["table"], "dynamodb", "table/t/stream/1"),
    "MSKEvent.Stream": lambda m: m.text(m.arn("kafka", "cluster/c/1")),
    "SQSEvent.Queue": lambda m: m.reference("Arn", ["AWS::SQS::Queue"]),
    "StartingPosition": lambda m: m.text("LATEST", "TRIM_HORIZON"),
    "FilterCriteria": lambda m: {"Filters": [{"Pattern": '{"a": ["b"]}'}]},
    "MQEvent.FilterCriteria": lambda m: {"Filters": [{"Pattern": m.text("{}")}]},
    "FunctionResponseTypes": lambda m: ["ReportBatchItemFailures"],
    "DestinationConfig": on_failure,
    "Topics": lambda m: [m.text("topic")],
    "Queues": lambda m: [m.text("queue")],
    "KafkaBootstrapServers": lambda m: ["b-1.example.com:9092", m.text("b-2.example.com:9092")],
    "ScalingConfig": lambda m: {"MaximumConcurrency": m.integer(2, 9)},
    "ProvisionedPollerConfig": lambda m: m.subset(0.7, MinimumPollers=1, MaximumPollers=lambda: m.integer()),
    "MetricsConfig": lambda m: {"Metrics": ["EventCount"]},
    "SchemaRegistryConfig": registry,
    "SecretsManagerKmsKeyId": lambda m: m.text("1abc23d4-567f-8ab9-cde0-1fab234c5d67"),
    "MQEvent.Broker": lambda m: m.text(m.arn("mq", "broker:b:1")),
    "MQEvent.SourceAccessConfigurations": lambda m: [*access("BASIC_AUTH")(m)[:1], *([{"Type": "VIRTUAL_HOST", "URI": "/"}] if m.chance(0.3) else [])],
    "MQEvent.DynamicPolicyName": lambda m: m.chance(0.5),
    "MSKEvent.SourceAccessConfigurations": access("CLIENT_CERTIFICATE_TLS_AUTH", "SASL_SCRAM_512_AUTH"),
    "SelfManagedKafkaEvent.SourceAccessConfigurations": kafka_access,
    "DocumentDBEvent.SourceAccessConfigurations": access("BASIC_AUTH"),
    "DocumentDBEvent.Cluster": lambda m: m.text(m.arn("rds", "cluster:c")),
    "FullDocument": lambda m: m.pick(["UpdateLookup", "Default"]),
    "LogGroupName": lambda m: m.reference(None, ["AWS::Logs::LogGroup"], "logs", "log-group:g"),
    "FilterPattern": lambda m: m.text("ERROR", ""),
    "Sql": lambda m: m.text("SELECT * FROM 'topic'"),
    "AwsIotSqlVersion": lambda m: m.text("beta"),
    "SkillId": lambda m: m.text("amzn1.ask.skill.1"),
    "TimeoutInMillis": lambda m: m.integer(50, 29000),
    "PayloadFormatVersion": lambda m: m.text("1.0", "2.0"),
    "ApiEvent.ResponseTransferMode": lambda m: m.pick(["BUFFERED", "STREAM"]),
    "ApiEvent.RequestModel": lambda m: {"Model": m.pick(["User", "User", "Order"]), **m.subset(0.4, Required=lambda: m.pick([True, False]), ValidateBody=True, ValidateParameters=lambda: m.pick([True, False]))},
    "ApiEvent.RequestParameters": lambda m: m.some(
        ["method.request.header.Authorization", "method.request.querystring.q", {"method.request.path.id": m.subset(0.6, Required=True, Caching=True)}, {"method.request.header.h": {"Required": False}}], 1, 3
    ),
    "RouteSettings": lambda m: m.subset(0.6, ThrottlingBurstLimit=lambda: m.integer(), DetailedMetricsEnabled=True),
    "UnescapeMappingTemplate": lambda m: m.chance(0.6),
}

# Type, schema, weight. MSK needs its own word for what others call a stream.
FUNCTION_EVENTS = [
    ("Api", "ApiEvent", 10), ("HttpApi", "HttpApiEvent", 7), ("S3", "S3Event", 3), ("SNS", "SNSEvent", 3), ("SQS", "SQSEvent", 3),
    ("Kinesis", "KinesisEvent", 2), ("DynamoDB", "DynamoDBEvent", 2), ("MSK", "MSKEvent", 1), ("MQ", "MQEvent", 1),
    ("SelfManagedKafka", "SelfManagedKafkaEvent", 1), ("DocumentDB", "DocumentDBEvent", 1), ("Schedule", "ScheduleEvent", 3),
    ("ScheduleV2", "ScheduleV2Event", 3), ("CloudWatchEvent", "CloudWatchEventEvent", 2), ("EventBridgeRule", "EventBridgeRuleEvent", 3),
    ("CloudWatchLogs", "CloudWatchLogsEvent", 1), ("IoTRule", "IoTRuleEvent", 1), ("AlexaSkill", "AlexaSkillEvent", 1), ("Cognito", "CognitoEvent", 2),
]  # fmt: skip
MACHINE_EVENTS = [
    ("Api", "StateMachineApiEvent", 6), ("Schedule", "StateMachineScheduleEvent", 3), ("ScheduleV2", "ScheduleV2Event", 3),
    ("CloudWatchEvent", "StateMachineCloudWatchEventEvent", 2), ("EventBridgeRule", "StateMachineEventBridgeRuleEvent", 3),
]  # fmt: skip
# What must be in the template for an event source.
NEEDS = {"S3": "AWS::S3::Bucket", "Cognito": "AWS::Cognito::UserPool"}
# What a polled source cannot do, so that it is refused: only now and then.
POLLED_ODD = ("ConsumerGroupId", "SchemaRegistryConfig", "SourceAccessConfigurations", "FilterCriteria")
POLLED_NEEDS = {
    "MQEvent": ("Queues", "SourceAccessConfigurations"),
    "SelfManagedKafkaEvent": ("Topics", "KafkaBootstrapServers", "SourceAccessConfigurations"),
    "DocumentDBEvent": ("SourceAccessConfigurations",),
    "MSKEvent": ("Topics",),
}
POLLED_HAVE = {
    "KinesisEvent": ("FilterCriteria",),
    "DynamoDBEvent": ("FilterCriteria",),
    "SQSEvent": ("FilterCriteria",),
    "MSKEvent": ("ConsumerGroupId", "SchemaRegistryConfig", "FilterCriteria", "SourceAccessConfigurations"),
    "MQEvent": ("FilterCriteria",),
    "SelfManagedKafkaEvent": ("ConsumerGroupId", "SchemaRegistryConfig", "FilterCriteria"),
    "DocumentDBEvent": ("FilterCriteria",),
}


def polled_event(m, schema):
    odd = [each for each in POLLED_ODD if each not in POLLED_HAVE[schema] and not m.chance(0.01)]
    made = m.properties(schema, m.pick([0.05, 0.15]), without=odd)
    for name in POLLED_NEEDS.get(schema, ()):
        if name not in made and not m.chance(0.02):
            made[name] = (m.values.get(f"{schema}.{name}") or m.values[name])(m)
    return made


def event_properties(m, kind, schema):
    if schema in POLLED_HAVE:
        return polled_event(m, schema)
    if kind in ("Api", "HttpApi"):
        return api_event(m, kind.lower(), schema)
    if kind == "S3":
        return s3_event(m)
    if kind == "Cognito":
        return cognito_event(m)
    made = m.properties(schema, m.pick([0.1, 0.3]))
    if "State" in made and not m.chance(0.03):
        made.pop("Enabled", None)
    if kind in ("CloudWatchEvent", "EventBridgeRule"):
        made.setdefault("Pattern", {"source": ["own"]})
    return made


def events(m, sources, count):
    sources = [each for each in sources if each[0] not in NEEDS or m.names.get(NEEDS[each[0]]) or m.chance(0.02)]
    weights = [weight for _, _, weight in sources]
    made = {}
    for _ in range(count):
        kind, schema, _ = m.random.choices(sources, weights)[0]
        key = m.pick(["E", "Event", "Api", "On", "a", "Z"]) + m.pick(["", "1", "2", "Two", "Get"])
        made[key] = {"Type": kind, "Properties": event_properties(m, kind, schema)}
    return made


# -- State machines and layers -----------------------------------------------------------------------


def definition(m):
    return {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": m.reference("Arn", ["function"], "lambda", "function:f"), "End": True}}}


MACHINE_VALUES = {
    "StateMachine.Type": lambda m: m.text("STANDARD", "EXPRESS"),
    "StateMachine.Tracing": lambda m: {"Enabled": m.boolean()},
    "StateMachine.Role": lambda m: m.reference("Arn", ["AWS::IAM::Role"], "iam", "role/x"),
    "StateMachine.AutoPublishAlias": lambda m: m.pick(["live", "PROD"]),
    "StateMachine.DeploymentPreference": lambda m: {"Type": m.pick(["ALL_AT_ONCE", "LINEAR"]), **m.subset(0.5, Percentage=50, Interval=5, Alarms=["a"])},
    "UseAliasAsEventTarget": lambda m: m.chance(0.5),
    "DefinitionSubstitutions": lambda m: {"A": m.text("b"), "F": m.reference("Arn", ["function"])},
    "Logging": lambda m: {"Level": "ALL", "IncludeExecutionData": m.boolean()},
    "LayerVersion.ContentUri": location,
    "CompatibleRuntimes": lambda m: m.some(RUNTIMES, 1, 2),
    "CompatibleArchitectures": lambda m: m.pick([["arm64"], ["x86_64", "arm64"], [{"Ref": "Bare"}]]),
    "RetentionPolicy": lambda m: m.pick(["Retain", "Delete", "retain", {"Ref": "Keep"}]),
    "LayerName": lambda m: m.text("layer", {"Fn::Sub": "layer-${Name}"}),
    "PublishLambdaVersion": lambda m: m.pick([True, False]),
}


def state_machine(m, name):
    made = m.properties("StateMachine", m.pick([0.05, 0.25]), without=("Definition", "DefinitionUri", "Events", "Role", "Policies"))
    made["Definition" if m.chance(0.6) else "DefinitionUri"] = definition(m)
    if "DefinitionUri" in made:
        made["DefinitionUri"] = location(m)
    if m.chance(0.7):
        made["Role" if m.chance(0.4) else "Policies"] = None
        made.update({key: m.values.get(f"StateMachine.{key}", policies)(m) for key in ("Role", "Policies") if key in made})
    if "AutoPublishAlias" not in made:
        made.pop("UseAliasAsEventTarget", None)
        made.pop("DeploymentPreference", None)
    if m.chance(0.7):
        made["Events"] = events(m, MACHINE_EVENTS, m.within(1, 3))
    return made


def layer(m, name):
    return m.properties("LayerVersion", 0.3)
