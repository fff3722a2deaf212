"""What goes wrong: how it is done to a console at work, and how it is put right again."""

import os
import signal
import time

from front import Cut

BEFORE, TYPING, REVIEW, SENDING, AFTER = MOMENTS = ("before", "typing", "review", "sending", "after")
ALL = ("engine", "balied", "HostFact")
STORED = ("engine", "balied")
# A console whose terminal is gone, or that was told to end: nothing it has to do takes longer, on a busy machine too.
FAREWELL = 20


class Blow:
    name, systems, moments = "", ALL, MOMENTS
    needs_own_disk = False
    # Whether the console ends by it.
    is_deadly = False
    # Whether what was typed is known to lie on the disk then, however short ago it was.
    is_told = False

    def __init__(self, story):
        self.story, self.system, self.room, self.random = story, story.system, story.system.room, story.random

    def strike(self, console):
        raise NotImplementedError

    def heal(self):
        pass


class Deadly(Blow):
    is_deadly = True

    def strike(self, console):
        began = time.monotonic()
        self.end(console)
        status = console.ended(FAREWELL)
        if status is None:
            self.story.problem(f"the console did not end within {FAREWELL} s")
            console.close()
        elif self.expected is not None and status != self.expected:
            self.story.problem(f"the console ended with status {status}")
        self.story.farewell = time.monotonic() - began


class Kill(Deadly):
    name, expected = "killed (SIGKILL)", signal.SIGKILL

    def end(self, console):
        console.signal(signal.SIGKILL)


class StoppedAndKilled(Deadly):
    name, expected = "stopped, then killed", signal.SIGKILL

    def end(self, console):
        console.signal(signal.SIGSTOP)
        time.sleep(self.random.uniform(0, 0.5))
        console.signal(signal.SIGKILL)


class Told(Deadly):
    name, expected, is_told = "told to end (SIGTERM)", None, True

    def end(self, console):
        console.signal(signal.SIGTERM)


class HungUp(Deadly):
    name, expected, is_told = "terminal closed (SIGHUP)", None, True

    def end(self, console):
        console.hang_up()


class Stopped(Blow):
    name = "stopped and continued"

    def strike(self, console):
        console.signal(signal.SIGSTOP)
        time.sleep(self.random.choice([0.1, 0.5, 2.5]))
        console.signal(signal.SIGCONT)


class StateFull(Blow):
    name, moments, needs_own_disk = "disk of drafts and journal full", (BEFORE, TYPING, REVIEW, SENDING), True

    def strike(self, console):
        self.room.fill(self.room.state)

    def heal(self):
        self.room.unfill(self.room.state)


class DataFull(Blow):
    name, systems, moments = "disk of the database full", STORED, (BEFORE, TYPING, REVIEW, SENDING)
    needs_own_disk = True

    def strike(self, console):
        self.room.fill(self.room.data)

    def heal(self):
        self.room.unfill(self.room.data)


class StateDenied(Blow):
    name, moments = "drafts and journal not writable", (BEFORE, TYPING, REVIEW)

    def strike(self, console):
        self.kept = []
        for folder, _, files in os.walk(self.room.state):
            for path in [folder, *(os.path.join(folder, each) for each in files)]:
                mode = os.stat(path).st_mode & 0o777
                self.kept.append((path, mode))
        for path, mode in self.kept:
            os.chmod(path, mode & 0o555)

    def heal(self):
        for path, mode in self.kept:
            if os.path.exists(path):
                os.chmod(path, mode)


class DataDenied(StateDenied):
    name, systems = "database not writable", STORED

    def strike(self, console):
        self.kept = [(path, os.stat(path).st_mode & 0o777) for path in (self.room.data, self.system.database)]
        for path, mode in self.kept:
            os.chmod(path, mode & 0o555)


class Locked(Blow):
    name, systems, moments = "database locked by another", STORED, (BEFORE, TYPING, REVIEW, SENDING)

    def strike(self, console):
        self.thread = self.system.lock(self.random.choice([0.3, 0.3, 1.0, 1.0, 6.0]))

    def heal(self):
        self.thread.join()


class NetworkCut(Blow):
    name, systems, moments = "network cut", ("balied", "HostFact"), (BEFORE, TYPING, REVIEW, SENDING)

    def strike(self, console):
        way = self.random.choice(Cut.WAYS)
        only_writes = self.random.random() < 0.7
        self.story.say(f"{way}, {'writes' if only_writes else 'all'}")
        self.system.front.fail(Cut(way, only_writes))

    def heal(self):
        self.system.front.heal()


class ServerKilled(Blow):
    name, systems = "balied killed", ("balied",)

    def strike(self, console):
        self.system.kill_server()


class Rival(Blow):
    name, moments = "changed by another", (BEFORE, TYPING, REVIEW, SENDING)
    is_same = True

    def strike(self, console):
        self.story.rival_from = len(self.system.notes())
        self.story.rival_is_seen = False
        self.story.task.rival(self.system, self.is_same)
        self.story.rival = self


class OtherField(Rival):
    name, is_same = "changed by another, another field", False


BLOWS = [Kill, StoppedAndKilled, Told, HungUp, Stopped, StateFull, DataFull, StateDenied, DataDenied, Locked, NetworkCut,
         ServerKilled, Rival, OtherField]
