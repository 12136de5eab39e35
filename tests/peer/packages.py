"""Compares samc with the reference on SAM templates that others wrote.

    packages.py [--samc PROGRAM] [--folder FOLDER] [-v] [NAME ...]

The templates come from packages of PyPI and npm in exact versions, which are downloaded once into the
folder; nothing of them enters the repository. Their paths to local code become placeholders for both
(--local-artifacts=placeholder, placeholder.py). Both must accept a template, with equal outputs, or
refuse the same resources; what the reference's parser cannot read samc must refuse, and where the reference
crashes, samc must refuse. Each template runs in one partition, by
turn. A NAME selects the packages whose name contains it. Prints counts by package; status 1 if there is
any difference, or fewer templates than MINIMUM.

What counts as a template: a YAML or JSON file; a literal map or text in a Python file; a fenced block
in a Markdown file; a template of `sam init`, filled in for each pair of runtime and architecture. All
that have a SAM resource or the SAM transform. Equal ones count once.
"""

import argparse
import ast
import json
import os
import sys
import warnings
from collections import Counter
from pathlib import Path

import jinja2
import yaml

import compare
import peer
import program
from archives import FOLDER, Unavailable, archive_of, files_of
from placeholder import placed
from reference import PARTITIONS, Crash, Output, Reference
from templates import read_template

# Registry, package, version. To add one: a row here, and its count in docs/peers.md.
PACKAGES = [
    ("pypi", "cfn-lint", "1.58.0"),
    ("pypi", "cfn-lint", "1.30.0"),
    ("pypi", "cfn-lint", "1.10.0"),
    ("pypi", "cfn-lint", "0.86.0"),
    ("pypi", "cfn-lint-serverless", "0.3.6"),
    ("pypi", "aws-sam-cli", "1.170.0"),
    ("pypi", "aws-sam-cli", "1.20.0"),
    ("pypi", "aws-sam-cli", "0.40.0"),
    ("pypi", "aws-sam-cli", "0.10.0"),
    ("pypi", "aws-sam-translator", "1.110.0"),
    ("npm", "@mhlabs/cfn-diagram", "1.1.40"),
    ("npm", "@mhlabs/evb-cli", "1.1.31"),
    ("npm", "serverless-sam", "0.2.0"),
]
MINIMUM = 200

# What `sam init` offers for the template folders that end so; {} stands for the choice.
RUNTIMES = {
    "dotnet": ["dotnet8", "dotnet10"],
    "golang": ["provided.al2023"],
    "gradle": ["java17", "java21"],
    "java": ["java8"],
    "maven": ["java17", "java21"],
    "nodejs": ["nodejs20.x", "nodejs22.x"],
    "python": ["python3.12", "python3.13"],
    "ruby": ["ruby3.3", "ruby3.4"],
}
ARCHITECTURES = ["x86_64", "arm64"]
EXTENSIONS = "AWS::LanguageExtensions"
COOKIECUTTER_PROJECT = "{{cookiecutter.project_name}}"


# -- Templates in files ------------------------------------------------------------------------------


def read(text):
    """The template as data, or None when the reference's parser cannot read it."""
    try:
        return read_template(text)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None


def is_sam(template):
    if not isinstance(template, dict):
        return False
    resources = template.get("Resources")
    each = resources.values() if isinstance(resources, dict) else ()
    types = [resource.get("Type") for resource in each if isinstance(resource, dict)]
    return "AWS::Serverless-" in json.dumps(template.get("Transform")) or any(
        isinstance(name, str) and name.startswith("AWS::Serverless::") for name in types
    )


def filled_in(path, text):
    """A template of `sam init` for each choice that it offers."""
    language = Path(path).parts[-3].rsplit("-", 1)[-1]
    for runtime in RUNTIMES[language]:
        for architecture in ARCHITECTURES:
            choices = {"project_name": "sam-app", "runtime": runtime, "architectures": {"value": [architecture]}}
            yield jinja2.Template(text).render(cookiecutter=choices)


def literals(text):
    """Texts and maps in Python source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "AWS::Serverless" in node.value:
            yield node.value
        elif isinstance(node, ast.Dict):
            try:
                yield json.dumps(ast.literal_eval(node), allow_nan=False)
            except (ValueError, TypeError):
                pass  # not all of it is literal, or not JSON


def fenced(text):
    """The blocks of a Markdown text."""
    blocks = text.split("```")[1::2]
    return [block.partition("\n")[2] for block in blocks]


def candidates(path, text):
    """(text, whether it counts even if it cannot be read) for what may be a template in a file."""
    if COOKIECUTTER_PROJECT in path:
        if path.endswith("/template.yaml"):
            yield from ((each, True) for each in filled_in(path, text))
    elif path.endswith((".yaml", ".yml", ".json", ".template")):
        yield text, "AWS::Serverless-2016-10-31" in text
    elif path.endswith(".py"):
        yield from ((each, False) for each in literals(text))
    elif path.endswith(".md"):
        yield from ((each, False) for each in fenced(text))


def without_extensions(text, data):
    """The same without AWS::LanguageExtensions, which samc expands and the reference does not know."""
    transforms = data.get("Transform") if data else None
    if not isinstance(transforms, list) or EXTENSIONS not in transforms:
        return text, data
    data = {**data, "Transform": [each for each in transforms if each != EXTENSIONS]}
    return json.dumps(data), data


def templates_of(archive):
    """(path, text, data or None) of the templates in a package."""
    for path, content in files_of(archive):
        if b"AWS::Serverless" not in content:
            continue
        text = content.decode("utf-8", "replace")
        for candidate, sure in candidates(path, text):
            data = read(candidate)
            if is_sam(data) or (data is None and sure):
                yield (path, *without_extensions(candidate, data))


# -- Comparing ---------------------------------------------------------------------------------------


class Comparison:
    def __init__(self, samc, verbose):
        self.samc = samc
        self.verbose = verbose
        self.reference = Reference()
        self.seen = set()
        self.kinds = Counter()
        self.failed = 0

    def is_new(self, text, data):
        key = text if data is None else json.dumps(data)
        new = key not in self.seen
        self.seen.add(key)
        return new

    def check(self, text, data):
        """(kind of outcome, what is wrong or None) of one template."""
        partition = list(PARTITIONS)[len(self.seen) % len(PARTITIONS)]
        region = PARTITIONS[partition]
        got = program.transform(self.samc, text, region, "--local-artifacts", "placeholder")
        if data is None:
            wrong = "the reference cannot read it, samc can" if isinstance(got, Output) else None
            return "unreadable", wrong or (got.text if isinstance(got, Crash) else None)
        expected = self.reference.transform(json.dumps(placed(data)), region)
        if isinstance(expected, Crash):
            wrong = f"the reference crashes ({expected.text}), samc does not refuse"
            return "crashes", wrong if isinstance(got, Output) else None
        kind = "equal" if isinstance(expected, Output) else "refused"
        return kind, peer.compare_outcomes(expected, got, compare.random_lists(data))

    def package(self, archive):
        """Compares the templates of one package. Their count."""
        count = 0
        for path, text, data in templates_of(archive):
            if not self.is_new(text, data):
                continue
            count += 1
            kind, wrong = self.check(text, data)
            self.kinds["failed" if wrong else kind] += 1
            if wrong:
                print(f"FAILED {path}: {wrong}")
                if self.verbose:
                    print(text)
        return count


def run(options):
    comparison, total = Comparison(options.samc, options.verbose), 0
    for registry, name, version in PACKAGES:
        if options.names and not any(part in name for part in options.names):
            continue
        count = comparison.package(archive_of(registry, name, version, options.folder))
        print(f"{registry} {name} {version}: {count} templates that no package above has")
        total += count
    kinds = comparison.kinds
    print(
        f"{total} templates: {kinds['equal']} equal, {kinds['refused']} refused by both, "
        f"{kinds['unreadable']} read by neither, {kinds['crashes']} that the reference crashes on, "
        f"{kinds['failed']} failed"
    )
    if total < MINIMUM and not options.names:
        print(f"FAILED only {total} templates, not {MINIMUM}")
        return 1
    return 1 if kinds["failed"] or not total else 0


def main():
    parser = argparse.ArgumentParser(description="Compare samc with the reference on templates from packages.")
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"), help="the program to test")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where downloads are kept (%(default)s)")
    parser.add_argument("-v", "--verbose", action="store_true", help="print templates that fail")
    parser.add_argument("names", nargs="*", metavar="NAME", help="part of a package's name")
    try:
        return run(parser.parse_args())
    except Unavailable as error:
        print(f"FAILED {error}. Templates from packages need the network once; they are kept after that.")
        return 1


if __name__ == "__main__":
    sys.exit(main())
