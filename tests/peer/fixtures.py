"""The project's own fixtures: folders of plain data, the expectation beside the input.

fixtures/transform/NAME/   template.yaml or template.json
                           expect.PARTITION.json   what the reference makes of it, once per partition
                           parameters.json         optional: values of template parameters
                           policies.json           optional: managed policy names and their ARNs
                           toggles.json            optional: list of feature toggles that are on
                           any-order.json          optional: paths of lists in the expectation that the
                                                   reference fills from a hash set, so that their order
                                                   is random; written by `run.sh --store`
fixtures/errors/NAME/      template.yaml or template.json
                           expect.json             {"refused": [logical ids; null is the document]}
fixtures/crashes/NAME/     template.yaml that the reference fails on; samc is to refuse it
"""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"


def write_json(path, value):
    """Writes data the way expectations are stored: keys in their own order."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


class Fixture:
    def __init__(self, folder):
        self.folder = folder
        self.name = f"{folder.parent.name}/{folder.name}"
        self.refused = folder.parent.name == "errors"  # the template is to be refused
        self.crash = folder.parent.name == "crashes"  # the reference fails on it

    @property
    def template(self):
        for name in ("template.yaml", "template.json"):
            if (self.folder / name).exists():
                return self.folder / name
        raise FileNotFoundError(f"{self.folder} has neither template.yaml nor template.json")

    @property
    def text(self):
        return self.template.read_text(encoding="utf-8")

    def file(self, name):
        """The path of an optional file, or None."""
        path = self.folder / name
        return path if path.exists() else None

    def data(self, name, default):
        path = self.file(name)
        return json.loads(path.read_text(encoding="utf-8")) if path else default

    @property
    def parameters(self):
        return self.data("parameters.json", {})

    @property
    def policies(self):
        return self.data("policies.json", {})

    @property
    def toggles(self):
        return self.data("toggles.json", [])

    @property
    def any_order(self):
        return self.data("any-order.json", [])

    def expected_path(self, partition):
        return self.folder / ("expect.json" if self.refused else f"expect.{partition}.json")

    def expected(self, partition):
        return json.loads(self.expected_path(partition).read_text(encoding="utf-8"))


def find(names):
    """All fixtures, or those that a name says: "sns-fifo", "errors/no-runtime" or a part of one."""
    kinds = ("transform", "errors", "crashes")
    folders = [each for kind in kinds for each in sorted((FIXTURES / kind).iterdir())]
    every = [Fixture(folder) for folder in folders if folder.is_dir()]
    if not names:
        return every
    return [each for each in every if any(name in each.name for name in names)]


def pending():
    """Names of the fixtures that are known not to pass yet."""
    path = ROOT / "tests" / "fixtures" / "pending.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}
