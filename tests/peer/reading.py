"""Compares how samc and PyYAML, the parser below the AWS transform, read YAML and JSON.

    reading.py [--samc PROGRAM] [FILE|FOLDER ...]    the fixtures, and the corpus beside the clone

Templates that samc does not transform come out as they were read, so each template is given to it
without the words that make it a SAM template: once as it is, once as JSON. Scalars by the thousand,
made from the characters that numbers, dates and booleans consist of, are read too. Prints each
difference; status 1 if there is any.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import yaml

import compare
from templates import read_template, read_yaml

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("SAMC_CORPUS", ROOT.parent / "shared" / "corpus"))
PLACES = [ROOT / "fixtures", CORPUS]

SCALARS = 20000
SCALAR_SEED = 1
# What scalars are made of; longer pieces make the interesting ones likely.
SCALAR_PIECES = list("0123456789+-._:eExXoObB~ynatfTFNY") + "0x 0b 0o .inf .nan true no on null 1_0 :30 1.5 e+3".split()


class Refused(Exception):
    pass


def read_with_samc(samc, text):
    run = subprocess.run([samc, "transform", "--compact", "-"], input=text.encode(), capture_output=True, check=False)
    if run.returncode < 0 or run.returncode & 1:
        raise RuntimeError(f"samc ended with {run.returncode}: {run.stderr.decode('utf-8', 'replace')[:300]}")
    if run.returncode & 2:
        raise Refused(run.stderr.decode("utf-8", "replace").strip().splitlines()[0])
    return json.loads(run.stdout)


def read_with_python(text):
    try:
        return read_template(text)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise Refused(str(error).splitlines()[0]) from error


def outcome(read, *arguments):
    """(value, None) or (None, why it was refused)."""
    try:
        return read(*arguments), None
    except Refused as error:
        return None, str(error)


class Comparison:
    def __init__(self, samc):
        self.samc = samc
        self.equal = 0
        self.refused = 0  # by both
        self.lenient = []  # read by samc alone: libyaml takes some flow scalars that PyYAML refuses
        self.failed = []

    def compare(self, name, text):
        expected, why_not = outcome(read_with_python, text)
        if not why_not and not isinstance(expected, dict):
            return  # no template, and samc says so
        got, why_refused = outcome(read_with_samc, self.samc, text)
        if why_not and why_refused:
            self.refused += 1
        elif why_not:
            self.lenient.append(f"{name}: {why_not}")
        elif why_refused:
            self.failed.append(f"{name}: refused: {why_refused}")
        else:
            difference = compare.first_difference(expected, got)
            if difference:
                self.failed.append(f"{name}: {compare.describe(difference)}")
            else:
                self.equal += 1

    def report(self):
        for line in self.failed:
            print(f"FAILED {line}")
        for line in self.lenient:
            print(f"read by samc only: {line}")
        print(
            f"{self.equal} readings equal, {self.refused} refused by both, "
            f"{len(self.lenient)} read by samc only, {len(self.failed)} failed"
        )
        return 1 if self.failed or not self.equal else 0


# -- Files -------------------------------------------------------------------------------------------


def template_files(places):
    for place in places:
        if place.is_dir():
            # Expectations are large and hold nothing that their templates do not.
            yield from (each for each in sorted(place.rglob("*.yaml")) + sorted(place.rglob("template.json")))
        elif place.exists():
            yield place


def without_sam(text):
    """The text without what makes samc transform it."""
    for word, other in (("AWS::Serverless", "AWS::Unserved"), ("Globals", "Locals"), ("Connectors", "Plugs")):
        text = text.replace(word, other)
    return text


def compare_file(comparison, path):
    try:
        text = without_sam(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return  # encodings are tested by tests/unit
    comparison.compare(str(path), text)
    value, _ = outcome(read_with_python, text)
    if isinstance(value, dict):
        # Both ways to write what is not ASCII.
        comparison.compare(f"{path} as JSON", json.dumps(value, indent="\t", ensure_ascii=len(text) % 2 == 0))


# -- Scalars -----------------------------------------------------------------------------------------


def is_plain(text):
    """Whether it is one plain scalar that JSON can hold."""
    try:
        value = read_yaml(f"- {text}\n")
        return isinstance(value, list) and not isinstance(value[0], (list, dict)) and bool(json.dumps(value, allow_nan=False))
    except (yaml.YAMLError, ValueError):
        return False


def random_scalars():
    choose = random.Random(SCALAR_SEED)
    made = {"".join(choose.choices(SCALAR_PIECES, k=choose.randrange(1, 9))) for _ in range(SCALARS)}
    return [text for text in sorted(made) if is_plain(text)]


def compare_scalars(comparison):
    lines = "".join(f"  - {text}\n" for text in random_scalars())
    comparison.compare("random scalars", f"Scalars:\n{lines}")


def main():
    parser = argparse.ArgumentParser(description="Compare how samc and PyYAML read templates.")
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"), help="the program to test")
    parser.add_argument("places", nargs="*", type=Path, metavar="FILE|FOLDER")
    options = parser.parse_args()
    comparison = Comparison(options.samc)
    for path in template_files(options.places or PLACES):
        compare_file(comparison, path)
    if not options.places:
        compare_scalars(comparison)
    return comparison.report()


if __name__ == "__main__":
    sys.exit(main())
