"""Compares samc with the reference on the project's fixtures, in three partitions.

    peer.py [--samc PROGRAM] [NAME ...]   compare; one line per failing fixture, status 1 if any
    peer.py --store [NAME ...]            write the expectations beside the fixtures, from the reference
    peer.py --dump [NAME ...]             print what the reference makes of them (for --store)

A NAME selects the fixtures whose folder contains it. Called by run.sh, which provides the reference.
"""

import argparse
import json
import os
import subprocess
import sys

import compare
import fixtures
import program
from reference import PARTITIONS, Crash, Output, Reference, Refusal

# Runs of the reference with different hash seeds that look for lists in random order.
HASH_SEEDS = range(1, 11)


def run_reference(reference, fixture, partition):
    return reference.transform(
        fixture.text, PARTITIONS[partition], fixture.parameters, fixture.policies, fixture.toggles
    )


# -- samc --------------------------------------------------------------------------------------------


def samc_command(samc, fixture, partition, template):
    command = [samc, "transform", "--region", PARTITIONS[partition], "--diagnostics-format", "json"]
    if fixture.file("parameters.json"):
        command += ["--parameter-file", str(fixture.file("parameters.json"))]
    if fixture.file("policies.json"):
        command += ["--managed-policies", str(fixture.file("policies.json"))]
    if fixture.toggles:
        command += ["--feature-toggles", ",".join(fixture.toggles)]
    return [*command, str(template)]


def run_samc(samc, fixture, partition, template=None):
    """What samc makes of a fixture, or of another template with its parameters, as an outcome of the
    same kinds as the reference's."""
    return program.outcome(samc_command(samc, fixture, partition, template or fixture.template))


# -- Comparing ---------------------------------------------------------------------------------------


def compare_outcomes(expected, got, any_order):
    """What is wrong with `got`, or None."""
    if isinstance(got, Crash):
        return got.text
    if isinstance(expected, Refusal) and isinstance(got, Output):
        return f"expected a refusal of {expected.ids}, got a template ({'; '.join(expected.messages)[:300]})"
    if isinstance(expected, Output) and isinstance(got, Refusal):
        return f"expected a template, got a refusal of {got.ids}: {'; '.join(got.messages)[:300]}"
    if isinstance(expected, Refusal):
        return None if expected.ids == got.ids else f"expected refused {expected.ids}, got {got.ids}"
    difference = compare.first_difference(expected.template, got.template, any_order=any_order)
    return compare.describe(difference) if difference else None


def stored_outcome(fixture, partition):
    data = fixture.expected(partition)
    return Refusal(data["refused"]) if fixture.refused else Output(data)


def check_crash(expected, got):
    """For a fixture that the reference is known to fail on."""
    if not isinstance(expected, Crash):
        return "the reference does not fail on it; move it to fixtures/errors or fixtures/transform"
    return None if isinstance(got, Refusal) else f"expected a refusal, got {getattr(got, 'text', 'a template')}"


def check_partition(reference, samc, fixture, partition):
    expected = run_reference(reference, fixture, partition)
    if fixture.crash:
        return check_crash(expected, run_samc(samc, fixture, partition))
    if isinstance(expected, Crash):
        return f"the reference crashes: {expected.text}"
    stale = compare_outcomes(expected, stored_outcome(fixture, partition), fixture.any_order)
    if stale:
        return f"the stored expectation is not the reference's, run `tests/peer/run.sh --store`: {stale}"
    return compare_outcomes(expected, run_samc(samc, fixture, partition), fixture.any_order)


def check(reference, samc, fixture):
    """The first thing that is wrong with one fixture, or None."""
    for partition in PARTITIONS:
        wrong = check_partition(reference, samc, fixture, partition)
        if wrong:
            return f"{partition}: {wrong}"
    return None


def check_all(samc, chosen):
    reference, pending = Reference(), fixtures.pending()
    failed, waiting = 0, 0
    for fixture in chosen:
        wrong = check(reference, samc, fixture)
        if not wrong:
            continue
        if fixture.name in pending:
            waiting += 1
        else:
            failed += 1
            print(f"FAILED {fixture.name}: {wrong}")
    print(f"{len(chosen)} fixtures x {len(PARTITIONS)} partitions: {failed} failed, {waiting} pending")
    return 1 if failed or not chosen else 0


# -- Storing -----------------------------------------------------------------------------------------


def dump(chosen):
    reference = Reference()
    outcomes = {each.name: run_reference(reference, each, "aws") for each in chosen if not each.refused and not each.crash}
    json.dump({name: getattr(each, "template", None) for name, each in outcomes.items()}, sys.stdout)
    return 0


def random_lists(names, dumps):
    """For each fixture the paths of the lists whose order differs between runs."""
    found = {}
    for one in dumps[1:]:
        for name in names:
            found.setdefault(name, set()).update(compare.shuffled_lists(dumps[0][name], one[name]))
    return found


def dump_with_seeds(names):
    command = [sys.executable, __file__, "--dump", *names]
    for seed in HASH_SEEDS:
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        yield json.loads(subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True).stdout)


def store_refusal(fixture, outcomes):
    ids = {json.dumps(each.ids) for each in outcomes.values()}
    if len(ids) != 1:
        return f"the partitions disagree: {ids}"
    fixtures.write_json(fixture.folder / "expect.json", {"refused": outcomes["aws"].ids})
    return None


def store_output(fixture, outcomes, any_order):
    for partition, outcome in outcomes.items():
        fixtures.write_json(fixture.expected_path(partition), outcome.template)
    if any_order:
        fixtures.write_json(fixture.folder / "any-order.json", sorted(any_order))
    else:
        (fixture.folder / "any-order.json").unlink(missing_ok=True)
    return None


def store(reference, fixture, any_order):
    """Writes one fixture's expectations. What is wrong with it, or None."""
    outcomes = {each: run_reference(reference, fixture, each) for each in PARTITIONS}
    wanted = Refusal if fixture.refused else Output
    for partition, outcome in outcomes.items():
        if isinstance(outcome, Crash):
            return f"{partition}: the reference crashes: {outcome.text}"
        if not isinstance(outcome, wanted):
            return f"{partition}: the reference says otherwise: {getattr(outcome, 'messages', 'accepted')}"
    return store_refusal(fixture, outcomes) if fixture.refused else store_output(fixture, outcomes, any_order)


def store_all(every):
    chosen = [each for each in every if not each.crash]  # nothing is stored for the others
    names = [each.name for each in chosen if not each.refused]
    shuffled = random_lists(names, list(dump_with_seeds(names))) if names else {}
    reference, failed = Reference(), 0
    for fixture in chosen:
        wrong = store(reference, fixture, shuffled.get(fixture.name))
        if wrong:
            failed += 1
            print(f"FAILED {fixture.name}: {wrong}")
    print(f"stored {len(chosen) - failed} of {len(chosen)} fixtures")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description="Compare samc with the reference on the fixtures.")
    parser.add_argument("--samc", default=os.environ.get("SAMC", "build/samc"), help="the program to test")
    parser.add_argument("--store", action="store_true", help="write expectations from the reference")
    parser.add_argument("--dump", action="store_true", help="print the reference's outputs")
    parser.add_argument("names", nargs="*", metavar="NAME", help="part of a fixture's name")
    options = parser.parse_args()
    chosen = fixtures.find(options.names)
    if options.dump:
        return dump(chosen)
    return store_all(chosen) if options.store else check_all(options.samc, chosen)


if __name__ == "__main__":
    sys.exit(main())
