"""Runs the hooks of .pre-commit-hooks.yaml under the real pre-commit, and reads the samples of docs/ci.md.

    hooks.py [--samc PROGRAM]

In a scratch repository, pre-commit is given the hooks from another one that holds .pre-commit-hooks.yaml,
and runs them on templates that are good, bad, and none at all. The YAML samples of docs/ci.md that have the
name of a file are held against the published schema of that file. Prints what is wrong; status 1 if
anything is. Called by reports.sh, which provides the packages.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
GIT = ["git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]

GOOD = "Transform: AWS::Serverless-2016-10-31\nResources: {T: {Type: AWS::SNS::Topic}}\n"
TWICE = "Transform: AWS::Serverless-2016-10-31\nResources:\n  T: {Type: AWS::SNS::Topic}\n  T: {Type: AWS::SNS::Topic}\n"
TWICE_JSON = '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}, "T": {"Type": "AWS::SNS::Topic"}}}\n'
LOCAL = (
    "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n"
    "    Properties: {CodeUri: ./src, Handler: a.b, Runtime: python3.13}\n"
)
REFUSED = "Transform: AWS::Serverless-2016-10-31\nResources:\n  F: {Type: AWS::Serverless::Function, Properties: 1}\n"
OTHER = "on: push\njobs: {}\n"

# Hook, files, whether it passes, a text that it says or None.
CASES = [
    ("samc-lint", {"template.yaml": GOOD, "other.yml": OTHER, "data.json": "[1]"}, True, None),
    ("samc-lint", {"template.yaml": GOOD, "a b.yaml": TWICE}, False, "a b.yaml:4:3: error E0000"),
    ("samc-lint", {"template.json": TWICE_JSON, "other.yml": OTHER}, False, "template.json:1:"),
    ("samc-transform-check", {"template.yaml": LOCAL, "app/template.yml": GOOD, "other.yaml": OTHER}, True, None),
    ("samc-transform-check", {"template.yaml": TWICE}, True, None),
    ("samc-transform-check", {"template.yaml": GOOD, "a b/template.yaml": REFUSED}, False, "a b/template.yaml:3:"),
]

# The samples of docs/ci.md by the name in their first line, and the schema of check-jsonschema.
SAMPLES = {
    ".github/workflows/templates.yaml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}


def git(folder, *arguments):
    subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all")


def hook_repository(folder):
    """A repository with the hooks, as pre-commit wants one. Its revision."""
    folder.mkdir()
    git(folder, "init", "-q")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    commit(folder)
    return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=folder, text=True).strip()


def run_hook(place, revision, hook, files):
    """pre-commit on all files of a new repository: its status, and what it says."""
    repository = Path(tempfile.mkdtemp(dir=place))
    git(repository, "init", "-q")
    config = f"repos:\n- repo: {place / 'hooks'}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n"
    for name, text in {".pre-commit-config.yaml": config, **files}.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(text)
    commit(repository)
    environment = {**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}", "PRE_COMMIT_HOME": str(place / "home")}
    run = subprocess.run(
        [str(BIN / "pre-commit"), "run", "--all-files"], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )
    return run.returncode, run.stdout + run.stderr


def check_hooks(samc, place):
    """What is wrong."""
    (place / "bin").mkdir()
    (place / "bin" / "samc").symlink_to(samc)
    revision = hook_repository(place / "hooks")
    for hook, files, passes, text in CASES:
        status, said = run_hook(place, revision, hook, files)
        if (status == 0) != passes or "Skipped" in said or (text and text not in said):
            yield f"{hook} on {', '.join(files)}: status {status}: {said}"


def samples():
    """(name, text) of the YAML samples of docs/ci.md that say in their first line which file they are."""
    for block in (ROOT / "docs" / "ci.md").read_text().split("```yaml\n")[1:]:
        text = block.partition("```")[0]
        if text.startswith("# "):
            yield text.partition("\n")[0][2:].strip(), text


def check_samples(place):
    """What is wrong."""
    found = dict(samples())
    for name, schema in SAMPLES.items():
        if name not in found:
            yield f"docs/ci.md has no sample of {name}"
            continue
        path = place / Path(name).name
        path.write_text(found[name])
        command = [str(BIN / "check-jsonschema"), "--builtin-schema", schema, str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            yield f"docs/ci.md, {name}: {run.stdout}{run.stderr}"


def main():
    parser = argparse.ArgumentParser(description="Run the hooks under pre-commit.")
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"), help="the program to test")
    samc = os.path.abspath(parser.parse_args().samc)
    with tempfile.TemporaryDirectory() as folder:
        wrong = [*check_hooks(samc, Path(folder)), *check_samples(Path(folder))]
    for each in wrong:
        print(f"FAILED {each}")
    print(f"{len(CASES)} runs of hooks, {len(SAMPLES)} samples: {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
