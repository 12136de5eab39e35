"""Compares the findings of samc lint with those of cfn-lint, by rule and line.

    lint.py [--samc PROGRAM] [--count N] [--seed N] [--packages] [--every N] [-j N] [-v [RULE]] [FILE ...]

Templates are the FILEs, or else the samples of docs/rules and the fixtures; with --packages also those that
lint_sources.py names. N of them, each with one mistake, are compared as well. Both programs look with the
day TODAY, in us-east-1, informational rules included. What cfn-lint found is kept in CACHE.

Counted are the rules that samc has under ids of cfn-lint. A finding is

    both       of the same rule in the same line
    place      of the same rule and resource, but cfn-lint speaks of what the SAM transform made, of which
               there is no line, so that it stands at what is next above it, and samc at what caused it
    explained  found by one alone, as lint_explained.txt says, or by samc where cfn-lint does not look: when it
               could not read or transform the template, in resources whose type it does not know, and from
               1.54 on, which does not run the SAM transform, in what that makes
    theirs, ours  found by one alone

The score is the average over rules of recall, (both + place) / all of cfn-lint's that are not explained, and
of precision of the errors, likewise for samc's. Status 1 when either is below its MINIMUM.
"""

import argparse
import contextlib
import hashlib
import io
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import cfnlint.version  # noqa: E402
from cfnlint.api import ManualArgs, lint  # noqa: E402

import lint_sources  # noqa: E402
from templates import read_template  # noqa: E402

TODAY = "2026-11-21"
REGION = "us-east-1"
VERSION = cfnlint.version.__version__
CACHE = Path(os.environ.get("SAMC_LINT_CACHE", lint_sources.ROOT / "build/peer-lint-cache"))
EXPLAINED = Path(__file__).with_name("lint_explained.txt")
OWN = re.compile(r"SAM|PKG|[EWI]00[1-9]|SAM9")  # ids that are not cfn-lint's
STOPS = {"E0000", "E0001"}  # cfn-lint finds nothing else then
UNKNOWN_TYPES = {"E3006", "E3038"}  # nor in the resource
NO_TRANSFORM = (1, 54)  # the first version that does not run the SAM transform
RECALL, PRECISION = 95, 98  # percent
SECONDS = 60  # for cfn-lint and one template


class Failure(Exception):
    """A program did not come to an end."""


@dataclass(frozen=True)
class Finding:
    rule: str
    line: int
    path: str  # where in the template, keys with slashes between
    text: str
    resource: str = ""  # the logical id that it belongs to in what the transform made


# -- The programs ------------------------------------------------------------------------------------


def give_up(_number, _frame):
    raise Failure(f"takes longer than {SECONDS} s")


def run_cfn_lint(text):
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        try:
            found = lint(text, config=ManualArgs(regions=[REGION], include_checks=["I"]))
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever it raises)
            return {"failure": repr(error)}
        finally:
            signal.alarm(0)
    rows = {
        (each.rule.id, each.linenumber, "/".join(map(str, getattr(each, "path", None) or [])), each.message)
        for each in found
    }
    return {"found": sorted(rows)}


def theirs(text):
    place = CACHE / VERSION / hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.{os.getpid()}")
        part.write_text(json.dumps(run_cfn_lint(text)), encoding="utf-8")
        part.replace(place)
    kept = json.loads(place.read_text(encoding="utf-8"))
    if "failure" in kept:
        raise Failure(kept["failure"])
    return [Finding(*row, resource_of(row[2])) for row in kept["found"]]


def resource_of(path):
    keys = path.split("/")
    return keys[1] if keys[0] == "Resources" and len(keys) > 1 else ""


def ours(samc, text):
    """Findings, from a file: JSON and YAML are told apart by the suffix."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("t.json" if text.lstrip().startswith("{") else "t.yaml")
        path.write_text(text, encoding="utf-8")
        command = [samc, "lint", "--bundled-types", "--config-file", "/dev/null", "--today", TODAY, "--regions", REGION]
        command += ["--include-checks", "I", "--format", "json", "--", str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, errors="replace")
    if run.returncode < 0 or run.returncode & 1:
        raise Failure(f"exit status {run.returncode}: {run.stderr[:300]}")
    return [
        Finding(each["rule"], each["line"], each["path"] or "", each["message"], each["resource"] or "")
        for each in json.loads(run.stdout or "[]")
    ]


def both(job):
    samc, name, text = job
    try:
        return name, text, theirs(text), ours(samc, text)
    except Failure as failure:
        return name, text, None, str(failure)


# -- The score ---------------------------------------------------------------------------------------


@dataclass
class Explanation:
    """A line of lint_explained.txt: SIDE RULES TEMPLATES REGEX -- REASON. SIDE may be "generated": theirs, about a
    resource that the template does not name."""

    side: str
    rules: re.Pattern
    templates: re.Pattern
    text: re.Pattern

    def holds(self, side, name, template, finding):
        sides = {side, "generated"} if side == "theirs" and is_generated(finding, template) else {side}
        return (
            self.side in sides
            and self.rules.fullmatch(finding.rule)
            and self.templates.search(name)
            and self.text.search(f"{finding.path}: {finding.text}")
        )


def explanations():
    for line in EXPLAINED.read_text(encoding="utf-8").splitlines() if EXPLAINED.exists() else ():
        if line.strip() and not line.startswith("#"):
            side, rules, templates, text = line.partition(" -- ")[0].split(None, 3)
            yield Explanation(side, *map(re.compile, (rules, templates, text)))


class Source:
    """What the user wrote."""

    def __init__(self, text):
        self.lines = text.splitlines()
        try:
            self.tree = read_template(text)
        except Exception:  # noqa: BLE001 (what cannot be read has no paths)
            self.tree = {}
        self.is_sam = "AWS::Serverless-2016-10-31" in text

    def holds(self, path):
        """Whether there is what a path of cfn-lint's speaks of; keys may hold slashes."""
        return not path or reaches(self.tree, path.split("/"))

    def is_plain(self, name):
        """Whether the template itself has a resource of that name that SAM leaves alone."""
        resources = self.tree.get("Resources") if isinstance(self.tree, dict) else None
        resource = resources.get(name) if isinstance(resources, dict) else None
        kind = resource.get("Type") if isinstance(resource, dict) else None
        return isinstance(kind, str) and not kind.startswith("AWS::Serverless::")

    def is_lost(self, finding):
        """Whether the transform took the place of what cfn-lint speaks of away."""
        return not self.holds(finding.path) or (
            finding.path.count("/") > 1 and self.stands_at(finding.resource, finding.line)
        )

    def stands_at(self, name, line):
        """Whether the key `name` is in that line."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return re.match(rf"""\s*["']?{re.escape(name)}["']?\s*:""", text) is not None


def reaches(value, keys):
    if not keys:
        return True
    if isinstance(value, list):
        return keys[0].isdigit() and int(keys[0]) < len(value) and reaches(value[int(keys[0])], keys[1:])
    return isinstance(value, dict) and any(
        "/".join(keys[:count]) in value and reaches(value["/".join(keys[:count])], keys[count:])
        for count in range(1, len(keys) + 1)
    )


def speak_of_one(their, our, source):
    """Whether samc's finding may be the one that cfn-lint reports about what the transform made."""
    keys = our.path.split("/")
    return (
        our.rule == their.rule
        and (
            our.resource == their.resource  # of the same resource, be it a generated one
            or (value_of(their) and value_of(their) in our.text)  # which cfn-lint tells once for all
            or keys[0] == "Globals"  # in what was merged into it
            or (len(keys) > 1 and keys[0] == "Resources" and source.stands_at(keys[1], their.line))
        )
    )


def value_of(their):
    """The value that a message of cfn-lint's begins with."""
    found = re.match(r"'([^']{2,})' ", their.text)
    return found and found[1]


def version_of(text):
    return tuple(map(int, text.split(".")))


def by_place(findings):
    """What counts once: all findings of a rule in a line."""
    places = defaultdict(list)
    for each in findings:
        places[each.rule, each.line].append(each)
    return places


def is_generated(finding, text):
    """Whether cfn-lint speaks of a resource that the template does not name."""
    name = re.match(r"Resources/(\w+)", finding.path)
    return bool(name) and not re.search(rf'(^|[\s{{,"\']){name[1]}["\']?\s*:', text, re.M)


class Score:
    KINDS = ("both", "place", "explained", "theirs", "ours")

    def __init__(self, known):
        self.known = known
        self.explanations = list(explanations())
        self.counts = {kind: Counter() for kind in self.KINDS}
        self.left_out = Counter()  # explained findings of samc
        self.examples = defaultdict(list)
        self.templates = self.failures = 0

    def count(self, kind, name, finding):
        self.counts[kind][finding.rule] += 1
        self.examples[finding.rule].append(
            f"{kind:9} {name}, line {finding.line}: {finding.path}: {finding.text[:200]}"
        )

    def left(self, side, name, text, finding):
        if any(each.holds(side, name, text, finding) for each in self.explanations):
            self.count("explained", name, finding)
            return
        self.count(side, name, finding)

    def add(self, name, text, expected, got):
        self.templates += 1
        stopped = any(each.rule in STOPS for each in expected)
        unknown = {each.resource for each in expected if each.rule in UNKNOWN_TYPES}
        source = Source(text)
        if version_of(VERSION) >= NO_TRANSFORM and source.is_sam:
            unknown |= {each.resource for each in got if not source.is_plain(each.resource)}
        expected = by_place(each for each in expected if each.rule in self.known)
        got = by_place(each for each in got if each.rule in self.known)
        for key in expected.keys() & got.keys():
            self.count("both", name, expected[key][0])
        missed = [expected[key] for key in sorted(expected.keys() - got.keys())]
        extra = [got[key] for key in sorted(got.keys() - expected.keys())]
        self.places(name, source, missed, extra)
        for each in missed:
            self.left("theirs", name, text, each[0])
        for each in extra:
            if (stopped or each[0].resource in unknown) and each[0].rule not in STOPS:
                self.count("explained", name, each[0])
            else:
                self.left("ours", name, text, each[0])

    def places(self, name, source, missed, extra):
        """Takes out what differs by its place only: one may stand for several of the other's."""
        found = []
        for their in list(missed) if source.is_sam else ():
            lost = [each for each in their if source.is_lost(each)]
            same = [our for our in extra if any(speak_of_one(each, one, source) for each in lost for one in our)]
            if same:
                missed.remove(their)
                self.count("place", name, lost[0])
                found += same
        extra[:] = [each for each in extra if each not in found]

    def show(self, verbose):
        counts = self.counts
        rules = sorted(set().union(*counts.values()))
        print(f"cfn-lint {VERSION}, {self.templates} templates, {self.failures} on which a program failed")
        print(f"{'rule':10}" + "".join(f"{kind:>11}" for kind in self.KINDS))
        for rule in rules:
            print(f"{rule:10}" + "".join(f"{counts[kind][rule]:11}" for kind in self.KINDS))
            if verbose == "all" or (verbose and re.fullmatch(verbose, rule)):
                for line in self.examples[rule]:
                    if not line.startswith(("both", "place", "explained")):
                        print("   ", line)
        good = counts["both"] + counts["place"]
        recall = [good[r] / (good[r] + counts["theirs"][r]) for r in rules if good[r] + counts["theirs"][r]]
        errors = [r for r in rules if r.startswith("E") and good[r] + counts["ours"][r]]
        precision = [good[r] / (good[r] + counts["ours"][r]) for r in errors]
        total = sum(good[r] for r in errors)
        found = total + sum(counts["ours"][r] for r in errors)
        print(f"errors of samc that agree or are explained: {100 * total / max(found, 1):.2f} % of {found}")
        values = []
        for words, parts in (("recall", recall), ("precision of errors", precision)):
            values.append(100 * sum(parts) / max(len(parts), 1))
            print(f"{words}: {values[-1]:.1f} % over {len(parts)} rules")
        return values[0] >= RECALL and values[1] >= PRECISION


def templates_for(options):
    if options.files:
        templates = list(lint_sources.of_files(options.files))
    else:
        templates = list(chain(lint_sources.of_project(), lint_sources.of_packages() if options.packages else ()))
    templates = templates[:: options.every]
    return chain(templates, lint_sources.mutations(templates, options.seed, options.count))


def known_rules(samc):
    listed = subprocess.run([samc, "rules"], capture_output=True, text=True, check=True).stdout
    ids = {line.split()[0] for line in listed.splitlines() if line}
    return {each for each in ids if not OWN.match(each)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"))
    parser.add_argument("--count", type=int, default=500, help="mutations to try (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packages", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="take each Nth template (%(default)s)")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", nargs="?", const="all", help="show differences, of rules like this")
    parser.add_argument("files", nargs="*", metavar="FILE")
    options = parser.parse_args()
    samc = str(Path(options.samc).resolve())
    score = Score(known_rules(samc))
    jobs = ((samc, name, text) for name, text in templates_for(options))
    with ProcessPoolExecutor(options.jobs) as pool:
        for name, text, expected, got in pool.map(both, jobs, chunksize=4):
            if expected is None:
                score.failures += 1
                print(f"{name}: {got}", file=sys.stderr)
                continue
            score.add(name, text, expected, got)
    return 0 if score.show(options.verbose) and score.templates else 1


if __name__ == "__main__":
    sys.exit(main())
