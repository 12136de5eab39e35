#!/usr/bin/env python3
"""instructions.py STAGES [--update]: how many instructions each stage takes, held to a record.

STAGES is the program samc-stages. callgrind runs it over a fixed set of templates; the instructions
of each stage, and of libyaml reading the same bytes, are printed and compared with
instructions.txt. A stage that takes over 5 % more than recorded fails; --update records what was
counted. Instructions are the same on a busy machine, and of two machines with the same software.
Exit status 77, with the reason: valgrind, the compiler or a library is another one than that of the
record, so that nothing can be said.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RECORD = os.path.join(HERE, "instructions.txt")
ALLOWED = 1.05
SKIPPED = 77

# What an application has, and what is odd about the reading of templates.
TEMPLATES = ["tests/bench/small.yaml", "fixtures/demo/template.yaml"] + [
    f"fixtures/transform/{name}/template.yaml" for name in """
    api-auth-lambda api-cors api-explicit app-chat-backend app-etl app-http-backend
    app-image-resizer app-order-service connector-embedded event-eventbridge event-s3
    event-self-managed-kafka function-options function-policies-kinds globals-merging graphql-api
    http-api-auth http-api-explicit intrinsics-everywhere layer-values policy-templates-1
    simple-table state-machine-events template-anchors websocket-api""".split()]
STAGES = ["libyaml", "read", "resolve", "transform", "emit", "lint", "findings"]

HEAD = """\
# Instructions of each stage over the templates that instructions.py names; written by
# `instructions.py STAGES --update`. Another set of bytes, compiler or library makes other counts.
"""


def skip(reason):
    print(f"instructions: skipped: {reason}")
    sys.exit(SKIPPED)


def large_template(folder):
    path = os.path.join(folder, "large.yaml")
    with open(path, "w", encoding="utf-8") as file:
        subprocess.run([os.path.join(HERE, "lint_template.sh"), "40"], stdout=file, check=True)
    return path


def of_record(folder):
    """The templates of the record."""
    return [os.path.join(ROOT, name) for name in TEMPLATES] + [large_template(folder)]


def count(program, folder, templates):
    """The instructions of each stage over the templates, and the bytes that were read."""
    out = os.path.join(folder, "callgrind.out")
    # The C library picks its functions for texts by processor; all machines shall have the same.
    environment = dict(os.environ, LC_ALL="C", GLIBC_TUNABLES="glibc.cpu.hwcaps="
                       "-AVX_Usable,-AVX2_Usable,-AVX512F_Usable,-AVX2,-AVX512F,-AVX512VL,-ERMS")
    subprocess.run(["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out}",
                    program, "-r", "0", *templates], env=environment, check=True)
    table = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", out],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                           check=True).stdout
    counts = {"bytes": sum(os.path.getsize(name) for name in templates)}
    for stage in STAGES:
        found = re.search(rf"^ *([\d,]+) .*:stage_{stage}\b", table, re.MULTILINE)
        if not found:
            sys.exit(f"instructions: callgrind has not seen stage_{stage}()")
        counts[stage] = int(found[1].replace(",", ""))
    # Three goals read each template, and the count is of all of them.
    counts["read"] //= 3
    counts["validate"] = counts.pop("lint") - counts["transform"]
    return counts


def read_record():
    software, counts = None, {}
    with open(RECORD, encoding="utf-8") as file:
        for line in file:
            name, _, value = line.strip().partition(" ")
            if name == "software":
                software = value
            elif name and name != "#":
                counts[name] = int(value)
    return software, counts


def write_record(software, counts):
    with open(RECORD, "w", encoding="utf-8") as file:
        file.write(HEAD + f"software {software}\n")
        file.writelines(f"{name} {value}\n" for name, value in counts.items())


def show(counts, record):
    print(f"{'stage':<10} {'instructions':>12} {'a byte':>8} {'libyaml':>8} {'record':>8}")
    for name, value in counts.items():
        if name == "bytes":
            continue
        change = f"{100 * (value / record[name] - 1):+.1f} %" if record.get(name) else ""
        print(f"{name:<10} {value:>12} {value / counts['bytes']:>8.1f} "
              f"{value / counts['libyaml']:>6.2f} x {change:>8}")


def main():
    program = sys.argv[1]
    if not shutil.which("valgrind") or not shutil.which("callgrind_annotate"):
        skip("there is no valgrind; cmake/setup.sh development installs it")
    software = subprocess.run([program, "-V"], stdout=subprocess.PIPE, text=True,
                              check=True).stdout.strip()
    recorded, record = read_record() if os.path.exists(RECORD) else (None, {})
    update = "--update" in sys.argv[2:]
    if software != recorded and not update:
        skip(f"the record is of\n    {recorded}\nand this is\n    {software}")
    with tempfile.TemporaryDirectory() as folder:
        counts = count(program, folder, of_record(folder))
    show(counts, record)
    if update:
        write_record(software, counts)
        return
    advice = "--update records the new counts, if they are right:\n" \
             f"    tests/bench/instructions.py {program} --update"
    if counts["bytes"] != record["bytes"]:
        sys.exit(f"instructions: the templates are other ones than those of the record. {advice}")
    worse = [name for name in counts if counts[name] > record[name] * ALLOWED]
    if worse:
        sys.exit(f"instructions: over 5 % more than recorded: {', '.join(worse)}. {advice}")


if __name__ == "__main__":
    main()
