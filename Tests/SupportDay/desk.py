"""A colleague at a desk: every key is counted, and what is seen decides when the next one is pressed."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "PseudoTerminal"))

from session import Failure, Session

COLUMNS, ROWS = 100, 30
DEADLINE = 120
# A program that has been silent for so long has answered.
QUIET = 0.03
# How long an answer may take to begin; some keys change nothing on the screen.
PATIENCE = 3
REST = 0.5
MOST_STEPS = 60

REVIEW, DONE = "Review before", "✓ "

KEYS = {
    "Enter": "\r", "Esc": "\x1b", "Tab": "\t", "Space": " ",
    "Up": "\x1bOA", "Down": "\x1bOB", "Right": "\x1bOC", "Left": "\x1bOD",
    "End": "\x1bOF", "PageUp": "\x1b[5~", "PageDown": "\x1b[6~", "F3": "\x1bOR", "F7": "\x1b[18~",
}


def key(name):
    if len(name) == 2 and name[0] == "^":
        return chr(ord(name[1].upper()) - 64)
    return KEYS.get(name, name)


class Desk(Session):
    def __init__(self, command, environment):
        super().__init__(command, environment, columns=COLUMNS, rows=ROWS)
        self.presses = self.letters = 0

    @property
    def text(self):
        return "\n".join(self.screen.lines)

    def has(self, *texts):
        text = self.text
        return all(each in text for each in texts)

    # What is seen

    def sees(self, *texts):
        """Waits until all of these are on the screen."""
        self.until(" and ".join(f'"{each}"' for each in texts), lambda _: self.has(*texts), QUIET, DEADLINE)

    def sees_no_more(self, text):
        self.until(f'no "{text}"', lambda _: text not in self.text, QUIET, DEADLINE)

    def line(self, text):
        """The first line with this text."""
        for line in self.screen.lines:
            if text in line:
                return line
        raise Failure(f'No line has "{text}":\n' + self.picture())

    def rest(self):
        """Looks until nothing changes any more: a system elsewhere answers a moment later."""
        while self.read(REST):
            pass

    # What is pressed

    def press(self, *names, shows=()):
        """Keys, one after the other: each is pressed when the program has answered the one before."""
        for name in names:
            self.presses += 1
            self._send(key(name))
        if shows:
            self.sees(*([shows] if isinstance(shows, str) else shows))

    def type(self, text, shows=()):
        """Text, as somebody types who does not look at the screen meanwhile."""
        self.letters += len(text)
        self._send(text)
        if shows:
            self.sees(*([shows] if isinstance(shows, str) else shows))

    def _send(self, text):
        before = self.bytes
        os.write(self.terminal, text.encode())
        end = time.monotonic() + PATIENCE
        while self.bytes == before and time.monotonic() < end:
            self.read(QUIET)
        while self.read(QUIET):
            pass

    def move_to(self, *texts, by="Down"):
        """Moves until the marked line has these."""
        for _ in range(MOST_STEPS):
            if self.marks(*texts):
                return
            before, end = self.marked(), time.monotonic() + PATIENCE
            self.press(by)
            while self.marked() == before and time.monotonic() < end:
                self.read(QUIET)
        raise Failure(f"The mark does not come to {texts}:\n" + self.picture())

    def marks(self, *texts):
        """Whether a marked line has these, in a dialog or on the page."""
        return any(all(text in line for text in texts) for line in self.marked())

    def marked(self):
        lines = (line[line.find("│") + 1 :].lstrip() for line in self.screen.lines)
        return [line for line in lines if line.startswith(">")]

    def clear_field(self):
        self.press("^U")

    def send(self, done=DONE):
        """From a form to the answer: the review, its button, and the sentence that says that it is done."""
        self.press("^S", shows=REVIEW)
        self.confirm(done)

    def confirm(self, done=DONE):
        for _ in range(MOST_STEPS):
            if self.has("Enter send"):
                break
            before, end = self.screen.lines[-1], time.monotonic() + PATIENCE
            self.press("Right")
            while self.screen.lines[-1] == before and time.monotonic() < end:
                self.read(QUIET)
        self.press("Enter")
        self.sees_no_more(REVIEW)
        self.sees(done)


__all__ = ["REVIEW", "Desk", "Failure"]
