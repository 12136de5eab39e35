"""Holds the samples of docs/rules against the reference.

    pages.py [--samc PROGRAM] [RULE ...]

What a page says of AWS's transform has to be true of it: a good sample, and a bad one that is only
warned of, becomes the same in both; a bad one that is an error is refused by both, for the same
resources. Rules about reading, evaluation and size are not the transform's, and samples with options,
with AWS::LanguageExtensions or made by a program are left out. Prints one line per difference; status 1 if there is any.
"""

import argparse
import os
import pathlib
import re
import sys

from compare import describe, first_difference
from program import transform
from reference import Output, Reference, Refusal

PAGES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "rules"
SAMPLE = re.compile(r"^```yaml (?:bad|good)\n(.*?)^```$", re.M | re.S)
REGION = "eu-west-1"


def difference(expected, got):
    """What is to be said of two outcomes; None when they are alike."""
    if isinstance(expected, Output) and isinstance(got, Output):
        found = first_difference(expected.template, got.template)
        return describe(found) if found else None
    if isinstance(expected, Refusal) and isinstance(got, Refusal):
        return None if expected.ids == got.ids else f"refused are {got.ids}, not {expected.ids}"
    return f"the reference: {str(expected)[:200]}; samc: {str(got)[:200]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samc", default=os.environ.get("SAMC", "samc"))
    parser.add_argument("rules", nargs="*")
    arguments = parser.parse_args()
    reference, count, failures = Reference(), 0, 0
    for page in sorted(PAGES.glob("SAM*.md")):
        if arguments.rules and page.stem not in arguments.rules:
            continue
        for sample in SAMPLE.findall(page.read_text()):
            if "AWS::LanguageExtensions" in sample:
                continue
            count += 1
            found = difference(reference.transform(sample, REGION), transform(arguments.samc, sample, REGION))
            if found:
                failures += 1
                print(f"docs/rules/{page.name}: {sample.splitlines()[-1].strip()}: {found}")
    print(f"samples of rules: {count}, {failures} differ")
    return failures > 0


sys.exit(main())
