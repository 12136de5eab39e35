"""Templates for comparing linters: files, samples, fixtures, packages, and mistakes made in them.

Most templates are clean, so mistakes are made in them, one at a time, in the JSON of what was read: a key
that is left out or misspelt, a value of another kind, a Ref to nothing. Choices follow from a seed.
"""

import json
import random
import re
from pathlib import Path

from archives import FOLDER, archive_of, files_of
from mutations import paths, replaced
from templates import read_template

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = re.compile(r"^```yaml (?:bad|good)[^\n]*\n(.*?)^```$", re.M | re.S)
VALUES = ["", "wrong", -1, True, [], {}, ["x"], {"a": "b"}, {"Ref": "Nowhere"}, {"Fn::GetAtt": ["Nowhere", "Arn"]}]
LARGEST = 300_000  # bytes; cfn-lint takes minutes for some that are larger

# Registry, package, version: templates of CloudFormation in files, besides those of packages.py.
PACKAGES = [
    ("pypi", "cfn-lint", "1.58.0"),
    ("pypi", "cfn-lint", "1.51.0"),
    ("pypi", "cfripper", "1.17.0"),
    ("pypi", "localstack-core", "4.0.0"),
    *(
        ("npm", f"@aws-cdk/aws-{name}", "1.20.0")
        for name in (
            "apigateway autoscaling cloudfront cloudwatch codebuild dynamodb ec2 ecr ecs eks elasticloadbalancingv2 "
            "events-targets iam kinesis lambda lambda-event-sources logs route53 s3 sns sns-subscriptions sqs ssm "
            "stepfunctions"
        ).split()
    ),
    *(
        ("npm", f"@aws-cdk/aws-{name}", "1.15.0")
        for name in ("codepipeline-actions", "ecs-patterns", "rds", "stepfunctions-tasks")
    ),
]


def is_template(path, content):
    if not path.endswith((".yaml", ".yml", ".json", ".template")) or "/schemas/" in path:
        return False
    if path.endswith((".snapshot.json", ".schema.json")):
        return False
    if content.lstrip()[:1] == b"[":  # findings that are due
        return False
    return b"Resources" in content and b"Type" in content and len(content) <= LARGEST


def of_packages():
    from packages import PACKAGES as SAM_PACKAGES  # it needs more than cfn-lint
    from packages import templates_of

    seen = set()
    for package in PACKAGES:
        for path, content in files_of(archive_of(*package, FOLDER)):
            if is_template(path, content) and content not in seen:
                seen.add(content)
                yield f"{package[1]}/{path}", content.decode("utf-8", "replace")
    for package in SAM_PACKAGES:
        for path, text, _ in templates_of(archive_of(*package, FOLDER)):
            if text.encode() not in seen:
                seen.add(text.encode())
                yield f"{package[1]}/{path}", text


def of_project():
    for page in sorted((ROOT / "docs/rules").glob("*.md")):
        for number, text in enumerate(SAMPLE.findall(page.read_text(encoding="utf-8")), 1):
            if "Resources" in text:  # neither shortened nor of other kinds of files
                yield f"{page.stem}#{number}", text
    for path in sorted((ROOT / "fixtures/transform").glob("*/template.*")):
        yield path.parent.name, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "fixtures/lint").glob("*.yaml")):
        yield path.name, path.read_text(encoding="utf-8")


def of_files(names):
    for path in map(Path, names):
        yield str(path), path.read_text(encoding="utf-8", errors="replace")


def parent_of(template, way):
    for key in way[:-1]:
        template = template[key]
    return template


def without(template, way):
    template = json.loads(json.dumps(template))
    del parent_of(template, way)[way[-1]]
    return template


def renamed(template, way):
    """A key without its last letter but one; of items the value changes."""
    template = json.loads(json.dumps(template))
    key = way[-1]
    if not isinstance(key, str) or len(key) < 3:
        return replaced(template, way, "wrong")
    parent = parent_of(template, way)
    parent[key[:-2] + key[-1]] = parent.pop(key)
    return template


def mutated(choose, template):
    way = choose.choice([each for each in paths(template) if each[0] != "AWSTemplateFormatVersion"])
    kind = choose.randrange(3)
    if kind == 0:
        changed = without(template, way)
    elif kind == 1:
        changed = renamed(template, way)
    else:
        changed = replaced(template, way, choose.choice(VALUES))
    return "/".join(map(str, way)), json.dumps(changed, indent=1)


def mutations(templates, seed, count):
    choose, trees = random.Random(seed), []
    for name, text in templates:
        try:
            trees.append((name, json.loads(json.dumps(read_template(text)))))
        except Exception:  # noqa: BLE001 (what cannot be read is compared as it is only)
            continue
    trees = [(name, tree) for name, tree in trees if isinstance(tree, dict) and isinstance(tree.get("Resources"), dict)]
    for _ in range(count if trees else 0):
        name, tree = choose.choice(trees)
        place, text = mutated(choose, tree)
        yield f"{name} at {place}", text
