#!/usr/bin/env python3
"""tidy.py [--quick] BUILD [FILE...]: clang-tidy finds nothing but what tidy_known.txt explains.

It has the checks of .clang-tidy, and compiles the sources as BUILD does (a folder with
compile_commands.json). With --quick it does without clang's analyzer, which takes most of the time and
looks for what gcc's analyzer and cppcheck look for (static_analysis.py); `make lint` has it.
"""
import concurrent.futures
import os
import re
import subprocess
import sys

import known
import sources

FOLDERS = sources.LIBRARY + ("aws", "cli")
KNOWN = sources.ROOT / "tests/checks/tidy_known.txt"
FINDING = re.compile(r"(?P<file>/[^\s:]+):(?P<line>\d+):\d+: (?:warning|error): (?P<text>.*) \[(?P<id>[^\]]+)\]")
ANALYZER = "clang-analyzer-"


def run(command, files):
    """The findings in some files."""
    done = subprocess.run([*command, *files], cwd=sources.ROOT, text=True, capture_output=True, check=False)
    found = [("clang-tidy", match["id"], os.path.relpath(match["file"], sources.ROOT), int(match["line"]),
              match["text"]) for match in map(FINDING.match, done.stdout.splitlines()) if match]
    if done.returncode and not found:
        found = [("clang-tidy", "failed", files[0], 1, done.stderr)]
    return found


def main():
    arguments = sys.argv[1:]
    quick = "--quick" in arguments
    build, *files = [word for word in arguments if word != "--quick"]
    files = files or list(map(str, sources.c_files(FOLDERS, (".c",))))
    command = ["clang-tidy", "-p", build, "--quiet"] + ([f"--checks=-{ANALYZER}*"] if quick else [])
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(run, command, files[i:i + 4]) for i in range(0, len(files), 4)]
        found = [finding for job in jobs for finding in job.result()]
    whole = len(sys.argv) == 2 + quick
    known.finish(KNOWN, found, lambda row: whole and not (quick and row[0].startswith(ANALYZER)))


main()
