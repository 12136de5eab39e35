#!/usr/bin/env python3
"""Writes spec/iam_actions.bin: the services and actions that IAM policies can name.

Run it with a Python that has cfn-lint, whose data follows the Service Authorization Reference of AWS. What the
bytes are, spec/iam_actions.c tells.
"""
import json
import pathlib

import cfnlint

DATA = pathlib.Path(cfnlint.__file__).parent / "data" / "AdditionalSpecs" / "Policies.json"
OUT = pathlib.Path(__file__).parent.parent / "iam_actions.bin"
LONGEST = 64  # see IAM_ACTION_SIZE in spec/iam_actions.h


def shared(one, other):
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def action_bytes(names):
    out, before = bytearray(), b""
    for name in names:
        if len(name) > LONGEST:
            raise SystemExit(f"{name}: too long")
        start = shared(before, name)
        out += bytes([start, len(name) - start]) + name[start:]
        before = name
    return out


def main():
    out = bytearray()
    for service, known in sorted(json.loads(DATA.read_text()).items()):
        name = service.lower().encode("ascii")
        actions = action_bytes(sorted({action.lower().encode("ascii") for action in known["Actions"]}))
        out += bytes([len(name)]) + name + len(actions).to_bytes(2, "little") + actions
    OUT.write_bytes(out + b"\0")


if __name__ == "__main__":
    main()
