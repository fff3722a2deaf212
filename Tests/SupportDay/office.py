"""Where a job is done: fresh data for each, on the console's own engine or at a balied."""

import os
import re
import shutil
import sqlite3
import subprocess

from session import environment

PATH = "/Pro/apiv2/api.php"
DEBTORS = 500


def run(command, home):
    done = subprocess.run(command, env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.returncode} {done.stdout}{done.stderr}")
    return done.stdout.strip()


class Template:
    """Demo data with an API key, to be copied."""

    def __init__(self, programs, folder):
        self.programs, self.path = programs, os.path.join(folder, "template.sqlite")
        home = os.path.join(folder, "template")
        os.makedirs(home)
        url = "sqlite:" + self.path
        run([programs.balie, "demo", "--debtors", str(DEBTORS), "--database", url], home)
        self.key = run([programs.balied, "key", "add", "desk", "--database", url], home)
        database = sqlite3.connect(self.path)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()


class Data:
    """What is stored, and the day it is."""

    def __init__(self, path, template):
        self.path = path
        shutil.copyfile(template.path, path)
        os.chmod(path, 0o600)
        self.today = self.value("SELECT date('now', 'localtime')")

    @property
    def url(self):
        return "sqlite:" + self.path

    def row(self, query):
        # Somebody who only reads leaves what waits beside the file to Balie.
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(query).fetchone()
        finally:
            connection.close()

    def value(self, query):
        return self.row(query)[0]


class Office:
    """The data of one job, and another system's beside them."""

    def __init__(self, template, home, is_elsewhere):
        os.makedirs(os.path.join(home, "config/balie"), mode=0o700)
        self.template, self.home, self.is_elsewhere = template, home, is_elsewhere
        self.data = Data(os.path.join(home, "here.sqlite"), template)
        self.other = Data(os.path.join(home, "there.sqlite"), template)
        self.server = None
        profiles = f'[profile.second]\nkind = "embedded"\ndatabase = "{self.other.url}"\n'
        if is_elsewhere:
            self.server, port = self._serve()
            profiles += self._profile(port)
        write(os.path.join(home, "config/balie/config.toml"), profiles)
        self.command = [template.programs.balie]
        self.command += ["--profile", "first"] if is_elsewhere else ["--database", self.data.url]

    def _serve(self):
        command = [self.template.programs.balied, "serve", "--listen", "127.0.0.1:0", "--database", self.data.url]
        server = subprocess.Popen(command, env=environment(self.home), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = server.stdout.readline()
        found = re.search(r"Listening on http://127\.0\.0\.1:(\d+)", line)
        if not found:
            server.kill()
            raise RuntimeError(f"balied did not start: {line}")
        return server, found[1]

    def _profile(self, port):
        key = os.path.join(self.home, "key")
        write(key, self.template.key + "\n")
        return (f'[profile.first]\nkind = "hostfact"\nurl = "http://127.0.0.1:{port}{PATH}"\napi_key_file = "{key}"\n'
                "requests_per_minute = 6000\ncan_withdraw = true\n")

    def call(self, *words):
        """What somebody else does meanwhile."""
        run([self.template.programs.balie, "call", "--database", self.data.url, *words], self.home + "/other")

    def close(self):
        if self.server:
            self.server.kill()
            self.server.wait()
            self.server.stdout.close()
        shutil.rmtree(self.home, ignore_errors=True)


def write(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
