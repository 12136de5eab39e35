"""Compares the findings of samc lint with those of cfn-lint, by rule and line.

    lint.py [--samc PROGRAM] [--count N] [--seed N] [--packages] [-v] [FILE ...]

Templates are the FILEs, or else the samples of docs/rules and the fixtures that transform; with
--packages also those that packages.py finds. Most are clean, so N mistakes are made in them, one at a
time, in the JSON of what was read: a key that is left out or misspelt, a value of another kind, a Ref to
nothing. Choices follow from the seed.

Both look with the day TODAY, in us-east-1. Counted are the rules that samc has. Prints for each: what both
find, what only cfn-lint finds, what only samc finds, and one template for each difference with -v; then
the averages over the rules of recall (both / all of cfn-lint's) and of precision of the errors.
"""

import argparse
import contextlib
import io
import json
import logging
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

from cfnlint.api import ManualArgs, lint  # noqa: E402

from archives import FOLDER, archive_of  # noqa: E402
from mutations import paths, replaced  # noqa: E402
from templates import read_template  # noqa: E402

TODAY = "2026-11-21"
REGION = "us-east-1"
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = re.compile(r"^```yaml (?:bad|good)[^\n]*\n(.*?)^```$", re.M | re.S)
FINDING = re.compile(r"^.*?:(\d+):\d+: (?:error|warning|info) (\w+): ", re.M)
VALUES = ["", "wrong", -1, True, [], {}, ["x"], {"a": "b"}, {"Ref": "Nowhere"}, {"Fn::GetAtt": ["Nowhere", "Arn"]}]


class Failure(Exception):
    """A program did not come to an end."""


def theirs(text):
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        try:
            found = lint(text, config=ManualArgs(regions=[REGION], include_checks=["I"]))
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever it raises)
            raise Failure(repr(error)) from None
    return {(each.rule.id, each.linenumber) for each in found}


def ours(samc, text, folder):
    """Findings, from a file: JSON and YAML are told apart by the suffix."""
    path = Path(folder) / ("t.json" if text.lstrip().startswith("{") else "t.yaml")
    path.write_text(text, encoding="utf-8")
    command = [samc, "lint", "--today", TODAY, "--regions", REGION, "--include-checks", "I", "--", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if run.returncode < 0 or run.returncode & 1:
        raise Failure(f"exit status {run.returncode}: {run.stderr[:300]}")
    return {(rule, int(line)) for line, rule in FINDING.findall(run.stdout)}


def sources(options):
    """(name, text) of the templates."""
    for path in map(Path, options.files):
        yield str(path), path.read_text(encoding="utf-8", errors="replace")
    if options.files:
        return
    for page in sorted((ROOT / "docs/rules").glob("*.md")):
        for number, text in enumerate(SAMPLE.findall(page.read_text(encoding="utf-8")), 1):
            yield f"{page.stem}#{number}", text
    for path in sorted((ROOT / "fixtures/transform").glob("*/template.*")):
        yield path.parent.name, path.read_text(encoding="utf-8")
    if options.packages:
        from packages import PACKAGES, templates_of  # it needs more than cfn-lint

        for package in PACKAGES:
            for path, text, _ in templates_of(archive_of(*package, FOLDER)):
                yield f"{package[1]}/{path}", text


def without(template, way):
    template = json.loads(json.dumps(template))
    parent = template
    for key in way[:-1]:
        parent = parent[key]
    del parent[way[-1]]
    return template


def renamed(template, way):
    """A key without its last letter but one; of items the value changes."""
    template = json.loads(json.dumps(template))
    parent = template
    for key in way[:-1]:
        parent = parent[key]
    key = way[-1]
    if not isinstance(key, str) or len(key) < 3:
        return replaced(template, way, "wrong")
    parent[key[:-2] + key[-1]] = parent.pop(key)
    return template


def mutated(choose, template):
    way = choose.choice([each for each in paths(template) if each[0] != "AWSTemplateFormatVersion"])
    kind = choose.randrange(3)
    changed = (
        without(template, way)
        if kind == 0
        else renamed(template, way)
        if kind == 1
        else replaced(template, way, choose.choice(VALUES))
    )
    return "/".join(map(str, way)), json.dumps(changed, indent=1)


def with_mutations(options, templates):
    yield from templates
    choose, trees = random.Random(options.seed), []
    for name, text in templates:
        try:
            trees.append((name, read_template(text)))
        except Exception:  # noqa: BLE001 (what cannot be read is compared as it is only)
            continue
    trees = [(name, tree) for name, tree in trees if isinstance(tree, dict) and isinstance(tree.get("Resources"), dict)]
    for _ in range(options.count if trees else 0):
        name, tree = choose.choice(trees)
        place, text = mutated(choose, tree)
        yield f"{name} at {place}", text


class Score:
    def __init__(self):
        self.both, self.theirs, self.ours = Counter(), Counter(), Counter()
        self.templates = self.failures = 0
        self.examples = {}

    def add(self, name, expected, got):
        self.templates += 1
        for finding in expected & got:
            self.both[finding[0]] += 1
        for side, found in ((self.theirs, expected - got), (self.ours, got - expected)):
            for rule, line in found:
                side[rule] += 1
                self.examples.setdefault((rule, side is self.ours), f"{name}, line {line}")

    def show(self, verbose):
        rules = sorted({*self.both, *self.theirs, *self.ours})
        print(f"{'rule':10}{'both':>8}{'theirs':>8}{'ours':>8}")
        for rule in rules:
            print(f"{rule:10}{self.both[rule]:8}{self.theirs[rule]:8}{self.ours[rule]:8}")
            for side, words in ((False, "only cfn-lint"), (True, "only samc")):
                if verbose and (rule, side) in self.examples:
                    print(f"    {words}: {self.examples[rule, side]}")
        recall = [self.both[r] / (self.both[r] + self.theirs[r]) for r in rules if self.both[r] + self.theirs[r]]
        precision = [
            self.both[r] / (self.both[r] + self.ours[r])
            for r in rules
            if r.startswith("E") and self.both[r] + self.ours[r]
        ]
        print(f"{self.templates} templates, {self.failures} on which a program failed")
        for words, parts in (("recall", recall), ("precision of errors", precision)):
            print(f"{words}: {100 * sum(parts) / max(len(parts), 1):.1f} % over {len(parts)} rules")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"))
    parser.add_argument("--count", type=int, default=500, help="mutations to try (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packages", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("files", nargs="*", metavar="FILE")
    options = parser.parse_args()
    options.samc = str(Path(options.samc).resolve())
    listed = subprocess.run([options.samc, "rules"], capture_output=True, text=True, check=True).stdout
    known = {line.split()[0] for line in listed.splitlines() if line and not line.startswith("SAM")}
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in with_mutations(options, list(sources(options))):
            try:
                expected, got = theirs(text), ours(options.samc, text, folder)
            except Failure as failure:
                score.failures += 1
                print(f"{name}: {failure}", file=sys.stderr)
                continue
            score.add(name, *({each for each in found if each[0] in known} for found in (expected, got)))
    score.show(options.verbose)
    return score.templates == 0


if __name__ == "__main__":
    sys.exit(main())
