"""Tables, applications, capacity providers, GraphQL APIs and connectors at random."""

APPSYNC_JS = {"Name": "APPSYNC_JS", "Version": "1.0.0"}


def simple_table(m, name):
    return m.properties("SimpleTable", 0.25)


def application(m, name):
    return m.properties("Application", 0.3)


def sar_location(m):
    if m.chance(0.5):
        return m.text("https://s3.amazonaws.com/bucket/template.yaml")
    return {
        "ApplicationId": m.pick([m.arn("serverlessrepo", "applications/app"), {"Ref": "Text"}]),
        "SemanticVersion": "1.0.0",
    }


def capacity_provider(m, name):
    return m.properties("CapacityProvider", 0.3)


OTHER_VALUES = {
    "PrimaryKey": lambda m: {"Name": m.text("id"), "Type": m.pick(["String", "Number", "Binary"])},
    "ProvisionedThroughput": lambda m: m.subset(0.8, ReadCapacityUnits=lambda: m.integer(), WriteCapacityUnits=5)
    or {"ReadCapacityUnits": 1},
    "SSESpecification": lambda m: {"SSEEnabled": m.boolean()},
    "PointInTimeRecoverySpecification": lambda m: {"PointInTimeRecoveryEnabled": m.boolean()},
    "Application.Location": sar_location,
    "TemplateUrl": lambda m: m.text("https://s3.amazonaws.com/bucket/other.yaml"),
    "Application.Parameters": lambda m: {"P": m.text("v"), "Q": m.text()},
    "NotificationARNs": lambda m: [m.text(m.arn("sns", "topic"))],
    "CapacityProvider.VpcConfig": lambda m: {
        "SubnetIds": ["subnet-1", m.text()],
        **m.subset(0.5, SecurityGroupIds=["sg-1"]),
    },
    "OperatorRole": lambda m: m.text(m.arn("iam", "role/operator")),
    "InstanceRequirements": lambda m: {
        **m.subset(0.5, Architectures=["arm64"]),
        **m.pick([{}, {"AllowedTypes": ["m7g.large"]}, {"ExcludedTypes": ["t3.nano"]}]),
    },
    "CapacityProvider.ScalingConfig": lambda m: m.subset(
        0.5, MaxVCpuCount=lambda: m.within(1, 99), AverageCPUUtilization=lambda: m.pick([50, 70.5])
    ),
    "CapacityProviderName": lambda m: m.text("provider"),
}


# -- GraphQL -----------------------------------------------------------------------------------------


def scheme(m):
    kind = m.pick(["API_KEY", "AWS_IAM", "AMAZON_COGNITO_USER_POOLS", "OPENID_CONNECT", "AWS_LAMBDA"])
    more = {
        "AMAZON_COGNITO_USER_POOLS": {
            "UserPool": {"UserPoolId": "pool", "AwsRegion": {"Ref": "AWS::Region"}, "DefaultAction": "ALLOW"}
        },
        "OPENID_CONNECT": {"OpenIDConnect": {"Issuer": "https://issuer", "ClientId": "c"}},
        "AWS_LAMBDA": {"LambdaAuthorizer": {"AuthorizerUri": m.reference("Arn", ["function"], "lambda", "function:f")}},
    }
    return {"Type": kind, **more.get(kind, {})}


def data_sources(m):
    table = m.some_name("table")
    tables = {
        "TableName": {"Ref": table} if table else "table",
        "TableArn": {"Fn::GetAtt": [table, "Arn"]} if table else m.arn("dynamodb", "table/t"),
        **m.subset(
            0.3,
            Permissions=lambda: m.some(["Read", "Write"]),
            ServiceRoleArn=m.arn("iam", "role/s"),
            Name="named",
            Versioned=True,
            Description="d",
        ),
    }
    functions = {
        "FunctionArn": m.reference("Arn", ["function"], "lambda", "function:f"),
        **m.subset(0.3, ServiceRoleArn=m.arn("iam", "role/s"), Name="other"),
    }
    return m.subset(0.7, DynamoDb={"Items": tables}, Lambda={"Work": functions})


def graphql_code(m):
    return {"InlineCode": "export function request() {}"} if m.chance(0.6) else {"CodeUri": "s3://artifacts/code.js"}


def graphql_functions(m, sources):
    known = [name for group in sources.values() for name in group]
    return {
        name: {
            "Runtime": APPSYNC_JS,
            "DataSource": m.pick([*known, "NONE", {"Fn::GetAtt": ["Other", "Name"]}]),
            **graphql_code(m),
            **m.subset(0.3, Description="d", MaxBatchSize=2, Name="fn"),
        }
        for name in m.some(["first", "second", "third"], 1, 3)
    }


def resolvers(m, functions):
    made = {}
    for kind in m.some(["Query", "Mutation"], 0, 2):
        code = {**graphql_code(m), "Runtime": APPSYNC_JS} if m.chance(0.4) else {}
        made[kind] = {
            field: {"Pipeline": m.some(functions, 1, 2), **code, **m.subset(0.2, Caching={"Ttl": 5}, MaxBatchSize=3)}
            for field in m.some(["one", "two"], 1, 2)
        }
    return made


def graphql_api(m, name):
    made = m.properties(
        "GraphQLApi",
        0.15,
        without=(
            "SchemaInline",
            "SchemaUri",
            "Auth",
            "DataSources",
            "Functions",
            "Resolvers",
            "Logging",
            "ApiKeys",
            "DomainName",
            "Cache",
        ),
    )
    made.update(
        {"SchemaInline": "type Query { one: String }"}
        if m.chance(0.6)
        else {"SchemaUri": "s3://artifacts/schema.graphql"}
    )
    made["Auth"] = {**scheme(m), **m.subset(0.2, Additional=lambda: [scheme(m)])}
    sources = data_sources(m)
    functions = graphql_functions(m, sources)
    domain = {"CertificateArn": m.arn("acm", "certificate/c"), "DomainName": "graph.example.com"}
    cache = {"ApiCachingBehavior": "FULL_REQUEST_CACHING", "Ttl": 60, "Type": "SMALL"}
    made.update(
        m.subset(
            0.4,
            DataSources=sources,
            Logging=lambda: m.pick(
                [True, False, {"FieldLogLevel": "ERROR", "CloudWatchLogsRoleArn": "arn"}, {"FieldLogLevel": "ALL"}]
            ),
            ApiKeys=lambda: {"Main": m.subset(0.6, Description="d", ExpiresOn=1800000000)},
            DomainName=domain,
            Cache=cache,
        )
    )
    if m.chance(0.6):
        made.update(Functions=functions, DataSources=sources, Resolvers=resolvers(m, list(functions)))
    return made


# -- Connectors --------------------------------------------------------------------------------------

# Source kind, destination kinds.
PAIRS = {
    "function": [
        "table",
        "AWS::SQS::Queue",
        "AWS::SNS::Topic",
        "AWS::S3::Bucket",
        "function",
        "machine",
        "AWS::Events::EventBus",
        "AWS::DynamoDB::Table",
    ],
    "machine": [
        "function",
        "table",
        "AWS::SQS::Queue",
        "AWS::SNS::Topic",
        "AWS::S3::Bucket",
        "machine",
        "AWS::Events::EventBus",
    ],
    "AWS::SNS::Topic": ["AWS::SQS::Queue", "function"],
    "AWS::SQS::Queue": ["function"],
    "AWS::S3::Bucket": ["function"],
    "api": ["function"],
    "httpapi": ["function"],
    "table": ["function"],
    "AWS::DynamoDB::Table": ["function"],
    "AWS::Events::Rule": ["function", "machine", "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::Events::EventBus"],
}


# Where others than Write may be given.
READABLE = ("table", "AWS::S3::Bucket", "AWS::SQS::Queue", "machine", "AWS::DynamoDB::Table")


def permissions(m, source, destination):
    """Permissions that connectors from one kind to the other have, most of the time."""
    if source in ("table", "AWS::DynamoDB::Table"):
        allowed = [["Read"]]
    elif source == "AWS::SQS::Queue":
        allowed = [["Read", "Write"], ["Write", "Read"]]
    elif source in ("function", "machine") and destination in READABLE:
        allowed = [["Read"], ["Write"], ["Read", "Write"], ["Write", "Read"]]
    else:
        allowed = [["Write"]]
    return m.pick(allowed if m.chance(0.95) else [["Read"], ["Write"], ["Read", "Write"], []])


def ends(m):
    """A source and a destination in the template, or None."""
    sources = [(kind, name) for kind in PAIRS for name in m.names.get(kind, [])]
    if not sources:
        return None
    kind, source = m.pick(sources)
    kinds = [other for other in PAIRS[kind] if m.names.get(other)]
    if not kinds:
        return None
    other = m.pick(kinds)
    return kind, source, m.names[other], permissions(m, kind, other)


def connector(m, name):
    found = ends(m)
    if not found:
        return {"Source": {"Id": "Missing"}, "Destination": {"Id": "Missing"}, "Permissions": ["Read"]}
    kind, source, destinations, allowed = found
    if m.chance(0.2):
        destination = [{"Id": each} for each in m.some(destinations, 1, 3)]
    else:
        destination = {"Id": m.pick(destinations)}
    by_value = {"Type": "AWS::Serverless::Function", "Arn": m.arn("lambda", "function:f"), "RoleName": "role"}
    if kind == "function" and m.chance(0.15):
        return {"Source": by_value, "Destination": destination, "Permissions": allowed}
    qualifier = m.subset(0.2, Qualifier="Prod/GET/x") if kind in ("api", "httpapi") else {}
    return {"Source": {"Id": source, **qualifier}, "Destination": destination, "Permissions": allowed}


def embed_connectors(m, resources):
    """Puts connectors into some of the resources."""
    for _ in range(m.within(1, 2)):
        found = ends(m)
        if not found or found[1] not in resources:
            continue
        made = {"Properties": {"Destination": {"Id": m.pick(found[2])}, "Permissions": found[3]}}
        resources[found[1]].setdefault("Connectors", {})[m.pick(["Conn", "ToOther", "x"])] = made
