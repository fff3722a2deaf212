#!/usr/bin/env python3
"""Measures a bulk run on the embedded engine: the price of many services raised by 5 %, from keys to outcomes.

The dry run is measured from the key to its page on the screen, the carrying out from the key to the page that says that all is
done. Beside it the sqlite3 of Python does the statements alone, once in transactions of 200 rows: what each row reads
before, and what it writes. Memory is the most that the program ever held. Nothing is asserted.
"""

import argparse
import os
import re
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "PseudoTerminal"))

import report
from session import Failure, Session, environment, is_full

SHARED = 200


def copied(database, folder, name):
    path = os.path.join(folder, name)
    shutil.copyfile(database, path)
    return path


def running(path, rows):
    """As many services as the console has changed."""
    connection = sqlite3.connect(path)
    ids = [row[0] for row in connection.execute(
        "SELECT Identifier FROM service WHERE PriceExcl + 0 > 0 ORDER BY Identifier LIMIT ?", [rows])]
    connection.close()
    return ids


def peak(pid):
    """In MB."""
    with open(f"/proc/{pid}/status") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1)) / 1024


def by_console(balie, path):
    """Seconds of the dry run and of the carrying out, rows in fact, and MB."""
    with tempfile.TemporaryDirectory(prefix="balie-bulk-") as home:
        session = Session(
            [os.path.abspath(balie), "--database", f"sqlite:{path}"], environment(home), columns=132, rows=43)
        try:
            session.until("a full list", is_full, 0.5)

            def press(keys, what, reached, deadline=120):
                began = time.perf_counter()
                os.write(session.terminal, keys.encode())
                return session.until(what, lambda lines: any(map(reached, lines)), deadline=deadline) - began

            press("3", "services", lambda line: "1/" in line)
            session.until("services", is_full, 0.5)
            press("*", "marks", lambda line: "marked" in line)
            press("b", "the dialog", lambda line: "New price" in line)
            os.write(session.terminal, b"\t+5%")
            session.until("the price", lambda lines: any("+5%" in line for line in lines), 0.3)
            dry = press("\x13", "the plan", lambda line: re.search(r"rows? changes?", line))
            changed = int(re.search(r"([\d,]+) rows? change", session_text(session)).group(1).replace(",", ""))
            session.until("the plan", lambda lines: True, 0.3)
            os.write(session.terminal, b"\x1b[C")
            session.until("the button", lambda lines: True, 0.3)
            sent = press("\r", "the outcome", lambda line: re.search(r"([\d,]+) of \1 done", line))
            return dry, sent, changed, peak(session.pid)
        finally:
            session.close()


def session_text(session):
    return "\n".join(session.screen.lines)


def by_sqlite(path, ids):
    """The statements alone: seconds of reading each, and of changing each in shared transactions."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    began = time.perf_counter()
    for number in ids:
        connection.execute("SELECT * FROM service WHERE Identifier = ?", [number]).fetchone()
    read = time.perf_counter() - began
    began = time.perf_counter()
    for start in range(0, len(ids), SHARED):
        connection.execute("BEGIN IMMEDIATE")
        for number in ids[start:start + SHARED]:
            connection.execute("SELECT * FROM service WHERE Identifier = ?", [number]).fetchone()
            connection.execute(
                "UPDATE service SET PriceExcl = round(PriceExcl * 1.05, 2) WHERE Identifier = ?", [number])
        connection.execute("COMMIT")
    written = time.perf_counter() - began
    connection.close()
    return read, written


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--balie", required=True, help="the built console")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("databases", nargs="+", help="each with as many services as are to be changed")
    options = parser.parse_args()
    print("### Many changes at once\n")
    table = []
    for database in options.databases:
        runs = []
        for _ in range(options.runs):
            with tempfile.TemporaryDirectory(prefix="balie-bulk-") as folder:
                dry, sent, rows, memory = by_console(options.balie, copied(database, folder, "console.sqlite"))
                path = copied(database, folder, "alone.sqlite")
                read, written = by_sqlite(path, running(path, rows))
                runs.append((dry, sent, memory, read, written))
        dry, sent, memory, read, written = map(statistics.median, zip(*runs))
        table.append([
            report.number(rows), f"{dry:.2f}", f"{dry / read:.0f}", f"{sent:.2f}", report.number(round(rows / sent)),
            f"{sent / written:.1f}", f"{memory:.0f}"])
    report.print_table(
        ["rows", "dry run, s", "× sqlite3", "carrying out, s", "rows a second", "× sqlite3", "most memory, MB"], table)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
