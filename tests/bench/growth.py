"""growth.py SAMC [SHAPE...]: how the time of `samc lint` grows with what a template has many of.

For each shape of large_template.sh: processor time for 2,500, 5,000, 10,000 and 20,000 of it, the
least of three runs each, and the exponent of the curve through them (1: in line with the count; 2:
with its square). What a run costs without any template is taken off.
"""

import math
import os
import re
import subprocess
import sys
import tempfile

COUNTS = (2500, 5000, 10000, 20000)
ROUNDS = 3
HERE = os.path.dirname(os.path.abspath(__file__))


def shapes():
    with open(os.path.join(HERE, "large_template.sh"), encoding="utf-8") as script:
        return re.search(r"shapes='([^']*)'", script.read()).group(1).split()


def seconds(samc, path):
    """Processor time, the least of some runs; None after half a minute."""
    best = None
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [samc, "lint", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        usage = os.wait4(process.pid, 0)[2]
        process.returncode = 0
        took = usage.ru_utime + usage.ru_stime
        best = took if best is None else min(best, took)
        if took > 5:
            break
    return best


def exponent(points):
    """The slope of a line through the logarithms."""
    xs = [math.log(count) for count, _ in points]
    ys = [math.log(max(took, 1e-4)) for _, took in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def main():
    samc, wanted = sys.argv[1], sys.argv[2:] or shapes()
    print(f"{'shape':16}{'exponent':>9}" + "".join(f"{count:>10}" for count in COUNTS))
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "template.yaml")
        with open(path, "w", encoding="utf-8") as empty:
            empty.write("Resources: {}\n")
        base = seconds(samc, path)
        for shape in wanted:
            points = []
            for count in COUNTS:
                with open(path, "wb") as template:
                    subprocess.run([os.path.join(HERE, "large_template.sh"), shape, str(count)],
                                   stdout=template, check=True)
                points.append((count, seconds(samc, path) - base))
            print(f"{shape:16}{exponent(points):9.2f}" +
                  "".join(f"{took * 1000:7.0f} ms" for _, took in points), flush=True)


main()
