"""Other programs that read such templates, for bench.py: what they take for the same files in the same run.

They are installed below the build folder, through pip, npm and go; SAMC_BENCH_VENV, SAMC_BENCH_NODE and
SAMC_BENCH_GO name other folders, which may have them already. A peer that cannot be had is left out, and
the reason is told. They do not do the same: each has a line that says what it does, and the command of
samc that comes nearest.
"""

import os
import re
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = {"aws-sam-translator": "1.110.0", "cfn-lint": "1.51.5"}
NODE = ("@aws/cloudformation-validate", "1.9.0-beta")
RAIN = ("github.com/aws-cloudformation/rain/cmd/rain", "v1.24.4")
GOFORMATION = ("github.com/awslabs/goformation/v7", "v7.14.9")
DEMO = "fixtures/demo/template.yaml"
ROUNDS = 5


class Missing(Exception):
    """A peer that cannot be had, and why."""


def run(*command, **more):
    """What a command prints; Missing with the end of what it complains of."""
    if not shutil.which(command[0]):
        raise Missing(f"there is no {os.path.basename(command[0])}")
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                          **more)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().split("\n")
        raise Missing(f"{os.path.basename(command[0])}: {lines[-1][:200]}")
    return done.stdout


def python_of(build):
    """The Python of an environment with the packages."""
    folder = os.environ.get("SAMC_BENCH_VENV") or os.path.join(build, "bench-peers")
    python = os.path.join(folder, "bin", "python")
    wanted = [f"{name}=={version}" for name, version in PYTHON.items()]
    if not os.path.exists(python):
        run("python3", "-m", "venv", folder)
    if not set(wanted) <= set(run(python, "-m", "pip", "freeze").split()):
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted)
    return python


def sam_translator(build):
    return [python_of(build), os.path.join(HERE, "sam_translator.py"), "one"]


def cfn_lint(build):
    return [os.path.join(os.path.dirname(python_of(build)), "cfn-lint")]


def validate(build):
    folder = os.environ.get("SAMC_BENCH_NODE") or os.path.join(build, "bench-node")
    if not os.path.isdir(os.path.join(folder, "node_modules", NODE[0])):
        run("npm", "install", "--silent", "--no-fund", "--prefix", folder, "@".join(NODE))
    return ["/usr/bin/env", f"NODE_PATH={folder}/node_modules", shutil.which("node"),
            os.path.join(HERE, "validate.cjs")]


def go(build, program, source, *command, **more):
    """The path of a program that `go` makes, unless it is there, and no older than its source."""
    folder = os.environ.get("SAMC_BENCH_GO") or os.path.join(build, "bench-go")
    path = os.path.join(folder, "bin", program)
    if not os.path.exists(path) or (source and os.path.getmtime(path) < os.path.getmtime(source)):
        os.makedirs(os.path.join(folder, "bin"), exist_ok=True)
        environment = dict(os.environ, GOPATH=folder, GOBIN=os.path.dirname(path),
                           GOFLAGS="-buildvcs=false -modcacherw", XDG_CACHE_HOME=folder)
        for words in command:
            run("go", *words, env=environment, **more)
    return path


def rain(build):
    return [go(build, "rain", None, ["install", "@".join(RAIN)]), "fmt", "-j"]


def goformation(build):
    source, folder = os.path.join(HERE, "goformation.go"), os.path.join(build, "bench-go-source")
    os.makedirs(folder, exist_ok=True)
    shutil.copy(source, folder)
    with open(os.path.join(folder, "go.mod"), "w", encoding="utf-8") as file:
        file.write("module goformation\n")
    return [go(build, "goformation", source, ["get", "@".join(GOFORMATION)], ["install", "."],
               cwd=folder), "one"]


# Name, version, what it does, and the command of samc that comes nearest.
PEERS = [
    ("aws-sam-translator", PYTHON["aws-sam-translator"], "transforms", "transform", sam_translator),
    ("goformation", GOFORMATION[1], "resolves into types, writes JSON", "resolve", goformation),
    ("rain fmt -j", RAIN[1], "reads, writes JSON", "resolve", rain),
    ("cfn-lint", PYTHON["cfn-lint"], "lints", "lint", cfn_lint),
    ("cloudformation-validate", NODE[1], "lints", "lint", validate),
]


def installed(build):
    """Rows of PEERS with a command, and texts about those that are missing."""
    found, missing = [], []
    for name, version, does, nearest, make in PEERS:
        try:
            found.append((name, version, does, nearest, make(build)))
        except (Missing, OSError) as error:
            missing.append(f"{name} {version} could not be had: {error}.")
    return found, missing


def processes(bench, result, found):
    """A table of whole processes for one template."""
    nearest = ["transform", "resolve", "lint"]
    template = os.path.join(os.path.dirname(os.path.dirname(HERE)), DEMO)
    commands = [[bench.samc, command, template] for command in nearest]
    ours = dict(zip(nearest, bench.spawn(100, commands)))
    theirs = bench.spawn(ROUNDS, [command + [template] for *_, command in found]) if found else []
    rows = [(f"samc {command}", "", command, ours[command]) for command in nearest]
    rows += [(f"{name} {version}", does, command, row)
             for (name, version, does, command, _), row in zip(found, theirs)]
    result.add_table(["a process", "does", "ms", "of the processor", "MB", "x samc", "of the processor"],
                     [[name, does, f"{time * 1e3:.1f}", f"{processor * 1e3:.1f}", f"{memory / 1e6:.0f}",
                       f"{time / ours[command][0]:.0f}", f"{processor / ours[command][1]:.0f}"]
                      for name, does, command, (time, processor, memory) in rows])
    for name, _, command, row in rows:
        result.datum("process", name, command, *row)


def samc_times(bench, goal, paths):
    """Seconds of samc for each template, in one process."""
    folder = os.path.join(bench.work, goal)
    os.makedirs(folder)
    for number, path in enumerate(paths):
        shutil.copy(path, os.path.join(folder, f"{number:05}.yaml"))
    text = run(bench.program("samc-bench"), "-e", "-g", goal, folder)
    times = re.findall(r"^\d+\.yaml .* \w+ +([\d.]+) ms +ratio", text, re.MULTILINE)
    return sum(map(float, times)) / 1e3


def in_one_process(bench, result, found, paths):
    """A table of the two that are libraries, which do not start anew for each template."""
    rows = []
    for name, version, _, goal, command in found:
        if command[-1] != "one":  # it is no library here
            continue
        text = run(*command[:-1], "many", *paths)  # goformation complains on the same stream
        lines = re.findall(r"^([\d.]+(?:e-\d+)?) (/.*)$", text, re.MULTILINE)
        if not lines:
            continue
        theirs = sum(float(seconds) for seconds, _ in lines) / len(lines)
        ours = samc_times(bench, goal, [path for _, path in lines]) / len(lines)
        rows.append([f"{name} {version}", len(lines), f"{theirs * 1e3:.3f}", f"{ours * 1e3:.3f}",
                     f"{theirs / ours:.0f}"])
        result.datum("one process", f"{name} {version}", goal, theirs, ours, len(lines))
    if rows:
        result.say("In one process, the fixtures that need no options and that the peer takes, medians of 5"
                   " rounds (of 15 for samc), a template:")
        result.add_table(["in one process", "templates", "ms", "samc, ms", "x samc"], rows)


def usable_fixtures():
    """Templates that need no options: nothing lies beside them but what is expected."""
    folder = os.path.join(os.path.dirname(os.path.dirname(HERE)), "fixtures", "transform")
    for case in sorted(os.listdir(folder)):
        names = os.listdir(os.path.join(folder, case))
        if "template.yaml" in names and all(name == "template.yaml" or name.startswith("expect.")
                                            for name in names):
            yield os.path.join(folder, case, "template.yaml")


def measure(bench):
    """The part of bench.py."""
    found, missing = installed(bench.build)
    result = bench.report("peers", f"""Whole processes, each with {DEMO}: medians of {ROUNDS} after one to fill
        the caches, of 100 for samc (tests/bench/spawn.c). The ratios are to the command of samc that comes
        nearest: transform, lint, or resolve. They do not do the same; docs/peers.md has what is
        compared with what.""")
    processes(bench, result, found)
    in_one_process(bench, result, found, list(usable_fixtures()))
    for reason in missing:
        result.say(reason)
    return result
