#!/usr/bin/env python3
"""Functions that the project does without, everywhere or in the folders of the library."""
import re

import sources

# Name -> what to use.
EVERYWHERE = {
    "sprintf": "buffer_printf() or slice_printf()",
    "vsprintf": "buffer_vprintf()",
    "strcpy": "struct slice, or slice_copy()",
    "stpcpy": "struct slice, or slice_copy()",
    "strncpy": "struct slice, or slice_copy()",
    "strcat": "buffer_add() or CONCAT()",
    "strncat": "buffer_add() or CONCAT()",
    "strtok": "slice_find() and slice_from()",
    "strtok_r": "slice_find() and slice_from()",
    "atoi": "strtol(), which tells errors",
    "atol": "strtol(), which tells errors",
    "atoll": "strtoll(), which tells errors",
    "atof": "number_double(), which knows no locale",
    "gets": "base/file.h",
    "alloca": "arena_alloc()",
    "tmpnam": "mkstemp()",
    "mktemp": "mkstemp()",
}

# The library neither prints nor ends the program nor looks around by itself.
LIBRARY = {
    **{name: "a finding, or a status" for name in
       ("printf", "vprintf", "fprintf", "vfprintf", "puts", "fputs", "putchar", "perror")},
    **{name: "a status" for name in ("exit", "_exit", "_Exit", "quick_exit", "abort", "err", "errx")},
    **{name: "an option or struct samc_host" for name in ("getenv", "time", "system", "popen")},
    "setlocale": "nothing: the library must work in any locale",
}


def problems():
    for path in sources.c_files():
        banned = {**EVERYWHERE, **(LIBRARY if path.parts[0] in sources.LIBRARY else {})}
        pattern = re.compile(r"(?<![\w.>])(" + "|".join(banned) + r")\s*\(")
        for number, line in sources.code_lines(path):
            for match in pattern.finditer(line):
                name = match.group(1)
                yield f"{path}:{number}: {name}(): use {banned[name]}"


sources.finish(list(problems()), "The list, with what to use instead, is in tests/checks/banned_calls.py.")
