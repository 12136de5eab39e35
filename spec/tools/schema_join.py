"""Adds to the registry's schemas what the service database knows and they do not: newer types,
newer properties and attributes.

The database has no bounds, patterns or formats. Where both have a list of values and they differ, a
value of either passes; whatever else the registry's schema says of a property stays.
"""

TAG = {"type": "object", "additionalProperties": False, "required": ["Key", "Value"],
       "properties": {"Key": {"type": "string"}, "Value": {"type": "string"}}}
PREFIX = "database:"  # of definitions that come from there


class Join:
    def __init__(self, definitions):
        self.definitions = definitions  # entities of the database by id
        self.added = {"types": 0, "properties": 0, "attributes": 0, "values": 0}

    def new_type(self, entity):
        """The schema of a type that the registry lacks."""
        self.added["types"] += 1
        root = {"typeName": entity["cloudFormationType"], "additionalProperties": False,
                "definitions": {}}
        root.update(self._object(root, entity["properties"]))
        root["properties"].update(self._attributes(root, entity, root["properties"]))
        tags = entity.get("tagInformation", {}).get("tagPropertyName")
        if tags:
            root["tagging"] = {"tagProperty": "/properties/" + tags}
        names = entity.get("cfnRefIdentifier") or entity.get("primaryIdentifier") or []
        root["primaryIdentifier"] = ["/properties/" + name for name in names
                                     if name in root["properties"]]
        return root

    def widen(self, root, entity):
        """Adds to the schema of a type that both have."""
        self._widen_object(root, root, entity["properties"], set())
        before = len(root["properties"])
        root["properties"].update(self._attributes(root, entity, root["properties"]))
        self.added["attributes"] += len(root["properties"]) - before

    def settable(self, root, entity):
        """Of the registry's read-only properties, those that the database lets be set."""
        return [path for path in root.get("readOnlyProperties", [])
                if self._has(entity["properties"], path.split("/")[2:])]

    def _has(self, properties, parts):
        if parts[0] not in properties:
            return False
        value = properties[parts[0]]["type"]
        rest = parts[1:]
        while value["type"] in ("array", "map"):
            value = value["element"]
            rest = rest[1:] if rest[:1] == ["*"] else rest
        if not rest:
            return True
        return value["type"] == "ref" and self._has(
            self.definitions[value["reference"]["$ref"]]["properties"], rest)

    def _attributes(self, root, entity, properties):
        """Properties for the attributes that are none yet; they are entered as read-only."""
        found = {}
        for name, attribute in entity.get("attributes", {}).items():
            first = name.split(".")[0]
            if first in properties or first in found:
                continue
            if name == first:
                found[name] = self._value(root, attribute["type"])
                root.setdefault("readOnlyProperties", []).append("/properties/" + name)
                continue
            nested = {"type": "object", "properties": {}}
            for each in sorted(entity["attributes"]):
                parts = each.split(".")
                if parts[0] == first and len(parts) == 2:
                    nested["properties"][parts[1]] = self._value(
                        root, entity["attributes"][each]["type"])
                    root.setdefault("readOnlyProperties", []).append(
                        f"/properties/{first}/{parts[1]}")
            found[first] = nested
        return found

    def _object(self, root, properties):
        required = sorted(name for name in properties if properties[name].get("required"))
        made = {"type": "object", "additionalProperties": False,
                "properties": {name: self._value(root, properties[name]["type"])
                               for name in sorted(properties)}}
        if required:
            made["required"] = required
        return made

    def _reference(self, root, value):
        number = value["reference"]["$ref"]
        name = PREFIX + number
        if name not in root["definitions"]:
            root["definitions"][name] = {}
            root["definitions"][name].update(
                self._object(root, self.definitions[number]["properties"]))
        return {"$ref": "#/definitions/" + name}

    def _value(self, root, value):
        """The schema of a type of the database."""
        kind = value["type"]
        root.setdefault("definitions", {})
        if kind == "ref":
            return self._reference(root, value)
        if kind == "array":
            return {"type": "array", "items": self._value(root, value["element"])}
        if kind == "map":
            return {"type": "object", "additionalProperties": self._value(root, value["element"])}
        if kind == "union":
            # An object among the ways is accepted whole: which way is meant is not said.
            return {"anyOf": [self._value(root, each) for each in value["types"]]}
        if kind == "tag":
            return TAG
        if kind == "json":
            return {"type": ["object", "string"]}
        made = {"type": "string" if kind == "date-time" else kind}
        if value.get("allowedValues"):
            made["enum"] = list(value["allowedValues"])
        return made

    def _follow(self, root, schema):
        while isinstance(schema, dict) and "$ref" in schema:
            target = root
            for part in schema["$ref"].split("/")[1:]:
                target = target[part.replace("~1", "/").replace("~0", "~")]
            schema = target
        return schema

    def _widen_object(self, root, schema, properties, seen):
        if id(schema) in seen or "properties" not in schema:
            return
        seen.add(id(schema))
        for name in sorted(properties):
            value = properties[name]["type"]
            if name in schema["properties"]:
                self._widen_value(root, schema["properties"][name], value, seen)
            elif schema.get("additionalProperties") is False and "patternProperties" not in schema:
                schema["properties"][name] = self._value(root, value)
                self.added["properties"] += 1

    def _widen_value(self, root, schema, value, seen):
        schema = self._follow(root, schema)
        if value["type"] == "array" and isinstance(schema.get("items"), dict):
            self._widen_value(root, schema["items"], value["element"], seen)
        elif value["type"] == "ref":
            definition = self.definitions[value["reference"]["$ref"]]
            self._widen_object(root, schema, definition["properties"], seen)
        elif value.get("allowedValues"):
            for key in ("enum", "enumCaseInsensitive"):
                self._widen_values(schema, key, value["allowedValues"])

    def _widen_values(self, schema, key, values):
        known = schema.get(key)
        if known is None:
            return
        newer = [each for each in values if each not in known
                 and (key == "enum" or each.lower() not in [old.lower() for old in known])]
        self.added["values"] += len(newer)
        schema[key] = known + newer
