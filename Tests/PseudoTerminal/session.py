"""A program in a pseudo-terminal: what is pressed, what it answers, and what that costs."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass

from screen import Screen

COLUMNS, ROWS = 120, 40
DEADLINE = 30.0


class Failure(Exception):
    pass


class Ended(Failure):
    """The program ended, or closed its terminal, while something was awaited from it."""


@dataclass
class Answer:
    """What a key led to: seconds to its last byte, bytes, and seconds of the processor."""

    seconds: float
    bytes: int
    processor: float


def environment(home):
    return {
        "HOME": home,
        "XDG_DATA_HOME": home + "/data",
        "XDG_CONFIG_HOME": home + "/config",
        "XDG_STATE_HOME": home + "/state",
        "XDG_CACHE_HOME": home + "/cache",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": "/usr/bin:/bin",
    }


def is_full(lines):
    """A frame is full when nearly every line has text: the list, not an empty screen with a title."""
    return sum(1 for line in lines if line.strip() and "···" not in line) >= ROWS - 6


class Session:
    """A program in a pseudo-terminal, its output read as it comes and drawn on a screen."""

    def __init__(self, command, environment, standard_input=None, columns=COLUMNS, rows=ROWS):
        self.command = command
        self.screen = Screen(columns, rows)
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.bytes = 0
        self.last_byte_at = self.started_at = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            if standard_input:
                os.dup2(os.open(standard_input, os.O_RDONLY), 0)
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
            raise Ended(f"{self.command[0]} ended early. Its last screen:\n" + self.picture())
        self.last_byte_at = time.perf_counter()
        self.bytes += len(data)
        self.screen.feed(self.decoder.decode(data))
        while self.screen.replies:
            os.write(self.terminal, self.screen.replies.pop(0).encode())
        return True

    def until(self, what, is_reached, silence=None, deadline=DEADLINE):
        """Reads until the screen is as described, and then until the program has been silent for the given time.

        Returns the moment from which the screen was so.
        """
        end = time.perf_counter() + deadline
        reached_at = None
        while True:
            if is_reached(self.screen.lines):
                reached_at = reached_at or self.last_byte_at
                if silence is None:
                    return reached_at
            else:
                reached_at = None
            if not self.read(silence or 0.05) and reached_at:
                return reached_at
            if time.perf_counter() > end:
                raise Failure(f"{self.command[0]} did not show {what} in {deadline:.0f} s but:\n" + self.picture())

    def press(self, keys, what, is_reached, silence):
        """The answer to the keys, which is whole when the program has been silent for the given time."""
        before, used, start = self.bytes, self.processor_seconds(), time.perf_counter()
        os.write(self.terminal, keys.encode())
        self.until(what, lambda lines: self.bytes > before and is_reached(lines), silence)
        return Answer(self.last_byte_at - start, self.bytes - before, self.processor_seconds() - used)

    def typed(self, keys, rows, silence):
        """The answer to the keys up to the last change of the rows, and whether there was one; else to its first byte.

        The processor's seconds are those of everything that the keys led to, such as a count that follows.
        """
        rows_before, before, used = self.lines(rows), self.bytes, self.processor_seconds()
        shown, changed_at, first_at = rows_before, None, None
        start = time.perf_counter()
        os.write(self.terminal, keys.encode())
        while self.read(silence):
            first_at = first_at or self.last_byte_at
            if self.lines(rows) != shown:
                shown, changed_at = self.lines(rows), self.last_byte_at
        ended_at = changed_at or first_at or start
        answer = Answer(ended_at - start, self.bytes - before, self.processor_seconds() - used)
        return answer, shown != rows_before

    def lines(self, rows):
        """The lines in which the program's rows stand."""
        return self.screen.lines[rows]

    def status(self, name):
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(rf"^{name}:\s+(\d+)", file.read(), re.MULTILINE)[1])

    def processor_seconds(self):
        """What its threads have used, those that ended too: the process's own clock, whose number holds its id."""
        return time.clock_gettime(~self.pid << 3 | 2)

    def wake_ups(self):
        """How often each of the threads that there are has left a processor, by its id."""
        counts = {}
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{thread}/status") as file:
                counts[thread] = sum(int(count) for count in re.findall(r"ctxt_switches:\s+(\d+)", file.read()))
        return counts

    def picture(self):
        return "\n".join("  |" + line for line in self.screen.lines)

    def close(self):
        """Lets the program end by itself, so that it leaves its files whole; what does not is killed."""
        os.kill(self.pid, signal.SIGTERM)
        end = time.perf_counter() + 2
        while not os.waitpid(self.pid, os.WNOHANG)[0]:
            if time.perf_counter() > end:
                os.kill(self.pid, signal.SIGKILL)
            try:
                # A program that waits until its output is read cannot end.
                if select.select([self.terminal], [], [], 0.01)[0]:
                    os.read(self.terminal, 1 << 16)
            except OSError:
                time.sleep(0.002)
        os.close(self.terminal)
