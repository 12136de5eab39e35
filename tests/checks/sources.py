"""What the checks look at: the project's C files, and their code without comments and texts."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# Folders of the library: they neither print nor exit, and hold no state.
LIBRARY = ("base", "document", "spec", "intrinsics", "transform", "validator", "emit", "pipeline")
FOLDERS = LIBRARY + ("artifact", "aws", "include", "cli", "lsp", "tests", "docs")


def c_files(folders=FOLDERS, suffixes=(".c", ".h")):
    """Paths from the root, sorted."""
    return sorted(path.relative_to(ROOT) for folder in folders
                  for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)


def is_list(path):
    """X-macro lists: rows of a table, laid out by hand."""
    return path.name.endswith("_list.h")


_SKIPPED = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def code_lines(path):
    """Pairs of line number and line, where comments and texts are blank."""
    text = (ROOT / path).read_text()
    text = _SKIPPED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    return list(enumerate(text.splitlines(), 1))


def finish(problems, advice):
    """Prints what is wrong and ends the program."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"\n{advice}")
    sys.exit(bool(problems))
