#!/usr/bin/env python3
"""bench.py BUILD [--peers] [--record] [PART...]: what samc costs, in five parts.

    process  processes with small templates, beside an empty C program
    stages   each stage of the pipeline, beside libyaml reading the same bytes
    growth   time and memory for up to 20,000 of a thing, with the exponents of growth
    peers    other programs that read such templates; with --peers or by name, since it installs them
    jobs     `samc lint` over 2,000 files with several threads

Each part is printed as it is done: when and on what it was measured, how, and its tables. The text and
the numbers are kept in BUILD/bench. --record puts them into docs/benchmarks.md and docs/plots, and
draws the plots anew. BUILD is a release build with tests (`make release`). SAMC_CORPUS names the corpus
of the conformance test, where that is not beside the clone.
"""

import argparse
import os
import re
import shutil
import subprocess
import tempfile

import growth
import instructions
import peers
import plots
import report

ROOT = report.ROOT
GROWTH_COUNTS = [10, 100, 1000, 5000, 10000, 20000]
# Functions with events and policies, APIs with many paths, connectors, conditions, loops, no SAM.
GROWTH_SHAPES = ["functions", "policies", "paths", "conditional", "apis", "notifications", "connectors",
                 "choices", "loops", "collection", "plain"]
STAGES = ["libyaml", "read", "resolve", "transform", "emit", "validate", "findings", "samc transform",
          "samc lint"]
HARD = "nests ifs subs conditions stacks branches texts".split()
FILES = 2000


class Bench:
    """The programs of a build, and a folder for what is made for them."""

    def __init__(self, build, work):
        self.build, self.work = build, work
        self.samc = os.path.join(build, "samc")
        self.folder = os.path.join(build, "tests", "bench")

    def program(self, name):
        return os.path.join(self.folder, name)

    def spawn(self, rounds, commands):
        """For each command the medians of time and processor time in seconds, and bytes of memory."""
        words = [self.program("spawn"), "-t", str(rounds)]
        for number, command in enumerate(commands):
            words += (["--"] if number else []) + command
        lines = report.output(*words).split("\n")
        return [tuple(map(float, line.split())) for line in lines]

    def template(self, name, script, *arguments):
        """The path of a template that a script of this folder prints."""
        path = os.path.join(self.work, name)
        with open(path, "w", encoding="utf-8") as file:
            subprocess.run([os.path.join(ROOT, "tests", "bench", script), *arguments], stdout=file,
                           check=True)
        return path

    def report(self, name, method):
        return report.Report(name, self.build, method)


def fixtures(names=("template.yaml", "template.json")):
    folder = os.path.join(ROOT, "fixtures", "transform")
    paths = [os.path.join(folder, case, name) for case in sorted(os.listdir(folder)) for name in names]
    return [path for path in paths if os.path.exists(path)]


def in_ms(seconds):
    return f"{seconds * 1e3:.2f}" if seconds < 0.1 else f"{seconds * 1e3:.0f}"


# -- Parts -----------------------------------------------------------------------------------------

def process(bench):
    """Processes beside an empty C program."""
    demo, small = "fixtures/demo/template.yaml", "tests/bench/small.yaml"
    minimal = "fixtures/transform/function-zip-minimal/template.yaml"
    large = bench.template("large.yaml", "lint_template.sh", "500")
    samc = bench.samc
    rows = [("an empty C program", [bench.program("empty")]),
            ("samc --version", [samc, "--version"]),
            ("samc transform, a function", [samc, "transform", minimal]),
            ("samc transform, the demo", [samc, "transform", demo]),
            ("samc lint, 3 resources", [samc, "lint", small]),
            ("samc lint, the demo", [samc, "lint", demo]),
            ("samc transform, 500 resources", [samc, "transform", large]),
            ("samc lint, 500 resources", [samc, "lint", large])]
    times = bench.spawn(300, [command for _, command in rows[:6]])
    times += bench.spawn(15, [command for _, command in rows[6:]])
    result = bench.report("process", f"""Medians of 300 processes of each, started in turn by
        tests/bench/spawn.c, and of 15 for the template of 500 resources without SAM
        ({os.path.getsize(large) // 1000} kB, tests/bench/lint_template.sh). The others are {minimal},
        {small} and {demo}.""")
    result.add_table(["a process", "ms", "of the processor", "x empty", "MB"],
                     [[name, in_ms(time), in_ms(processor),
                       f"{processor / times[0][1]:.1f}", f"{memory / 1e6:.1f}"]
                      for (name, _), (time, processor, memory) in zip(rows, times)])
    for (name, _), row in zip(rows, times):
        result.datum(name, *row)
    return result


def seconds_of_stages(bench, paths):
    lines = report.output(bench.program("samc-stages"), "-t", *paths).split("\n")
    return {name: float(value) for name, value in (line.split("\t") for line in lines)}


def instructions_of_stages(bench, paths):
    """The same of instructions; None without valgrind."""
    if not shutil.which("valgrind"):
        return None
    counts = instructions.count(bench.program("samc-stages"), bench.work, paths)
    common = counts["read"] + counts["transform"]
    counts["samc transform"] = common + counts["emit"]
    counts["samc lint"] = common + counts["validate"] + counts["findings"]
    return counts


def sets_of_templates(bench):
    """Names, templates, and whether instructions are counted too."""
    large = bench.template("large.yaml", "lint_template.sh", "500")
    sets = [(f"{len(fixtures())} fixtures", fixtures(), True), ("500 resources", [large], True)]
    corpus = os.path.join(os.environ.get("SAMC_CORPUS") or os.path.join(ROOT, "..", "shared", "corpus"),
                          "sam", "input")
    if os.path.isdir(corpus):
        paths = sorted(os.path.join(corpus, name) for name in os.listdir(corpus)
                       if name.endswith((".yaml", ".yml", ".json")))
        sets.insert(1, (f"{len(paths)} of the corpus", paths, False))
    return sets


def whole(bench, paths):
    """Milliseconds of libyaml alone, and of samc_compile() with its ratio to libyaml for each goal."""
    folder = tempfile.mkdtemp(dir=bench.work)
    for number, path in enumerate(paths):
        shutil.copy(path, os.path.join(folder, f"{number}-{os.path.basename(path)}"))
    cells = []
    for goal in ("transform", "lint"):
        text = report.output(bench.program("samc-bench"), "-g", goal, folder)
        yaml, samc, ratio = (re.search(rf"^{start} +([\d.]+)", text, re.MULTILINE)[1]
                             for start in ("libyaml alone", "samc_compile", "ratio"))
        cells += ([] if cells else [in_ms(float(yaml) / 1e3)]) + [in_ms(float(samc) / 1e3), ratio]
    return cells


def hard_templates(bench, result):
    """A line for each shape that costs others exponential time."""
    folder = os.path.join(bench.work, "hard")
    os.makedirs(folder)
    for shape in HARD:
        bench.template(f"hard/{shape}.yaml", "hard_template.sh", shape)
    rows = {}
    for goal in ("conditions", "lint"):
        text = report.output(bench.program("samc-bench"), "-e", "-g", goal, folder)
        for name, size, yaml, time in re.findall(r"^(\w+)\.yaml +(\d+) bytes +libyaml +([\d.]+) ms +\w+ +"
                                                 r"([\d.]+) ms", text, re.MULTILINE):
            rows.setdefault(name, [name, size, yaml]).append(time)
    result.say("Templates of shapes that cost programs exponential time which try all combinations"
               " (tests/bench/hard_template.sh):")
    result.add_table(["shape", "bytes", "libyaml, ms", "conditions, ms", "lint, ms"],
                     [rows[shape] for shape in HARD])


def stages(bench):
    """Each stage beside libyaml."""
    result = bench.report("stages", """One process, file by file: medians of 15 rounds in which libyaml,
        which reads the same bytes and does nothing with them, and the stages take turns
        (tests/bench/stages.c), in processor time. Instructions are counted by callgrind; they are the same on a
        busy machine. `validate` is what lint takes beyond the transform
        that it runs as well. A stage by itself finds the caches cold, so the stages are more than a
        template as a whole, which stands by itself below: a call of samc_compile(), in turn with libyaml
        (tests/bench/samc_bench.c).""")
    totals = []
    for name, paths, counts_too in sets_of_templates(bench):
        size = sum(os.path.getsize(path) for path in paths)
        seconds = seconds_of_stages(bench, paths)
        counts = instructions_of_stages(bench, paths) if counts_too else None
        rows = []
        for stage in STAGES:
            ratio = seconds[stage] / seconds["libyaml"]
            row = [stage, in_ms(seconds[stage]), f"{size / seconds[stage] / 1e6:.1f}", f"{ratio:.2f}"]
            if counts:
                row += [f"{counts[stage] / size:.1f}", f"{counts[stage] / counts['libyaml']:.2f}"]
            rows.append(row)
            result.datum(name, stage, seconds[stage], ratio,
                         counts[stage] / counts["libyaml"] if counts else "")
        result.add_table([f"{name}, {size // 1000} kB", "ms", "MB/s", "x libyaml"] +
                         (["instructions a byte", "x libyaml"] if counts else []), rows)
        totals.append([name] + whole(bench, paths))
    result.add_table(["as a whole", "libyaml, ms", "transform, ms", "x libyaml", "lint, ms", "x libyaml"],
                     totals)
    hard_templates(bench, result)
    return result


def grow(bench):
    """Time and memory by the count of what a template has many of."""
    result = bench.report("growth", """Processes with templates of 10, 100, 1,000, 5,000, 10,000 and 20,000 of
        a thing (tests/bench/large_template.sh): processor time, the least of at least three runs up to two
        seconds, and the most memory in use. An exponent is the slope of the line through the logarithms
        from 1,000 on, less what an empty template takes: 1 is growth in line with the count. That of
        instructions, which are the same on a busy machine, is of 500 and 2,000 (callgrind). Bytes of memory
        are those beyond 4 MB.""")
    commands, rows, exact = ["transform", "lint"], [], {}
    if shutil.which("valgrind"):
        options = growth.options_of(bench.samc, instructions=True)
        for each in growth.measured(options, commands, [500, 2000], GROWTH_SHAPES):
            exact[each.shape, each.command] = f"{each.of_time():.2f}"
    for each in growth.measured(growth.options_of(bench.samc), commands, GROWTH_COUNTS, GROWTH_SHAPES):
        count, size, seconds, memory = each.points[-1]
        rows.append([f"{each.shape}, {each.command}", exact.get((each.shape, each.command), ""),
                     f"{each.of_time():.2f}", f"{each.of_memory():.2f}", f"{count}", f"{size / 1e6:.1f}", in_ms(seconds), f"{memory / 1e6:.0f}",
                     f"{(memory - 4e6) / size:.1f}"])
        for point in each.points:
            result.datum(each.shape, each.command, *point)
    result.add_table(["many", "exponent of instructions", "of time", "of memory", "largest", "MB of text",
                      "ms", "MB", "bytes a byte"], rows)
    return result


def jobs(bench):
    """Many files with several threads."""
    folder = os.path.join(bench.work, "files")
    os.makedirs(folder)
    texts = fixtures(("template.yaml",))
    for number in range(FILES):
        shutil.copy(texts[number % len(texts)], os.path.join(folder, f"{number}.yaml"))
    counts = [1, 2, 4]
    times = bench.spawn(5, [[bench.samc, "lint", f"-j{count}", folder] for count in counts])
    result = bench.report("jobs", f"""Medians of 5 processes in turn: `samc lint -jN` over {FILES} files, the
        {len(texts)} fixtures in YAML, copied. `samc transform` takes one file, so it has no such option.""")
    result.add_table(["threads", "ms", "of the processor", "x -j1", "MB", "files a second"],
                     [[f"-j{count}", in_ms(time), in_ms(processor), f"{times[0][0] / time:.2f}",
                       f"{memory / 1e6:.0f}", f"{FILES / time:.0f}"]
                      for count, (time, processor, memory) in zip(counts, times)])
    for count, row in zip(counts, times):
        result.datum(count, *row)
    return result


PARTS = {"process": process, "stages": stages, "growth": grow, "peers": peers.measure, "jobs": jobs}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("part", nargs="*")
    given = parser.parse_intermixed_args()
    build = os.path.abspath(given.build)
    os.chdir(ROOT)
    os.environ["XDG_CACHE_HOME"] = "/dev/null"  # no update of resource types
    names = given.part or [name for name in PARTS if name != "peers" or given.peers]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    for name in names:
        with tempfile.TemporaryDirectory() as work:
            PARTS[name](Bench(build, work)).keep()
        if given.record:
            report.record(build, name)
    if given.record:
        plots.draw()


if __name__ == "__main__":
    main()
