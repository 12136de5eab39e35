"""Functions, state machines and layers at random."""

from make_event import FUNCTION_EVENTS, MACHINE_EVENTS, events
from maker import NO_VALUE

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
        lambda: m.pick(
            ["AWSLambdaExecute", "AmazonS3FullAccess", "AmazonDynamoDBReadOnlyAccess", "AWSXrayWriteOnlyAccess"]
        ),
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
        **m.subset(
            0.4, ImageConfig=lambda: m.subset(0.6, Command=["run"], EntryPoint=["/bin/a"], WorkingDirectory="/")
        ),
    }


# -- Properties of functions -------------------------------------------------------------------------


def destination(m):
    kind = m.pick(["SQS", "SNS", "SQS", "SNS", "EventBridge", "Lambda", "S3Bucket"])
    arn = m.reference("Arn", ["AWS::SQS::Queue"])
    if kind in ("SQS", "SNS") and m.chance(0.5):
        return {
            "Type": kind,
            **m.subset(0.2, Destination=lambda: m.pick([m.if_of(arn, NO_VALUE), m.if_of(NO_VALUE, arn)])),
        }
    return {"Type": kind, "Destination": arn}


def event_invoke_config(m):
    targets = lambda: m.subset(0.6, OnSuccess=lambda: destination(m), OnFailure=lambda: destination(m))  # noqa: E731
    return m.subset(
        0.6,
        MaximumEventAgeInSeconds=lambda: m.integer(60, 99),
        MaximumRetryAttempts=lambda: m.integer(0, 2),
        DestinationConfig=targets,
    )


def deployment_preference(m):
    made = {
        "Type": m.pick(
            [
                "Canary10Percent5Minutes",
                "AllAtOnce",
                "Linear10PercentEvery1Minute",
                "Own",
                {"Ref": "Text"},
                m.if_of("AllAtOnce", "Own"),
            ]
        )
    }
    made.update(
        m.subset(
            0.25,
            Enabled=lambda: m.pick([True, False, "false", True, {"Ref": "Flag"}]),
            Role=lambda: m.text(m.arn("iam", "role/deploy")),
            PassthroughCondition=lambda: m.pick([True, False]),
            Alarms=lambda: m.pick([["alarm", {"Ref": "Text"}], m.if_of(["alarm"], []), []]),
            Hooks=lambda: m.subset(
                0.7, PreTraffic=lambda: m.text("hook"), PostTraffic=lambda: m.reference(None, ["function"])
            ),
            TriggerConfigurations=[
                {"TriggerName": "t", "TriggerEvents": ["DeploymentSuccess"], "TriggerTargetArn": "arn"}
            ],
        )
    )
    return made


def role(m):
    arn = m.arn("iam", "role/own")
    return m.pick(
        [
            arn,
            arn,
            m.reference("Arn", ["AWS::IAM::Role"], "iam", "role/x"),
            m.if_of(arn, NO_VALUE),
            m.if_of(NO_VALUE, arn),
        ]
    )


def function_url(m):
    cors = lambda: m.subset(
        0.5, AllowOrigins=["*"], AllowMethods=["GET"], AllowCredentials=True, MaxAge=5
    )  # noqa: E731
    return {
        "AuthType": m.pick(["NONE", "AWS_IAM", m.intrinsic()]),
        **m.subset(0.3, Cors=cors, InvokeMode=lambda: m.text("BUFFERED", "RESPONSE_STREAM")),
    }


def layers(m):
    known = [{"Ref": name} for name in m.names.get("layer", [])]
    return m.some(
        [*known, m.arn("lambda", "layer:a:1"), {"Ref": "Bare"}, m.if_of(m.arn("lambda", "layer:b:2"), NO_VALUE)], 0, 3
    )


def snap_start(m):
    return m.pick([{"ApplyOn": "PublishedVersions"}, {"ApplyOn": "None"}, {"ApplyOn": {"Ref": "Text"}}])


def assume_role_policy(m):
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["x.amazonaws.com"]}}],
    }


def environment(m):
    return {"Variables": {key: m.text("v", 5, True) for key in m.some(["TABLE", "URL", "A", "é"], 0, 3)}}


FUNCTION_VALUES = {
    "Function.DeadLetterQueue": lambda m: {
        "Type": m.pick(["SQS", "SNS"]),
        "TargetArn": m.reference("Arn", ["AWS::SQS::Queue"]),
    },
    "MemorySize": lambda m: m.pick([128, "256", {"Ref": "Number"}]),
    "Timeout": lambda m: m.integer(1, 30),
    "Function.VpcConfig": lambda m: m.pick(
        [
            {"SubnetIds": ["s"], "SecurityGroupIds": [{"Ref": "Bare"}]},
            {"SubnetIds": {"Ref": "Bare"}, "SecurityGroupIds": []},
        ]
    ),
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
    "CapacityProviderConfig": lambda m: {
        "Arn": m.reference("Arn", ["capacity"], "lambda", "cp"),
        **m.subset(0.3, PerExecutionEnvironmentMaxConcurrency=4),
    },
    "FunctionScalingConfig": lambda m: m.subset(
        0.7, MinExecutionEnvironments=1, MaxExecutionEnvironments=lambda: m.integer()
    ),
    "VersionDeletionPolicy": lambda m: m.pick(["Delete", "Retain"]),
    "TenancyConfig": lambda m: {"TenantIsolationMode": "PER_TENANT"},
    "DurableConfig": lambda m: {"ExecutionTimeout": 60, "RetentionPeriodInDays": 7},
    "PublishToLatestPublished": lambda m: m.boolean(),
    "PermissionsBoundary": lambda m: m.text(m.arn("iam", "policy/boundary")),
    "RolePath": lambda m: m.text("/path/"),
}
RARE = (
    "CapacityProviderConfig",
    "FunctionScalingConfig",
    "VersionDeletionPolicy",
    "TenancyConfig",
    "DurableConfig",
    "PublishToLatestPublished",
)
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


# -- State machines and layers -----------------------------------------------------------------------


def definition(m):
    return {
        "StartAt": "A",
        "States": {
            "A": {"Type": "Task", "Resource": m.reference("Arn", ["function"], "lambda", "function:f"), "End": True}
        },
    }


MACHINE_VALUES = {
    "StateMachine.Type": lambda m: m.text("STANDARD", "EXPRESS"),
    "StateMachine.Tracing": lambda m: {"Enabled": m.boolean()},
    "StateMachine.Role": lambda m: m.reference("Arn", ["AWS::IAM::Role"], "iam", "role/x"),
    "StateMachine.AutoPublishAlias": lambda m: m.pick(["live", "PROD"]),
    "StateMachine.DeploymentPreference": lambda m: {
        "Type": m.pick(["ALL_AT_ONCE", "LINEAR"]),
        **m.subset(0.5, Percentage=50, Interval=5, Alarms=["a"]),
    },
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
    made = m.properties(
        "StateMachine", m.pick([0.05, 0.25]), without=("Definition", "DefinitionUri", "Events", "Role", "Policies")
    )
    made["Definition" if m.chance(0.6) else "DefinitionUri"] = definition(m)
    if "DefinitionUri" in made:
        made["DefinitionUri"] = location(m)
    if m.chance(0.7):
        made["Role" if m.chance(0.4) else "Policies"] = None
        made.update(
            {key: m.values.get(f"StateMachine.{key}", policies)(m) for key in ("Role", "Policies") if key in made}
        )
    if "AutoPublishAlias" not in made:
        made.pop("UseAliasAsEventTarget", None)
        made.pop("DeploymentPreference", None)
    if m.chance(0.7):
        made["Events"] = events(m, MACHINE_EVENTS, m.within(1, 3))
    return made


def layer(m, name):
    return m.properties("LayerVersion", 0.3)
