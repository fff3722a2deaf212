#!/usr/bin/env python3
"""Measures the console at a HostFact elsewhere: 100 000 debtors, 1000 rows an answer at most, 150 ms a request.

The system is played here, over HTTP on the loopback address, and counts what it is asked. The console runs in a
terminal of 120x40. A time is that from the key's write to the moment at which the screen first shows what is waited for.
Nothing is asserted.
"""

import argparse
import http.server
import json
import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "PseudoTerminal"))

from session import Failure, Session, is_full

DEBTORS, MOST_ROWS, DELAY = 100_000, 1000, 0.150
SILENCE, STEP, DEADLINE = 0.4, 0.002, 20.0
FIRSTS = ["Bakkerij", "Garage", "Studio", "Hotel", "Kapsalon", "Drukkerij", "Slagerij", "Atelier", "Kwekerij"]
SECONDS = ["Zon", "Maas", "Linde", "Noord", "Zeezicht", "De Brug", "Overtoom"]
SURNAMES = ["Visser", "Smit", "Bakker", "Jansen", "Mulder", "Dekker", "Brouwer", "Vermeer", "Kuipers", "Wolfes", "Top"]


def debtor(number):
    surname = SURNAMES[number % len(SURNAMES)]
    return {
        "Identifier": str(number),
        "DebtorCode": f"DB{number:06}",
        "CompanyName": f"{FIRSTS[number % len(FIRSTS)]} {SECONDS[number % len(SECONDS)]} {number * 7 % 1009}",
        "Sex": "m",
        "Initials": "Jan",
        "SurName": surname,
        "EmailAddress": f"{surname.lower()}{number}@example.net",
        "Modified": "2026-02-27 16:40:11",
    }


class System:
    """What the played HostFact has and was asked."""

    def __init__(self):
        self.debtors = [debtor(number) for number in range(1, DEBTORS + 1)]
        names = ("DebtorCode", "CompanyName", "SurName", "EmailAddress")
        self.texts = ["\t".join(row[name] for name in names).lower() for row in self.debtors]
        self.found = ("", self.debtors)
        self.lock = threading.Lock()
        self.requests, self.bytes = 0, 0

    def count(self, size):
        with self.lock:
            self.requests += 1
            self.bytes += size

    def taken(self):
        with self.lock:
            taken, self.requests, self.bytes = (self.requests, self.bytes), 0, 0
            return taken

    def matching(self, term):
        term = term.lower()
        if self.found[0] != term:
            rows = [row for row, text in zip(self.debtors, self.texts) if term in text] if term else self.debtors
            self.found = (term, rows)
        return self.found[1]

    def answer(self, form):
        controller, action = form.get("controller", ""), form.get("action", "")
        envelope = {"controller": controller, "action": action, "status": "success"}
        envelope["date"] = "2026-03-10T11:00:00+01:00"
        if (controller, action) == ("debtor", "list"):
            rows = self.matching(form.get("searchfor", ""))
            if form.get("sort", "DebtorCode") != "DebtorCode" or form.get("order") == "DESC":
                rows = sorted(rows, key=lambda row: row[form["sort"]], reverse=form.get("order") == "DESC")
            offset, limit = int(form.get("offset", 0)), min(MOST_ROWS, int(form.get("limit", MOST_ROWS)))
            window = rows[offset : offset + limit]
            counted = len(rows) if window else 0
            envelope |= {"totalresults": counted, "currentresults": len(window), "offset": offset}
            return envelope | ({"debtors": window} if window else {})
        if (controller, action) == ("debtor", "show"):
            return envelope | {"debtor": self.debtors[int(form["Identifier"]) - 1]}
        if action == "list":
            return envelope | {"totalresults": 0, "currentresults": 0, "offset": 0}
        return envelope | {"status": "error", "errors": ["Invalid action"]}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    system = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        form = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        end = time.monotonic() + DELAY
        answer = json.dumps(self.system.answer(form), separators=(",", ":")).encode()
        self.system.count(len(self.requestline) + len(str(self.headers)) + len(body) + len(answer) + 200)
        time.sleep(max(0, end - time.monotonic()))
        try:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


def prepare(home, port):
    """A home with a profile that leads to the played system."""
    folder = os.path.join(home, "config", "balie")
    os.makedirs(folder, mode=0o700)
    key = os.path.join(home, "key")
    for path, text in [
        (key, "secret\n"),
        (
            os.path.join(folder, "config.toml"),
            f'default = "far"\n[profile.far]\nkind = "hostfact"\nurl = "http://127.0.0.1:{port}/Pro/apiv2/api.php"\n'
            f'api_key_file = "{key}"\nrequests_per_minute = 6000\n',
        ),
    ]:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(text)
    return {
        "HOME": home,
        "XDG_DATA_HOME": home + "/data",
        "XDG_CONFIG_HOME": home + "/config",
        "XDG_STATE_HOME": home + "/state",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": "/usr/bin:/bin",
    }


def shown_after(session, what, is_shown):
    """Seconds from now until the program has written and the screen shows something."""
    start = time.perf_counter()
    while session.last_byte_at < start or not is_shown(session.screen.lines):
        session.read(STEP)
        if time.perf_counter() - start > DEADLINE:
            raise Failure(f"There was no {what} but:\n" + session.picture())
    return session.last_byte_at - start


def settle(session):
    while session.read(SILENCE):
        pass


def holds(*texts):
    return lambda lines: all(any(text in line for line in lines) for text in texts)


class Measuring:
    def __init__(self, system, session, figures):
        self.system, self.session, self.figures = system, session, figures

    def note(self, name, seconds):
        settle(self.session)
        self.figures.setdefault(name, []).append((seconds * 1000, *self.system.taken()))

    def press(self, name, keys, is_shown):
        os.write(self.session.terminal, keys.encode())
        self.note(name, shown_after(self.session, name, is_shown))

    def type(self, text, gap):
        for letter in text:
            os.write(self.session.terminal, letter.encode())
            end = time.perf_counter() + gap
            while time.perf_counter() < end:
                self.session.read(end - time.perf_counter())


def measure(command, environment, system, figures):
    system.taken()
    session = Session(command, environment)
    measuring = Measuring(system, session, figures)
    try:
        start = session.started_at
        shown_after(session, "first rows", holds("DB000001", "1/100000"))
        measuring.note("start to first rows", session.last_byte_at - start)
        measuring.press("jump to the end", "G", holds("DB100000", "100000/100000"))
        measuring.press("back to the first row", "g", holds("DB000001", "1/100000"))
        pages = 10
        for _ in range(pages):
            measuring.type("\x1b[6~", 0)
            settle(session)
        measuring.note(f"{pages} pages down", 0)
        measuring.press("back to the first row again", "g", holds("DB000001", "1/100000"))
        measuring.press("a filter line", "/", lambda lines: True)
        measuring.press("first letter, rows seen so far", "v", holds("seen so far"))
        measuring.type("isse", 0.12)
        measuring.press("word of 6 letters, to the answer", "r", holds("Visser", "1/9090"))
        measuring.press("filter cleared", "\x1b", holds("DB000001", "1/100000"))
        for word, gap in [("wolfes", 0.06), ("dekker", 0.12), ("mulder", 0.25)]:
            measuring.type("/" + word[:-1], gap)
            name = f"word, a letter each {gap * 1000:.0f} ms"
            measuring.press(name, word[-1], holds(word.capitalize(), "1/9091"))
            measuring.press("filter cleared", "\x1b", holds("DB000001", "1/100000"))
        measuring.press("read anew", "R", lambda lines: True)
        measuring.figures.setdefault("memory at most, MB", []).append((session.status("VmHWM") / 1024, 0, 0))
    finally:
        session.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--balie", required=True, help="the built console")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    Handler.system = System()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    figures = {}
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory(prefix="balie-remote-") as home:
            environment = prepare(home, server.server_address[1])
            measure([os.path.abspath(options.balie), "--profile", "far"], environment, Handler.system, figures)
    print(f"\n{DEBTORS} debtors elsewhere, {DELAY * 1000:.0f} ms a request; medians of {options.runs} runs")
    print(f"{'':<36}{'ms':>10}{'slowest':>10}{'requests':>10}{'kB':>8}")
    for name, values in figures.items():
        times, requests, sizes = zip(*values)
        print(
            f"{name:<36}{statistics.median(times):>10.1f}{max(times):>10.1f}"
            f"{statistics.median(requests):>10.0f}{statistics.median(sizes) / 1000:>8.1f}"
        )


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
