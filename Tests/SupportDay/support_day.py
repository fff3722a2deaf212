#!/usr/bin/env python3
"""Plays the jobs of a support day on the built console, and counts the keys that each takes.

Each begins in a fresh console with five hundred debtors, at the list of debtors. What came of it is checked in the
database, and whether it took more keys than it should. Jobs that a HostFact can do are done at a balied as well.
"""

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass

from desk import Desk, Failure
from jobs import JOBS
from office import Office, Template
from session import environment


@dataclass
class Programs:
    balie: str
    balied: str


def played(job, template, home, is_elsewhere):
    """How many keys it took beside text, and how many letters of text."""
    office = Office(template, home, is_elsewhere)
    try:
        desk = Desk(office.command, environment(home) | {"SWIFT_BACKTRACE": "enable=no"})
        try:
            desk.sees("> DB0001")
            job.play(desk, office)
            return desk.presses, desk.letters
        finally:
            desk.close()
    finally:
        office.close()


def judged(job, template, folder, is_elsewhere):
    """The number of keys for the table, and what was wrong."""
    place = "at a balied" if is_elsewhere else "on the engine"
    try:
        presses, letters = played(job, template, os.path.join(folder, f"job{job.number}{is_elsewhere}"), is_elsewhere)
    except (Failure, AssertionError) as problem:
        return "failed", f"Job {job.number} {place}: {problem}"
    counted = presses if job.beside_text else presses + letters
    problem = None
    if job.wanted is not None and counted > job.wanted:
        problem = f"Job {job.number} {place} took {counted} keys, which may be {job.wanted} at most."
    return f"{presses + letters} ({letters})" if letters else str(presses), problem


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--balie", required=True)
    arguments.add_argument("--balied", required=True)
    arguments.add_argument("--job", type=int, help="this one alone")
    options = arguments.parse_args()
    programs = Programs(os.path.abspath(options.balie), os.path.abspath(options.balied))
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        template = Template(programs, folder)
        print("| # | job | keys, of which text | at a `balied` | before | at most |\n| --- | --- | --- | --- | --- | --- |")
        for job in sorted(JOBS, key=lambda job: job.number):
            if options.job not in (None, job.number):
                continue
            here, problem = judged(job, template, folder, False)
            there, other = judged(job, template, folder, True) if job.elsewhere else ("–", None)
            problems += [each for each in (problem, other) if each]
            before = "–" if job.before is None else job.before
            wanted = "" if job.wanted is None else f"{job.wanted} beside text" if job.beside_text else job.wanted
            print(f"| {job.number} | {job.what} | {here} | {there} | {before} | {wanted} |", flush=True)
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
