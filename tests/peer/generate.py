"""Compares samc with the reference on random but well-formed templates.

    generate.py [--samc PROGRAM] [--seed TEXT] [--first N] [--count N] [--jobs N] [--show N]

Template N of a seed is always the same one, so a long run may be done in pieces. Each is transformed in
one of the three partitions, by turn. Both must accept it, with equal outputs, or refuse the same
resources; where the reference crashes, samc must refuse, or accept what KNOWN says.

A difference is printed with seed and number, and with the template after all that does not matter for
it was taken out: `--show N` prints template N as it was made. Status 1 if there is any difference.
"""

import argparse
import json
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import compare
import peer
import program
from generator import make_template
from reference import PARTITIONS, Crash, Output, Reference, Refusal

COUNT = 2000
STEP = 25  # templates that a process takes at once
TRIES = 500  # to make one template smaller
SHRUNK = 12  # differences that are made smaller; the others are printed by number only

# Beginnings of the reference's crashes on which samc accepts, with a reason in docs/peers.md.
KNOWN = ()


class Pair:
    """samc and the reference, side by side in one process."""

    def __init__(self, samc):
        self.samc = samc
        self.reference = Reference()
        self.thread = ThreadPoolExecutor(1)

    def outcomes(self, template, region):
        text = json.dumps(template)
        got = self.thread.submit(program.transform, self.samc, text, region)
        expected = self.reference.transform(text, region)
        return expected, got.result()

    def check(self, template, region):
        """(kind of outcome, what is wrong or None)."""
        expected, got = self.outcomes(template, region)
        if isinstance(got, Crash):
            return "samc fails", got.text
        if isinstance(expected, Crash):
            if isinstance(got, Refusal) or expected.text.startswith(KNOWN):
                return "crash", None
            return "crash accepted", f"the reference crashes ({expected.text}), samc does not refuse"
        if isinstance(got, Refusal) and compare.has_bad_condition(template):
            return "refused", None
        wrong = peer.compare_outcomes(expected, got, compare.random_lists(template))
        if not wrong:
            return "equal" if isinstance(expected, Output) else "refused", None
        if isinstance(expected, Refusal):
            return (
                "accepted" if isinstance(got, Output) else "other refusal"
            ), f"{wrong}; {expected.messages} {getattr(got, 'messages', '')}"
        return "unequal" if isinstance(got, Output) else "refused alone", wrong


# -- Making a template smaller -----------------------------------------------------------------------


def parts(value, way=()):
    """The ways to everything that can be taken out of a template, the large things first."""
    level = [(way, value)]
    while level:
        following = []
        for way, each in level:
            keys = list(each) if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
            for key in keys:
                yield (*way, key)
                following.append(((*way, key), each[key]))
        level = following


def without(template, way):
    template = json.loads(json.dumps(template))
    parent = template
    for key in way[:-1]:
        parent = parent[key]
    del parent[way[-1]]
    return template


def smaller(pair, template, region, kind):
    """The template without whatever can go while the difference stays of the same kind."""
    tries = TRIES
    again = True
    while again and tries > 0:
        again = False
        for way in list(parts(template)):
            try:
                less = without(template, way)
            except (KeyError, IndexError, TypeError):
                continue  # it went with something else
            tries -= 1
            if pair.check(less, region)[0] == kind:
                template, again = less, True
            if tries == 0:
                break
    return template


# -- Many templates ----------------------------------------------------------------------------------

pair = make = None  # of each process: make(text) is the template that a seed stands for


def start(samc, maker):
    global pair, make
    pair, make = Pair(samc), maker


def region_of(number):
    return list(PARTITIONS.values())[number % len(PARTITIONS)]


def check_some(seed, first, count):
    """[(number, kind, what is wrong)] of the templates that differ, and how often each kind came."""
    failed, kinds = [], Counter()
    for number in range(first, first + count):
        kind, wrong = pair.check(make(f"{seed}:{number}"), region_of(number))
        kinds[kind] += 1
        if wrong:
            failed.append((number, kind, wrong))
    return failed, kinds


def shrink(seed, number, kind):
    template = smaller(pair, make(f"{seed}:{number}"), region_of(number), kind)
    return template, pair.check(template, region_of(number))[1]


def report(options, failed):
    for number, kind, wrong in failed:
        where = f"template {number} of seed {options.seed} in {region_of(number)}"
        print(f"FAILED {where}: {kind}: {wrong[:700]}", flush=True)


def report_smaller(pool, options, failed):
    chosen = failed[: options.shrink]
    results = [pool.submit(shrink, options.seed, number, kind) for number, kind, _ in chosen]
    for (number, _, _), result in zip(chosen, results):
        template, wrong = result.result()
        print(f"Template {number} without what does not matter: {(wrong or 'equal')[:700]}")
        print(json.dumps(template, ensure_ascii=False), flush=True)


def run(options, maker):
    kinds, failed = Counter(), []
    with ProcessPoolExecutor(options.jobs, initializer=start, initargs=(options.samc, maker)) as pool:
        last = options.first + options.count
        firsts = range(options.first, last, STEP)
        for some, counts in pool.map(
            check_some, *zip(*((options.seed, each, min(STEP, last - each)) for each in firsts))
        ):
            report(options, some)
            failed += some
            kinds.update(counts)
        report_smaller(pool, options, failed)
    others = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(f"templates {options.first} to {last - 1} of seed {options.seed}: {others}; {len(failed)} failed")
    return 1 if failed or not kinds["equal"] else 0


def main(maker, description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"), help="the program to test")
    parser.add_argument("--seed", default="1", help="any text (%(default)s)")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="number of the first template")
    parser.add_argument("--count", type=int, default=COUNT, metavar="N", help="templates (%(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="processes (%(default)s)")
    parser.add_argument(
        "--shrink", type=int, default=SHRUNK, metavar="N", help="differences to make smaller (%(default)s)"
    )
    parser.add_argument("--show", type=int, metavar="N", help="print one template and do nothing else")
    options = parser.parse_args()
    if options.show is not None:
        print(json.dumps(maker(f"{options.seed}:{options.show}"), indent=1, ensure_ascii=False))
        return 0
    return run(options, maker)


if __name__ == "__main__":
    sys.exit(main(make_template, "Compare samc with the reference on random templates."))
