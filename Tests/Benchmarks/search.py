#!/usr/bin/env python3
"""Measures how soon the console shows the first page of what is typed into its filter, letter by letter.

The console runs in a terminal of 120x40. A letter's time is that from its write to the moment from which the rows stay
as they are in the end: the count of all hits, which follows, does not matter. Where a letter changes no row (=), the
time is that to the first byte. Processor time is that of everything the letter led to, the count too; it says more than
the clock where others use the machine. Nothing is asserted.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time

from bench import ROWS, Failure, Session, is_full

SILENCE, STEP = 0.35, 0.004
# The title, the column heads, the filter, the count and the keys stand in the other lines.
FIRST_ROW, AFTER_ROWS = 4, ROWS - 3
WORDS = ["wolfes", "visser", "0612", "zoë", "qx", "xk", "x", "q", "e", "de", "jan de"]


def rows(session):
    return session.screen.lines[FIRST_ROW:AFTER_ROWS]


def processor_seconds(session):
    """What the threads that there are have used."""
    total = 0
    for thread in os.listdir(f"/proc/{session.pid}/task"):
        with open(f"/proc/{session.pid}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0])
    return total / 1e9


def typed(session, letter):
    """Seconds from the letter to the last change of the rows, those of the processor, and whether any row changed."""
    before, used, start = rows(session), processor_seconds(session), time.perf_counter()
    shown, changed_at, first_at = before, None, None
    os.write(session.terminal, letter.encode())
    silent_since = start
    while time.perf_counter() - silent_since < SILENCE:
        if not session.read(STEP):
            continue
        silent_since = session.last_byte_at
        first_at = first_at or silent_since
        if rows(session) != shown:
            shown, changed_at = rows(session), silent_since
    if changed_at is None:
        changed_at = first_at or start
    return changed_at - start, processor_seconds(session) - used, shown != before


def environment(home):
    return {
        "HOME": home,
        "XDG_DATA_HOME": home + "/data",
        "XDG_CONFIG_HOME": home + "/config",
        "XDG_STATE_HOME": home + "/state",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": "/usr/bin:/bin",
    }


def measure(binary, database, words, runs, column):
    """For each word the times of its letters, by run."""
    times = {word: [[] for _ in word] for word in words}
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="balie-search-") as home:
            session = Session([binary, "--database", f"sqlite:{database}"], environment(home))
            try:
                session.until("a full list", is_full, 0.4)
                for _ in range(column):
                    session.press("s", "another order", is_full, SILENCE)
                for word in words:
                    session.press("/", "a filter line", lambda lines: True, SILENCE)
                    for place, letter in enumerate(word):
                        times[word][place].append(typed(session, letter))
                    session.press("\x1b", "all rows", is_full, SILENCE)
            finally:
                session.close()
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--balie", required=True, help="the built console")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--column", type=int, default=0, help="sort by this column, counted from 0")
    parser.add_argument("--words", default=",".join(WORDS), help="what is typed, with commas between")
    parser.add_argument("databases", nargs="+")
    options = parser.parse_args()
    words = options.words.split(",")
    for database in options.databases:
        times = measure(os.path.abspath(options.balie), os.path.abspath(database), words, options.runs, options.column)
        print(
            f"\n{os.path.basename(database)}: milliseconds from each letter to its first page "
            f"(slowest of {options.runs}), processor time"
        )
        first, later = [], []
        for word, letters in times.items():
            cells = []
            for place, answers in enumerate(letters):
                milliseconds = [answer[0] * 1000 for answer in answers]
                processor = statistics.median(answer[1] * 1000 for answer in answers)
                (later if place else first).extend(milliseconds)
                mark = "" if all(answer[2] for answer in answers) else "="
                cells.append(f"{statistics.median(milliseconds):.1f}{mark} ({max(milliseconds):.1f}) {processor:.1f}")
            print(f"  {word:<8}" + "  ".join(f"{cell:>18}" for cell in cells))
        for name, values in [("first letters", first), ("later letters", later)]:
            if values:
                values.sort()
                late = values[min(len(values) - 1, int(len(values) * 0.99))]
                print(f"  {name}: median {statistics.median(values):.1f}, 99 % under {late:.1f}")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
