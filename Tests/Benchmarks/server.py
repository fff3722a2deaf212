#!/usr/bin/env python3
"""Measures balied over loopback beside a bare Hummingbird handler that answers the same bytes, and prints a table.

Every figure is the median of several runs of `wrk`, the cases taking turns, on one machine. Nothing is asserted, but
every case is asked once before it is measured, and what is not answered with success ends the program.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

PATH = "/Pro/apiv2/api.php"
FORM = "application/x-www-form-urlencoded"

# What each case sends; `%d` is another number each time.
CASES = {
    "product.show": "controller=product&action=show&Identifier=1",
    "debtor.list?searchfor": "controller=debtor&action=list&searchfor=jans&limit=10",
    "product.edit": "controller=product&action=edit&Identifier=1&NumberSuffix=piece %d",
}
BARE = "bare handler"

LOAD = """
local body, count = os.getenv("LOAD_BODY"), 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "%s"
if body:find("%%%%d") then
    request = function()
        count = count + 1
        return wrk.format(nil, nil, nil, body:format(count))
    end
else
    wrk.body = body
end
done = function(summary, latency)
    local e = summary.errors
    io.write(string.format('\\nRESULT {"requests": %%d, "seconds": %%f, "p50": %%f, "p99": %%f, "errors": %%d}\\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        e.connect + e.read + e.write + e.status + e.timeout))
end
""" % FORM


class Failure(Exception):
    pass


class Server:
    """A server that says where it listens, its log in a file."""

    def __init__(self, command, log):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=open(log, "w"), text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://([\d.]+):(\d+)", line)
        if not found:
            raise Failure(f"{command[0]} does not listen; see its log:\n" + open(log).read())
        self.address = (found[1], int(found[2]))

    def ask(self, body):
        """The lines of an answer's head, and its body."""
        connection = http.client.HTTPConnection(*self.address, timeout=30)
        connection.request("POST", PATH, body, {"Content-Type": FORM})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.getheaders(), text

    def kibibytes(self, name):
        """VmRSS now, or VmHWM at most since the start."""
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(rf"{name}:\s+(\d+)", status)[1])

    def processor_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.terminate()
        self.process.wait()


def load(server, body, connections, seconds, script):
    """One run: what wrk found, and the processor time that the server took for each request, in µs."""
    before = server.processor_seconds()
    run = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script,
         "http://%s:%d%s" % (*server.address, PATH)],
        env=dict(os.environ, LOAD_BODY=body.replace(" ", "+")), capture_output=True, text=True)
    found = re.search(r"RESULT (.*)", run.stdout)
    if not found:
        raise Failure("wrk failed:\n" + run.stdout + run.stderr)
    result = json.loads(found[1])
    result["processor"] = (server.processor_seconds() - before) * 1e6 / max(1, result["requests"])
    result["rate"] = result["requests"] / result["seconds"]
    return result


def median(runs, name):
    return statistics.median(run[name] for run in runs)


def machine():
    model = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    return f"{os.cpu_count()} cores, {model[1] if model else 'processor unknown'}"


def started_balied(binary, database, folder):
    """The server over a copy of the database, and a key for it."""
    copy = os.path.join(folder, "balie.sqlite")
    shutil.copy(database, copy)
    url = f"sqlite:{copy}"
    added = subprocess.run(
        [binary, "key", "add", "load", "--database", url], capture_output=True, text=True, check=True)
    server = Server([binary, "serve", "--listen", "127.0.0.1:0", "--database", url], os.path.join(folder, "log"))
    return server, added.stdout.split()[-1]


def started_bare(binary, answer, folder):
    headers, body = answer
    lines = [f"{name}: {value}" for name, value in headers if name.lower() not in ("content-length", "date")]
    path = os.path.join(folder, "answer")
    with open(path, "w", newline="") as file:
        file.write("\r\n".join(lines) + "\r\n\r\n" + body)
    return Server([binary, path], os.path.join(folder, "bare.log"))


def measure(options, folder):
    script = os.path.join(folder, "load.lua")
    open(script, "w").write(LOAD)
    balied, key = started_balied(options.balied, options.database, folder)
    bare = None
    try:
        cases = {name: f"api_key={key}&{body}" for name, body in CASES.items() if options.case in ("", name)}
        answers = {name: balied.ask(body.replace("%d", "0").replace(" ", "+")) for name, body in cases.items()}
        for name, (_, text) in answers.items():
            if json.loads(text)["status"] != "success":
                raise Failure(f"{name} is not answered with success:\n{text}")
        bare = started_bare(options.bare, next(iter(answers.values())), folder)
        all_cases = {BARE: (bare, next(iter(cases.values())))} | {name: (balied, body) for name, body in cases.items()}
        for connections in options.connections:
            runs = {name: [] for name in all_cases}
            for _ in range(options.runs):
                for name, (server, body) in all_cases.items():
                    runs[name].append(load(server, body, connections, options.seconds, script))
            rows(connections, runs)
        print(f"Peak memory of balied {balied.kibibytes('VmHWM') / 1024:.0f} MiB, now "
              f"{balied.kibibytes('VmRSS') / 1024:.0f}; of the bare handler {bare.kibibytes('VmHWM') / 1024:.0f} MiB.")
    finally:
        for server in (balied, bare):
            if server:
                server.end()


def rows(connections, runs):
    floor = median(runs[BARE], "rate")
    for name, results in runs.items():
        rates = [run["rate"] for run in results]
        print(f"| {connections} | {name} | {median(results, 'rate'):.0f} | {min(rates):.0f} to {max(rates):.0f} "
              f"| {median(results, 'rate') / floor * 100:.0f} % | {median(results, 'p50'):.2f} "
              f"| {median(results, 'p99'):.2f} | {median(results, 'processor'):.0f} "
              f"| {sum(run['errors'] for run in results)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--balied", required=True)
    parser.add_argument("--bare", required=True)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 32, 256])
    parser.add_argument("--case", default="", help="only this one, beside the bare handler")
    parser.add_argument("database", help="a file of balie demo, which is copied first")
    options = parser.parse_args()
    print(machine())
    print("| connections | case | requests a second | least to most | of the bare handler | p50 ms | p99 ms "
          "| processor µs a request | errors |")
    print("| --- " * 9 + "|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            measure(options, folder)
        except Failure as failure:
            sys.exit(str(failure))


if __name__ == "__main__":
    main()
