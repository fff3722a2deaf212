"""What is measured of a program in one go, from its start on."""

import statistics
import time

from programs import PAGE_DOWN
from session import ROWS, is_full

WAIT_AFTER_KEY, WAIT_AFTER_PAGE, WAIT_AFTER_START = 0.03, 0.08, 0.4
PRESSES, HELD, PAGES, IDLE_SECONDS, LOADING_SECONDS = 20, 200, 5, 10.0, 240.0
# What a program does at its start is over by then: threads without work have left, files have been looked after.
UNTIL_IDLE_SECONDS = 15.0

# Rare and common, with digits, with an accent, of two letters and of one.
WORDS = ["wolfes", "visser", "0612", "zoë", "qx", "e"]


class Figures:
    """The values of each figure, and the answer to each letter of each word, one for each run."""

    def __init__(self, values=None, letters=None, found=None):
        self.values = values or {}
        # By word the runs, in each the letters: seconds to the last change of the rows, the
        # processor's, and whether there was such a change.
        self.letters = letters or {}
        # The same of what looks through everything, where there is such a thing.
        self.found = found or {}

    def note(self, name, value):
        self.values.setdefault(name, []).append(value)

    def note_answers(self, name, answers):
        """The median of answers to the same key."""
        self.note(f"{name}, ms", statistics.median(answer.seconds for answer in answers) * 1000)
        self.note(f"{name}, bytes", statistics.median(answer.bytes for answer in answers))
        self.note(f"{name}, processor ms", statistics.median(answer.processor for answer in answers) * 1000)

    def note_answer(self, name, answer):
        # Who has not answered by then is slower than was waited for.
        if not answer.bytes:
            return
        self.note(f"{name}, ms", answer.seconds * 1000)
        self.note(f"{name}, processor ms", answer.processor * 1000)


def settling(program, debtors):
    """How long a program must be silent until its answer is whole: what follows takes longer where there is more."""
    return (0.35 if debtors >= 1_000_000 else 0.2) * program.patience


def measure(session, program, debtors, words, figures):
    settle = settling(program, debtors)
    start(session, program, figures)
    move(session, program, figures, settle)
    if program.filter is not None:
        for word in words:
            type_word(session, program, program.filter, word, figures.letters, settle)
    if program.find:
        for word in words:
            type_word(session, program, program.find, word, figures.found, settle)
    if program.other_order:
        if program.before_other_order:
            session.typed(program.before_other_order, program.rows, settle)
        answer, _ = session.typed(program.other_order, program.rows, settle)
        figures.note_answer("sort by another column", answer)
    if program.open:
        answer, _ = session.typed(program.open, slice(1, ROWS - 1), settle)
        figures.note_answer("open a debtor", answer)
        session.typed(program.back, program.rows, settle)
    figures.note("memory at most, MiB", session.status("VmHWM") / 1024)
    figures.note("of it now not pages of files, MiB", session.status("RssAnon") / 1024)
    figures.note("processor time of all this, ms", session.processor_seconds() * 1000)


def start(session, program, figures):
    from_start = session.until("the first rows", is_full, deadline=LOADING_SECONDS) - session.started_at
    figures.note("first rows, ms", from_start * 1000)
    figures.note("first rows, bytes", session.bytes)
    whole = session.until("the whole list", program.is_whole, WAIT_AFTER_START, LOADING_SECONDS) - session.started_at
    figures.note("whole list, ms", whole * 1000)
    figures.note("whole list, processor ms", session.processor_seconds() * 1000)


def move(session, program, figures, settle):
    def press(keys, silence):
        return session.press(keys, "the lines below", is_full, silence)

    figures.note_answers("line down", [press(program.down, WAIT_AFTER_KEY) for _ in range(PRESSES)])
    press(program.down * (ROWS - PRESSES), settle)
    figures.note_answers("line down, scrolling", [press(program.down, WAIT_AFTER_KEY) for _ in range(PRESSES)])
    figures.note_answers(f"{HELD} lines down at once", [press(program.down * HELD, settle)])
    pages = [session.typed(PAGE_DOWN, program.rows, WAIT_AFTER_PAGE * program.patience)[0] for _ in range(PAGES)]
    figures.note_answers("page down", pages)
    for name, key in [("to the end", program.end), ("back to the start", program.start)]:
        figures.note_answer(name, session.typed(key, program.rows, settle)[0])


def type_word(session, program, begin, word, letters, settle):
    """Each letter up to its first page; what was typed is taken away again."""
    if begin:
        session.typed(begin, program.rows, WAIT_AFTER_PAGE)
    answers = []
    for letter in word:
        answer, has_changed = session.typed(letter, program.rows, settle)
        answers.append((answer.seconds, answer.processor, has_changed))
    letters.setdefault(word, []).append(answers)
    session.typed(program.filter_end, program.rows, settle)


def listen(session, seconds):
    """Takes what the program writes, for so long."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        session.read(end - time.perf_counter())


def idle(session, figures):
    """What a program does while nothing is pressed."""
    listen(session, UNTIL_IDLE_SECONDS)
    before, woken, used = session.bytes, session.wake_ups(), session.processor_seconds()
    listen(session, IDLE_SECONDS)
    figures.note(f"idle for {IDLE_SECONDS:.0f} s, bytes", session.bytes - before)
    wake_ups = sum(count - woken.get(thread, 0) for thread, count in session.wake_ups().items())
    figures.note("idle, wake-ups a second", wake_ups / IDLE_SECONDS)
    figures.note(f"idle for {IDLE_SECONDS:.0f} s, processor ms", (session.processor_seconds() - used) * 1000)
