#!/usr/bin/env python3
"""Breaks the console and balied at every step of their work, and counts what became of what was typed and sent.

A try is one change by keys on the built console: an edit, an addition, a termination or a reset, on its own engine, on a
balied elsewhere or on a HostFact that is played here. At a moment on the way a fault comes. Then the console is started
again, its pages are followed until the change is carried out, and drafts, journal, outbox and system are compared with
what was typed and answered. Which fault comes when follows from the seed. As root on Linux disks are filled as well.
"""

import argparse
import itertools
import multiprocessing
import os
import platform
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from blows import BLOWS
from lanes import Room, attempts, play
from load import Load
from systems import Programs, Template
from tasks import TASKS

COLUMNS = ["fault", "tries", "lost drafts", "doubled writes", "silent overwrites", "undecided left", "journal gaps"]
COUNTED = ["lost", "doubled", "overwritten", "undecided", "gaps"]
MUST_BE_NONE = ["lost", "doubled", "overwritten", "gaps"]


def lane(number, folder, programs, template, options, queue, results):
    # Told to end, it ends what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    room = Room(os.path.join(folder, f"lane{number}"))
    results.put(room.has_disks)
    while (attempt := queue.get()) is not None:
        results.put(play(attempt, options.seed, room, programs, template))


def run(options, programs, template, folder):
    """The results of all tries, as they come."""
    count = 1 if options.only is not None else options.lanes
    queue, results = multiprocessing.Queue(), multiprocessing.Queue()
    lanes = [multiprocessing.Process(target=lane, args=(number, folder, programs, template, options, queue, results))
             for number in range(count)]
    for each in lanes:
        each.start()
    try:
        has_disks = all([results.get(timeout=60) for _ in lanes])
        blows = [blow for blow in BLOWS if options.fault in blow.name]
        tries = attempts(blows, list(TASKS.values()), random.Random(options.seed), has_disks)
        chosen = [next(itertools.islice(tries, options.only, None))] if options.only is not None else \
            list(itertools.islice(tries, options.tries))
        if not has_disks:
            print("Disks are not filled: that takes root, and disks of their own.", file=sys.stderr)
        for attempt in [*chosen, *[None] * count]:
            queue.put(attempt)
        for _ in chosen:
            yield results.get(timeout=600)
        for each in lanes:
            each.join(60)
    finally:
        for each in lanes:
            each.terminate()
        for each in lanes:
            each.join(20)
            if each.is_alive():
                each.kill()
                each.join()


def print_table(results):
    print("| " + " | ".join(COLUMNS) + " |")
    print("|" + " --- |" * len(COLUMNS))
    by_blow = {}
    for result in results:
        by_blow.setdefault(result.blow, []).append(result)
    order = [blow.name for blow in BLOWS if blow.name in by_blow]
    rows = [(name, by_blow[name]) for name in order] + [("all", results)]
    for name, own in rows:
        figures = [len(own)] + [sum(getattr(result, counted) for result in own) for counted in COUNTED]
        print(f"| {name} | " + " | ".join(map(str, figures)) + " |")


def report(results, seconds):
    print(f"\n{len(results)} tries in {seconds:.0f} s; {os.cpu_count()} processors, Linux {platform.release()}\n")
    print_table(results)
    farewells = sorted(result.farewell for result in results if result.farewell is not None)
    kept = sorted(result.kept_after for result in results if result.kept_after is not None)
    if farewells:
        print(f"\nA console that was told to end, or killed, was gone after {farewells[-1]:.2f} s at most.")
    if kept:
        print(f"What was typed was on the disk {kept[-1]:.2f} s after its last letter at most.")
    bad = [result for result in results if result.problems]
    for result in sorted(bad, key=lambda result: result.number):
        print(f"\nTry {result.number} ({result.name}), {', '.join(result.views)}:")
        for sentence in result.problems + [f"({remark})" for remark in result.remarks]:
            print("  " + sentence.replace("\n", "\n  "))
    return not bad


def follow(results, is_verbose):
    for result in results:
        if is_verbose:
            words = "; ".join(problem.split("\n")[0] for problem in result.problems) or "good"
            print(f"{result.number:5} {result.seconds:5.1f} s  {result.name}: {words} {result.remarks}",
                  file=sys.stderr, flush=True)
        yield result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--balie", required=True, help="the built console")
    parser.add_argument("--balied", required=True, help="the built server")
    parser.add_argument("--tries", type=int, default=100)
    parser.add_argument("--kills", type=int, default=5, help="how often a balied under load is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lanes", type=int, default=2 * (os.cpu_count() or 1))
    parser.add_argument("--fault", default="", help="only faults with this in their names")
    parser.add_argument("--only", type=int, help="this one try of the seed")
    parser.add_argument("--verbose", action="store_true", help="a line for each try on standard error")
    options = parser.parse_args()
    # Under anybody's eyes, wherever the checkout is.
    folder = tempfile.mkdtemp(prefix="balie-faults-")
    os.chmod(folder, 0o755)
    try:
        copies = [shutil.copy2(each, Path(folder) / Path(each).name) for each in (options.balie, options.balied)]
        programs = Programs(*map(str, copies))
        template = Template(programs, folder)
        began = time.monotonic()
        results = list(follow(run(options, programs, template, folder), options.verbose))
        is_good = report(results, time.monotonic() - began) if results else True
        if options.kills and options.only is None:
            is_good = Load(programs, template, folder, options.seed).play(options.kills) and is_good
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
