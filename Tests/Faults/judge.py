"""What a try has left: the system, the journal, the outbox and the drafts, each compared with what was done."""

import json
import re
import time

from drafts import drafts_in
from systems import TIMEOUT

UNDER_WAY = "  under way"


class Judge:
    def __init__(self, story):
        self.story, self.system, self.task, self.result = story, story.system, story.task, story.result

    def judge(self):
        self.system.wait_until_quiet()
        written = self.system.written(self.task)
        if written > 1:
            self.result.doubled = written - 1
            self.problem(f"carried out {written} times")
        if written == 0:
            self.result.lost = 1
            self.problem(f"it was never carried out, though the work ended with {self.story.answered}")
        self.judge_rival()
        if self.system.is_elsewhere:
            self.settle()
        self.judge_journal(written)
        if left := drafts_in(self.system.room.state):
            words = f"a draft is left of what was carried out: {left}"
            self.problem(words) if self.story.answered == "done" else self.story.say(words)

    def problem(self, sentence):
        self.result.problems.append(sentence)

    def judge_rival(self):
        """What another changed is still there, or was seen before it was changed again."""
        rival = self.story.rival
        if not rival:
            return
        own = [place for place, note in enumerate(self.system.notes()) if self.task.is_own(*note)]
        is_later = any(place >= self.story.rival_from for place in own)
        survives = self.task.survives(self.system, rival.is_same)
        if is_later and not survives and not self.story.rival_is_seen:
            self.result.overwritten = 1
            self.problem("what another changed was overwritten unseen")

    # The outbox

    def undecided(self):
        """Number and state of each change without an outcome."""
        listed = self.system.balie("outbox", "list").stdout
        return [(line.split()[0], UNDER_WAY in line) for line in listed.splitlines() if re.match(r"\d+  \d{4}-", line)]

    def settle(self):
        """Reading decides what it can; the rest somebody who has looked, and that is counted."""
        end = time.monotonic() + TIMEOUT + 8
        while any(is_under_way for _, is_under_way in self.undecided()):
            if time.monotonic() > end:
                return self.problem("a change stays under way for ever")
            time.sleep(0.2)
        if not self.undecided():
            return
        self.system.balie("outbox", "settle")
        left = self.undecided()
        self.result.undecided = len(left)
        for number, _ in left:
            # At most one of several can have been it, and all are of the same change.
            self.system.balie("outbox", "settle", number, "--done" if self.system.written(self.task) else "--not-done")
        if self.undecided():
            self.problem("the outbox does not become empty")

    # The journal

    def judge_journal(self, written):
        gaps = []
        if self.system.is_elsewhere:
            listed = self.system.balie("journal", "--json")
            lines = [json.loads(line) for line in listed.stdout.splitlines()]
            gaps = self.gaps([{**line, **line["entry"]} for line in lines], written) + self.chain()
        if self.system.has_database:
            gaps += self.gaps_in_database(written)
        self.result.gaps = len(gaps)
        for gap in gaps:
            self.problem("journal: " + gap)

    def gaps_in_database(self, written):
        where = ["--database", self.system.url]
        listed = self.system.balie("journal", "--json", *where)
        # A Balie that keeps no journal in a database says that it is used wrongly.
        if listed.returncode == 2:
            return []
        is_there = self.task.token in listed.stdout
        return ([] if is_there or not written else ["the database's tells nothing of the change"]) + self.chain(*where)

    def chain(self, *where):
        verified = self.system.balie("journal", "verify", *where)
        return [f"the chain is broken: {verified.stdout}{verified.stderr}"] if verified.returncode != 0 else []

    def gaps(self, lines, written):
        """Where this person's journal does not tell what was done, or tells of it as something else."""
        sendings = {line["sequence"]: line["id"] for line in lines if line.get("kind") == "intent" and self.is_own(line)}
        outcomes = {id: [] for id in sendings.values()}
        for line in lines:
            if line.get("kind") == "outcome" and line["sending"] in sendings:
                outcomes[line["id"]].append(line)
        found = []
        # The same change may have been sent several times, and is told of by one id then.
        said = [self.said(each) for each in outcomes.values()]
        if len(sendings) < written:
            found.append(f"{written} times carried out, and {len(sendings)} intents")
        if written and "done" not in said:
            found.append(f"it was carried out, and is told as {said}")
        if not written and "done" in said:
            found.append("it was not carried out, and is told as done")
        if None in said:
            found.append("a change has no outcome")
        return found

    def is_own(self, line):
        """Whether an entry tells of the change that was typed; of a reset it tells no password."""
        names = {change["field"]: change.get("after") for change in line.get("changes", [])}
        return any(names.get(field.name) == field.text for field in self.task.fields if not field.is_secret)

    @staticmethod
    def said(outcomes):
        """What became of a change in the end: done once is done, and the refusal of a repeat says nothing of before."""
        words = [("done" if line.get("done") else "refused") if line["outcome"] == "settled" else line["outcome"]
                 for line in outcomes]
        return next((word for word in ("done", "refused", "undecided") if word in words), None)
