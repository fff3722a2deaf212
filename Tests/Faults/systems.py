"""The systems that a console works on here: Balie's own engine, a balied elsewhere, and a HostFact that is played."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import threading
import time
import urllib.parse

from front import Front, Request, handing_on
from hostfact import HostFact

PATH = "/Pro/apiv2/api.php"
PROFILE = "there"
# After this long an answer is no longer waited for; every try without an answer takes as long.
TIMEOUT = 2
COMMAND_DEADLINE = 60

# What is done to the records is written down by the database itself, by content, whoever does it.
NOTES = """
CREATE TABLE fault_note (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, content TEXT NOT NULL);
CREATE TRIGGER fault_edit AFTER UPDATE OF City ON debtor
  BEGIN INSERT INTO fault_note (kind, content) VALUES ('edit', new.City || '|' || new.Address); END;
CREATE TRIGGER fault_reset AFTER UPDATE OF Password ON debtor
  BEGIN INSERT INTO fault_note (kind, content) VALUES ('reset', new.Password); END;
CREATE TRIGGER fault_add AFTER INSERT ON service
  BEGIN INSERT INTO fault_note (kind, content) VALUES ('add', new.Description); END;
CREATE TRIGGER fault_terminate AFTER UPDATE OF TerminationDate ON service
  BEGIN INSERT INTO fault_note (kind, content) VALUES ('terminate', new.TerminationReason); END;
"""


class Programs:
    """The built programs, and how they are run."""

    def __init__(self, balie, balied):
        self.balie, self.balied = balie, balied

    @staticmethod
    def done(command, environment):
        ended = Programs.run(command, environment)
        if ended.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {ended.returncode} {ended.stdout}{ended.stderr}")
        return ended.stdout

    @staticmethod
    def run(command, environment):
        return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=COMMAND_DEADLINE)


class Template:
    """Untouched data: a database with its key, and what a HostFact would answer over the same."""

    def __init__(self, programs, folder):
        self.database, home = os.path.join(folder, "template.sqlite"), os.path.join(folder, "template")
        self.url, environment = "sqlite:" + self.database, environment_in(home)
        os.makedirs(home)
        programs.done([programs.balie, "demo", "--debtors", "8", "--database", self.url], environment)
        self.key = programs.done([programs.balied, "key", "add", "desk", "--database", self.url], environment).strip()
        self.hostfact = HostFact(lambda *words, **given: json.loads(programs.done(
            [programs.balie, "call", "--database", self.url, *words, *map("=".join, given.items())], environment)))
        with sqlite3.connect(self.database) as database:
            database.executescript(NOTES)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        os.chmod(self.database, 0o644)


def environment_in(home, state=None):
    return {"HOME": home, "XDG_DATA_HOME": home + "/data", "XDG_CONFIG_HOME": home + "/config",
            "XDG_STATE_HOME": state or home + "/state", "XDG_CACHE_HOME": home + "/cache", "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"}


class System:
    """One of them, as it is for a single try."""

    name = ""
    is_elsewhere = True
    has_database = True
    knows_repeats = True

    def __init__(self, room, programs, template):
        self.room, self.programs, self.template = room, programs, template
        self.environment = environment_in(room.home, room.state)
        self.front = None

    def console(self):
        return [self.programs.balie, "--profile", PROFILE]

    def balie(self, *words):
        return self.programs.run([self.programs.balie, *words], self.environment)

    def start(self):
        self.room.clear()

    def stop(self):
        if self.front:
            self.front.close()

    def wait_until_quiet(self):
        if self.front:
            self.front.wait_until_quiet()

    def configure(self):
        folder, key = os.path.join(self.room.home, "config/balie"), os.path.join(self.room.home, "key")
        os.makedirs(folder, mode=0o700)
        write(key, self.template.key + "\n")
        write(os.path.join(folder, "config.toml"), f"""
default = "{PROFILE}"
[profile.{PROFILE}]
kind = "hostfact"
url = "http://127.0.0.1:{self.front.port}{PATH}"
api_key_file = "{key}"
timeout_seconds = {TIMEOUT}
requests_per_minute = 6000
""")

    def written(self, task):
        """How often the change was carried out."""
        return sum(1 for note in self.notes() if task.is_own(*note))


class Stored:
    """What a database file holds."""

    def put_database(self):
        shutil.copyfile(self.template.database, self.database)
        os.chmod(self.database, 0o600)

    @property
    def url(self):
        return "sqlite:" + self.database

    def rows(self, query):
        # Somebody who only reads leaves what waits beside the file to Balie.
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def notes(self):
        return self.rows("SELECT kind, content FROM fault_note ORDER BY number")

    def debtor(self, field):
        return self.rows(f"SELECT {field} FROM debtor WHERE Identifier = 1")[0][0]

    def call(self, *words):
        """What somebody else does."""
        return self.programs.done([self.programs.balie, "call", "--database", self.url, *words],
                                  environment_in(self.room.other))

    def lock(self, seconds):
        """Another program writes for so long; returns when it has begun."""
        began = threading.Event()

        def hold():
            connection = sqlite3.connect(self.database, timeout=10, isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
            began.set()
            time.sleep(seconds)
            connection.execute("ROLLBACK")
            connection.close()

        thread = threading.Thread(target=hold, daemon=True)
        thread.start()
        began.wait(10)
        return thread


class Embedded(Stored, System):
    name = "engine"
    is_elsewhere = False

    def start(self):
        super().start()
        self.database = os.path.join(self.room.data, "console.sqlite")
        self.put_database()

    def console(self):
        return [self.programs.balie, "--database", self.url]


class Balied(Stored, System):
    name = "balied"

    def start(self):
        super().start()
        self.database = os.path.join(self.room.data, "server.sqlite")
        self.put_database()
        self.server = Server(self.programs, self.url, self.room)
        self.front = Front(handing_on(lambda: self.server.port), delay=0.03)
        self.configure()

    def stop(self):
        super().stop()
        self.server.kill()

    def kill_server(self):
        self.server.kill()
        self.server.begin()


class Server:
    """A balied, which can be killed and begun again; its port is another one then."""

    def __init__(self, programs, url, room, listen="127.0.0.1:0"):
        self.command = [programs.balied, "serve", "--listen", listen, "--database", url]
        self.environment, self.log = environment_in(room.other), os.path.join(room.other, "balied.log")
        self.begin()

    def begin(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command, env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"Listening on http://127\.0\.0\.1:(\d+)", line)
        if not found:
            with open(self.log) as log:
                raise RuntimeError(f"balied did not start: {line}{log.read()[-2000:]}")
        self.port = int(found[1])

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Played(System):
    name = "HostFact"
    has_database = False
    knows_repeats = False

    def start(self):
        super().start()
        self.hostfact = self.template.hostfact
        self.hostfact.restore()
        self.front = Front(self.hostfact.answer, delay=0.15)
        self.configure()

    def notes(self):
        with self.hostfact.lock:
            return list(self.hostfact.writes)

    def debtor(self, field):
        with self.hostfact.lock:
            return self.hostfact.records["debtor"]["1"][field]

    def call(self, controller, action, *given):
        """What somebody else does, at HostFact itself."""
        form = dict(each.split("=", 1) for each in given)
        form |= {"controller": controller, "action": action}
        self.hostfact.answer(Request(PATH, [], urllib.parse.urlencode(form).encode()))


def write(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
