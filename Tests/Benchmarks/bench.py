#!/usr/bin/env python3
"""Measures the console beside a plain C program and others that show lists, in a terminal of 120x40.

Programs take turns, so that what else the machine does meets all of them. A time is that from the start or the key's
write to the last byte that the figure is about; the screen that results is looked at, so that a fast wrong answer is no
good figure. The first run only warms up, and waits to see what the console does while it is idle. Nothing is asserted. Tables in
Markdown come out; how far it is stands on standard error.
"""

import argparse
import json
import os
import re
import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "PseudoTerminal"))

import programs
import report
from figures import WORDS, Figures, idle, measure
from session import Failure, Session, environment

COLUMNS = ("DebtorCode, CompanyName, Initials, SurName, EmailAddress, substr(Modified, 1, 10) AS Modified, "
           "PhoneNumber, MobileNumber, ZipCode, City, Address, Website, CompanyNumber, TaxNumber, AccountNumber")


def exported(database):
    """The debtors as lines of text, with what a search of the console looks in, made once for each database."""
    path = os.path.splitext(database)[0] + ".csv"
    if os.path.exists(path) and os.path.getmtime(path) >= os.path.getmtime(database):
        return path
    connection = sqlite3.connect(f"file:{database}?mode=rw", uri=True)
    rows = connection.execute(f"SELECT {COLUMNS} FROM debtor ORDER BY DebtorCode")
    with open(path + ".part", "w", encoding="utf-8", newline="") as file:
        file.write(line(column[0] for column in rows.description))
        file.writelines(map(line, rows))
    connection.close()
    os.rename(path + ".part", path)
    return path


def line(values):
    """With quotes where they must be. A line is a debtor for every program: a line's end in a value becomes a blank."""
    texts = (re.sub(r"[\r\n]+", " ", value) for value in values)
    return ",".join('"' + text.replace('"', '""') + '"' if re.search(r'[",]', text) else text for text in texts) + "\n"


def debtors_in(database):
    return int(re.sub(r"\D", "", os.path.basename(database)))


def run(program, debtors, words, figures, is_first, waits):
    """One run of a program, with a home of its own."""
    with tempfile.TemporaryDirectory(prefix="balie-bench-") as home:
        session = Session(program.command, environment(home), program.reads_from)
        try:
            measure(session, program, debtors, words, Figures() if is_first else figures)
            if is_first and waits:
                idle(session, figures)
        finally:
            session.close()


def measured(database, options, say):
    """The figures of each program for the debtors of a database."""
    debtors = debtors_in(database)
    console = programs.console(options.balie, database)
    peers = programs.peers(exported(database), debtors, options.peers.split(",")) if options.peers else []
    compared = [console, programs.floor(options.baseline, debtors), *peers]
    results = {program.name: Figures() for program in compared}
    for number in range(options.runs + 1):
        for program in list(compared):
            if number > options.peer_runs and program in peers:
                continue
            say(f"{debtors} debtors, run {number} of {options.runs}: {program.name}")
            words = WORDS if program is console else [word for word in WORDS if len(word) == 6]
            try:
                run(program, debtors, words, results[program.name], number == 0, program not in peers)
            except Failure as failure:
                if program not in peers:
                    raise
                print(f"{failure}\nIt is left out from here on.", file=sys.stderr)
                compared.remove(program)
    return {name: figures for name, figures in results.items() if figures.values}


def kept(path):
    """What earlier runs have measured, by number of debtors and program."""
    if not path or not os.path.exists(path):
        return {}
    with open(path) as file:
        return {int(size): {name: Figures(**figures) for name, figures in by_program.items()}
                for size, by_program in json.load(file).items()}


def keep(path, results):
    if path:
        with open(path, "w") as file:
            json.dump(results, file, default=vars)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--baseline", required=True, help="the built baseline.c")
    parser.add_argument("--balie", required=True, help="the built console")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--peer-runs", type=int, default=9, help="of the programs beside it, at most RUNS")
    parser.add_argument("--peers", default="fzf,visidata,pspg,less", help="those that are installed are measured too")
    parser.add_argument("--kept", help="a file that keeps what is measured, so that sizes can be measured one by one")
    parser.add_argument("databases", nargs="*", help="named by their number of debtors, as 500.sqlite")
    options = parser.parse_args()

    def say(text):
        if sys.stderr.isatty():
            print(text, file=sys.stderr)

    print(f"Measured by `make bench` on {report.machine()}.\n", flush=True)
    results = kept(options.kept)
    for database in options.databases:
        results[debtors_in(database)] = measured(database, options, say)
        keep(options.kept, results)
    for size in sorted(results):
        report.print_size(size, results[size])
    consoles = {size: figures["Balie"] for size, figures in results.items()}
    report.print_slopes(consoles)
    report.print_aims(consoles, results)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
