"""Compares samc with the reference on fixtures in which one value was replaced by another.

    mutations.py [--samc PROGRAM] [--count N] [--seed N] [NAME ...]

Each replacement is a mistake that somebody could make: a list for a map, nothing where something is
needed, an intrinsic in a place that takes none. Both must accept it, with equal outputs, or refuse
the same resources; where the reference crashes, samc must refuse. Choices follow from the seed.
Prints one line per difference; status 1 if there is any.
"""

import argparse
import copy
import json
import os
import random
import sys
import tempfile
from pathlib import Path

import compare
import fixtures
import peer
from reference import PARTITIONS, Crash, Reference, Refusal
from templates import read_template

VALUES = [
    *(None, "", "text", 0, 5, 7.5, True, False),
    *([], ["x"], [1], [None], [{}], [["x"]]),
    *({}, {"a": "b"}, {"k": None}, {"a": {"b": ["c"]}}),
    *({"Ref": "Nowhere"}, {"Ref": "AWS::NoValue"}, {"Ref": "AWS::Region"}, {"Ref": ["x"]}),
    *({"Fn::If": ["C", "x", {"Ref": "AWS::NoValue"}]}, {"Fn::If": ["C", "x"]}, {"Fn::If": "C"}),
    *({"Fn::Sub": "${AWS::Region}-x"}, {"Fn::Sub": ["a"]}, {"Fn::GetAtt": ["x", "Arn"]}, {"Fn::ImportValue": "x"}),
]


def paths(value, way=()):
    """The ways to all values inside a template."""
    if way:
        yield way
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from paths(child, (*way, key))


def replaced(template, way, value):
    template = copy.deepcopy(template)
    parent = template
    for key in way[:-1]:
        parent = parent[key]
    parent[way[-1]] = value
    return template


class Mutations:
    def __init__(self, samc, seed, folder):
        self.samc = samc
        self.choose = random.Random(seed)
        self.reference = Reference()
        self.file = Path(folder) / "template.json"
        self.count = self.crashes = 0

    def check(self, fixture, template):
        """What is wrong with samc's outcome for a mutated template, or None."""
        partition = self.choose.choice(list(PARTITIONS))
        text = json.dumps(template)
        self.file.write_text(text, encoding="utf-8")
        expected = self.reference.transform(
            text, PARTITIONS[partition], fixture.parameters, fixture.policies, fixture.toggles
        )
        got = peer.run_samc(self.samc, fixture, partition, self.file)
        self.count += 1
        if isinstance(expected, Crash):
            self.crashes += 1
            return None if isinstance(got, Refusal) else f"the reference crashes ({expected.text}), samc does not refuse"
        if isinstance(got, Refusal) and compare.has_bad_condition(template):
            return None
        return peer.compare_outcomes(expected, got, fixture.any_order)

    def sound(self, chosen):
        """The fixtures that are as expected without any change; the others would say the same again and again."""
        read = [(fixture, read_template(fixture.text)) for fixture in chosen]
        sound = [(fixture, template) for fixture, template in read if not self.check(fixture, template)]
        if len(sound) < len(read):
            print(f"{len(read) - len(sound)} fixtures differ as they are, and are left out")
        return sound

    def run(self, chosen, count):
        failed = 0
        templates = self.sound(chosen)
        self.count = self.crashes = 0
        ways = {fixture.name: list(paths(template)) for fixture, template in templates}
        for _ in range(count if templates else 0):
            fixture, template = self.choose.choice(templates)
            way, value = self.choose.choice(ways[fixture.name]), self.choose.choice(VALUES)
            wrong = self.check(fixture, replaced(template, way, value))
            if wrong:
                failed += 1
                print(f"FAILED {fixture.name} with {json.dumps(value)} at {'/'.join(map(str, way))}: {wrong}")
        print(f"{self.count} mutations, {self.crashes} of which crash the reference: {failed} failed")
        return 1 if failed or not self.count else 0


def main():
    parser = argparse.ArgumentParser(description="Compare samc with the reference on mutated fixtures.")
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"), help="the program to test")
    parser.add_argument("--count", type=int, default=2000, help="mutations to try (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("names", nargs="*", metavar="NAME", help="part of a fixture's name")
    options = parser.parse_args()
    chosen = [each for each in fixtures.find(options.names) if not each.refused and not each.crash]
    with tempfile.TemporaryDirectory() as folder:
        return Mutations(options.samc, options.seed, folder).run(chosen, options.count)


if __name__ == "__main__":
    sys.exit(main())
