#!/usr/bin/env python3
"""The tables of resource types and of values are those that their summaries speak of, and were made from
the inputs that their generators pin. (That they are what the generators make of them takes the network:
make spec.)"""
import hashlib
import sys

import sources

sys.path.insert(0, str(sources.ROOT / "spec" / "tools"))
import schema_inputs  # noqa: E402: it is found through the line above


def faults(table, inputs):
    data = (sources.ROOT / "spec" / f"{table}.bin").read_bytes()
    rows = (sources.ROOT / "spec" / f"{table}.txt").read_text().splitlines()
    expected = [" ".join(("input", *package[:4])) for package in inputs]
    expected.append(f"output {table}.bin {len(data)} {hashlib.sha256(data).hexdigest()}")
    found = [row for row in rows if row.startswith(("input ", "output "))]
    return [f"spec/{table}.txt: it has not the row: {row}" for row in expected if row not in found] + \
           [f"spec/{table}.txt: a row that fits nothing: {row}" for row in found if row not in expected]


def main():
    sources.finish(faults("resource_types", schema_inputs.PINNED) +
                   faults("value_tables", [schema_inputs.WHEEL]), "Run: make spec")


main()
