"""REST, HTTP and WebSocket APIs at random, with what belongs to them."""

from make_event import METHODS, PATHS
from make_function import location

SCOPES = ["orders/read", "orders/write", "email"]
LIFETIME = {"ReauthorizeEvery": 30}


# -- Authorizers -------------------------------------------------------------------------------------


def rest_authorizer(m):
    if m.chance(0.4):
        pool = m.reference("Arn", ["AWS::Cognito::UserPool"], "cognito-idp", "userpool/u")
        arn = m.pick([pool, [pool], [pool, m.arn("cognito-idp", "userpool/v")]])
        return {
            "UserPoolArn": arn,
            **m.subset(
                0.3,
                AuthorizationScopes=lambda: m.some(SCOPES),
                Identity=lambda: {"Header": "Auth", **m.subset(0.4, **LIFETIME)},
            ),
        }
    made = {"FunctionArn": m.reference("Arn", ["function"], "lambda", "function:f")}
    made.update(
        m.subset(
            0.25,
            FunctionInvokeRole=lambda: m.pick([m.arn("iam", "role/i"), "NONE", {"Ref": "Bare"}]),
            DisableFunctionDefaultPermissions=lambda: m.pick([True, False]),
        )
    )
    if m.chance(0.5):
        made["FunctionPayloadType"] = m.pick(["REQUEST", "TOKEN"])
    if made.get("FunctionPayloadType") == "REQUEST":
        made["Identity"] = {
            "Headers": ["A"],
            **m.subset(0.4, QueryStrings=["q"], Context=["c"], StageVariables=["s"], ReauthorizeEvery=0),
        }
    elif m.chance(0.4):
        made["Identity"] = m.subset(
            0.6, Header="Auth", ValidationExpression="^x.*", ReauthorizeEvery=lambda: m.within(0, 300)
        )
    return made


def resource_policy(m):
    lists = {
        "AwsAccountWhitelist": ["111122223333"],
        "AwsAccountBlacklist": ["444455556666", "777788889999"],
        "IpRangeWhitelist": ["1.2.3.0/24"],
        "IpRangeBlacklist": [m.text("4.5.6.7"), "8.9.0.0/16"],
        "SourceVpcWhitelist": ["vpc-1", "vpce-2"],
        "SourceVpcBlacklist": ["vpce-3"],
        "IntrinsicVpcWhitelist": [{"Ref": "Bare"}],
        "IntrinsicVpceBlacklist": [{"Ref": "Text"}],
        "CustomStatements": [
            {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"]}
        ],
    }
    return {key: lists[key] for key in m.some(lists, 1, 3)}


def usage_plan(m):
    return {
        "CreateUsagePlan": m.pick(["PER_API", "SHARED", "NONE", "SHARED"]),
        **m.subset(
            0.3,
            Description=lambda: m.text(),
            Quota={"Limit": 10, "Period": "DAY"},
            Throttle=lambda: {"BurstLimit": m.integer()},
            UsagePlanName=lambda: m.text("plan"),
            Tags=[{"Key": "k", "Value": "v"}],
        ),
    }


def rest_auth(m):
    made = {}
    if m.chance(0.7):
        made["Authorizers"] = {name: rest_authorizer(m) for name in m.some(["Pool", "Token", "MyAuth", "z"], 1, 3)}
    if m.chance(0.6):
        names = list(made.get("Authorizers", {}))
        made["DefaultAuthorizer"] = m.pick([*names, *names, "AWS_IAM"] + (["NONE"] if m.chance(0.1) else []))
    made.update(
        m.subset(
            0.15,
            AddDefaultAuthorizerToCorsPreflight=lambda: m.pick([True, False]),
            AddApiKeyRequiredToCorsPreflight=lambda: m.pick([True, False]),
            ApiKeyRequired=lambda: m.pick([True, False]),
            InvokeRole=lambda: m.pick(["CALLER_CREDENTIALS", "NONE", m.arn("iam", "role/i")]),
            ResourcePolicy=lambda: resource_policy(m),
        )
    )
    if m.chance(0.25):
        made["UsagePlan"] = usage_plan(m)
    return made


def event_auth(m):
    made = m.subset(
        0.2,
        ApiKeyRequired=lambda: m.pick([True, False]),
        ResourcePolicy=lambda: resource_policy(m),
        OverrideApiAuth=True,
    )
    if m.chance(0.5):
        made["Authorizer"] = m.pick(["NONE", "AWS_IAM", "Pool", "Token"])
    if m.chance(0.2):
        made["AuthorizationScopes"] = m.some(SCOPES)
    if m.chance(0.2):
        made["InvokeRole"] = m.pick(["CALLER_CREDENTIALS", "NONE", m.arn("iam", "role/e")])
    return made


def http_authorizer(m):
    if m.chance(0.6):
        made = {
            "IdentitySource": "$request.header.Authorization",
            "JwtConfiguration": {"issuer": m.text("https://issuer"), "audience": ["a"]},
        }
        return {**made, **m.subset(0.4, AuthorizationScopes=lambda: m.some(SCOPES))}
    made = {
        "FunctionArn": m.reference("Arn", ["function"], "lambda", "function:f"),
        "AuthorizerPayloadFormatVersion": m.pick(["1.0", "2.0"]),
    }
    return {
        **made,
        **m.subset(
            0.4,
            EnableSimpleResponses=lambda: m.pick([True, False]),
            FunctionInvokeRole=lambda: m.arn("iam", "role/i"),
            EnableFunctionDefaultPermissions=lambda: m.pick([True, False]),
            Identity=lambda: m.subset(
                0.5, Headers=["A"], QueryStrings=["q"], Context=["c"], StageVariables=["s"], ReauthorizeEvery=5
            ),
        ),
    }


def http_auth(m):
    made = m.subset(0.3, EnableIamAuthorizer=lambda: m.pick([True, False]))
    if m.chance(0.8):
        made["Authorizers"] = {name: http_authorizer(m) for name in m.some(["Pool", "Token", "MyAuth"], 1, 2)}
    if m.chance(0.5):
        made["DefaultAuthorizer"] = m.pick(
            [*made.get("Authorizers", {}), "AWS_IAM"]
            if made.get("EnableIamAuthorizer")
            else [*made.get("Authorizers", {"Pool": 1})]
        )
    return made


def http_event_auth(m):
    return {
        **m.subset(0.7, Authorizer=lambda: m.pick(["NONE", "Pool", "Token", "AWS_IAM"])),
        **m.subset(0.2, AuthorizationScopes=lambda: m.some(SCOPES)),
    }


# -- CORS, domains, bodies ---------------------------------------------------------------------------


def cors(m):
    if m.chance(0.3):
        return m.text("'*'", "'www.example.com'")
    made = m.subset(
        0.5,
        AllowMethods="'GET,POST'",
        AllowHeaders=lambda: m.text("'X-H'"),
        AllowOrigin=lambda: m.text("'www.example.com'"),
        MaxAge="'600'",
    )
    return {
        **made,
        **({"AllowCredentials": m.pick([True, False])} if made.get("AllowOrigin") and m.chance(0.4) else {}),
    } or "'*'"


def http_cors(m):
    if m.chance(0.3):
        return m.pick([True, True, False])
    return m.subset(
        0.5,
        AllowOrigins=lambda: ["https://a.example.com", m.text()],
        AllowMethods=["GET"],
        AllowHeaders=["x-h"],
        ExposeHeaders=["y"],
        MaxAge=lambda: m.integer(),
        AllowCredentials=True,
    )


def route53(m):
    zone = {"HostedZoneId": m.text("Z1")} if m.chance(0.6) else {"HostedZoneName": "example.com."}
    more = m.subset(
        0.2,
        EvaluateTargetHealth=True,
        IpV6=True,
        DistributionDomainName="d.cloudfront.net",
        SeparateRecordSetGroup=lambda: m.pick([True, False]),
    )
    return {**zone, **more, **({"Region": "us-east-1", "SetIdentifier": "s"} if m.chance(0.1) else {})}


def domain(m, endpoints, paths=(None, "shop", ["a", "b-c"], ["/"], "/v1/x")):
    made = {
        "DomainName": m.text("www.example.com", "api.example.com"),
        "CertificateArn": m.text(m.arn("acm", "certificate/c")),
    }
    base = m.pick(paths)
    if base is not None:
        made["BasePath"] = base
    made.update(
        m.subset(
            0.25,
            EndpointConfiguration=lambda: m.pick(endpoints),
            Route53=lambda: route53(m),
            SecurityPolicy=lambda: m.pick(["TLS_1_2", "TLS_1_0"]),
            MutualTlsAuthentication={"TruststoreUri": "s3://bucket/trust", "TruststoreVersion": "1"},
            OwnershipVerificationCertificateArn=m.arn("acm", "certificate/o"),
            NormalizeBasePath=lambda: m.pick([True, False]),
        )
    )
    if made.get("EndpointConfiguration") == "PRIVATE":
        made.update(
            m.subset(
                0.5,
                Policy=lambda: {"Version": "2012-10-17", "Statement": []},
                AccessAssociation={"VpcEndpointId": "vpce-1"},
            )
        )
    return made


def integration(m, name):
    uri = {
        "Fn::Sub": f"arn:aws:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{name}.Arn}}/invocations"
    }
    return {
        "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": uri},
        **m.subset(0.5, responses={}),
    }


def body(m, version):
    """A definition with some of the paths that events use."""
    function = m.some_name("function") or "Missing"
    methods = lambda: {method.lower(): integration(m, function) for method in m.some(METHODS[:6], 1, 2)}  # noqa: E731
    paths = {path: methods() for path in m.some(PATHS, 0, 3)}
    made = {
        **version,
        "info": m.pick([{"title": "t", "version": "1.0"}, {"title": {"Ref": "AWS::StackName"}}]),
        "paths": paths,
    }
    if m.chance(0.2):
        made["x-amazon-apigateway-request-validators"] = {"all": {"validateRequestBody": True}}
    return made


def gateway_responses(m):
    parameters = lambda: m.subset(
        0.5, Headers={"Access-Control-Allow-Origin": "'*'"}, Paths={"p": "'a'"}, QueryStrings={"q": "'b'"}
    )  # noqa: E731
    return {
        name: m.subset(
            0.6,
            StatusCode=lambda: m.pick([401, "403", {"Ref": "Number"}]),
            ResponseParameters=parameters,
            ResponseTemplates={"application/json": "{}"},
        )
        for name in m.some(["UNAUTHORIZED", "DEFAULT_4XX", "MISSING_AUTHENTICATION_TOKEN"], 1, 2)
    }


def models(m):
    properties = {"username": {"type": "string"}, "age": {"type": "integer"}}
    return {
        "User": {"type": "object", **m.subset(0.6, required=["username"], properties=properties)},
        **m.subset(0.6, Order={"type": "object"}),
    }


def endpoint(m):
    return m.pick(
        [
            "REGIONAL",
            "EDGE",
            "PRIVATE",
            {"Ref": "Text"},
            {"Type": "REGIONAL"},
            {"Type": "PRIVATE", "VPCEndpointIds": ["vpce-1"]},
            {"Type": "EDGE"},
            {"Type": "REGIONAL", "IpAddressType": "dualstack"},
        ]
    )


API_VALUES = {
    "StageName": lambda m: m.pick(
        ["prod", "Prod", "dev-1", "v1", {"Ref": "Text"}, {"Ref": "Bare"}, {"Fn::Sub": "${Name}stage"}]
    ),
    "Api.DefinitionUri": location,
    "Api.DefinitionBody": lambda m: body(m, m.pick([{"swagger": "2.0"}, {"swagger": 2.0}, {"openapi": "3.0.1"}])),
    "Api.Auth": rest_auth,
    "Api.Cors": cors,
    "Api.Domain": lambda m: domain(m, ["REGIONAL", "EDGE", "PRIVATE", "REGIONAL"]),
    "Api.EndpointConfiguration": endpoint,
    "MergeDefinitions": lambda m: m.chance(0.7),
    "AlwaysDeploy": lambda m: False,  # its ids come from the clock
    "MethodSettings": lambda m: [{"HttpMethod": "*", "ResourcePath": "/*", "LoggingLevel": m.text("INFO")}],
    "BinaryMediaTypes": lambda m: m.some(["image~1gif", "*~1*", "application/octet-stream", m.text("x~1y")], 0, 3),
    "GatewayResponses": gateway_responses,
    "CanarySetting": lambda m: {"PercentTraffic": m.integer()},
    "OpenApiVersion": lambda m: m.pick(["2.0", "3.0", "3.0.1", "3.0.1", "3.0.3"]),
    "Models": models,
    "Variables": lambda m: {"v": m.text("w")},
    "StageVariables": lambda m: {"v": m.text("w")},
    "Mode": lambda m: m.text("overwrite"),
    "Policy": lambda m: {"Statement": [{"Effect": "Allow"}]},
    "ApiEvent.Auth": event_auth,
    "StateMachineApiEvent.Auth": event_auth,
    "HttpApiEvent.Auth": http_event_auth,
    "HttpApi.Auth": http_auth,
    "HttpApi.DefinitionUri": location,
    "HttpApi.DefinitionBody": lambda m: body(m, {"openapi": "3.0.1"}),
    "HttpApi.Domain": lambda m: domain(m, ["REGIONAL", "REGIONAL"]),
    "CorsConfiguration": http_cors,
    "HttpApi.StageName": lambda m: m.pick(["$default", "prod", "dev-1", {"Ref": "Text"}, {"Ref": "Bare"}]),
    "HttpApi.RouteSettings": lambda m: {"GET /orders": {"ThrottlingBurstLimit": m.integer()}},
    "DefaultRouteSettings": lambda m: {"ThrottlingRateLimit": m.integer(), **m.subset(0.4, LoggingLevel="INFO")},
    "AccessLogSettings": lambda m: {"DestinationArn": m.text("arn"), "Format": "$context.requestId"},
    "AccessLogSetting": lambda m: {"DestinationArn": m.text("arn"), "Format": "$context.requestId"},
    "FailOnWarnings": lambda m: m.boolean(),
    "WebSocketApi.Domain": lambda m: {
        key: value for key, value in domain(m, ["REGIONAL"]).items() if key != "MutualTlsAuthentication"
    },
    "WebSocketApi.StageName": lambda m: m.pick(["prod", "dev1", {"Ref": "Text"}]),
    "RouteSelectionExpression": lambda m: m.text("$request.body.action", share=0.05),
    "IpAddressType": lambda m: m.pick(["ipv4", "dualstack"]),
}


def rest_api(m, name):
    made = m.properties(
        "Api", m.pick([0.05, 0.12, 0.25]), without=("DefinitionBody", "DefinitionUri", "MergeDefinitions")
    )
    if m.chance(0.2):
        made["DefinitionBody"] = m.values["Api.DefinitionBody"](m)
        made.update(m.subset(0.4, MergeDefinitions=True))
    elif m.chance(0.07):
        made["DefinitionUri"] = location(m)
        if m.chance(0.7):
            made = {
                key: value for key, value in made.items() if key not in ("Auth", "Cors", "Models", "GatewayResponses")
            }
    return made


def http_api(m, name):
    made = m.properties("HttpApi", m.pick([0.05, 0.12, 0.25]), without=("DefinitionBody", "DefinitionUri"))
    if m.chance(0.2):
        made["DefinitionBody"] = m.values["HttpApi.DefinitionBody"](m)
    elif m.chance(0.05):
        made["DefinitionUri"] = location(m)
    return made


def websocket_route(m):
    made = {"FunctionArn": m.reference("Arn", ["function"], "lambda", "function:f")}
    more = m.subset(
        0.15,
        OperationName=lambda: m.text(),
        RouteResponseSelectionExpression="$default",
        ApiKeyRequired=True,
        IntegrationTimeout=1000,
        ModelSelectionExpression="x",
    )
    return {**made, **more}


def websocket_auth(m):
    kind = m.pick(["CUSTOM", "AWS_IAM", "NONE"])
    if kind != "CUSTOM":
        return {"AuthType": kind}
    more = m.subset(
        0.4, Name="authorizer", InvokeRole=lambda: m.arn("iam", "role/i"), IdentitySource=["route.request.header.Auth"]
    )
    return {"AuthType": kind, "AuthArn": m.reference("Arn", ["function"], "lambda", "function:f"), **more}


def websocket_api(m, name):
    made = m.properties("WebSocketApi", m.pick([0.05, 0.2]), without=("Routes", "Auth", "RouteSettings"))
    made["Routes"] = {
        key: websocket_route(m) for key in m.some(["$connect", "$disconnect", "$default", "sendMessage", "join"], 1, 3)
    }
    if "$connect" in made["Routes"] and m.chance(0.4):
        made["Auth"] = websocket_auth(m)
    if m.chance(0.2):
        made["RouteSettings"] = {m.pick(list(made["Routes"])): {"ThrottlingBurstLimit": 5}}
    return made
