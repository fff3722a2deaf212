"""One try: a change by keys, a fault on the way, and a colleague who goes on as the pages say until it is done."""

import random
import time

from blows import AFTER, BEFORE, REVIEW, SENDING, TYPING
from drafts import drafts_in
from hands import Console, Failure

STALL = 20
LASTS, ESCAPE = 0.25, 0.1
READ_AGAIN = ("Read again", "Read the record again")
MOST_STEPS = 60
KEPT_WITHIN = 10


class Struck(Exception):
    """The console has ended by the fault."""


class Story:
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
        self.console.press("q")
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

    # The work

    def work(self):
        """Goes on as the pages say: "done" where the change was answered, "there" where it was found done, else "left"."""
        self.is_sent, self.is_reviewed, self.goes, self.has_read = False, False, None, False
        self.was_written = self.system.written(self.task) > 0
        for field in self.task.fields:
            field.typed = ""
        for _ in range(MOST_STEPS):
            view = self.console.view(self.task)
            if self.rival and self.task.rival_shows(self.console):
                self.rival_is_seen = True
            outcome = getattr(self, f"see_{view}")()
            if outcome:
                return outcome
        self.result.remarks = self.result.remarks[:3]
        raise Failure("It goes round and round:\n" + self.console.picture())

    def see_list(self):
        if self.is_sent:
            return "done"
        if self.goes:
            return self.goes
        before = self.console.text
        self.task.open(self.console)
        self.await_change("the form", before)

    def see_other(self):
        before = self.console.text
        self.await_change("a page", before)

    see_busy = see_sending = see_other

    def await_change(self, what, before):
        """Another page is seen, or the same one with other words that stay; where nothing comes the fault has lasted long
        enough."""
        view = self.console.seen[-1]
        for deadline in (STALL / 4, STALL):
            end = time.monotonic() + deadline
            while time.monotonic() < end:
                self.console.read(0.05)
                if self.console.text != before and (self.console.looks(self.task) != view or not self.console.read(LASTS)):
                    return
            self.heal()
        raise Failure(f"Nothing came for {what}:\n" + self.console.picture())

    def see_offer(self):
        self.is_offered = True
        before = self.console.text
        self.console.press("\r")
        self.await_change("the form with the draft", before)

    def see_form(self):
        self.strike(BEFORE)
        console = self.console
        if console.has("has no answer"):
            self.is_offered = True
        if self.is_sent or self.is_reviewed:
            # Refused, or nothing to send: what was typed stands there still.
            self.say(self.said())
            self.heal()
            self.system.wait_until_quiet()
            if self.is_sent and not self.stand(open_only=True):
                self.lose("after a refusal the form does not show what was typed")
            self.is_sent = self.is_reviewed = False
            if console.has("Nothing was changed.") and self.system.written(self.task):
                return self.step_out("there")
        elif self.was_written and self.is_struck and not self.is_offered:
            return self.step_out("there")
        if self.goes:
            return self.step_out(self.goes)
        self.type()
        before = console.text
        console.press("\x13")
        self.is_reviewed = True
        self.await_change("the review", before)

    def said(self):
        """The sentence at the bottom, where there is one."""
        lines = [line.strip() for line in self.console.screen.lines if line.strip()]
        return " / ".join(lines[-3:-1])[:200]

    def stand(self, open_only=False):
        return all(field.stands(self.console) for field in self.task.fields if not (open_only and field.is_secret))

    def step_out(self, outcome):
        self.goes = outcome
        before = self.console.text
        self.console.press("\x1b")
        # Until then it could be the beginning of another key.
        self.console.pause(ESCAPE)
        self.await_change("the page below", before)

    def type(self):
        missing = [field for field in self.task.fields if not field.stands(self.console)]
        letters = sum(len(field.text) for field in missing)
        cut = self.random.randint(1, letters) if letters else 0
        for field in self.task.fields:
            if field not in missing:
                field.typed = field.text
                continue
            self.console.focus(field.label)
            self.console.press("\x1b[F", "\x15")
            for place, letter in enumerate(field.text, 1):
                self.console.press(letter)
                field.typed = field.text[:place]
                cut -= 1
                if cut == 0:
                    self.strike(TYPING)
            self.console.wait(f"{field.label} typed", lambda: field.stands(self.console))

    def choose(self, *names):
        """Presses the first of the buttons that there is; the mark stands on the leftmost one."""
        buttons = self.console.buttons()
        name = next(name for name in names if name in buttons)
        before = self.console.text
        self.console.press(*["\x1b[C"] * buttons.index(name), "\r")
        if name == "Send":
            self.is_sent = True
            self.strike(SENDING)
        self.await_change(f"the button {name}", before)

    def see_clash(self):
        self.rival_is_seen = True
        self.choose("Go on from theirs")

    def see_review(self):
        self.strike(REVIEW)
        if self.goes:
            return self.step_out(self.goes)
        self.choose("Send")

    def see_unknown(self):
        """Reading tells first; then a system that knows repeats is asked again, and else somebody looks and says."""
        self.say("undecided")
        self.heal()
        if not self.has_read and self.console.has_button(*READ_AGAIN):
            self.has_read = True
            return self.choose(*READ_AGAIN)
        self.has_read = False
        if self.console.has_button("Ask again"):
            return self.choose("Ask again")
        is_done = self.is_done()
        if self.console.has_button("It was done"):
            return self.choose("It was done" if is_done else "It was not done")
        return self.step_out("there") if is_done and not self.may_repeat() else self.choose("Send again")

    def see_twice(self):
        """Only who knows that it did not arrive, or that a repeat is known for one, sends it a second time."""
        if self.is_done() and not self.may_repeat():
            return self.step_out("there")
        self.choose("Send again")

    def is_done(self):
        self.system.wait_until_quiet()
        return self.system.written(self.task) > 0

    def may_repeat(self):
        return self.system.knows_repeats and not any(field.is_secret for field in self.task.fields)

    def see_leave(self):
        self.lose("what was typed would be lost by leaving")
        return self.step_out("left")
