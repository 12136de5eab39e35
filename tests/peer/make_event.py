"""Event sources of functions and state machines, at random."""

PATHS = (
    "/ /orders /orders/{id} /orders/{id}/items /users/ /a/{proxy+} /hello-world /x_y/z /p.q /orders/{order-id}".split()
)
METHODS = "get post put delete patch head options any GET Any POST".split()


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
    made = {
        "Bucket": {"Ref": bucket or "Missing"},
        "Events": m.pick(["s3:ObjectCreated:*", ["s3:ObjectRemoved:*", "s3:ObjectCreated:Put"]]),
    }
    rules = [{"Name": "prefix", "Value": m.text("in/")}]
    return {**made, **m.subset(0.3, Filter={"S3Key": {"Rules": rules}})}


def sqs_subscription(m):
    return m.pick(
        [
            True,
            False,
            {
                "QueueUrl": {"Ref": m.some_name("AWS::SQS::Queue") or "Bare"},
                "QueueArn": m.reference("Arn", ["AWS::SQS::Queue"]),
                **m.subset(0.5, QueuePolicyLogicalId=lambda: m.name("id"), Enabled=lambda: m.boolean(), BatchSize=5),
            },
        ]
    )


def cognito_event(m):
    return {
        "UserPool": {"Ref": m.some_name("AWS::Cognito::UserPool") or "Missing"},
        "Trigger": m.pick(
            ["PreSignUp", "PostConfirmation", ["Custom", "PreAuthentication"], "CustomMessage", "PostAuthentication"]
        ),
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
    kinds = m.some(
        [
            "SASL_SCRAM_256_AUTH",
            "SASL_SCRAM_512_AUTH",
            "BASIC_AUTH",
            "SERVER_ROOT_CA_CERTIFICATE",
            "CLIENT_CERTIFICATE_TLS_AUTH",
        ],
        1,
        2,
    )
    network = ["VPC_SUBNET", "VPC_SECURITY_GROUP"] if m.chance(0.4) else []
    return [secret(m, kind) for kind in [*kinds, *network]]


def registry(m):
    return {
        "SchemaRegistryURI": m.text(m.arn("glue", "registry/r"), "https://registry.example.com"),
        "EventRecordFormat": m.pick(["JSON", "SOURCE"]),
        "SchemaValidationConfigs": [{"Attribute": m.pick(["KEY", "VALUE"])}],
        **m.subset(
            0.6,
            AccessConfigs=[
                {
                    "Type": m.pick(["BASIC_AUTH", "SERVER_ROOT_CA_CERTIFICATE"]),
                    "URI": m.arn("secretsmanager", "secret:r"),
                }
            ],
        ),
    }


def on_failure(m):
    return {
        "OnFailure": {
            "Destination": m.reference("Arn", ["AWS::SQS::Queue"]),
            **m.subset(0.8, Type=lambda: m.pick(["SQS", "SNS", "S3", "Kafka"])),
        }
    }


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
    "MQEvent.SourceAccessConfigurations": lambda m: [
        *access("BASIC_AUTH")(m)[:1],
        *([{"Type": "VIRTUAL_HOST", "URI": "/"}] if m.chance(0.3) else []),
    ],
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
    "ApiEvent.RequestModel": lambda m: {
        "Model": m.pick(["User", "User", "Order"]),
        **m.subset(
            0.4,
            Required=lambda: m.pick([True, False]),
            ValidateBody=True,
            ValidateParameters=lambda: m.pick([True, False]),
        ),
    },
    "ApiEvent.RequestParameters": lambda m: m.some(
        [
            "method.request.header.Authorization",
            "method.request.querystring.q",
            {"method.request.path.id": m.subset(0.6, Required=True, Caching=True)},
            {"method.request.header.h": {"Required": False}},
        ],
        1,
        3,
    ),
    "RouteSettings": lambda m: m.subset(0.6, ThrottlingBurstLimit=lambda: m.integer(), DetailedMetricsEnabled=True),
    "UnescapeMappingTemplate": lambda m: m.chance(0.6),
}

# Type, schema, weight. MSK needs its own word for what others call a stream.
FUNCTION_EVENTS = [
    ("Api", "ApiEvent", 10),
    ("HttpApi", "HttpApiEvent", 7),
    ("S3", "S3Event", 3),
    ("SNS", "SNSEvent", 3),
    ("SQS", "SQSEvent", 3),
    ("Kinesis", "KinesisEvent", 2),
    ("DynamoDB", "DynamoDBEvent", 2),
    ("MSK", "MSKEvent", 1),
    ("MQ", "MQEvent", 1),
    ("SelfManagedKafka", "SelfManagedKafkaEvent", 1),
    ("DocumentDB", "DocumentDBEvent", 1),
    ("Schedule", "ScheduleEvent", 3),
    ("ScheduleV2", "ScheduleV2Event", 3),
    ("CloudWatchEvent", "CloudWatchEventEvent", 2),
    ("EventBridgeRule", "EventBridgeRuleEvent", 3),
    ("CloudWatchLogs", "CloudWatchLogsEvent", 1),
    ("IoTRule", "IoTRuleEvent", 1),
    ("AlexaSkill", "AlexaSkillEvent", 1),
    ("Cognito", "CognitoEvent", 2),
]
MACHINE_EVENTS = [
    ("Api", "StateMachineApiEvent", 6),
    ("Schedule", "StateMachineScheduleEvent", 3),
    ("ScheduleV2", "ScheduleV2Event", 3),
    ("CloudWatchEvent", "StateMachineCloudWatchEventEvent", 2),
    ("EventBridgeRule", "StateMachineEventBridgeRuleEvent", 3),
]
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
