"""A colleague at a console: keys, and what is seen on the screen."""

import os
import re
import select
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "PseudoTerminal"))

from session import Ended, Failure, Session

COLUMNS, ROWS = 110, 34
DEADLINE = 40
QUIET = 0.03

# What is seen, in the order in which it is looked for: the texts that tell it, of which all must be there.
VIEWS = [
    ("twice", ["Send a second time?"]),
    ("sending", ["Sending…"]),
    ("busy", ["Reading the record again…"]),
    ("unknown", ["It is unknown whether this took effect", "[ Back"]),
    ("busy", ["Looking up what this comes to…"]),
    ("offer", ["Typed here and not sent", "[ Go on with it ]"]),
    ("clash", ["[ Go on from theirs ]"]),
    ("clash", ["keeps mine", "[ Go on ]"]),
    ("told", ["Done, and the record says something else"]),
    ("review", ["Review before sending", "[ Send "]),
    ("leave", ["It is lost when you leave"]),
]


class Console(Session):
    def __init__(self, command, environment):
        super().__init__(command, environment, columns=COLUMNS, rows=ROWS)
        self.seen = []

    @property
    def text(self):
        return "\n".join(self.screen.lines)

    def has(self, *texts):
        text = self.text
        return all(each in text for each in texts)

    def press(self, *keys):
        for key in keys:
            os.write(self.terminal, key.encode())

    def pause(self, seconds):
        """Lets time pass, and reads what comes meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def wait(self, what, is_so, deadline=DEADLINE, quiet=QUIET):
        self.until(what, lambda _: is_so(), quiet, deadline)

    def view(self, task, deadline=DEADLINE):
        """What stands on the screen, when it stands still."""
        while self.read(QUIET):
            pass
        name = self.looks(task)
        if not self.seen or self.seen[-1] != name:
            self.seen.append(name)
        return name

    def looks(self, task):
        for name, texts in VIEWS:
            if self.has(*texts):
                return name
        if task.is_open(self):
            return "form"
        # A long sentence about what was done covers the place in the list.
        is_list = self.has(" 1/") or self.has("/ searches", "✓ ")
        return "list" if is_list and not self.has("! Loading") else "other"

    def buttons(self):
        """The buttons of the page in front, from left to right."""
        # That of a review says how much it sends.
        rows = [
            [re.sub(r"^Send \d+ changes?$", "Send", name) for name in re.findall(r"\[ ([^\[\]]+) \]", line)]
            for line in self.screen.lines]
        return next((row for row in reversed(rows) if row), [])

    def has_button(self, *names):
        return any(name in self.buttons() for name in names)

    def marked(self):
        """The lines with the mark of a focus: that of a dialog, and of the page below it."""
        return [(y, line) for y, line in enumerate(self.screen.lines) if re.search(r"(?:^|│ *)>[ *]", line)]

    def focus(self, label):
        for _ in range(60):
            if self.has(f"> {label}") or self.has(f">*{label}"):
                return
            before = self.marked()
            self.press("\t")
            self.wait(f"the field after {before}", lambda: self.marked() != before, deadline=15, quiet=0.005)
        raise Failure(f"There is no field {label}:\n{self.picture()}")

    # The end

    def signal(self, number):
        os.kill(self.pid, number)

    def hang_up(self):
        """The line is lost."""
        os.close(self.terminal)
        self.terminal = None

    def ended(self, deadline):
        """How it ended, as waitpid tells it; None where it did not in time."""
        end = time.monotonic() + deadline
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = None
                return status
            self._drain()
        return None

    def leaves(self, deadline):
        """By q, and the button where it is asked whether that is meant; how it ended, as `ended` tells."""
        self.press("q")
        end, is_asked = time.monotonic() + deadline, False
        while time.monotonic() < end:
            status = self.ended(0.05)
            if status is not None:
                return status
            if not is_asked and self.has_button("Leave"):
                is_asked = True
                self.press("\x1b[C", "\r")
        return None

    def _drain(self):
        # A program that waits until its output is read cannot end.
        if self.terminal is None or not select.select([self.terminal], [], [], 0.005)[0]:
            return time.sleep(0.002)
        try:
            data = os.read(self.terminal, 1 << 16)
            self.screen.feed(self.decoder.decode(data))
        except OSError:
            time.sleep(0.005)

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = None
        if self.terminal is not None:
            os.close(self.terminal)
            self.terminal = None


__all__ = ["Console", "Ended", "Failure"]
