#!/usr/bin/env python3
"""Makes spec/value_tables.bin, the tables of values that depend on the region or on other properties, and
spec/value_tables.txt, which says what is in it and what it was made from.

  value_tables.py [--inputs FOLDER] [--check]

The pinned package (schema_inputs.WHEEL) is looked for in FOLDER and fetched into it when it is not there;
spec/value_table_list.h names the files of it that are read. --check compares instead of writing. What the
bytes are, spec/value_tables.c tells.

A file is a schema, or one for each region. A schema is a list of values, or several of the form: if some
properties are so, another one has a value of this list. Where a file says that twice, with different
lists, a value of either passes: RDS has classes for one zone and for several.
"""
import argparse
import hashlib
import json
import pathlib
import re
import sys
import zipfile

import schema_inputs

SPEC = pathlib.Path(__file__).resolve().parent.parent
ROW = re.compile(r'^VALUE_TABLE\((\w+), "([^"]+)"\)$', re.MULTILINE)
REGION = re.compile(r"^[a-z]+(-[a-z]+)+-\d$")
FAMILY = re.compile(r"^\^\((.+)\\\.\.\+\|\1\)\$$")  # ^(8\.0\..+|8\.0)$: 8.0, or what begins with 8.0.
ANYWHERE = frozenset(["anywhere"])


def condition(schema):
    """What a property must be, in words; None when it only must be known."""
    if schema is False:
        return "-"
    if "const" in schema and "pattern" not in schema:
        return schema["const"]
    if "pattern" in schema:
        return "^" + FAMILY.match(schema["pattern"])[1].replace("\\", "")
    if set(schema) == {"type"}:
        return None
    raise ValueError(f"a condition of another form: {schema}")


def read_case(case):
    """The conditions of an if and then, the property that it is about, and the values of that."""
    asked = dict(case["if"]["properties"])
    if case["then"] is False:
        target, = [name for name in asked if "enum" in asked[name]]
        values = asked.pop(target)["enum"]
    else:
        (target, schema), = case["then"]["properties"].items()
        values = schema["enum"]
    words = {name: condition(asked[name]) for name in asked if name != target}
    return tuple(sorted((name, word) for name, word in words.items() if word)), target, values


def read_table(schema):
    """{(conditions, target): {value: regions}}"""
    cases = {}
    if any(REGION.match(key) for key in schema):
        parts = [(frozenset([key]), schema[key]) for key in schema if REGION.match(key)]
    else:
        parts = [(ANYWHERE, schema)]
    for regions, part in parts:
        rows = [((), "", part["enum"])] if "enum" in part else map(read_case, part.get("allOf", ()))
        for conditions, target, values in rows:
            found = cases.setdefault((conditions, target), {})
            for value in values:
                found[value] = found.get(value, frozenset()) | regions
    return cases


def merged(cases):
    """Cases that differ in nothing but the engine become one, of engines with | between them."""
    same = {}
    for (conditions, target), values in cases.items():
        rest = tuple(each for each in conditions if each[0] != "Engine")
        engine = dict(conditions).get("Engine")
        same.setdefault((rest, target, tuple(sorted(values.items(), key=lambda item: item[0]))),
                        []).append(engine)
    for (rest, target, values), engines in same.items():
        words = (("Engine", "|".join(sorted(engines))),) if engines != [None] else ()
        yield words + rest, target, values


class Blob:
    """The bytes, in four parts: tables, lists, regions, sets of regions."""

    def __init__(self, tables):
        every = {region for _, cases in tables for values in cases.values()
                 for regions in values.values() for region in regions} - ANYWHERE
        self.regions = sorted(every)
        self.sets, self.lists, self.list_bytes = [ANYWHERE], {}, bytearray()
        self.counts = []
        parts = [self._table(cases) for _, cases in tables]
        self.data = self._join(parts)

    def _set(self, regions):
        if regions not in self.sets:
            self.sets.append(regions)
        return self.sets.index(regions).to_bytes(2, "little")

    @staticmethod
    def _text(text):
        data = text.encode("ascii")
        return bytes([len(data)]) + data

    def _list(self, values):
        out, before = bytearray(), b""
        for value, regions in sorted((value.encode("ascii"), regions) for value, regions in values):
            shared = 0
            while shared < min(len(before), len(value)) and before[shared] == value[shared]:
                shared += 1
            out += bytes([shared, len(value) - shared]) + value[shared:] + self._set(regions)
            before = value
        data = len(values).to_bytes(2, "little") + out
        if data not in self.lists:
            self.lists[data] = len(self.list_bytes)
            self.list_bytes += data
        return self.lists[data].to_bytes(4, "little")

    def _table(self, cases):
        rows = sorted(merged(cases))
        self.counts.append((len(rows), sum(len(values) for _, _, values in rows)))
        out = bytearray(len(rows).to_bytes(2, "little"))
        for conditions, target, values in rows:
            regions = frozenset().union(*(each for _, each in values))
            out += self._list(values) + self._set(regions) + self._text(target)
            out += bytes([len(conditions)])
            for name, words in conditions:
                out += self._text(name) + self._text(words)
        return bytes(out)

    def _join(self, parts):
        regions = bytes([len(self.regions)]) + b"".join(map(self._text, self.regions))
        sets = b"".join(self._bits(each).to_bytes(8, "little") for each in self.sets)
        pieces = [*parts, bytes(self.list_bytes), regions, sets]
        offsets, at = [], 4 * len(pieces)
        for piece in pieces:
            offsets.append(at.to_bytes(4, "little"))
            at += len(piece)
        return b"".join(offsets + pieces)

    def _bits(self, regions):
        return 0 if regions == ANYWHERE else sum(1 << self.regions.index(each) for each in regions)


def make(folder):
    rows = ROW.findall((SPEC / "value_table_list.h").read_text())
    archive = zipfile.ZipFile(schema_inputs.fetch(schema_inputs.WHEEL, folder))
    tables = [(name, read_table(json.loads(archive.read(f"{schema_inputs.SCHEMAS}extensions/{file}"))))
              for name, file in rows]
    blob = Blob(tables)
    lines = ["# Generated by spec/tools/value_tables.py. Do not edit.",
             "# What spec/value_tables.bin holds, and what it was made from.", "",
             " ".join(("input", *schema_inputs.WHEEL[:4])),
             f"output value_tables.bin {len(blob.data)} {hashlib.sha256(blob.data).hexdigest()}", "",
             f"regions: {' '.join(blob.regions)}", f"sets of regions: {len(blob.sets)}",
             f"lists: {len(blob.lists)}", "", "# table: cases, values"]
    lines += [f"{name} {cases} {values}" for (name, _), (cases, values) in zip(tables, blob.counts)]
    return {SPEC / "value_tables.bin": blob.data,
            SPEC / "value_tables.txt": ("\n".join(lines) + "\n").encode()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", default=str(SPEC.parent / "build" / "spec"), type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    outputs = make(pathlib.Path(options.inputs))
    if options.check:
        different = [path for path, data in outputs.items()
                     if not path.exists() or path.read_bytes() != data]
        for path in different:
            print(f"{path.name}: not what {pathlib.Path(__file__).name} makes of its input")
        sys.exit(bool(different))
    for path, data in outputs.items():
        path.write_bytes(data)


if __name__ == "__main__":
    main()
