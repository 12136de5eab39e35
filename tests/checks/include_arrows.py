#!/usr/bin/env python3
"""Includes between folders follow the table of docs/architecture.md, and so does CMakeLists.txt.

A row of the table:  | `folder/` | what it holds | `folder/`, `folder/` | `header.h` of a library |
"""
import pathlib
import re

import sources

TABLE = "docs/architecture.md"
ROW = re.compile(r"^\| `(\w+)/` \|[^|]*\|([^|]*)\|([^|]*)\|$")
INCLUDE = re.compile(r'^#include (?:"([^"]+)"|<([^>]+)>)')
FOLDER_CALL = re.compile(r"^samc_folder\((\w+)([^)]*)\)", re.M)


def read_table():
    arrows, libraries = {}, {}
    for line in (sources.ROOT / TABLE).read_text().splitlines():
        match = ROW.match(line)
        if match:
            arrows[match.group(1)] = set(re.findall(r"`(\w+)/`", match.group(2)))
            for header in re.findall(r"`([^`]+\.h)`", match.group(3)):
                libraries.setdefault(header, set()).add(match.group(1))
    return arrows, libraries


def includes(path):
    for number, line in enumerate((sources.ROOT / path).read_text().splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def check_own(path, folder, target, arrows):
    """What is wrong with an include of one of our files."""
    parts = pathlib.PurePath(target).parts
    to = "include" if parts[0] == "samc" else parts[0]
    if len(parts) < 2 or to not in arrows:
        return f"'{target}' is not spelt from the root"
    if to != folder and to not in arrows[folder]:
        return f"{folder}/ may not include {to}/"
    if to != folder and target.endswith("_internal.h"):
        return f"{target} is for {to}/ alone"
    return None


def check_file(path, arrows, libraries):
    folder = path.parts[0]
    for number, own, foreign in includes(path):
        problem = None
        if own and folder not in ("tests", "docs"):
            problem = check_own(path, folder, own, arrows)
        elif own and own.endswith("_internal.h") and folder not in ("tests",):
            problem = f"{own} is for its own folder alone"
        elif foreign in libraries and folder not in libraries[foreign] | {"tests"}:
            problem = f"<{foreign}> may be included from {', '.join(sorted(libraries[foreign]))}/ only"
        if problem:
            yield f"{path}:{number}: {problem}"


def closure(folder, direct):
    reached, todo = set(), [folder]
    while todo:
        for to in direct.get(todo.pop(), set()) - reached:
            reached.add(to)
            todo.append(to)
    return reached


def check_cmake(arrows):
    """A folder's library must reach what the table allows it, no more and no less."""
    text = (sources.ROOT / "CMakeLists.txt").read_text()
    direct = {name: set(re.findall(r"\bsamc_(\w+)", rest)) for name, rest in FOLDER_CALL.findall(text)}
    for folder in direct:
        linked, allowed = closure(folder, direct), arrows.get(folder, set()) - {"include"}
        if linked != allowed:
            yield (f"CMakeLists.txt: samc_folder({folder}) links with {sorted(linked)}, "
                   f"the table allows {sorted(allowed)}")


def main():
    arrows, libraries = read_table()
    problems = [] if len(arrows) > 5 else [f"{TABLE}: no table of folders found"]
    for path in sources.c_files():
        problems += check_file(path, arrows, libraries)
    problems += check_cmake(arrows)
    sources.finish(problems, f"The table of allowed includes is in {TABLE}. Include something below, "
                   "move the code to where it may be used, or discuss the table.")


main()
