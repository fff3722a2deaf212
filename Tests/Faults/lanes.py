"""Lanes: processes that carry out tries one after another, each with folders, disks and servers of its own."""

import ctypes
# What is imported only when it is used, nobody may be unable to read by then.
import encodings.idna
import os
import shutil
import subprocess
import time
import traceback

from blows import MOMENTS
from judge import Judge
from story import Story
from systems import Balied, Embedded, Played

SYSTEMS = {system.name: system for system in (Embedded, Balied, Played)}
NOBODY = 65534
NEW_MOUNTS = 0x00020000
SMALL = {"state": "1m", "data": "8m"}


class Room:
    """The folders of a lane. Drafts and journal, and databases, have small disks of their own where there can be any."""

    def __init__(self, path):
        self.path = path
        self.home, self.other, self.state, self.data = (
            os.path.join(path, name) for name in ("home", "other", "state", "data"))
        for folder in (self.home, self.other, self.state, self.data):
            os.makedirs(folder, exist_ok=True)
        self.has_disks = os.geteuid() == 0 and self.mount()
        if os.geteuid() == 0:
            self.become_nobody()

    def mount(self):
        """In the eyes of this process alone, so that nothing is left of it; false where that is not allowed."""
        if ctypes.CDLL(None).unshare(NEW_MOUNTS) != 0:
            return False
        commands = [["mount", "--make-rprivate", "/"]]
        commands += [["mount", "-t", "tmpfs", "-o", f"size={size}", "faults", getattr(self, name)]
                     for name, size in SMALL.items()]
        return all(subprocess.run(command, capture_output=True).returncode == 0 for command in commands)

    def become_nobody(self):
        """Whoever may write everywhere is not stopped by missing rights."""
        for folder in (self.path, self.home, self.other, self.state, self.data):
            os.chown(folder, NOBODY, NOBODY)
            os.chmod(folder, 0o700)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)

    def clear(self):
        for folder in (self.home, self.other, self.state, self.data):
            for place, _, _ in os.walk(folder):
                os.chmod(place, 0o700)
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)

    def fill(self, folder):
        """Leaves no byte of the disk."""
        with open(os.path.join(folder, "filling"), "wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:
                    continue

    def unfill(self, folder):
        if os.path.exists(path := os.path.join(folder, "filling")):
            os.unlink(path)


class Result:
    def __init__(self, number, blow, system, task, moment):
        self.number, self.blow, self.name = number, blow, f"{blow}, {system}, {task}, {moment}"
        self.lost = self.doubled = self.overwritten = self.undecided = self.gaps = 0
        self.problems, self.remarks, self.views = [], [], []
        self.seconds, self.kept_after, self.farewell = 0.0, None, None


def play(attempt, seed, room, programs, template):
    """One try, and what is to be said of it."""
    number, blow, system, task, moment = attempt
    result = Result(number, blow.name, system, task.kind, moment)
    began = time.monotonic()
    system = SYSTEMS[system](room, programs, template)
    story = Story(number, seed, blow, system, task, moment, result)
    try:
        story.play()
        if not result.problems or result.lost:
            Judge(story).judge()
        if not story.is_struck:
            result.problems.append("the moment of the fault did not come")
    except Exception:
        result.problems.append(traceback.format_exc())
    finally:
        try:
            system.stop()
        except Exception:
            result.problems.append(traceback.format_exc())
    result.farewell = story.farewell
    result.seconds = time.monotonic() - began
    return result


def attempts(blows, tasks, random, has_disks):
    """Every fault in turn, each with systems, tasks and moments in an order by chance."""
    turns = []
    for blow in blows:
        if blow.needs_own_disk and not has_disks:
            continue
        own = [(blow, system, task, moment) for system in blow.systems for task in tasks for moment in MOMENTS
               if moment in blow.moments and not is_known_window(blow, system, moment)]
        random.shuffle(own)
        turns.append(own)
    number = 0
    while True:
        for own in turns:
            yield (number, *own[number // len(turns) % len(own)])
            number += 1


def is_known_window(blow, system, moment):
    """A HostFact compares no tags: what another changes between the last reading and the write is not seen, as the
    README says."""
    return blow.name.startswith("changed by another") and system == Played.name and moment == "sending"
