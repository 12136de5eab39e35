"""Makes one graph of value specifications out of many JSON schemas.

In: schemas of resource types, each with definitions of its own that "$ref" names. Out: nodes, where
equal nodes of all types are one, cycles included. A node says which kinds of value are allowed and
holds facets: what else is asked, by the names that FACETS lists. spec/resource_types.c reads the
same facets in the same order.
"""
import copy
import re

KINDS = ["string", "integer", "number", "boolean", "object", "array", "null"]

# Bits of a node.
CLOSED, UNIQUE_ITEMS, ANY_CASE, CONSTANT, MAY_REPEAT = 1, 2, 4, 8, 16

# Bits of a property.
REQUIRED, READ_ONLY, CREATE_ONLY, WRITE_ONLY, DEPRECATED, MAY_REPLACE = 1, 2, 4, 8, 16, 32
PATHS = {"readOnlyProperties": READ_ONLY, "createOnlyProperties": CREATE_ONLY,
         "writeOnlyProperties": WRITE_ONLY, "deprecatedProperties": DEPRECATED,
         "conditionalCreateOnlyProperties": MAY_REPLACE}
PATH_FLAGS = "samc:flags"  # where mark_paths() leaves them in a schema
SETTABLE = "samc:settable"  # paths that are called read-only and are not

# What the word of a facet is: see encode in schema_blob.py.
FACETS = [("properties", "properties"), ("patternProperties", "pairs"),
          ("additionalProperties", "node"), ("items", "node"), ("prefixItems", "nodes"),
          ("required", "texts"), ("enum", "texts"), ("pattern", "text"), ("format", "text"),
          ("minLength", "count"), ("maxLength", "count"), ("minItems", "count"),
          ("maxItems", "count"), ("minProperties", "count"), ("maxProperties", "count"),
          ("maxUniqueItems", "count"), ("minimum", "number"), ("maximum", "number"),
          ("exclusiveMinimum", "number"), ("exclusiveMaximum", "number"),
          ("multipleOf", "number"), ("anyOf", "nodes"), ("oneOf", "nodes"), ("allOf", "nodes"),
          ("if", "nodes"), ("groups", "groups"), ("uniqueKeys", "texts")]
FORM = dict(FACETS)

# Kinds of groups of properties.
XOR, OR, NEEDS, EXCLUDES = range(4)

# What is known and left out: it says nothing of a template's validity.
IGNORED = {"$schema", "$id", "title", "description", "markdownDescription", "$comment", "default",
           "examples", "insertionOrder", "arrayType", "relationshipRef", "schemaPath",
           "markdownDescriptionOverride", PATH_FLAGS}


# What patterns of JavaScript, Java and Python are in PCRE2: escapes, code points above U+FFFF (pairs of
# surrogates there), POSIX classes, a hyphen behind a class that does not begin a range.
PATTERN_WORDS = [
    (r"\\u([0-9A-Fa-f]{4})", r"\\x{\1}"),
    (r"\\x\{[Dd]800\}\\x\{[Dd][Bb][Ff][Ff]\}-\\x\{[Dd][Cc]00\}\\x\{[Dd][Ff][Ff][Ff]\}",
     r"\\x{10000}-\\x{10FFFF}"),
    (r"\\x\{D800\}\\x\{DC00\}-\\x\{DBFF\}\\x\{DFFF\}", r"\\x{10000}-\\x{10FFFF}"),
    (r"\\x\{D83C\}-\\x\{DBFF\}\\x\{DC00\}-\\x\{DFFF\}", r"\\x{1F000}-\\x{10FFFF}"),
    (r"\[\\p\{Graph\}", "[[:graph:]"),
    (r"\\p\{Print\}", "[[:print:]]"),
    (r"(\\[wds]|\\p\{\w+\})-(?!\])", r"\1\\-"),
]


def pattern_of(text):
    """A regular expression in the words of PCRE2."""
    for theirs, ours in PATTERN_WORDS:
        text = re.sub(theirs, ours, text)
    return text


class Node:
    """Filled after it is made, because a schema may hold itself."""
    __slots__ = ("kinds", "flags", "facets", "number")

    def __init__(self):
        self.kinds, self.flags, self.facets, self.number = 0, 0, {}, None


def text_of(value):
    """A value of an enum as it is compared."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def resolve(root, schema):
    """The schema that a "$ref" leads to, with what stands beside the "$ref" put over it."""
    seen = 0
    while "$ref" in schema:
        target = root
        for part in schema["$ref"].split("/")[1:]:
            target = target[part.replace("~1", "/").replace("~0", "~")]
        beside = {key: value for key, value in schema.items()
                  if key != "$ref" and key not in IGNORED - {PATH_FLAGS}}
        schema = {**target, **beside} if beside else target
        seen += 1
        if seen > 50:
            raise ValueError(f"endless reference {schema['$ref']}")
    return schema


def _step(root, schema, part):
    """The sub-schema that a part of a property path names, as a copy that is the path's own."""
    if part == "*":
        if "items" in schema:
            schema["items"] = copy.copy(resolve(root, schema["items"]))
            return schema["items"]
        patterns = schema.get("patternProperties")
        if not patterns:
            return None
        schema["patternProperties"] = {key: copy.copy(resolve(root, each))
                                       for key, each in patterns.items()}
        return next(iter(schema["patternProperties"].values()))
    if part not in schema.get("properties", {}):
        return None
    schema["properties"] = dict(schema["properties"])
    own = copy.copy(resolve(root, schema["properties"][part]))
    schema["properties"][part] = own
    return own


def mark_paths(root, lost):
    """Leaves the flags that lists of property paths give in the schemas of the properties.

    A property on a path gets a schema of its own, for what it shares with others may be marked in
    one place only. Paths that lead nowhere are counted in `lost`.
    """
    own = {}
    for key, flag in PATHS.items():
        for path in root.get(key, []):
            if key == "readOnlyProperties" and path in root.get(SETTABLE, []):
                continue
            schema, at = root, ""
            parts = [part for part in path.split("/")[1:] if part]
            for part in parts[1:] if parts[0] == "properties" else parts:
                if part in ("properties", "items") and part not in schema.get("properties", {}):
                    part = "*" if part == "items" else None
                if part is None:
                    continue
                at += "/" + part
                if at not in own:
                    own[at] = _step(root, schema, part)
                schema = own[at]
                if schema is None:
                    lost[key] = lost.get(key, 0) + 1
                    break
            else:
                schema[PATH_FLAGS] = schema.get(PATH_FLAGS, 0) | flag


class Graph:
    def __init__(self):
        self.nodes = []
        self.any = self._new()
        self.left_out = {}  # keywords that no facet holds: how often

    def _new(self):
        node = Node()
        self.nodes.append(node)
        return node

    def add(self, root, schema, memo):
        """The node of a schema; `memo` is a dict that is kept for the schemas of one root."""
        if schema is True or not schema:
            return self.any
        schema = resolve(root, schema)
        while len(schema.get("allOf", ())) == 1 and not set(schema) - IGNORED - {"allOf"}:
            schema = resolve(root, schema["allOf"][0]) or {}
            if not schema:
                return self.any
        key = id(schema)
        if key in memo:
            return memo[key][0]
        node = self._new()
        memo[key] = (node, schema)  # the schema is held, so that its id stays its own
        self._fill(node, root, schema, memo)
        return node

    def _fill(self, node, root, schema, memo):
        facets = node.facets
        for keyword, value in schema.items():
            fill = getattr(self, "_fill_" + keyword.replace("$", ""), None)
            if fill:
                fill(node, value, lambda each: self.add(root, each, memo), schema)
            elif keyword in FORM and FORM[keyword] == "count":
                if 0 <= value < 1 << 32:
                    facets[keyword] = int(value)
            elif keyword in FORM and FORM[keyword] == "number":
                facets[keyword] = float(value)
            elif keyword in FORM and FORM[keyword] == "text":
                facets[keyword] = value
            elif keyword in FORM and FORM[keyword] == "texts":
                facets[keyword] = tuple(sorted({text_of(each) for each in value}))
            elif keyword in FORM and FORM[keyword] == "node":
                facets[keyword] = self.add(root, value, memo)
            elif keyword in FORM and FORM[keyword] == "nodes":
                facets[keyword] = [self.add(root, each, memo) for each in value]
            elif keyword not in IGNORED:
                self.left_out[keyword] = self.left_out.get(keyword, 0) + 1

    def _fill_type(self, node, value, _add, _schema):
        for kind in [value] if isinstance(value, str) else value:
            node.kinds |= 1 << KINDS.index(kind)

    def _fill_properties(self, node, value, add, schema):
        required = schema.get("required", [])
        rows = []
        for name in sorted(value, key=lambda name: name.encode()):
            each = value[name]
            flags = each.get(PATH_FLAGS, 0) if isinstance(each, dict) else 0
            if flags:
                each = {key: part for key, part in each.items() if key != PATH_FLAGS}
            rows.append((name, flags | (REQUIRED if name in required else 0), add(each)))
        node.facets["properties"] = rows

    def _fill_pattern(self, node, value, _add, _schema):
        node.facets["pattern"] = pattern_of(value)

    def _fill_patternProperties(self, node, value, add, _schema):
        node.facets["patternProperties"] = [(pattern_of(pattern), add(value[pattern]))
                                            for pattern in sorted(value)]

    def _fill_additionalProperties(self, node, value, add, _schema):
        if value is False:
            node.flags |= CLOSED
        elif value is not True:
            node.facets["additionalProperties"] = add(value)

    def _fill_uniqueItems(self, node, value, _add, _schema):
        node.flags |= UNIQUE_ITEMS if value else MAY_REPEAT

    def _fill_enumCaseInsensitive(self, node, value, _add, _schema):
        node.flags |= ANY_CASE
        node.facets["enum"] = tuple(sorted({text_of(each) for each in value}))

    def _fill_const(self, node, value, _add, _schema):
        node.flags |= CONSTANT
        node.facets["enum"] = (text_of(value),)

    def _fill_then(self, node, value, add, schema):
        pass  # with "if"

    _fill_else = _fill_then

    def _fill_if(self, node, value, add, schema):
        node.facets["if"] = [add(value), add(schema.get("then", True)),
                             add(schema.get("else", True))]

    @staticmethod
    def _group(node, kind, names):
        node.facets.setdefault("groups", []).append((kind, tuple(names)))

    def _fill_requiredXor(self, node, value, _add, _schema):
        self._group(node, XOR, value)

    def _fill_requiredOr(self, node, value, _add, _schema):
        self._group(node, OR, value)

    def _fill_dependentRequired(self, node, value, _add, _schema):
        for name in sorted(value):
            if isinstance(value[name], list):
                self._group(node, NEEDS, [name, *value[name]])
            else:  # a schema that holds when the property is there
                self.left_out["dependencies"] = self.left_out.get("dependencies", 0) + 1

    _fill_dependencies = _fill_dependentRequired

    def _fill_dependentExcluded(self, node, value, _add, _schema):
        for name in sorted(value):
            self._group(node, EXCLUDES, [name, *value[name]])

    def merge(self):
        """Makes equal nodes one: gives each node the number of its class, and returns one node of
        each class, in the order of the numbers.

        Nodes start as equal when all but the nodes in them is; then classes are split by the
        classes of what they hold, until nothing splits. This finds equal cycles as well.
        """
        number = {}
        for node in self.nodes:
            node.number = number.setdefault(_content(node, lambda child: 0), len(number))
        while True:
            finer = {}
            split = [finer.setdefault((node.number, _content(node, lambda child: child.number)),
                                      len(finer)) for node in self.nodes]
            done = len(finer) == len(number)
            for node, each in zip(self.nodes, split):
                node.number = each
            number = finer
            if done:
                break
        classes = {}
        for node in self.nodes:
            classes.setdefault(node.number, node)
        return [classes[each] for each in range(len(classes))]


def _content(node, child):
    """What makes nodes equal, where `child` tells nodes apart."""
    parts = [node.kinds, node.flags]
    for name, form in FACETS:
        value = node.facets.get(name)
        if value is None:
            parts.append(None)
        elif form == "node":
            parts.append(child(value))
        elif form == "nodes":
            parts.append(tuple(child(each) for each in value))
        elif form == "pairs":
            parts.append(tuple((key, child(each)) for key, each in value))
        elif form == "properties":
            parts.append(tuple((key, flags, child(each)) for key, flags, each in value))
        elif form == "groups":
            parts.append(tuple(sorted(value)))
        else:
            parts.append(value)
    return tuple(parts)
