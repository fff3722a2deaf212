#!/usr/bin/env python3
"""Measures the console beside a plain C program in a terminal of 120x40, and prints a table with ratios.

Every figure is the median of several runs of the same kind in one go, on one machine. Nothing is asserted.
A time is that from the key's write to the last byte of the answer, which is complete when the program has been
silent for a while; the screen that results is checked, so that a fast wrong answer is no good figure.
"""

import argparse
import codecs
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

from screen import Screen

COLUMNS, ROWS = 120, 40
SILENCE_AFTER_KEY, SILENCE_AFTER_SEARCH, SILENCE_AFTER_START = 0.03, 0.25, 0.4
LINES_DOWN, IDLE_SECONDS, DEADLINE = 200, 3.0, 30.0


class Failure(Exception):
    pass


class Session:
    """A program in a pseudo-terminal, its output read as it comes and drawn on a screen."""

    def __init__(self, command, environment):
        self.command = command
        self.screen = Screen(COLUMNS, ROWS)
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.bytes = 0
        self.last_byte_at = self.started_at = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(command[0], command, environment)

    def read(self, seconds):
        """Reads what arrives within the time; tells whether anything did."""
        if not select.select([self.terminal], [], [], max(0, seconds))[0]:
            return False
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:
            data = b""
        if not data:
            raise Failure(f"{self.command[0]} ended early. Its last screen:\n" + self.picture())
        self.last_byte_at = time.perf_counter()
        self.bytes += len(data)
        self.screen.feed(self.decoder.decode(data))
        while self.screen.replies:
            os.write(self.terminal, self.screen.replies.pop(0).encode())
        return True

    def until(self, what, is_reached, silence):
        """Reads until the screen is as described and the program has been silent for the given time."""
        deadline = time.perf_counter() + DEADLINE
        while True:
            if not self.read(silence) and is_reached(self.screen.lines):
                return
            if time.perf_counter() > deadline:
                raise Failure(f"{self.command[0]} did not show {what} in {DEADLINE:.0f} s but:\n" + self.picture())

    def press(self, keys, what, is_reached, silence):
        """Seconds and bytes from the keys to the end of the answer."""
        before, start = self.bytes, time.perf_counter()
        os.write(self.terminal, keys.encode())
        self.until(what, lambda lines: self.bytes > before and is_reached(lines), silence)
        return self.last_byte_at - start, self.bytes - before

    def status(self, name):
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(rf"^{name}:\s+(\d+)", file.read(), re.MULTILINE)[1])

    def processor_seconds(self):
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def picture(self):
        return "\n".join("  |" + line for line in self.screen.lines)

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def is_full(lines):
    """A frame is full when nearly every line has text: the list, not an empty screen with a title."""
    return sum(1 for line in lines if line.strip()) >= ROWS - 6


def measure_session(session, filter_text, figures):
    def note(name, value):
        figures.setdefault(name, []).append(value)

    session.until("a full list", is_full, SILENCE_AFTER_START)
    note("start to full frame, ms", (session.last_byte_at - session.started_at) * 1000)
    note("first frame, bytes", session.bytes)

    inside, scrolled = [], []
    for number in range(LINES_DOWN):
        answer = session.press("j", "the next line", is_full, SILENCE_AFTER_KEY)
        (inside if number < ROWS // 2 else scrolled if number > ROWS else []).append(answer)
    for name, answers in [("line down", inside), ("line down, scrolling", scrolled)]:
        note(f"{name}, ms", statistics.median(seconds for seconds, _ in answers) * 1000)
        note(f"{name}, bytes", statistics.median(count for _, count in answers))
    held = session.press("j" * LINES_DOWN, "the lines below", is_full, SILENCE_AFTER_SEARCH)
    note(f"key held for {LINES_DOWN} lines, ms", held[0] * 1000)
    note(f"key held for {LINES_DOWN} lines, bytes", held[1])

    before, cpu = session.bytes, session.processor_seconds()
    end = time.perf_counter() + IDLE_SECONDS
    while time.perf_counter() < end:
        session.read(end - time.perf_counter())
    note(f"idle for {IDLE_SECONDS:.0f} s, bytes", session.bytes - before)
    note(f"idle for {IDLE_SECONDS:.0f} s, processor ms", (session.processor_seconds() - cpu) * 1000)

    session.press("/", "a filter line", lambda lines: True, SILENCE_AFTER_SEARCH)
    letters = []
    for end in range(1, len(filter_text) + 1):
        typed = filter_text[:end]
        letters.append(
            session.press(
                typed[-1],
                f'rows with "{typed}"',
                lambda lines: sum(typed.lower() in line.lower() for line in lines) >= 2,
                SILENCE_AFTER_SEARCH,
            )
        )
    note("filter letter, ms", statistics.median(seconds for seconds, _ in letters) * 1000)
    note("slowest filter letter, ms", max(seconds for seconds, _ in letters) * 1000)
    note("memory at most, MB", session.status("VmHWM") / 1024)


def measure(command, filter_text, runs):
    """The median of every figure over some runs, the first of which only warms the caches."""
    figures = {}
    for run in range(runs + 1):
        if run == 1:
            figures = {}
        with tempfile.TemporaryDirectory(prefix="balie-bench-") as home:
            environment = {
                "HOME": home,
                "XDG_DATA_HOME": home + "/data",
                "XDG_CONFIG_HOME": home + "/config",
                "XDG_STATE_HOME": home + "/state",
                "XDG_CACHE_HOME": home + "/cache",
                "LANG": "C.UTF-8",
                "TERM": "xterm-256color",
                "PATH": "/usr/bin:/bin",
            }
            session = Session(command, environment)
            try:
                measure_session(session, filter_text, figures)
            finally:
                session.close()
    return {name: statistics.median(values) for name, values in figures.items()}


def print_table(columns):
    names = list(columns)
    print(f"\n{'':<32}" + "".join(f"{name:>18}" for name in names) + "".join(f"{'ratio':>10}" for _ in names[1:]))
    for figure in columns[names[0]]:
        values = [columns[name][figure] for name in names]
        ratios = [f"{value / values[0]:.2f}" if values[0] else "" for value in values[1:]]
        print(f"{figure:<32}" + "".join(f"{v:>18,.2f}" for v in values) + "".join(f"{r:>10}" for r in ratios))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--baseline", required=True, help="the built baseline.c")
    parser.add_argument("--balie", help="the built console; left out, the baseline is measured alone")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--filter", default="visser", help="what is typed into the filter; must match at least two rows")
    parser.add_argument("databases", nargs="*", help="named by their number of debtors, as 500.sqlite")
    options = parser.parse_args()

    def say(text):
        if sys.stderr.isatty():
            print(text, file=sys.stderr)

    sizes = [re.sub(r"\D", "", os.path.basename(path)) or "500" for path in options.databases] or ["500", "100000"]
    for size, database in zip(sizes, options.databases or [None] * len(sizes)):
        say(f"Measuring with {size} debtors, {options.runs} runs each")
        columns = {f"C, {size} rows": measure([os.path.abspath(options.baseline), size], options.filter, options.runs)}
        if options.balie and database:
            # The console may write to it, so each size is measured on a copy.
            with tempfile.TemporaryDirectory(prefix="balie-bench-") as folder:
                copy = shutil.copy(database, folder)
                command = [os.path.abspath(options.balie), "--database", f"sqlite:{copy}"]
                columns["balie"] = measure(command, options.filter, options.runs)
        print_table(columns)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
