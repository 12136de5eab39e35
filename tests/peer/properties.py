"""The properties of SAM resource types and event sources, as spec/sam_property_list.h has them."""

import re
from collections import namedtuple
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "spec" / "sam_property_list.h"

# `types` and `items` are sets of ANY, STRING, INT, BOOL, MAP, LIST; `items` may be empty.
Property = namedtuple("Property", "name glob required intrinsics types items")

_POLLED = re.compile(r"#define POLLED_PROPERTIES\(starting\) \\\n((?:.*\\\n)*.*)\n")
_ROW = re.compile(r"(SCHEMA|POLLED_PROPERTIES|GLOBAL_PROPERTY|PROPERTY)\(([^()]*)\)")


def _kinds(text):
    return frozenset(re.findall(r"[A-Z]+", text))


def _property(row, arguments):
    name, need, intrinsics, types, items = arguments
    return Property(
        name, row.startswith("GLOBAL"), need == "REQUIRED", intrinsics == "INTRINSICS", _kinds(types), _kinds(items)
    )


def _rows(text):
    for row, arguments in _ROW.findall(text):
        yield row, [each.strip(' "') for each in arguments.split(",")]


def read_schemas():
    """Name of the schema -> its properties, in order."""
    text = LIST.read_text(encoding="utf-8")
    text = text[text.index("*/") :]
    polled = _POLLED.search(text).group(1)
    schemas = {}
    for row, arguments in _rows(_POLLED.sub("", text)):
        if row == "SCHEMA":
            current = schemas.setdefault(arguments[0], [])
        elif row == "POLLED_PROPERTIES":
            current += [_property(*each) for each in _rows(polled.replace("starting", arguments[0]))]
        else:
            current.append(_property(row, arguments))
    return schemas


SCHEMAS = read_schemas()
