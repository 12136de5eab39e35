#!/usr/bin/env python3
"""Makes spec/resource_types.bin, the table of resource types, and spec/resource_types.txt, which says
what is in it and what it was made from.

  resource_types.py [--inputs FOLDER] [--check]

The pinned packages (schema_inputs.py) are looked for in FOLDER and fetched into it when they are not
there. --check compares instead of writing. Only facts are taken: names, kinds of values and their
bounds; no texts. It needs a Python that has pydantic 2, which the models of SAM types ask for.

To take newer packages: change versions and checksums in schema_inputs.py, run `make spec`, and look at
the difference of resource_types.txt.
"""
import argparse
import copy
import hashlib
import pathlib
import sys

import schema_blob
import schema_inputs
from schema_graph import Graph, KINDS, SETTABLE, mark_paths, resolve
from schema_join import Join

SPEC = pathlib.Path(__file__).resolve().parent.parent
STATEFUL, SAM, ANY_REGION = 1, 2, 4  # bits of a type

# What a SAM resource is after the transform: attributes and Ref are those of that type.
SAM_BECOMES = {
    "Api": "ApiGateway::RestApi", "Application": "CloudFormation::Stack",
    "CapacityProvider": "Lambda::CapacityProvider", "Function": "Lambda::Function",
    "GraphQLApi": "AppSync::GraphQLApi", "HttpApi": "ApiGatewayV2::Api",
    "LayerVersion": "Lambda::LayerVersion", "SimpleTable": "DynamoDB::Table",
    "StateMachine": "StepFunctions::StateMachine", "WebSocketApi": "ApiGatewayV2::Api"}

# Attributes that no schema lists: the name of an output, any name at all.
OPEN_ATTRIBUTES = {"AWS::CloudFormation::Stack": "Outputs.*",
                   "AWS::ServiceCatalog::CloudFormationProvisionedProduct": "Outputs.*",
                   "AWS::CloudFormation::CustomResource": "*"}

# A module is a resource type whose properties are its own; the registry has no schema for all of them.
MODULE = {"typeName": "Module", "type": "object", "additionalProperties": True}


class ResourceType:
    def __init__(self, name):
        self.name = name
        self.properties = self.ref = None  # nodes
        self.attributes = {}               # nodes by dotted name; a name may end with *
        self.identifier = []               # properties
        self.tags = self.lifecycle = self.lifecycle_date = ""
        self.flags = self.regions = 0


def value_kinds(schema):
    kinds = schema.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def find(root, parts):
    """The schema of a property by its path, or None."""
    schema = root
    for part in parts:
        schema = resolve(root, schema)
        if part not in schema.get("properties", {}):
            return None
        schema = schema["properties"][part]
    return schema


def readable_properties(root):
    """Paths of all properties with a plain value or a list."""
    found, open_objects = [], []

    def descend(schema, path):
        schema = resolve(root, schema)
        if id(schema) in open_objects:
            return
        if "properties" in schema:
            open_objects.append(id(schema))
            for name in schema["properties"]:
                descend(schema["properties"][name], [*path, name])
            open_objects.pop()
        elif path and value_kinds(schema) & {"string", "integer", "number", "boolean", "array"} \
                and "object" not in value_kinds(schema):
            found.append(path)

    descend({"properties": root["properties"]}, [])
    return found


def attribute_paths(root, writable):
    paths = [path.split("/")[2:] for path in root.get("readOnlyProperties", [])
             if path.startswith("/properties/")]
    if "*" in writable:
        paths += readable_properties(root)
    paths += [name.split(".") for name in writable if name != "*"]
    return [path for path in paths if "*" not in path]


def read_writable():
    rows = (SPEC / "tools" / "writable_attributes.txt").read_text().splitlines()
    return {row.split()[0]: row.split()[1:] for row in rows if not row.startswith("#")}


def add_type(graph, name, root, writable, lost):
    """The type that a registry schema describes."""
    each = ResourceType(name)
    plain = {}
    text = graph.add({}, {"type": "string"}, {})
    for path in attribute_paths(root, writable):
        schema = find(root, path)
        if schema is not None:
            each.attributes[".".join(path)] = graph.add(root, schema, plain)
    if name in OPEN_ATTRIBUTES:
        each.attributes = {OPEN_ATTRIBUTES[name]: text if "." in OPEN_ATTRIBUTES[name]
                           else graph.any}
    identifier = [path.split("/")[2:] for path in root.get("primaryIdentifier", [])]
    each.identifier = [".".join(path) for path in identifier]
    schema = find(root, identifier[0]) if len(identifier) == 1 else None
    each.ref = graph.add(root, schema, plain) if schema is not None else text
    each.tags = root.get("tagging", {}).get("tagProperty", "").removeprefix("/properties/")
    lifecycle = root.get("lifecycle", {})
    each.lifecycle, each.lifecycle_date = lifecycle.get("status", ""), lifecycle.get("date", "")
    marked = copy.copy(root)
    mark_paths(marked, lost)
    shape = {key: marked[key] for key in marked if key in SHAPE_KEYS}
    shape.setdefault("type", "object")
    each.properties = graph.add(marked, shape, {})
    return each


SHAPE_KEYS = {"properties", "patternProperties", "additionalProperties", "required", "requiredXor",
              "requiredOr", "dependentRequired", "dependentExcluded", "anyOf", "oneOf", "allOf"}


def link_sam(schema, registry):
    """In the schema of SAM, what is passed to a CloudFormation property becomes that property's."""
    linked = [0]

    def descend(part):
        if isinstance(part, list):
            return [descend(each) for each in part]
        if not isinstance(part, dict):
            return part
        to = part.get("__samPassThrough", {}).get("schemaPath")
        if to and len(to) > 5 and to[4] == "properties" and to[1] in registry \
                and to[5] in registry[to[1]].get("properties", {}) and len(to) == 6:
            linked[0] += 1
            return {"$registry": (to[1], to[5])}
        return {key: descend(each) for key, each in part.items() if key != "__samPassThrough"}

    return descend(schema), linked[0]


def link_by_name(properties, root, name):
    """What passes through without a word where to goes to the property of the same name."""
    passed = ({"$ref": "#/definitions/PassThroughProp"},)
    for prop, schema in properties.get("properties", {}).items():
        if prop in root.get("properties", {}) and (
                schema in passed or tuple(schema.get("allOf", ())) == passed):
            properties["properties"][prop] = {"$registry": (name, prop)}


def add_sam_types(graph, sam, types, registry, memos):
    """The types of SAM, from their schema's models."""
    sam, linked = link_sam(sam, registry)
    sam["definitions"]["PassThroughProp"] = {}
    memo = {}

    def link(part):
        """Puts nodes of the registry in place of the links."""
        for key, each in list(part.items()) if isinstance(part, dict) else enumerate(part):
            if isinstance(each, dict) and "$registry" in each:
                name, prop = each["$registry"]
                placed = registry[name]["properties"][prop]
                node = graph.add(registry[name], placed, memos.setdefault(name, {}))
                stand_in = {"samc:node": len(memo)}
                memo[id(stand_in)] = (node, stand_in)
                part[key] = stand_in
            elif isinstance(each, (dict, list)):
                link(each)

    link(sam)
    for definition in list(sam["definitions"].values()):
        kind = definition.get("properties", {}).get("Type", {}).get("enum", [""])[0]
        if not kind.startswith("AWS::Serverless::"):
            continue
        each = ResourceType(kind)
        each.flags = SAM | ANY_REGION
        properties = definition["properties"].get("Properties", {})
        becomes = "AWS::" + SAM_BECOMES.get(kind.split("::")[2], "")
        link_by_name(resolve(sam, properties), registry.get(becomes, {}), becomes)
        link(sam)
        each.properties = graph.add(sam, properties, memo)
        if becomes in types:
            each.attributes, each.ref = types[becomes].attributes, types[becomes].ref
        types[kind] = each
    return linked


class Table:
    """Everything that is read and made."""

    def __init__(self, folder):
        wheel, database, sam = (schema_inputs.fetch(each, folder)
                                for each in schema_inputs.PINNED)
        registry, available, self.regions = schema_inputs.read_registry(wheel)
        self.registry_types = len(registry)
        self.extensions, self.prices = schema_inputs.count_extensions(wheel)
        self.graph, self.lost, self.types = Graph(), {}, {}
        registry[MODULE["typeName"]] = MODULE
        self._join(registry, *schema_inputs.read_database(database))
        writable = read_writable()
        for name in sorted(registry):
            self.types[name] = add_type(self.graph, name, registry[name],
                                        writable.get(name, []), self.lost)
        self.linked = add_sam_types(self.graph, schema_inputs.read_sam(sam), self.types, registry,
                                    {})
        self._mark(available, schema_inputs.read_stateful(wheel))
        self.nodes = self.graph.merge()
        self.data = schema_blob.encode(self.sorted_types(), self.nodes, self.regions)

    def _join(self, registry, entities, definitions):
        self.join, self.settable = Join(definitions), 0
        for name in sorted(entities):
            if name.startswith("AWS::Serverless::") or not name.startswith("AWS::"):
                continue
            if name not in registry:
                registry[name] = self.join.new_type(entities[name])
            elif "properties" in registry[name]:
                settable = self.join.settable(registry[name], entities[name])
                self.settable += len(settable)
                registry[name][SETTABLE] = settable
                self.join.widen(registry[name], entities[name])

    def _mark(self, available, stateful):
        for name, each in self.types.items():
            if name in stateful:
                each.flags |= STATEFUL
            if name not in available:
                each.flags |= ANY_REGION
            for bit, region in enumerate(self.regions):
                if region in available.get(name, ()):
                    each.regions |= 1 << bit

    def sorted_types(self):
        return [self.types[name] for name in sorted(self.types)]


def counted(pairs):
    return ", ".join(f"{key} {count}" for key, count in sorted(pairs.items())) or "nothing"


def summary(table):
    """The text of resource_types.txt."""
    types = table.sorted_types()
    facets, kinds = {}, {}
    for node in table.nodes:
        for name in node.facets:
            facets[name] = facets.get(name, 0) + 1
        name = "|".join(kind for bit, kind in enumerate(KINDS) if node.kinds >> bit & 1) or "any"
        kinds[name] = kinds.get(name, 0) + 1
    lines = ["# Generated by spec/tools/resource_types.py. Do not edit.",
             "# What spec/resource_types.bin holds, and what it was made from.", ""]
    for name, version, file, digest, _client in schema_inputs.PINNED:
        lines.append(f"input {name} {version} {file} {digest}")
    lines.append(f"output resource_types.bin {len(table.data)} "
                 f"{hashlib.sha256(table.data).hexdigest()}")
    properties = sum(len(node.facets.get("properties", ())) for node in table.nodes)
    lines += [
        "", f"types: {len(types)} ({table.registry_types} of the registry, "
        f"{table.join.added['types']} newer, {sum(bool(each.flags & SAM) for each in types)} of SAM)",
        f"regions: {' '.join(table.regions)}",
        f"attributes: {sum(len(each.attributes) for each in types)}",
        f"specifications: {len(table.nodes)} different ones of {len(table.graph.nodes)}, with "
        f"{properties} properties", f"kinds: {counted(kinds)}", f"facets: {counted(facets)}",
        f"added from the database: {counted(table.join.added)}",
        f"properties of SAM that are linked to CloudFormation's: {table.linked}",
        "", f"left out, keywords: {counted(table.graph.left_out)}",
        f"left out, property paths that lead nowhere: {counted(table.lost)}",
        f"left out, properties that one input calls read-only and the other lets be set: "
        f"{table.settable}",
        f"left out, rules across properties: {table.extensions} files, {table.prices} of them "
        "lists of instance types by region", "",
        "# type: properties, attributes, regions (- where they are not known)"]
    for each in types:
        regions = "-" if each.flags & ANY_REGION else str(bin(each.regions).count("1"))
        lines.append(f"{each.name} {len(each.properties.facets.get('properties', ()))} "
                     f"{len(each.attributes)} {regions}")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", default=str(SPEC.parent / "build" / "spec"), type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    table = Table(pathlib.Path(options.inputs))
    outputs = {SPEC / "resource_types.bin": table.data,
               SPEC / "resource_types.txt": summary(table).encode()}
    if options.check:
        different = [path for path, data in outputs.items()
                     if not path.exists() or path.read_bytes() != data]
        for path in different:
            print(f"{path.name}: not what {pathlib.Path(__file__).name} makes of its inputs")
        sys.exit(bool(different))
    for path, data in outputs.items():
        path.write_bytes(data)


if __name__ == "__main__":
    main()
