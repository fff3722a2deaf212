#!/usr/bin/env python3
"""Measures how soon the console shows the first page of what is typed into its filter, letter by letter, in any order.

A letter's time is that from its write to the moment from which the rows stay as they are in the end: the count of all
hits, which follows, does not matter. Processor time is that of everything the letter led to, the count too; it says
more than the clock where others use the machine. Nothing is asserted. `bench.py` measures a few words beside others'.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "PseudoTerminal"))

import programs
import report
from bench import debtors_in
from figures import Figures, settling, type_word
from session import Failure, Session, environment, is_full

WORDS = ["wolfes", "visser", "0612", "zoë", "qx", "xk", "x", "q", "e", "de", "jan de"]


def measured(console, debtors, words, options):
    figures, settle = Figures(), settling(console, debtors)
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory(prefix="balie-search-") as home:
            session = Session(console.command, environment(home))
            try:
                session.until("a full list", is_full, 0.4)
                for _ in range(options.column):
                    session.press(console.other_order, "another order", is_full, settle)
                for word in words:
                    type_word(session, console, console.filter, word, figures.letters, settle)
            finally:
                session.close()
    return figures


def print_processor_time(figures):
    print("Processor time of each letter, its count included, ms:\n")
    rows = []
    for word, runs in figures.letters.items():
        medians = [statistics.median(letter[1] for letter in answers) * 1000 for answers in zip(*runs)]
        rows.append([f"`{word}`", ", ".join(map(report.number, medians))])
    report.print_table(["typed", "letter by letter"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--balie", required=True, help="the built console")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--column", type=int, default=0, help="sort by this column, counted from 0")
    parser.add_argument("--words", default=",".join(WORDS), help="what is typed, with commas between")
    parser.add_argument("databases", nargs="+", help="named by their number of debtors, as 500.sqlite")
    options = parser.parse_args()
    print(report.machine() + "\n")
    for database in options.databases:
        console = programs.console(options.balie, database)
        figures = measured(console, debtors_in(database), options.words.split(","), options)
        print(f"### {report.number(debtors_in(database))} debtors\n")
        report.print_letters({console.name: figures})
        print_processor_time(figures)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
