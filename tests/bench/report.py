"""How a measurement is told: a head, tables and the data, for a terminal and for docs/benchmarks.md.

A part (bench.py has the list) becomes a Report. It is printed, and kept in BUILD/bench: NAME.md as
it is printed, and NAME.tsv, the numbers that tests/bench/plots.py draws. record() puts both where
readers find them: the text between the two lines of docs/benchmarks.md that name the part, the
numbers into docs/plots. A part that was not measured keeps what it had.
"""

import datetime
import os
import platform
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOCUMENT = os.path.join(ROOT, "docs", "benchmarks.md")
PLOTS = os.path.join(ROOT, "docs", "plots")
WIDTH = 110


def first(path, pattern, otherwise="?"):
    """What the first group of the pattern matches in a file of the system."""
    try:
        with open(path, encoding="utf-8") as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
    except OSError:
        return otherwise
    return found.group(1).strip() if found else otherwise


def machine():
    """Processor, memory and system, without names that are this machine's own."""
    model = re.sub(r"\([RTM]+\)", "", first("/proc/cpuinfo", r"^model name\s*: (.*)"))
    clock = first("/proc/cpuinfo", r"^cpu MHz\s*: (\d+)", "")
    if clock and "Hz" not in model:
        model += f" at {int(clock) / 1000:.1f} GHz"
    memory = int(first("/proc/meminfo", r"^MemTotal: *(\d+)", "0")) / 2 ** 20
    system = first("/etc/os-release", r'^PRETTY_NAME="(.*)"', platform.system())
    return f"{os.cpu_count()} x {model}, {memory:.0f} GB, {system}, Linux {platform.release().split('-')[0]}"


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def software(build):
    """What the numbers depend on besides the machine."""
    return output(os.path.join(build, "samc"), "--version").split("\n")[0] + "; " + \
        output(os.path.join(build, "tests", "bench", "samc-stages"), "-V").replace("GNU ", "gcc ")


def folded(text):
    """Lines of at most WIDTH; those of tables stay as they are."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = ""
        line += (" " if line else "") + word
    return "\n".join(lines + [line])


def table(head, rows):
    """A table of Markdown that can be read as it is; the first column is text, the others numbers."""
    cells = [[str(cell) for cell in row] for row in [head] + rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(row, widths))) + " |"
             for row in cells]
    rule = "|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":"
                          for i, width in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule] + lines[1:])


class Report:
    """What a part has to say."""

    def __init__(self, name, build, method):
        self.name = name
        self.build = build
        load = os.getloadavg()[0]
        busy = f"; other programs were running (load {load:.1f})" if load > 1 else ""
        self.blocks = [folded(f"{datetime.date.today()}: {machine()}; {software(build)}{busy}."),
                       folded(method)]
        self.lines = []

    def say(self, text):
        self.blocks.append(folded(text))

    def add_table(self, head, rows):
        self.blocks.append(table(head, rows))

    def datum(self, *cells):
        """A line of the data."""
        self.lines.append("\t".join(str(cell) for cell in cells) + "\n")

    def keep(self):
        """Prints it, and writes both files."""
        text = "\n\n".join(self.blocks) + "\n"
        print(f"== {self.name}\n\n{text}", flush=True)
        folder = os.path.join(self.build, "bench")
        os.makedirs(folder, exist_ok=True)
        for suffix, content in (("md", text), ("tsv", "".join(self.lines))):
            with open(os.path.join(folder, f"{self.name}.{suffix}"), "w", encoding="utf-8") as file:
                file.write(content)


def record(build, name):
    """Puts what was kept of a part into the documents."""
    kept = os.path.join(build, "bench", name)
    with open(kept + ".md", encoding="utf-8") as file:
        text = file.read()
    with open(DOCUMENT, encoding="utf-8") as file:
        document = file.read()
    begin, end = f"<!-- measured: {name} -->\n", f"<!-- end of {name} -->"
    before, found, rest = document.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise SystemExit(f"bench: {DOCUMENT} has no place for {name}")
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(before + begin + "\n" + text + "\n" + end + after)
    os.makedirs(PLOTS, exist_ok=True)
    with open(kept + ".tsv", encoding="utf-8") as file:
        data = file.read()
    with open(os.path.join(PLOTS, name + ".tsv"), "w", encoding="utf-8") as file:
        file.write(data)
