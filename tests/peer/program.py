"""Runs samc and reads what it says, as an outcome of the same kinds as the reference's."""

import json
import subprocess

import repository
from reference import Crash, Output, Refusal

EXIT_ERRORS = 2  # the bit of samc's exit status that says "the template has errors"


def outcome(command, text=None):
    """The outcome of a command `samc transform --diagnostics-format json ...`; `text` is its input."""
    given = {"stdin": subprocess.DEVNULL} if text is None else {"input": text.encode()}
    run = subprocess.run(command, capture_output=True, check=False, env=repository.environment(), **given)
    error_text = run.stderr.decode("utf-8", "replace")
    if run.returncode < 0 or run.returncode & 1:
        return Crash(f"exit status {run.returncode}: {error_text.strip()[:500]}", "")
    try:
        findings = json.loads(error_text or "[]")
        if not run.returncode & EXIT_ERRORS:
            return Output(json.loads(run.stdout))
    except ValueError as error:
        return Crash(f"no JSON: {error}: {error_text.strip()[:300]}", "")
    errors = [each for each in findings if each["severity"] == "error"]
    if run.stdout:
        return Crash("a template came out although it was refused", "")
    ids = sorted({each["resource"] for each in errors}, key=lambda each: (each is not None, each))
    return Refusal(ids, [each["message"] for each in errors])


def transform(samc, text, region, *options):
    """The outcome for the text of a template."""
    command = [samc, "transform", "--region", region, "--diagnostics-format", "json"]
    return outcome([*command, *options, "-"], text)
