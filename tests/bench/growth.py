"""growth.py SAMC [--command transform|lint|both] [--counts N,N...] [SHAPE...]: how the time and the
memory of `samc transform` and `samc lint` grow with what a template has many of.

For each shape of large_template.sh, a line: the exponents of the curves of time and of memory through the
larger half of the counts (1: in line with the count; 2: with its square); what a run costs for an empty
template is taken off before. Then processor time in ms for 10 to 20,000 of it, the least of some runs each,
the most memory in use for the largest template, and how many times the template that is, also without
what a run takes for an empty one. bench.py makes its part `growth` with the functions of this file.

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

COUNTS = [10, 100, 1000, 2500, 5000, 10000, 20000]
ROUNDS = 20    # runs of one template, at most
ENOUGH = 0.3   # seconds of processor time after which three runs are enough
TOO_LONG = 2   # the same for one run
SLOW = 30      # seconds after which larger templates are left out
HERE = os.path.dirname(os.path.abspath(__file__))


def shapes():
    with open(os.path.join(HERE, "large_template.sh"), encoding="utf-8") as script:
        return re.search(r"shapes='([^']*)'", script.read()).group(1).split()


def exponent(points):
    """The slope of a line through the logarithms of pairs."""
    xs = [math.log(count) for count, _ in points]
    ys = [math.log(max(value, 1e-4)) for _, value in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


class Growth:
    """What a command takes for templates of a shape: points of count, bytes, seconds, memory."""

    def __init__(self, runs, shape, counts, base):
        self.shape, self.command = shape, runs.arguments[1]
        self.base_seconds, self.base_memory = base
        self.points = []
        self.larger = sorted(counts)[max(0, len(counts) - 4)]  # the larger half is fitted
        for count in counts:
            write_template(runs.path, shape, count)
            seconds, memory = runs.measure()
            self.points.append((count, os.path.getsize(runs.path), seconds, memory))
            if seconds > SLOW:
                break

    def fitted(self, value):
        points = [(point[0], value(point)) for point in self.points if point[0] >= self.larger]
        return exponent(points) if len(points) > 1 else math.nan

    def of_time(self):
        return self.fitted(lambda point: point[2] - self.base_seconds)

    def of_memory(self):
        return self.fitted(lambda point: point[3] - self.base_memory)


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


def write_template(path, shape, count):
    with open(path, "wb") as template:
        subprocess.run([os.path.join(HERE, "large_template.sh"), shape, str(count)],
                       stdout=template, check=True)


def measured(options, commands, counts, chosen):
    """The growth of each shape and command, as it is measured."""
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "template.yaml")
        with open(path, "w", encoding="utf-8") as empty:
            empty.write("Resources: {}\n")
        base = {command: Runs(options, command, path).measure() for command in commands}
        for shape in chosen:
            for command in commands:
                yield Growth(Runs(options, command, path), shape, counts, base[command])


def show(growth, counts):
    """A line of the table."""
    text = "".join(f"{(point[2] - growth.base_seconds) * 1000:9.1f}" for point in growth.points)
    text += "        -" * (len(counts) - len(growth.points))
    _, size, _, memory = growth.points[-1]
    print(f"{growth.shape:24}{growth.command:10}{growth.of_time():6.2f}{growth.of_memory():6.2f}{text}"
          f"{memory / 1e6:8.1f} MB{memory / size:6.1f}"
          f"{(memory - growth.base_memory) / size:6.1f}", flush=True)


def options_of(samc, spawn=None, instructions=False):
    samc = os.path.abspath(samc)
    spawn = spawn or os.path.join(os.path.dirname(samc), "tests", "bench", "spawn")
    return argparse.Namespace(samc=samc, spawn=spawn, instructions=instructions)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samc")
    parser.add_argument("--command", choices=("transform", "lint", "both"), default="both")
    parser.add_argument("--counts", default=",".join(map(str, COUNTS)), help="of the templates")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--spawn")
    parser.add_argument("shape", nargs="*")
    given = parser.parse_intermixed_args()
    counts = [int(count) for count in given.counts.split(",")]
    commands = ["transform", "lint"] if given.command == "both" else [given.command]
    print(f"{'shape':24}{'command':10}{'time':>6}{'mem.':>6}" +
          "".join(f"{count:9}" for count in counts) + f"{'memory':>11}{'/size':>6}{'-base':>6}")
    options = options_of(given.samc, given.spawn, given.instructions)
    for growth in measured(options, commands, counts, given.shape or shapes()):
        show(growth, counts)


if __name__ == "__main__":
    main()
