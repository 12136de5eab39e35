#!/usr/bin/env python3
"""No source file has more than 1200 lines; 600 is what to aim at. Generated tables, lists of rows
and headers may be longer."""
import sources

AIM, GATE = 600, 1200


def main():
    lengths = {path: len((sources.ROOT / path).read_text().splitlines())
               for path in sources.c_files(suffixes=(".c",))}
    for path, length in lengths.items():
        if AIM < length <= GATE:
            print(f"{path}: {length} lines, more than the {AIM} to aim at")
    sources.finish([f"{path}: {length} lines, the limit is {GATE}"
                    for path, length in lengths.items() if length > GATE],
                   "Split the file by noun: one thing, its file and its header.")


main()
