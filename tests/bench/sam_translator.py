"""The reference implementation as its users run it, for peers.py.

    sam_translator.py one FILE       transforms a template and prints the result: a whole process
    sam_translator.py many FILE...   transforms the templates, several rounds in one process, and prints
                                     the median time of each that it takes, in seconds, and its name
"""

import json
import logging
import os
import pathlib
import statistics
import sys
import time

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

ROUNDS = 5


class NoPolicies:
    def load(self):
        return {}


def compiled(text):
    return json.dumps(transform(yaml_parse(text), {}, NoPolicies()), indent=2)


def median_time(text):
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()  # of the processor: a busy machine does it no harm
        compiled(text)
        times.append(time.process_time() - start)
    return statistics.median(times)


def many(paths):
    for path in paths:
        text = pathlib.Path(path).read_text()
        try:
            compiled(text)
        except Exception:  # noqa: BLE001 (it raises whatever comes)
            continue
        print(median_time(text), path)


logging.disable(logging.CRITICAL)
if sys.argv[1] == "one":
    print(compiled(pathlib.Path(sys.argv[2]).read_text()))
else:
    many(sys.argv[2:])
