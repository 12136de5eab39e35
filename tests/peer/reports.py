"""Holds the reports of samc against what reads them.

    reports.py [--samc PROGRAM] [FORMAT ...]

Reports are those of fixtures/emit, and what `samc lint` says of a few templates with names and keys
that are hard to write. Each is held against the published schema of its format, or, where there is
none, one in schemas/ of what its readers rely on; and against a reader where there is one in a
package:

    sarif       the validator of its editors (npm @microsoft/sarif-multitool-linux), with GitHub's rules
    junit       the schema of Jenkins (in the sources of pytest)
    checkstyle  schemas/checkstyle.xsd, and the reader of diff-cover
    gitlab      schemas/gitlab.json; fingerprints are distinct
    rdjson      schemas/rdjson.json; columns are those of the bytes
    json        the members, and the types, of what cfn-lint says of the same template
    parseable   the lines of cfn-lint for the same template
    github      read back as the runner does it

All formats must tell of the same findings. A broken copy of each report must be refused. Prints counts;
status 1 if anything is wrong. Called by reports.sh, which provides the packages.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import jsonschema
from lxml import etree

from archives import FOLDER, Unavailable, archive_of, files_of

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = Path(__file__).parent / "schemas"
MULTITOOL = ("npm", "@microsoft/sarif-multitool-linux", "5.7.0")
JUNIT_SCHEMA = (("pypi", "pytest", "8.3.4"), "junit-10.xsd")

HARD_NAME = 'a b:c,%20é&"<x>日本.yaml'
TEMPLATES = {
    "good.yaml": "Resources: {T: {Type: AWS::SNS::Topic}}\n",
    "twice.yaml": "Resources:\n  T: {Type: AWS::SNS::Topic}\n  T: {Type: AWS::SNS::Topic}\n  T: {Type: AWS::SNS::Topic}\n",
    "broken.json": '{"Resources": {\n',
    f"dir/{HARD_NAME}": 'Resources:\n  "日😀&<]]>::%": {Type: A::B::C}\n  "日😀&<]]>::%": {Type: A::B::C}\n'
    '  "\\e[31m\\x07,": 1\n  "\\e[31m\\x07,": {Type: A::B::C}\n',
}


class Wrong(Exception):
    """A report is not what it should be."""


def require(condition, what):
    if not condition:
        raise Wrong(what)


# -- Schemas -----------------------------------------------------------------------------------------


def check_json_schema(name, data):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(data):
        raise Wrong(f"{error.json_path}: {error.message[:300]}")


def check_xml_schema(schema, text):
    document = etree.fromstring(text.encode())
    schema = etree.XMLSchema(etree.fromstring(schema))
    require(schema.validate(document), str(schema.error_log.last_error))
    return document


def junit_schema():
    package, wanted = JUNIT_SCHEMA
    return next(content for name, content in files_of(archive_of(*package, FOLDER)) if name.endswith("/" + wanted))


def multitool():
    """The validator, unpacked."""
    place = FOLDER / "sarif-multitool"
    program = place / "package" / "Sarif.Multitool"
    if not program.exists():
        for name, content in files_of(archive_of(*MULTITOOL, FOLDER)):
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        program.chmod(0o755)
    return program


# -- Formats -----------------------------------------------------------------------------------------
# For each: a check of a text, which gives the findings it tells of as (file, line, rule).


def validate_sarif(text):
    with tempfile.TemporaryDirectory() as folder:
        report, output = Path(folder, "report.sarif"), Path(folder, "output.sarif")
        report.write_text(text)
        command = [str(multitool()), "validate", str(report), "--rule-kind", "Sarif;Gh", "--output", str(output)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        require(output.exists(), f"the validator does not run: {run.stdout[-300:]}{run.stderr[-300:]}")
        results = json.loads(output.read_text())["runs"][0]["results"]
    for result in results:
        require(result.get("level") != "error", f"the validator says: {result['ruleId']} {result['message']}")


def sarif(text):
    if shutil.which("npm"):
        validate_sarif(text)
    data = json.loads(text)["runs"][0]
    rules = data["tool"]["driver"]["rules"]
    for result in data["results"]:
        require(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex is that of another rule")
        require(result["message"]["text"], "a message is empty")
        place = result["locations"][0]["physicalLocation"]
        file = unquote(place["artifactLocation"]["uri"]).removeprefix("file://")
        yield file, place["region"]["startLine"], result["ruleId"]


def junit(text):
    document = check_xml_schema(junit_schema(), text)
    suite = document.find("testsuite")
    require(int(suite.get("tests")) == len(suite.findall("testcase")), "tests are miscounted")
    require(int(suite.get("failures")) == len(suite.findall(".//failure")), "failures are miscounted")
    require(int(suite.get("skipped")) == len(suite.findall(".//skipped")), "skipped tests are miscounted")
    for case in suite.findall("testcase"):
        for failure in case.findall("failure"):
            for file, line in re.findall(r"^(.+?):(\d+):\d+: ", failure.text, re.MULTILINE):
                yield file, int(line), case.get("name").split()[0]


def checkstyle(text):
    from diff_cover.git_path import GitPathTool
    from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver

    document = check_xml_schema((SCHEMAS / "checkstyle.xsd").read_bytes(), text)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "-q", folder], check=True)
        here = os.getcwd()
        os.chdir(folder)
        GitPathTool.set_cwd(folder)
        os.chdir(here)
        read = CheckstyleXmlDriver().parse_reports([text.partition("?>")[2]])
    errors = [(file.get("name"), error) for file in document for error in file]
    require(sum(map(len, read.values())) == len(errors), "diff-cover reads another number of findings")
    for file, error in errors:
        yield file, int(error.get("line")), error.get("source").removeprefix("samc.")


def gitlab(text):
    data = json.loads(text)
    check_json_schema("gitlab", data)
    require(len({each["fingerprint"] for each in data}) == len(data), "a fingerprint comes twice")
    for each in data:
        yield each["location"]["path"], each["location"]["lines"]["begin"], each["check_name"]


def rdjson(text):
    data = json.loads(text)
    check_json_schema("rdjson", data)
    for each in data["diagnostics"]:
        start, end = each["location"]["range"]["start"], each["location"]["range"]["end"]
        require((start["line"], start["column"]) <= (end["line"], end["column"]), "a range ends before it starts")
        yield each["location"]["path"], start["line"], each["code"]["value"]


def json_format(text):
    for each in json.loads(text):
        flat = (each["file"], each["line"], each["rule"])
        same = (each["Filename"], each["Location"]["Start"]["LineNumber"], each["Rule"]["Id"])
        require(flat == same, "the members disagree")
        yield flat


def parseable(text):
    for line in text.splitlines():
        found = re.fullmatch(r"(.+?):(\d+):(\d+):(\d+):(\d+):([A-Z]+\d{4}):(.+)", line.replace("a b:c", "a b\0c"))
        require(found, f"not a finding: {line}")
        yield found[1].replace("\0", ":"), int(found[2]), found[6]


def github(text):
    """Workflow commands, as the runner takes them apart: up to the second '::' are the properties."""
    for line in text.splitlines():
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        require(found, f"not a command: {line}")
        properties = dict(each.split("=", 1) for each in found[2].split(","))
        require(("col" in properties) == (properties["line"] == properties["endLine"]), "columns of several lines")
        file = properties["file"]
        for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            file = file.replace(code, character)
        yield file, int(properties["line"]), properties["title"]


CHECKS = {
    "sarif": sarif,
    "junit": junit,
    "checkstyle": checkstyle,
    "gitlab": gitlab,
    "rdjson": rdjson,
    "json": json_format,
    "parseable": parseable,
    "github": github,
}

# How to break a report so that its check must see it.
BREAK = {
    "sarif": lambda text: text.replace('"message": {"text"', '"message": {"txt"'),
    "junit": lambda text: text.replace("<failure message", "<failure what"),
    "checkstyle": lambda text: text.replace(' line="', ' line="-'),
    "gitlab": lambda text: re.sub(r'"severity": "\w+"', '"severity": "warning"', text),
    "rdjson": lambda text: text.replace('"start": {"line"', '"start": {"Line"'),
    "json": lambda text: text.replace('"LineNumber": ', '"LineNumber": 1'),
    "parseable": lambda text: re.sub(r":[EW]\d+:", ":", text),
    "github": lambda text: re.sub("::(warning|error) ", r":: \1 ", text),
}


# -- Reports -----------------------------------------------------------------------------------------


def golden(name):
    """The reports of fixtures/emit."""
    for path in sorted((ROOT / "fixtures" / "emit" / name).glob("*.report.*")):
        yield path.name, path.read_bytes().decode()


def lint(samc, name, folder, files):
    command = [samc, "lint", "--bundled-types", "--format", name, "--output", str(folder / "report"), *files]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    require(not run.returncode & 1 and run.returncode >= 0, f"samc fails: {run.stderr.decode()[:300]}")
    return (folder / "report").read_bytes().decode()


def write_templates(folder):
    for name, text in TEMPLATES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def check_format(samc, name, folder):
    """Checks all reports in a format. Their number, and the findings of the program's own."""
    check, count = CHECKS[name], 0
    for path, text in golden(name):
        count += 1
        try:
            list(check(text))
        except Wrong as error:
            raise Wrong(f"fixtures/emit/{name}/{path}: {error}") from None
    text = lint(samc, name, folder, sorted(TEMPLATES))
    found = sorted(check(text))
    broken = BREAK[name](text)
    require(broken != text, "nothing to break in the report")
    try:
        list(check(broken))
    except (Wrong, KeyError, ValueError):
        return count + 1, found
    raise Wrong("a broken report passes")


def check_columns(samc, folder):
    """Columns of rdjson count bytes, those of json code points, in one and the same line."""
    file = f"dir/{HARD_NAME}"
    lines = TEMPLATES[file].splitlines()
    points = {(each["line"], each["endColumn"]) for each in json.loads(lint(samc, "json", folder, [file]))}
    ends = [each["location"]["range"]["end"] for each in json.loads(lint(samc, "rdjson", folder, [file]))["diagnostics"]]
    due = {(line, len(lines[line - 1][: column - 1].encode()) + 1) for line, column in points}
    require({(end["line"], end["column"]) for end in ends} == due, f"columns in bytes are {ends}, not {due}")
    require(due != points, "the sample has no line in which bytes and code points differ")


# -- cfn-lint ----------------------------------------------------------------------------------------


def shape(value):
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return type(value).__name__ if not isinstance(value, list) else "list"


def includes(wanted, got):
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(includes(each, got.get(key)) for key, each in wanted.items())
    return wanted == got or "NoneType" in (wanted, got)


def check_cfn_lint(samc, folder):
    """What cfn-lint and samc say of a Ref to nothing has the same form, and the same place."""
    (folder / "ref.yaml").write_text("Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Ref Nope\n")
    program = str(Path(sys.executable).with_name("cfn-lint"))

    def other(name):
        return subprocess.run([program, "--format", name, "ref.yaml"], cwd=folder, capture_output=True, text=True, check=False).stdout

    theirs, ours = json.loads(other("json")), json.loads(lint(samc, "json", folder, ["ref.yaml"]))
    require(len(theirs) == 1 and len(ours) == 1, f"one finding each was expected: {len(theirs)}, {len(ours)}")
    require(includes(shape(theirs[0]), shape(ours[0])), f"json has another form: {shape(theirs[0])}")
    paths = [each[0]["Location"].pop("Path") for each in (theirs, ours)]
    require(paths[0][: len(paths[1])] == paths[1], f"Path: {paths[1]}, not {paths[0]}")
    for key in ("Filename", "Level", "Location"):
        require(theirs[0][key] == ours[0][key], f"{key}: {ours[0][key]}, not {theirs[0][key]}")
    prefix = re.compile(r"(?:[^:]*:){6}")
    line, own = other("parseable"), lint(samc, "parseable", folder, ["ref.yaml"])
    require(prefix.match(line)[0] == prefix.match(own)[0], f"parseable: {own.strip()}, not {line.strip()}")


# -- All ---------------------------------------------------------------------------------------------


def run(samc, names):
    failed, told = 0, {}
    if not shutil.which("npm"):
        print("sarif: the validator is left out, because npm is not installed")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_templates(folder)
        for name in names or CHECKS:
            try:
                count, told[name] = check_format(samc, name, folder)
                print(f"{name}: {count} reports, {len(told[name])} findings in the last")
            except Wrong as error:
                failed += 1
                print(f"FAILED {name}: {error}")
        for name, check in (("columns", check_columns), ("cfn-lint", check_cfn_lint)):
            try:
                check(samc, folder)
                print(f"{name}: as due")
            except Wrong as error:
                failed += 1
                print(f"FAILED {name}: {error}")
    if len({tuple(each) for each in told.values()}) > 1:
        failed += 1
        print(f"FAILED the formats tell of different findings: {told}")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description="Hold reports against what reads them.")
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"), help="the program to test")
    parser.add_argument("names", nargs="*", metavar="FORMAT", choices=[[], *CHECKS])
    options = parser.parse_args()
    try:
        return run(os.path.abspath(options.samc), options.names)
    except Unavailable as error:
        print(f"FAILED {error}. Validators need the network once; they are kept after that.")
        return 1


if __name__ == "__main__":
    sys.exit(main())
