#!/usr/bin/env python3
"""Kills and cuts off parts of a running installation under load, and counts what became of the clients' writes.

Two PostgreSQL servers under Patroni, with a synchronous standby, that speak TLS alone; three etcd; HAProxy; three balied
behind it, which verify with whom they speak. All are real, started by the files beside this script. Nothing answered may
be lost or done twice; the rest is measured and printed.
"""

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from account import Account
from clients import REFUSED, UNKNOWN, Load
from machines import Failure, Network, enter_own_network, leave_orphans_here, run
from services import POSTGRES, Cluster, missing_programs, say

ADDERS, KEYED_ADDERS, EDITORS, READERS = 2, 3, 3, 6
RECOVERY_DEADLINE = 120


class Fault:
    """What happened, and what clients noticed of it."""

    def __init__(self, name):
        self.name = name
        self.began, self.ended = time.monotonic(), None

    def measure(self, ledger):
        # What was under way may be answered later, and was done before.
        times = [write.answered for write in ledger.answered()
                 if self.began - 5 <= write.answered <= self.ended and not write.sent < self.began < write.answered]
        self.without_writes = max((later - earlier for earlier, later in zip(times, times[1:])), default=float("nan"))
        told = [trouble for trouble in ledger.troubles if self.began - 1 <= trouble[0] <= self.ended]
        self.refused = sum(outcome == REFUSED for *_, outcome, _ in told)
        self.unknown = sum(outcome == UNKNOWN and writes for _, writes, outcome, _ in told)

    @property
    def row(self):
        return [self.name, f"{self.without_writes:.1f} s", str(self.refused), str(self.unknown),
                f"{self.ended - self.began:.0f} s"]


class Story:
    def __init__(self, cluster, load, calm):
        self.cluster, self.load, self.calm = cluster, load, calm
        self.faults = []

    def play(self):
        self.rest()
        self.kill_balied()
        self.rest()
        self.kill_etcd()
        self.rest()
        self.kill_primary()
        self.rest()
        self.cut_off("primary", self.cluster.primary())
        self.rest()
        self.cut_off("standby", self.cluster.standby())
        self.rest()

    def rest(self):
        time.sleep(self.calm)

    def begin(self, name):
        self.faults.append(Fault(name))
        say(f"Fault: {name}.")

    def end(self):
        """Not before a write was answered and the standby has everything again."""
        fault = self.faults[-1]
        self.wait_for_writes(fault.began)
        self.cluster.wait_for_servers()
        self.cluster.wait_for_pair()
        fault.ended = time.monotonic()

    def wait_for_writes(self, since):
        deadline = time.monotonic() + RECOVERY_DEADLINE
        while not any(write.sent > since for write in self.load.ledger.answered()[-1:]):
            if time.monotonic() > deadline:
                raise Failure(f"No write was answered for {RECOVERY_DEADLINE} s after the fault.")
            time.sleep(0.1)

    def kill_balied(self):
        server = self.cluster.servers[0]
        self.begin("one balied of three killed")
        server.kill()
        time.sleep(self.calm / 2)
        self.cluster.start_balied(server)
        self.end()

    def kill_etcd(self):
        machine = self.cluster.etcd_leader()
        self.begin("one etcd of three killed, the leader")
        machine.kill()
        # Longer than Patroni's ttl, so that it must have done without.
        time.sleep(max(self.calm, 25))
        self.cluster.start_etcd(machine)
        self.cluster.wait_for_etcd()
        self.end()

    def kill_primary(self):
        name = self.cluster.primary()
        self.begin("the primary killed, Patroni and PostgreSQL")
        self.cluster.databases[name].kill()
        self.wait_for_writes(self.faults[-1].began)
        say(f"Writes are answered again; {name} is started again.")
        self.cluster.start_database(name)
        self.end()

    def cut_off(self, role, name):
        self.begin(f"the {role}'s network cut")
        self.cluster.databases[name].cut_off()
        self.wait_for_writes(self.faults[-1].began)
        say(f"Writes are answered again; {name} is joined again.")
        self.cluster.databases[name].join_again()
        self.end()


def print_table(heads, rows):
    print("| " + " | ".join(heads) + " |")
    print("|" + " --- |" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def machine_words():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    version = run(str(POSTGRES / "postgres"), "--version").split()[2]
    return (f"PostgreSQL {version} with TLS verified, three etcd, {os.cpu_count()} processors, {memory:.0f} GB,"
            f" Linux {platform.release()}")


def report(cluster, story, account):
    ledger = story.load.ledger
    way = ", ".join(cluster.values["DATABASE"].split(","))
    print(f"\n{machine_words()}; {cluster.network.words}; balied asks PostgreSQL at {way}.\n")
    for fault in story.faults:
        fault.measure(ledger)
    print_table(["fault", "no write answered for", "refused", "outcome unknown", "whole again after"],
                [fault.row for fault in story.faults])
    print()
    print_table(["in the end", "count"], [
        [what, f"{figure}" if must_be in (None, figure) else f"{figure} (must be {must_be})"]
        for what, figure, must_be in account.lines])
    print("\nWhat clients were told:")
    told = {}
    for *_, outcome, sentence in ledger.troubles:
        told[outcome, sentence] = told.get((outcome, sentence), 0) + 1
    for (outcome, sentence), count in sorted(told.items(), key=lambda item: -item[1]):
        print(f"  {count:6} {outcome:8} {sentence}")
    for fault in ledger.faults_of_reads[:10]:
        print(f"  read: {fault}")


def play(options, folder):
    network = Network()
    network.hand_over(folder)
    # Under the user's own eyes, wherever the checkout is.
    program = folder / "balied"
    shutil.copy2(options.balied, program)
    network.hand_over(program)
    cluster = Cluster(network, folder, program, options.direct)
    try:
        say(f"Starting: {network.words}.")
        cluster.start()
        load = Load(cluster.front, cluster.key, options.pause / 1000)
        load.start(ADDERS, KEYED_ADDERS, EDITORS, READERS)
        story = Story(cluster, load, options.calm)
        try:
            story.play()
        finally:
            load.stop()
        say("The load has ended; counting.")
        account = Account(cluster, load)
        account.draw_up()
        report(cluster, story, account)
        return account.faults
    finally:
        cluster.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--balied", required=True, type=Path, help="the program, as it is shipped")
    parser.add_argument("--calm", type=float, default=10, help="seconds of load before, between and after the faults")
    parser.add_argument("--pause", type=float, default=10, help="milliseconds a client waits between two requests")
    parser.add_argument("--direct", action="store_true", help="balied finds the primary itself, without HAProxy")
    parser.add_argument("--keep", action="store_true", help="keep the folder with the logs")
    options = parser.parse_args()
    if missing := missing_programs():
        sys.exit(f"Missing: {', '.join(missing)}. On Debian 12 make test-cluster installs them.")
    enter_own_network()
    leave_orphans_here()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="balie-cluster."))
    faults = ["the story did not come to its end"]
    try:
        faults = play(options, folder)
    except (Failure, subprocess.TimeoutExpired) as failure:
        print(f"cluster: {failure}", file=sys.stderr)
    finally:
        if faults or options.keep:
            print(f"The logs are in {folder}.")
        else:
            shutil.rmtree(folder)
    if faults:
        sys.exit("Not kept: " + "; ".join(faults) + ".")
    print("\nNothing answered was lost, and nothing was done twice.")


if __name__ == "__main__":
    main()
