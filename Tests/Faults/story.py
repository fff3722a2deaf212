"""One try: a change by keys, a fault on the way, and a colleague who goes on as the pages say until it is done."""

import random
import time

from blows import AFTER, REVIEW, SENDING, TYPING
from drafts import drafts_in
from hands import Console, Ended, Failure
from pages import STALL, Pages

KEPT_WITHIN = 10


class Struck(Exception):
    """The console has ended by the fault."""


class Story(Pages):
    def __init__(self, number, seed, blow, system, task, moment, result):
        self.random = random.Random(f"{seed} {number}")
        self.system, self.task, self.moment, self.result = system, task(f"Q{number:04}x"), moment, result
        self.blow = blow(self)
        self.is_struck = False
        self.claimed, self.rival, self.rival_is_seen, self.farewell = {}, None, True, None
        self.console, self.answered = None, None

    def problem(self, sentence):
        self.result.problems.append(sentence)

    def say(self, sentence):
        self.result.remarks.append(sentence)

    def play(self):
        self.system.start()
        try:
            self.first()
            self.then()
        except (Failure, TimeoutError) as failure:
            self.problem(f"{type(failure).__name__}: {failure}")
        finally:
            self.blow.heal() if self.is_struck else None
            if self.console:
                self.result.views += self.console.seen
                self.console.close()

    def open(self):
        self.console = Console(self.system.console(), self.system.environment)
        self.console.wait("the list", lambda: self.console.has("DB0001", " 1/8"))

    def first(self):
        self.open()
        try:
            self.answered = self.work()
            self.strike(AFTER)
            self.leave()
        except Struck:
            self.answered = self.answered if self.moment == AFTER else None
        self.result.views += [*self.console.seen, "end"]
        self.console.close()
        self.console = None
        self.heal()
        self.system.wait_until_quiet()

    def then(self):
        """The next console: what was claimed is there, or was carried out."""
        kept = drafts_in(self.system.room.state)
        if not self.system.written(self.task) and not self.holds(kept):
            self.lose(f"of {self.claimed} the drafts hold {kept}")
        self.open()
        self.is_offered = False
        self.answered = self.work() or self.answered
        if self.claimed and not self.is_offered and not self.was_written:
            self.lose("nothing was offered by the next console")
        self.leave()
        self.console.close()

    def holds(self, kept):
        return all(any(draft.get(name, "").startswith(text) for draft in kept) for name, text in self.claimed.items())

    def lose(self, sentence):
        self.result.lost = 1
        self.problem("lost: " + sentence)

    def leave(self):
        """Whoever leaves something behind that lies on the disk is asked once."""
        self.console.press("q")
        try:
            self.console.until("the question", lambda _: self.console.has_button("Leave"), deadline=STALL / 4)
            self.console.press("\x1b[C", "\r")
        except Ended:
            pass
        except Failure:
            # Neither asked nor left, as far as is seen by now.
            pass
        status = self.console.ended(STALL)
        if status != 0:
            self.problem(f"left by q with status {status}:\n" + self.console.picture())

    # The fault

    def strike(self, moment):
        if self.is_struck or moment != self.moment:
            return
        self.is_struck = True
        if moment == SENDING:
            self.console.pause(self.random.uniform(0, {"engine": 0.03, "balied": 0.15}.get(self.system.name, 0.5)))
        self.claim(moment)
        self.was_written = False
        self.blow.strike(self.console)
        if self.blow.is_deadly:
            raise Struck

    def heal(self):
        if self.is_struck:
            self.blow.heal()

    def claim(self, moment):
        """What must not be lost from now on: all that lies on the disk, or was shown to somebody who is waited for."""
        if not self.blow.is_deadly or moment == AFTER:
            return
        # Blanks at the end are typed to go on, and no part of a value.
        shown = {field.name: field.typed.rstrip() for field in self.task.fields
                 if field.typed.rstrip() and not field.is_secret}
        if self.blow.is_told:
            if moment == TYPING:
                self.console.wait("what was typed", lambda: all(text in self.console.text for text in shown.values()))
            self.claimed = shown
        elif moment in (TYPING, REVIEW) and shown and self.random.random() < 0.6:
            self.wait_for_draft(shown)
            self.claimed = shown
        else:
            self.console.pause(self.random.uniform(0, 0.6) if moment == TYPING else 0)
            on_disk = drafts_in(self.system.room.state)
            self.claimed = {name: text for draft in on_disk for name, text in draft.items()
                            if name in shown and text}

    def wait_for_draft(self, shown):
        began = time.monotonic()
        while not any(draft.items() >= shown.items() for draft in drafts_in(self.system.room.state)):
            if time.monotonic() - began > KEPT_WITHIN:
                return self.lose(f"{shown} was not on the disk after {KEPT_WITHIN} s")
            self.console.pause(0.01)
        self.result.kept_after = time.monotonic() - began
