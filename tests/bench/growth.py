"""growth.py SAMC [--command transform|lint|both] [--counts N,N...] [SHAPE...]: how the time and the
memory of `samc transform` and `samc lint` grow with what a template has many of.

For each shape of large_template.sh, a line: processor time in ms for 10 to 20,000 of it, the least of
some runs each, and the exponent of the curve through the larger half of them (1: in line with the count;
2: with its square); what a run costs for an empty template is taken off before. Then the most memory
in use for the largest template, and how many times the template that is, also without what a run takes
for an empty one.

With --instructions it is not time that is fitted, but millions of instructions, which valgrind counts: on
a busy machine caches and clocks make large templates slower than they are. That takes fifty times as
long, so give smaller --counts.

The programs are started by --spawn (build/tests/bench/spawn, beside SAMC), because the memory of a
process counts from the program that starts it.
"""

import argparse
import math
import os
import re
import subprocess
import tempfile

COUNTS = "10,100,1000,2500,5000,10000,20000"
ROUNDS = 20    # runs of one template, at most
ENOUGH = 0.3   # seconds of processor time after which three runs are enough
TOO_LONG = 2   # the same for one run
SLOW = 30      # seconds after which larger templates are left out
HERE = os.path.dirname(os.path.abspath(__file__))


def shapes():
    with open(os.path.join(HERE, "large_template.sh"), encoding="utf-8") as script:
        return re.search(r"shapes='([^']*)'", script.read()).group(1).split()


class Runs:
    """Runs samc over one template, time and again."""

    def __init__(self, options, command, path):
        self.arguments = [options.samc, command, path]
        self.spawn = options.spawn
        self.instructions = options.instructions
        self.path = path

    def count(self):
        """Billions of instructions, so that a table of thousandths has millions."""
        tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        text = subprocess.run(tool + self.arguments, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False).stderr
        return int(re.search(r"Collected : (\d+)", text).group(1)) / 1e9

    def measure(self):
        """Seconds of processor time, the least, and bytes of memory, the most."""
        seconds, memory = self.time()
        return (self.count() if self.instructions else seconds), memory

    def time(self):
        least, total, rounds = None, 0, 0
        while total < TOO_LONG and (rounds < 3 or (total < ENOUGH and rounds < ROUNDS)):
            line = subprocess.run([self.spawn, "-u"] + self.arguments, capture_output=True,
                                  text=True, check=True).stdout.split()
            took, memory = float(line[0]), int(line[1])
            least = took if least is None else min(least, took)
            total += took
            rounds += 1
        return least, memory


def exponent(points):
    """The slope of a line through the logarithms."""
    xs = [math.log(count) for count, _ in points]
    ys = [math.log(max(took, 1e-4)) for _, took in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def fitted_from(counts):
    """The larger half is fitted."""
    return sorted(counts)[max(0, len(counts) - 4)]


def write_template(path, shape, count):
    with open(path, "wb") as template:
        subprocess.run([os.path.join(HERE, "large_template.sh"), shape, str(count)],
                       stdout=template, check=True)


def grow(runs, shape, counts, base):
    """A line of the table."""
    base_seconds, base_memory = base
    points, text = [], ""
    for count in counts:
        write_template(runs.path, shape, count)
        took, memory = runs.measure()
        points.append((count, took - base_seconds))
        text += f"{(took - base_seconds) * 1000:9.1f}"
        if took > SLOW:
            text += "        -" * (len(counts) - len(points))
            break
    fitted = [point for point in points if point[0] >= fitted_from(counts)]
    slope = exponent(fitted) if len(fitted) > 1 else math.nan
    size = os.path.getsize(runs.path)
    print(f"{shape:24}{runs.arguments[1]:10}{slope:6.2f}{text}{memory / 1e6:8.1f} MB"
          f"{memory / size:6.1f}{(memory - base_memory) / size:6.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samc")
    parser.add_argument("--command", choices=("transform", "lint", "both"), default="both")
    parser.add_argument("--counts", default=COUNTS, help="of the templates; the default: " + COUNTS)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--spawn")
    parser.add_argument("shape", nargs="*")
    options = parser.parse_intermixed_args()
    counts = [int(count) for count in options.counts.split(",")]
    options.samc = os.path.abspath(options.samc)
    options.spawn = options.spawn or os.path.join(os.path.dirname(options.samc), "tests", "bench",
                                                  "spawn")
    commands = ["transform", "lint"] if options.command == "both" else [options.command]

    print(f"{'shape':24}{'command':10}{'expo':>6}" + "".join(f"{count:9}" for count in counts) +
          f"{'memory':>11}{'/size':>6}{'-base':>6}")
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "template.yaml")
        base = {}
        with open(path, "w", encoding="utf-8") as empty:
            empty.write("Resources: {}\n")
        for command in commands:
            base[command] = Runs(options, command, path).measure()
        for shape in options.shape or shapes():
            for command in commands:
                grow(Runs(options, command, path), shape, counts, base[command])


main()
