"""A balied that is killed again and again while clients write to it, with and without an Idempotency-Key."""

import os
import random
import shutil
import socket
import sqlite3
import sys
import threading
import time
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Cluster"))

import clients
from account import Account
from clients import DONE, UNKNOWN, Client
from systems import Server, environment_in

ADDERS, KEYED_ADDERS, EDITORS, READERS = 2, 2, 2, 1
PAUSE = 0.002
LOGIN = {"Username": "DB0001", "EmailAddress": "info@company.com"}


class Load:
    def __init__(self, programs, template, folder, seed):
        self.programs, self.random = programs, random.Random(seed)
        self.room = types.SimpleNamespace(other=os.path.join(folder, "load"))
        os.makedirs(self.room.other)
        self.database = os.path.join(self.room.other, "load.sqlite")
        shutil.copyfile(template.database, self.database)
        os.chmod(self.database, 0o600)
        self.key = template.key
        self.front = f"127.0.0.1:{free_port()}"
        self.missing = self.restarts = 0

    @property
    def url(self):
        return "sqlite:" + self.database

    def play(self, kills):
        began = time.monotonic()
        self.server = Server(self.programs, self.url, self.room, self.front)
        load, resetter = clients.Load(self.front, self.key, PAUSE), Resetter(self.front, self.key)
        try:
            load.start(ADDERS, KEYED_ADDERS, EDITORS, READERS)
            resetter.start()
            for _ in range(kills):
                time.sleep(self.random.uniform(0.1, 0.6))
                self.server.kill()
                self.server.begin()
                self.restarts += 1
                self.missing += self.count_missing(load.ledger)
            resetter.stop()
            load.stop()
            account = Balance(self, load, resetter)
            account.draw_up()
        finally:
            load.ended.set()
            self.server.kill()
        return self.report(account, time.monotonic() - began)

    def rows(self, query):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def count_missing(self, ledger):
        """What was answered before the kill and is not there after it."""
        with ledger.lock:
            answered = [write.name for write in ledger.writes if write.kind == "add" and write.outcome == DONE]
        stored = {name for name, in self.rows("SELECT CompanyName FROM debtor")}
        return sum(name not in stored for name in answered)

    def report(self, account, seconds):
        print(f"\nbalied was killed {self.restarts} times in {seconds:.0f} s under the load of"
              f" {ADDERS + KEYED_ADDERS + EDITORS + 1} writers and {READERS} reader.\n")
        print("| in the end | count |\n| --- | --- |")
        for what, figure, must_be in account.lines:
            print(f"| {what} | {figure}" + (f" (must be {must_be})" if must_be is not None else "") + " |")
        return not account.faults


class Balance(Account):
    """The database against what clients were answered, for a single server."""

    def __init__(self, load, clients_load, resetter):
        super().__init__(load, clients_load)
        self.load, self.resetter = load, resetter

    def draw_up(self):
        self.decide()
        writes = self.ledger.writes
        stored = self.stored_debtors()
        adds = [write for write in writes if write.kind == "add"]
        answered = [write for write in adds if write.outcome == DONE]
        in_doubt = [write for write in adds if write.outcome == UNKNOWN]
        self.say("writes answered as stored", sum(write.outcome == DONE for write in writes)
                 + len(self.resetter.answered))
        self.say("reads answered", self.ledger.reads)
        self.say("answered writes missing after a restart", self.load.missing, 0)
        self.say("answered debtors missing in the end", sum(stored[write.name] == 0 for write in answered), 0)
        self.say("debtors that are there twice", self.twice(stored, adds), 0)
        self.say("outcome unknown, without a key", sum(not write.key for write in in_doubt))
        self.say("asked again under their key until answered",
                 sum(write.key is not None and write.outcome == DONE and write.tries > 1 for write in writes))
        self.say("never answered in spite of that",
                 sum(write.key is not None and write.outcome == UNKNOWN for write in writes), 0)
        self.say("repeats under a key with another answer", self.other_answers(answered), 0)
        self.say("debtors twice after these repeats", self.twice(self.stored_debtors(), adds), 0)
        self.say("prices that are not the last one answered", self.wrong_prices(), 0)
        self.say("reads older than what was answered before", len(self.ledger.faults_of_reads), 0)
        self.say("passwords answered", len(self.resetter.answered))
        self.say("passwords or their mails missing, or one without the other", self.half_resets(), 0)
        self.say("what SQLite finds wrong with the file", self.damage(), 0)
        verified = self.load.programs.run(
            [self.load.programs.balie, "journal", "verify", "--database", self.load.url],
            environment_in(self.load.room.other))
        # A Balie that keeps no journal in a database says that it is used wrongly.
        if verified.returncode != 2:
            self.say("chains of the journal that are broken", int(verified.returncode != 0), 0)

    @staticmethod
    def twice(stored, adds):
        return sum(stored[write.name] > 1 for write in adds)

    def half_resets(self):
        """A reset writes the password, and the mail with it: both or none."""
        mailed = [number for body, in self.load.rows("SELECT body FROM mail_outbox ORDER BY id")
                  for number in self.resetter.sent if f"pw-{number:06}" in body]
        password = self.load.rows("SELECT Password FROM debtor WHERE Identifier = 1")[0][0]
        last = f"pw-{mailed[-1]:06}" if mailed else ""
        return (len(set(self.resetter.answered) - set(mailed)) + len(mailed) - len(set(mailed))
                + int(password != last and bool(mailed)))

    def damage(self):
        return sum(words != "ok" for words, in self.load.rows("PRAGMA quick_check"))


class Resetter:
    """Sets one password after another, each with a mail, and never the same twice."""

    def __init__(self, front, key):
        self.client, self.ended = Client(front, key), threading.Event()
        self.sent, self.answered = [], []
        self.thread = threading.Thread(target=self.work, daemon=True)

    def start(self):
        self.thread.start()

    def stop(self):
        self.ended.set()
        self.thread.join()

    def work(self):
        number = 0
        while not self.ended.wait(0.02):
            number += 1
            self.sent.append(number)
            answer = self.client.call("debtor", "updatelogincredentials", {
                **LOGIN, "Password": f"pw-{number:06}", "SendPasswordForgotEmail": "yes"})
            if answer.outcome == DONE:
                self.answered.append(number)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
