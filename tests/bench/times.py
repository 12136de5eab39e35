"""times.py FILE: prints what hyperfine exported, with ratios to the first command."""

import json
import pathlib
import sys


def table(path):
    results = json.loads(pathlib.Path(path).read_text())["results"]
    processor = [each["user"] + each["system"] for each in results]
    print(f"{'':26}{'median':>12}{'processor':>12}{'ratio of both':>20}")
    for each, time_used in zip(results, processor):
        print(f"{each['command']:26}{1e3 * each['median']:9.1f} ms{1e3 * time_used:9.1f} ms"
              f"{each['median'] / results[0]['median']:10.0f}{time_used / processor[0]:10.0f}")


table(sys.argv[1])
