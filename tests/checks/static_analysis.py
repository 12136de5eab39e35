#!/usr/bin/env python3
"""gcc's analyzer and cppcheck find nothing in the sources but what static_analysis_known.txt explains.

Both look along paths through functions: uses of NULL, of what was freed or never set, leaks. Clang's
analyzer does the same in tests/checks/tidy.py. The arguments, if any, are the files to look at.
"""
import concurrent.futures
import os
import re
import subprocess
import sys

import known
import sources

FOLDERS = sources.LIBRARY + ("aws", "cli")
KNOWN = sources.ROOT / "tests/checks/static_analysis_known.txt"
FLAGS = ["-D_GNU_SOURCE", '-DSAMC_VERSION="0"', "-I.", "-Iinclude"]
# With -O1 gcc sees through small functions, and its analyzer takes half the time of -O2.
GCC = ["gcc", "-std=c17", *FLAGS, "-O1", "-fanalyzer", "-fdiagnostics-plain-output", "-c", "-o", os.devnull]
# Its checks of style ask for another one; what it does not find of the libraries' headers is no matter.
CPPCHECK = ["cppcheck", "--std=c11", *FLAGS, "--enable=warning,performance,portability", "--quiet",
            "--template={file}:{line}: {id}: {message}", "--template-location="]
FINDING = {
    "gcc": re.compile(r"(?P<file>[^\s:]+):(?P<line>\d+):\d+: (?:warning|error): (?P<text>.*\[(?:CWE-.*\[)?-W(?P<id>.*)\])"),
    "cppcheck": re.compile(r"(?P<file>[^\s:]+):(?P<line>\d+): (?P<id>\w+): (?P<text>.*)"),
}


def run(tool, command, files):
    """The findings of a tool: its name, id, file, line, text."""
    done = subprocess.run([*command, *files], cwd=sources.ROOT, text=True, capture_output=True)
    found = [(tool, match["id"], match["file"], int(match["line"]), match["text"])
             for match in map(FINDING[tool].match, done.stderr.splitlines()) if match]
    if done.returncode and not found:
        found = [(tool, "failed", str(files[0]), 1, done.stderr)]
    return found


def main():
    files = sys.argv[1:] or list(map(str, sources.c_files(FOLDERS, (".c",))))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(run, "gcc", GCC, [file]) for file in files]
        size = 1 + len(files) // 8
        jobs += [pool.submit(run, "cppcheck", CPPCHECK, files[i:i + size])
                 for i in range(0, len(files), size)]
        found = [finding for job in jobs for finding in job.result()]

    known.finish(KNOWN, found, lambda row: row[1] in files)


main()
