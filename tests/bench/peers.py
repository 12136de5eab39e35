"""The reference implementation as its users run it, for peers.sh.

    peers.py one FILE       transforms a template and prints the result: a whole process
    peers.py many FOLDER    transforms the templates of a folder, several rounds in one process,
                            and prints the median times, like samc-bench. Templates that it cannot
                            transform are removed from the folder.
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


def usable_texts(folder):
    for path in sorted(pathlib.Path(folder).iterdir()):
        text = path.read_text()
        try:
            compiled(text)
            yield text
        except Exception:  # noqa: BLE001 (it raises whatever comes)
            path.unlink()


def many(folder):
    texts = list(usable_texts(folder))
    total = sum(median_time(text) for text in texts)
    print(f"{len(texts)} templates, medians of {ROUNDS} rounds")
    print(f"aws-sam-translator {1e3 * total:.1f} ms, {1e3 * total / len(texts):.3f} ms a template")


logging.disable(logging.CRITICAL)
if sys.argv[1] == "one":
    print(compiled(pathlib.Path(sys.argv[2]).read_text()))
else:
    many(sys.argv[2])
