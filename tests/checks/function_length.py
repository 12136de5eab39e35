#!/usr/bin/env python3
"""No function is longer than 80 lines, but for those that long_functions.txt names.

A function's length is counted from the line of its name to its closing brace. Prints median and
95th percentile: what to aim at is 40 lines at most, and the 95th percentile is no more than 60.
"""
import collections
import json
import pathlib
import statistics
import subprocess

import sources

GATE, GATE_95TH = 80, 60
ALLOWED = pathlib.Path(__file__).with_name("long_functions.txt")


def functions(paths):
    command = ["ctags-universal", "--languages=C", "--kinds-C=f", "--fields=+ne",
               "--output-format=json", "--map-C=+.h", "-o", "-", *map(str, paths)]
    output = subprocess.run(command, cwd=sources.ROOT, check=True, capture_output=True, text=True)
    for line in output.stdout.splitlines():
        tag = json.loads(line)
        if "end" in tag:
            yield tag["path"], tag["name"], tag["line"], tag["end"] - tag["line"] + 1


def read_allowed():
    lines = (line.split("#")[0].split() for line in ALLOWED.read_text().splitlines())
    return {(path, name) for path, name in filter(None, lines)}


def report(lengths):
    for group in ("library and program", "tests"):
        if lengths[group]:
            ordered = sorted(lengths[group])
            most = ordered[int(0.95 * (len(ordered) - 1))]
            print(f"{group}: {len(ordered)} functions, median {statistics.median(ordered):g} lines, "
                  f"95th percentile {most}, longest {ordered[-1]}")
            if most > GATE_95TH:
                yield f"{group}: the 95th percentile is {most} lines, the limit is {GATE_95TH}"


def main():
    allowed, used = read_allowed(), set()
    lengths, problems = collections.defaultdict(list), []
    for path, name, line, length in functions(sources.c_files()):
        lengths["tests" if path.startswith(("tests/", "docs/")) else "library and program"].append(length)
        if length > GATE and (path, name) in allowed:
            used.add((path, name))
        elif length > GATE:
            problems.append(f"{path}:{line}: {name}() has {length} lines, the limit is {GATE}")
    problems += [f"{ALLOWED.name}: {name}() of {path} is not that long; remove its line"
                 for path, name in sorted(allowed - used)]
    problems += report(lengths)
    sources.finish(problems, "Take out a part that has a name of its own. Only a dispatch that is "
                   f"long and flat belongs into tests/checks/{ALLOWED.name}.")


main()
