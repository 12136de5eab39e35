#!/usr/bin/env python3
"""The table of resource types is the one that its summary speaks of, and was made from the inputs that
its generator pins. (That it is what the generator makes of them takes the network: make spec.)"""
import hashlib
import sys

import sources

sys.path.insert(0, str(sources.ROOT / "spec" / "tools"))
import schema_inputs  # noqa: E402: it is found through the line above


def main():
    data = (sources.ROOT / "spec" / "resource_types.bin").read_bytes()
    rows = (sources.ROOT / "spec" / "resource_types.txt").read_text().splitlines()
    expected = [" ".join(("input", *package[:4])) for package in schema_inputs.PINNED]
    expected.append(f"output resource_types.bin {len(data)} {hashlib.sha256(data).hexdigest()}")
    found = [row for row in rows if row.startswith(("input ", "output "))]
    sources.finish([f"spec/resource_types.txt: it has not the row: {row}"
                    for row in expected if row not in found] +
                   [f"spec/resource_types.txt: a row that fits nothing: {row}"
                    for row in found if row not in expected], "Run: make spec")


main()
