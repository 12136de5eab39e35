"""Chance, and the names that the parts of one generated template share.

A Maker belongs to one template. It is made from a seed, so that the same seed gives the same template:
whatever is chosen goes through it, and nothing may depend on the order of a set.
"""

import random

from properties import SCHEMAS

WORDS = "Orders Users Report Stream Get Put list a B2 Zeta alpha Worker Main Backup Hello Billing x9 Photo".split()

NO_VALUE = {"Ref": "AWS::NoValue"}


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.taken = set()
        self.conditions = []  # names
        self.parameters = {"Text": "live", "Number": 5, "Flag": "true", "Name": "app", "Bare": None}
        self.names = {}  # kind ("function", "table", "AWS::SNS::Topic"...) -> logical ids in the template
        self.values = {}  # "Schema.Property" or "Property" -> function of a maker, filled by the generators

    # -- Chance

    def chance(self, share):
        return self.random.random() < share

    def pick(self, items):
        return self.random.choice(items)

    def some(self, items, least=1, most=3):
        """A few different items in an order of their own."""
        items = list(items)
        return self.random.sample(items, min(len(items), self.random.randint(least, most)))

    def within(self, low, high):
        return self.random.randint(low, high)

    def subset(self, share=0.5, **values):
        """A map with some of the keys; a value is a function or the value itself."""
        return {key: value() if callable(value) else value for key, value in values.items() if self.chance(share)}

    # -- Names

    def name(self, kind):
        """A new logical id."""
        while True:
            name = self.pick(WORDS) + self.pick(["", "", "1", "2", "Fn", "Item", "Z", "q"])
            if name[0].isdigit() or name in self.taken:
                name += str(self.within(0, 99))
            if name not in self.taken:
                self.taken.add(name)
                self.names.setdefault(kind, []).append(name)
                return name

    def some_name(self, *kinds):
        """The logical id of a resource of one of the kinds, or None."""
        all_names = [name for kind in kinds for name in self.names.get(kind, [])]
        return self.pick(all_names) if all_names else None

    # -- Values

    def condition(self):
        return self.pick(self.conditions) if self.conditions else "IsProd"

    def if_of(self, one, other):
        return {"Fn::If": [self.condition(), one, other]}

    def intrinsic(self):
        """An intrinsic function that gives a text."""
        return self.pick(
            [
                {"Ref": "Text"},
                {"Ref": "Bare"},
                {"Ref": "Name"},
                {"Ref": "AWS::Region"},
                {"Fn::Sub": "${Name}-x-${AWS::Region}"},
                {"Fn::Sub": "${AWS::StackName}-${Bare}"},
                {"Fn::Sub": ["${Own}-${Text}", {"Own": "own"}]},
                {"Fn::Join": ["-", ["a", {"Ref": "Name"}]]},
                {"Fn::ImportValue": "exported"},
                {"Fn::FindInMap": ["Settings", "prod", "Value"]},
                {"Fn::FindInMap": ["Settings", {"Ref": "Text"}, "Value"]},
                {"Fn::Select": [0, ["one", "two"]]},
                self.if_of("yes", "no"),
                self.if_of({"Ref": "Name"}, NO_VALUE),
            ]
        )

    def text(self, *choices, share=0.2):
        """One of the texts, or now and then an intrinsic function."""
        return self.intrinsic() if self.chance(share) else self.pick(choices or ("value", "other-value", "x"))

    def integer(self, low=1, high=100):
        if self.chance(0.1):
            return {"Ref": "Number"}
        return self.within(low, high)

    def boolean(self):
        if self.chance(0.06):
            return self.pick([{"Ref": "Flag"}, self.if_of(True, False)])
        return self.chance(0.6)

    def arn(self, service, resource):
        region = "" if service in ("iam", "s3") else "us-east-1"
        account = "" if service == "s3" else "111122223333"
        return f"arn:aws:{service}:{region}:{account}:{resource}"

    def reference(self, attribute, kinds, service="sqs", resource="thing"):
        """A reference to a resource of the kinds (its Ref when there is no attribute), or an ARN."""
        name = self.some_name(*kinds)
        if not name or self.chance(0.25):
            return self.text(self.arn(service, resource))
        if not attribute:
            return {"Ref": name}
        return self.pick(
            [
                {"Fn::GetAtt": [name, attribute]},
                {"Fn::GetAtt": [name, attribute]},
                {"Fn::Sub": f"${{{name}.{attribute}}}"},
            ]
        )

    def tags(self):
        return {
            key: self.text("one", "two", "")
            for key in self.some(["team", "stage", "Cost-Center", "é", "a b", "owner"], 1, 3)
        }

    def any_map(self):
        return self.pick([{"a": "b"}, {"k": {"l": [1, self.intrinsic()]}}, {"x": 1, "y": True, "z": None}])

    # -- Properties

    def value(self, schema, each):
        make = self.values.get(f"{schema}.{each.name}") or self.values.get(each.name)
        if make:
            return make(self)
        return self.plain(each)

    def plain(self, each):
        """A value of a type that the property takes."""
        if each.intrinsics and self.chance(0.15):
            return self.intrinsic()
        kinds = sorted(each.types - {"ANY"}) or ["STRING", "MAP"]
        return {
            "STRING": lambda: self.text(),
            "INT": lambda: self.integer(),
            "BOOL": lambda: self.boolean() if each.intrinsics else self.chance(0.5),
            "MAP": self.any_map,
            "LIST": lambda: [self.text() for _ in range(self.within(0, 2))],
        }[self.pick(kinds)]()

    def properties(self, schema, share, without=(), only=None):
        """A map with the required properties of a schema and some of the others, in any order."""
        rows = [each for each in SCHEMAS[schema] if each.name not in without and (only is None or only(each))]
        chosen = [each for each in rows if each.required or self.chance(share)]
        if self.chance(0.5):
            self.random.shuffle(chosen)
        return {each.name: self.value(schema, each) for each in chosen}
