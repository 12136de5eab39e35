"""Compares samc with the reference on templates that were crossed with each other.

    crossings.py [the options of generate.py]

A template is one of the fixtures or of the corpus, with one to three changes as people make them: a
part goes, or comes from another template, stands twice, has a wrong name, another order, an
intrinsic around it. So most of them are sound in most places, with values that belong to other ones.
What must hold, and what is printed, is as in generate.py.
"""

import copy
import functools
import json
import os
import random
import sys

import fixtures
import generate
import yaml
from templates import read_template

CORPUS = os.environ.get("SAMC_CORPUS") or fixtures.ROOT.parent / "shared" / "corpus"
LARGEST = 20000  # bytes of a template; larger ones take long and are rarely made smaller
INTRINSICS = (
    lambda value: {"Fn::If": ["C", value, {"Ref": "AWS::NoValue"}]},
    lambda value: {"Fn::If": ["C", value, value]},
    lambda value: {"Ref": "P"},
    lambda value: {"Fn::Sub": value if isinstance(value, str) else "${AWS::Region}-x"},
    lambda value: {"Fn::Join": ["-", [value, {"Ref": "AWS::Region"}]]},
    lambda value: {"Ref": "AWS::NoValue"},
    lambda value: {"Fn::GetAtt": ["X", "Arn"]},
    lambda value: [value],
)


def texts():
    for fixture in fixtures.find([]):
        if not fixture.crash and not fixture.toggles and not fixture.policies:
            yield fixture.text
    folder = os.path.join(CORPUS, "sam", "input")
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            yield file.read()


@functools.lru_cache
def sources():
    """The templates, and for each name the values and the neighbours that it has in any of them."""
    templates, values, neighbours = [], {}, {}
    for text in texts():
        if len(text) > LARGEST:
            continue
        try:
            template = read_template(text)
        except (ValueError, yaml.YAMLError):
            continue
        if not isinstance(template, dict) or "Fn::ForEach" in text or "LanguageExtensions" in text:
            continue
        templates.append(template)
        for parent, key in places(template):
            if isinstance(parent, dict):
                values.setdefault(key, []).append(parent[key])
    for template in templates:
        for parent, key in places(template):
            if isinstance(parent[key], dict):
                neighbours.setdefault(key, []).extend(parent[key].items())
    return templates, values, neighbours


def places(value):
    """(parent, key or number) of all that is in a value."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


class Crossing:
    def __init__(self, choose):
        self.choose = choose
        self.templates, self.values, self.neighbours = sources()
        self.template = copy.deepcopy(choose.choice(self.templates))

    def drop(self, parent, key):
        del parent[key]

    def other_value(self, parent, key):
        """What stands under the same name elsewhere."""
        parent[key] = copy.deepcopy(self.choose.choice(self.values.get(key, [None, "", "x", 1, [], {}])))

    def another(self, parent, key):
        """One more entry, of those that stand in such a map elsewhere."""
        if isinstance(parent[key], dict) and self.neighbours.get(key):
            name, value = self.choose.choice(self.neighbours[key])
            parent[key][name] = copy.deepcopy(value)
        elif isinstance(parent[key], list) and parent[key]:
            parent[key].append(copy.deepcopy(self.choose.choice(parent[key])))
        else:
            self.other_value(parent, key)

    def rename(self, parent, key):
        if isinstance(parent, dict):
            value = parent.pop(key)
            cut = self.choose.randrange(len(key)) if key else 0
            parent[self.choose.choice([key[:cut] + key[cut + 1 :], key + "2", key.lower(), "X"])] = value

    def twice(self, parent, key):
        if isinstance(parent, dict):
            parent[f"{key}2"] = copy.deepcopy(parent[key])

    def reverse(self, parent, key):
        if isinstance(parent[key], dict):
            parent[key] = dict(reversed(parent[key].items()))
        elif isinstance(parent[key], list):
            parent[key].reverse()
        elif isinstance(parent[key], str):
            parent[key] = self.choose.choice(["", parent[key][::-1], parent[key].upper(), parent[key] + "/"])

    def intrinsic(self, parent, key):
        parent[key] = self.choose.choice(INTRINSICS)(parent[key])

    def scalar(self, parent, key):
        parent[key] = self.choose.choice([None, "", "x", 0, 1, -1, 1.5, True, False, [], {}, "true", "1", "*"])

    def change(self):
        changes = [self.other_value] * 4 + [self.another] * 4 + [self.drop] * 3 + [self.intrinsic] * 2
        changes += [self.rename, self.twice, self.reverse, self.scalar]
        found = list(places(self.template))
        if found:
            self.choose.choice(changes)(*self.choose.choice(found))


def make_template(seed):
    choose = random.Random(seed)
    crossing = Crossing(choose)
    for _ in range(choose.choice([1, 1, 2, 3])):
        crossing.change()
    # Without it samc leaves the template as it is, as CloudFormation does.
    crossing.template["Transform"] = "AWS::Serverless-2016-10-31"
    return json.loads(json.dumps(crossing.template))


if __name__ == "__main__":
    sys.exit(generate.main(make_template, "Compare samc with the reference on crossed templates."))
