"""What `samc transform --local-artifacts=placeholder` does to a template before it transforms it, done
again for the reference, which has nothing of the kind: local paths become locations in S3, and
functions without code get some."""

import copy

# Type -> the property that holds a location.
LOCATED = {
    "AWS::Serverless::Function": "CodeUri",
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::Api": "DefinitionUri",
    "AWS::Serverless::HttpApi": "DefinitionUri",
    "AWS::Serverless::StateMachine": "DefinitionUri",
    "AWS::Serverless::Application": "Location",
    "AWS::Serverless::GraphQLApi": "SchemaUri",
}
REMOTE = ("s3://", "http://", "https://")
IMAGE = "111111111111.dkr.ecr.region.amazonaws.com/repository"


def _map(value):
    return value if isinstance(value, dict) else {}


def _place(properties, name):
    value = _map(properties).get(name)
    if isinstance(value, str) and not value.startswith(REMOTE):
        properties[name] = f"s3://bucket/{value}"


def _place_code(function, global_function):
    if function.get("PackageType") == "Image":
        if function.get("ImageUri") is None:
            function["ImageUri"] = IMAGE
    elif all(each.get("CodeUri") is None for each in (function, global_function)):
        if function.get("InlineCode") is None:
            function["CodeUri"] = "s3://bucket/value"


def _place_in_graphql(properties):
    for function in _map(properties.get("Functions")).values():
        _place(function, "CodeUri")
    for resolvers in _map(properties.get("Resolvers")).values():
        for resolver in _map(resolvers).values():
            _place(resolver, "CodeUri")


def placed(template):
    """A copy of a template with placeholders."""
    template = copy.deepcopy(template)
    global_function = _map(_map(template.get("Globals")).get("Function"))
    _place(global_function, "CodeUri")
    for resource in _map(template.get("Resources")).values():
        kind = _map(resource).get("Type")
        name = LOCATED.get(kind) if isinstance(kind, str) else None
        if not name or not isinstance(resource.setdefault("Properties", {}), dict):
            continue
        _place(resource["Properties"], name)
        if name == "CodeUri":
            _place_code(resource["Properties"], global_function)
        if name == "SchemaUri":
            _place_in_graphql(resource["Properties"])
    return template
