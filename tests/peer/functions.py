#!/usr/bin/env python3
"""Compares intrinsic functions with what Python's own libraries give: Cidr, Base64, Split, Join,
Select, Sub, Length and ToJsonString, on random arguments from a fixed seed. Blocks that Cidr cannot
cut as asked must be refused, each by itself.

SAMC names the program. Prints what differs; exit status 1 if there is anything."""
import base64
import ipaddress
import json
import os
import random
import subprocess
import sys

CASES = 400  # of each function
REFUSALS = 60  # blocks, each with three counts

# Letters that mean something to JSON or base64, and some beyond ASCII.
LETTERS = "ab,|-\"\\/\n\t\x1f\x7f é€𐍈"


def text(source, least=0):
    return "".join(source.choice(LETTERS) for _ in range(source.randint(least, 9)))


def cidr(source):
    """A block that may have host bits set, and how it is cut."""
    bits, make = source.choice([(32, ipaddress.IPv4Network), (128, ipaddress.IPv6Network)])
    prefix = source.randint(1, bits - 1)
    block = make((source.getrandbits(bits), prefix), strict=False)
    host_bits = source.randint(1, bits - prefix)
    count = source.randint(1, min(256, 2 ** (bits - prefix - host_bits)))
    parts = block.subnets(new_prefix=bits - host_bits)
    given = f"{block[source.randint(0, 2 ** (bits - prefix) - 1)]}/{prefix}"
    return {"Fn::Cidr": [given, count, host_bits]}, [str(next(parts)) for _ in range(count)]


def encoded(source):
    given = text(source)
    return {"Fn::Base64": given}, base64.b64encode(given.encode()).decode()


def split(source):
    delimiter, given = text(source, 1)[:2], text(source)
    return {"Fn::Split": [delimiter, given]}, given.split(delimiter)


def join(source):
    delimiter, items = text(source)[:2], [text(source) for _ in range(source.randint(0, 5))]
    return {"Fn::Join": [delimiter, items]}, delimiter.join(items)


def select(source):
    items = [text(source) for _ in range(source.randint(1, 6))]
    index = source.randrange(len(items))
    return {"Fn::Select": [source.choice([index, str(index)]), items]}, items[index]


def length(source):
    items = [text(source) for _ in range(source.randint(0, 6))]
    return {"Fn::Length": items}, len(items)


def sub(source):
    """Variables and literal names among other text, which has no dollar."""
    names = {name: text(source) for name in ("A", "B.c", "D::E")}
    given, due = "", ""
    for _ in range(source.randint(0, 6)):
        name, plain = source.choice(list(names)), text(source)
        literal = source.random() < 0.3
        given += ("${!%s}" if literal else "${%s}") % name + plain
        due += ("${%s}" % name if literal else names[name]) + plain
    return {"Fn::Sub": [given, names]}, due


def value(source, depth):
    kind = source.randint(0, 5 if depth else 3)
    if kind == 4:
        return [value(source, depth - 1) for _ in range(source.randint(0, 3))]
    if kind == 5:
        return {text(source): value(source, depth - 1) for _ in range(source.randint(0, 3))}
    return [text(source), source.randint(-(2**40), 2**40), source.random() < 0.5, "plain"][kind]


def json_string(source):
    given = [value(source, 3)]
    return {"Fn::ToJsonString": given}, json.dumps(given, separators=(",", ":"))


def resolved(values):
    """What samc makes of the values of properties."""
    template = {"Resources": {"R": {"Type": "A::B::C", "Properties": values}}}
    command = [os.environ["SAMC"], "resolve"]
    done = subprocess.run(command, input=json.dumps(template), capture_output=True, text=True)
    if not done.stdout:
        sys.exit(f"samc resolve ended with status {done.returncode}: {done.stderr[:500]}")
    return json.loads(done.stdout)["Resources"]["R"]["Properties"]


def refusals(source):
    """Arguments of Cidr that ask for too much: counts and bits that the block has not."""
    for _ in range(REFUSALS):
        bits, make = source.choice([(32, ipaddress.IPv4Network), (128, ipaddress.IPv6Network)])
        prefix = source.randint(max(0, bits - 12), bits)
        block = make((source.getrandbits(bits), prefix), strict=False)
        host_bits = source.randint(0, bits - prefix + 1)
        fits = 1 <= host_bits <= bits - prefix
        most = min(256, 2 ** (bits - prefix - host_bits)) if fits else 0
        for count in (0, most, most + 1):
            yield {"Fn::Cidr": [str(block), count, host_bits]}, 0 < count <= most


def taken(given):
    template = {"Resources": {"R": {"Type": "A::B::C", "Properties": {"V": given}}}}
    command = [os.environ["SAMC"], "resolve"]
    done = subprocess.run(command, input=json.dumps(template), capture_output=True, text=True)
    return done.returncode == 0


def main():
    source = random.Random(1)
    functions = (cidr, encoded, split, join, select, length, sub, json_string)
    cases = [function(source) for function in functions for _ in range(CASES)]
    got = resolved({f"P{number}": given for number, (given, _) in enumerate(cases)})
    failures = 0
    for number, (given, due) in enumerate(cases):
        if got[f"P{number}"] != due:
            failures += 1
            print(f"{json.dumps(given)}\n    Python: {due!r}\n    samc:   {got[f'P{number}']!r}")
    for given, fits in refusals(source):
        if taken(given) != fits:
            failures += 1
            print(f"{json.dumps(given)}: Python {'takes' if fits else 'refuses'} it, samc does not")
    print(f"functions: {len(cases)} values, {3 * REFUSALS} limits, {failures} differ from Python's")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main())
