"""Random but well-formed SAM templates.

    template = make_template("7:123")

The text is a seed; the same one gives the same template. Properties and event sources are those of
spec/sam_property_list.h; what their values look like stands beside the kinds of resources, in
make_function.py, make_event.py, make_api.py and make_other.py. Values that no table has are made from
the type that the property takes. Now and then a template gets one mistake.
"""

import make_api
import make_event
import make_function
import make_other
from maker import Maker
from mutations import VALUES, paths, replaced

# Kind (for Maker.names), type, function that makes its properties, weight.
RESOURCES = [
    ("function", "AWS::Serverless::Function", make_function.function, 16),
    ("api", "AWS::Serverless::Api", make_api.rest_api, 5),
    ("httpapi", "AWS::Serverless::HttpApi", make_api.http_api, 4),
    ("websocket", "AWS::Serverless::WebSocketApi", make_api.websocket_api, 1),
    ("machine", "AWS::Serverless::StateMachine", make_function.state_machine, 3),
    ("table", "AWS::Serverless::SimpleTable", make_other.simple_table, 2),
    ("layer", "AWS::Serverless::LayerVersion", make_function.layer, 2),
    ("application", "AWS::Serverless::Application", make_other.application, 1),
    ("capacity", "AWS::Serverless::CapacityProvider", make_other.capacity_provider, 1),
    ("graphql", "AWS::Serverless::GraphQLApi", make_other.graphql_api, 1),
    ("connector", "AWS::Serverless::Connector", make_other.connector, 2),
]
# Resources of CloudFormation that others refer to.
PLAIN = {
    "AWS::S3::Bucket": [
        {},
        {"BucketName": "bucket"},
        {"NotificationConfiguration": {"TopicConfigurations": []}},
        {"Tags": [{"Key": "a", "Value": "b"}]},
    ],
    "AWS::SNS::Topic": [{}, {"FifoTopic": True}, {"DisplayName": "d"}, {"FifoTopic": {"Ref": "Flag"}}],
    "AWS::SQS::Queue": [{}, {"FifoQueue": True}],
    "AWS::Cognito::UserPool": [{}, {"LambdaConfig": {"PreSignUp": "arn"}}, {"UserPoolName": "p"}],
    "AWS::Kinesis::Stream": [{"ShardCount": 1}],
    "AWS::IAM::Role": [{"AssumeRolePolicyDocument": {}}],
    "AWS::Logs::LogGroup": [{}],
    "AWS::Events::EventBus": [{"Name": "bus"}],
    "AWS::DynamoDB::Table": [{"TableName": "t"}],
    "AWS::Events::Rule": [{"Targets": []}],
}
GLOBALS = [
    "Function",
    "Api",
    "HttpApi",
    "WebSocketApi",
    "StateMachine",
    "SimpleTable",
    "LayerVersion",
    "CapacityProvider",
]
# What makes nearly every template an error when it stands in Globals; and what the reference, where it
# fills in parameters for one function, changes for all, to the same effect (docs/peers.md).
NOT_GLOBAL = (
    *make_function.RARE,
    "DefinitionUri",
    "ProvisionedConcurrencyConfig",
    "Handler",
    "Description",
    "SourceKMSKeyArn",
)
DERIVED = [
    "Version",
    "Alias",
    "Stage",
    "Deployment",
    "DestinationQueue",
    "DestinationTopic",
    "DomainName",
    "UsagePlan",
    "ApiKey",
]
MISTAKES = 0.12


def fill(m):
    for values in (
        make_function.FUNCTION_VALUES,
        make_event.EVENT_VALUES,
        make_function.MACHINE_VALUES,
        make_api.API_VALUES,
        make_other.OTHER_VALUES,
    ):
        m.values.update(values)


def parameters(m):
    made = {
        "Text": {"Type": "String", "Default": "live"},
        "Number": {"Type": "Number", "Default": m.pick([5, "5"])},
        "Flag": {"Type": "String", "Default": m.pick(["true", "false"])},
        "Name": {"Type": "String", "Default": m.pick(["app", "app", "Größe"])},
        "Keep": {"Type": "String", "Default": "Retain"},
        "Bare": {"Type": m.pick(["String", "AWS::SSM::Parameter::Value<String>", "CommaDelimitedList"])},
    }
    return made


def conditions(m):
    names = m.some(["IsProd", "IsDev", "Has2", "Never"], 1, 4)
    m.conditions = names
    return {name: {"Fn::Equals": [{"Ref": "Text"}, m.pick(["live", "dev"])]} for name in names}


def attributes(m):
    return {
        **m.subset(0.15, Condition=lambda: m.condition()),
        **m.subset(
            0.06,
            DeletionPolicy=lambda: m.pick(["Retain", "Delete"]),
            UpdateReplacePolicy=lambda: m.pick(["Retain", "Delete", "Snapshot"]),
        ),
        **m.subset(
            0.06,
            Metadata=lambda: m.any_map(),
            DependsOn=lambda: depends_on(m),
            UpdatePolicy={"AutoScalingReplacingUpdate": {}},
        ),
    }


def depends_on(m):
    names = [name for kind in m.names if kind != "id" for name in m.names[kind]]
    return m.pick([m.pick(names), m.some(names, 1, 2)])


def globals_of(m, kinds):
    made = {}
    for section in kinds:
        share = m.pick([0.05, 0.15])
        properties = m.properties(section, share, only=lambda each: each.glob and each.name not in NOT_GLOBAL)
        if "AutoPublishAlias" not in properties and not m.chance(0.05):
            properties.pop("DeploymentPreference", None)
        if properties:
            made[section] = properties
    return made


def outputs(m):
    names = [name for kind in m.names if kind != "id" for name in m.names[kind]]
    values = []
    for _ in range(m.within(0, 4)):
        name, part = m.pick(names), m.pick(DERIVED)
        values.append(
            m.pick(
                [
                    {"Ref": name},
                    {"Ref": f"{name}.{part}"},
                    {"Fn::GetAtt": [name, "Arn"]},
                    {"Fn::GetAtt": [f"{name}.{part}", "Arn"]},
                    {"Fn::GetAtt": [name, f"{part}.Arn"]},
                    {"Fn::Sub": f"x-${{{name}.{part}}}-${{{name}}}"},
                ]
            )
        )
    return {f"Out{number}": {"Value": value} for number, value in enumerate(values)}


def choose_resources(m):
    """(type, name, function that makes the properties) of all resources, in the order of the template."""
    chosen = m.random.choices(RESOURCES, [weight for *_, weight in RESOURCES], k=m.pick([1, 2, 2, 3, 4, 6, 8]))
    made = [(kind, m.name(tag), make) for tag, kind, make, _ in chosen if tag != "connector"]
    made = made or [(RESOURCES[0][1], m.name("function"), make_function.function)]
    for kind in m.some(PLAIN, 0, 4):
        made += [(kind, m.name(kind), lambda m, name, kind=kind: m.pick(PLAIN[kind])) for _ in range(m.within(1, 2))]
    made += [(kind, m.name(tag), make) for tag, kind, make, _ in chosen if tag == "connector" and make_other.ends(m)]
    m.random.shuffle(made)
    return made


def resource(m, kind, name, make):
    properties = make(m, name)
    made = {"Type": kind, **attributes(m)}
    if properties or kind.startswith("AWS::Serverless") or m.chance(0.5):
        made["Properties"] = properties
    if kind.startswith("AWS::Serverless::") and m.chance(0.03):
        made["IgnoreGlobals"] = m.pick(["*", ["Timeout"], ["Tags"]])
    return made


def make_template(seed):
    m = Maker(seed)
    fill(m)
    template = {"Transform": "AWS::Serverless-2016-10-31", "Parameters": parameters(m), "Conditions": conditions(m)}
    template["Mappings"] = {"Settings": {"prod": {"Value": "p"}, "live": {"Value": "l"}}}
    chosen = choose_resources(m)
    sections = sorted({kind.split("::")[2] for kind, *_ in chosen} & set(GLOBALS)) + m.some(["Api", "HttpApi"], 0, 1)
    if m.chance(0.5):
        template["Globals"] = globals_of(m, dict.fromkeys(sections))
    resources = {name: resource(m, kind, name, make) for kind, name, make in chosen}
    if m.chance(0.12):
        make_other.embed_connectors(m, resources)
    template["Resources"] = resources
    template["Outputs"] = outputs(m)
    if m.chance(MISTAKES):
        ways = [way for way in paths(resources) if len(way) > 2]
        if ways:
            template["Resources"] = replaced(resources, m.pick(ways), m.pick(VALUES))
    return {key: value for key, value in template.items() if value}
