"""What a colleague does at each page of the console, until the change is carried out."""

import time

from blows import BEFORE, REVIEW, SENDING, TYPING
from hands import Failure

STALL = 20
LASTS, ESCAPE = 0.25, 0.1
READ_AGAIN = ("Read again", "Read the record again")
MOST_STEPS = 60


class Pages:
    """Half of a story: its faults come in between, by `strike`, and are put right by `heal` where nothing goes on."""

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
            # A list whose reading failed stands as it was, and says so, until it is asked for.
            if view == "other" and self.console.has("! List "):
                self.console.press("R")
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
        """Presses the first of the buttons that there is, wherever the mark stands."""
        buttons = self.console.buttons()
        name = next((name for name in names if name in buttons), names[-1])
        # In a narrow window the last one comes into view when the mark gets there.
        place = buttons.index(name) if name in buttons else len(buttons)
        before = self.console.text
        self.console.press(*["\x1b[D"] * len(buttons), *["\x1b[C"] * place, "\r")
        if name in ("Send", "Ask again"):
            self.is_sent = True
        if name == "Send":
            self.strike(SENDING)
        self.await_change(f"the button {name}", before)

    def see_clash(self):
        """What is typed here is kept: all at once, or field by field before going on."""
        self.rival_is_seen = True
        if self.console.has_button("Go on from theirs"):
            return self.choose("Go on from theirs")
        before = self.console.text
        # The arrow keeps mine, and on the buttons it leads to the one that goes on.
        self.console.press("\x1b[C", "\r")
        self.await_change("the next field of the clash", before)

    def see_told(self):
        """It is done, and somebody else changed it at the same moment."""
        self.rival_is_seen = True
        before = self.console.text
        self.console.press("\r")
        self.await_change("the page below what was told", before)

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
        if self.console.has("Its answer may still come"):
            # Nobody can decide it before that is over.
            self.console.pause(3)
            return self.choose(*READ_AGAIN) if self.console.has_button(*READ_AGAIN) else self.step_out(None)
        is_done = self.is_done()
        if self.console.has_button("It was done"):
            if is_done:
                self.goes = "there"
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
