#!/usr/bin/env python3
"""Holds the expectations of fixtures/document against PyYAML, the parser below the AWS transform.

Needs a Python with aws-sam-translator. Prints what PyYAML reads otherwise; exit status 1 if there is
anything. The project's own reader is held against the same files by tests/unit.
"""
import json
import math
import pathlib
import sys

import yaml

from templates import read_yaml

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "document"


def describe(value):
    """A scalar in the words of scalars.txt."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"int {value}"
    if isinstance(value, float):
        return f"float {value!r}" if math.isfinite(value) else "refused"
    return "string" if isinstance(value, str) else repr(value)


def scalars():
    for line in (FIXTURES / "scalars.txt").read_text().splitlines():
        text, tab, expected = line.partition("\t")
        if tab:
            got = describe(read_yaml(text))
            yield f"scalars.txt: {text!r}", expected, got


def files():
    for path in sorted((FIXTURES / "yaml").glob("*.yaml")):
        expected = json.loads(path.with_suffix(".json").read_text())
        try:
            got = json.loads(json.dumps(read_yaml(path.read_text())))
        except yaml.YAMLError as error:
            got = str(error)
        if isinstance(got, dict) and isinstance(expected, dict):
            for key in sorted(got.keys() | expected.keys()):
                yield f"{path.name}: {key}", expected.get(key, "nothing"), got.get(key, "nothing")
        else:
            yield path.name, expected, got


def main():
    count = wrong = 0
    for name, expected, got in [*scalars(), *files()]:
        count += 1
        if got != expected:
            print(f"{name}: expected {expected!r}, PyYAML {got!r}")
            wrong += 1
    print(f"{count} readings, {wrong} that PyYAML {yaml.__version__} has otherwise")
    sys.exit(bool(wrong or not count))


main()
