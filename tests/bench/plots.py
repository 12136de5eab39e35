#!/usr/bin/env python3
"""plots.py [--check]: draws the plots of docs/plots from the numbers beside them (bench.py --record).

plots.gp draws; here the numbers are brought into the order that it wants, and what it draws is given colours
for dark pages. The same numbers give the same bytes, which --check holds docs/plots to; exit status 77, with
the reason: there is no gnuplot, or another one, which may draw other bytes.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PLOTS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", "plots")
GNUPLOT = "gnuplot 5.4 patchlevel 4"  # of Debian 12
SHAPES = ["functions", "paths", "conditional", "apis", "connectors", "choices", "loops", "plain"]
STAGES = ["read", "transform", "emit", "validate", "findings"]
# The two colours of text and ground change places; lines of the grid are dimmed.
STYLE = """<style>
@media (prefers-color-scheme: dark) {
rect[fill="#ffffff"] { fill: #0d1117 }
g[fill="black"] text, text { fill: #d7dde3 }
g[stroke="black"], g[color="black"] { stroke: #d7dde3; color: #d7dde3 }
path[stroke="black"] { stroke: #d7dde3 }
path[stroke="rgb(200, 200, 200)"] { stroke: #3a424c }
}
</style>
"""


def rows(name):
    """The cells of a file of numbers; none when it was not measured yet."""
    path = os.path.join(PLOTS, name + ".tsv")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def names(source):
    """What stands in the first column, once each."""
    return list(dict.fromkeys(row[0] for row in rows(source)))


def growth(value):
    """A block for each shape: count, and what `value` makes of seconds and bytes."""
    blocks = []
    for shape in SHAPES:
        lines = [f"{row[2]}\t{value(float(row[4]), float(row[5])):.4g}\n" for row in rows("growth")
                 if row[:2] == [shape, "transform"]]
        blocks.append(f"count\t{shape}\n" + "".join(lines))
    return "\n\n".join(blocks)


def stages():
    """For each set of templates: the stages of transform, and those of lint."""
    ratios = {(row[0], row[1]): row[3] for row in rows("stages")}
    kinds = [("transform", ["read", "transform", "emit"]),
             ("lint", ["read", "transform", "validate", "findings"])]
    text = "\t".join(["", *STAGES]) + "\n"
    for name in names("stages"):
        for kind, parts in kinds:
            text += "\t".join([f'"{kind}"'] + [ratios[name, stage] if stage in parts else "0"
                                                for stage in STAGES]) + "\n"
        text += "\t".join(['""'] + ["0"] * len(STAGES)) + "\n"
    return text


def peers():
    return "".join(f'"{row[1]}"\t{float(row[4]) * 1e3:.4g}\n' for row in rows("peers")
                   if row[0] == "process")


def jobs():
    return "".join(f'"-j{row[0]}"\t{2000 / float(row[1]):.4g}\n' for row in rows("jobs"))


# The file of numbers that each is drawn from, and how they are ordered.
DRAWN = {
    "growth-time": ("growth", lambda: growth(lambda seconds, _: seconds * 1e3)),
    "growth-memory": ("growth", lambda: growth(lambda _, memory: memory / 1e6)),
    "stages": ("stages", stages),
    "peers": ("peers", peers),
    "jobs": ("jobs", jobs),
}


def dressed(text, name):
    """With the colours of dark pages, and without what only a mouse would need."""
    text = re.sub(r"<title>.*?</title>", f"<title>{name}</title>", text)
    text = re.sub(r"<desc>.*?</desc>\s*", "", text)
    return text.replace("<defs>", STYLE + "<defs>", 1)


def draw(folder=PLOTS):
    with tempfile.TemporaryDirectory() as work:
        for name, (source, ordered) in DRAWN.items():
            if not rows(source):
                continue
            data, out = os.path.join(work, name), os.path.join(work, name + ".svg")
            with open(data, "w", encoding="utf-8") as file:
                file.write(ordered())
            quoted = " ".join(f'"{each}"' for each in names(source))
            given = f"plot = '{name}'; data = '{data}'; out = '{out}'; names = '{quoted}'"
            subprocess.run(["gnuplot", "-e", given, os.path.join(HERE, "plots.gp")], check=True)
            with open(out, encoding="utf-8") as file:
                text = dressed(file.read(), name)
            with open(os.path.join(folder, name + ".svg"), "w", encoding="utf-8") as file:
                file.write(text)


def check():
    done = subprocess.run(["gnuplot", "--version"], stdout=subprocess.PIPE, text=True, check=False) \
        if shutil.which("gnuplot") else None
    if not done or done.stdout.strip() != GNUPLOT:
        print(f"plots: skipped: this is not {GNUPLOT}")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        draw(folder)
        drawn = [name for name in os.listdir(PLOTS) if name.endswith(".svg")]
        other = [name for name in sorted(set(drawn) | set(os.listdir(folder)))
                 if not same(os.path.join(folder, name), os.path.join(PLOTS, name))]
    if other:
        sys.exit(f"plots: not drawn from the numbers beside them: {', '.join(other)}; make plots does")
    print(f"{len(drawn)} plots are what their numbers make")


def same(one, other):
    if not os.path.exists(one) or not os.path.exists(other):
        return False
    with open(one, "rb") as first, open(other, "rb") as second:
        return first.read() == second.read()


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        check()
    else:
        draw()
