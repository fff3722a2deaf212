"""Machines that can be killed and cut off, all of them on this one.

As root each machine has a network of its own, joined by a bridge, so that cutting it off loses every packet without a
word, as a pulled cable does. Where that is not allowed all of them share the loopback network, and being cut off is
played by SIGSTOP: the machine is silent, but what was sent to it is taken.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
INSIDE = "BALIE_CLUSTER_NETWORK"
BRIDGE = "lan"


class Failure(Exception):
    pass


def enter_own_network():
    """Starts this script anew in networks and processes of its own, which all end with it; stays where it is where
    that is not allowed."""
    if INSIDE in os.environ:
        return
    os.environ[INSIDE] = "shared"
    own = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    probe = "ip link add probe type bridge && ip link add probe1 type veth peer name probe2"
    if os.geteuid() == 0 and shutil.which("ip"):
        if subprocess.run([*own, "sh", "-c", probe], capture_output=True).returncode == 0:
            os.environ[INSIDE] = "own"
            os.execvp(own[0], [*own, sys.executable, "-B", *sys.argv])


def leave_orphans_here():
    """Goes on in a child. This process takes note of the end of whatever loses its parent: until somebody does, that is
    in the table as if it ran, and Patroni waits for it."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    child = os.fork()
    if not child:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: os.kill(child, number))
    while True:
        process, status = os.wait()
        if process == child:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"{' '.join(command)} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


class Network:
    """The wire between the machines, and who the programs on them run as."""

    def __init__(self):
        self.has_cables = os.environ.get(INSIDE) == "own"
        self.prefix = "10.71.0" if self.has_cables else "127.71.0"
        self.user = self.unprivileged() if os.geteuid() == 0 else None
        if self.has_cables:
            run("ip", "link", "set", "lo", "up")
            run("ip", "link", "add", BRIDGE, "type", "bridge")
            run("ip", "address", "add", f"{self.prefix}.1/24", "dev", BRIDGE)
            run("ip", "link", "set", BRIDGE, "up")

    @staticmethod
    def unprivileged():
        """PostgreSQL does not run as root."""
        for name in ("postgres", "nobody"):
            try:
                return pwd.getpwnam(name)
            except KeyError:
                continue
        raise Failure("There is no user postgres or nobody to run PostgreSQL as.")

    def as_user(self, command):
        if not self.user:
            return command
        ids = [f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}", "--clear-groups"]
        return ["setpriv", *ids, *command]

    def hand_over(self, path):
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    @property
    def words(self):
        if self.has_cables:
            return "each database server in a network of its own; cut off means that every packet is lost"
        return "all on the loopback network (not root, or no namespaces); cut off means stopped by SIGSTOP"


class Machine:
    """An address with programs; one with a cable of its own can be cut off alone."""

    def __init__(self, network, name, number, has_cable=False):
        self.network, self.name = network, name
        self.address = f"{network.prefix}.{number}"
        self.has_cable = has_cable and network.has_cables
        self.programs, self.stopped = [], []
        # Of servers that go on when the program that started them is gone.
        self.process_files = []
        self.holder = None
        if self.has_cable:
            self.plug()
        elif network.has_cables and number != 1:
            run("ip", "address", "add", f"{self.address}/24", "dev", BRIDGE)

    def plug(self):
        # Alive as long as the network is needed, whatever runs in it.
        self.holder = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo; exec sleep infinity"], stdout=subprocess.PIPE)
        self.holder.stdout.readline()
        peer = ["peer", "name", "eth0", "netns", str(self.holder.pid)]
        run("ip", "link", "add", "name", self.name, "type", "veth", *peer)
        run("ip", "link", "set", "dev", self.name, "master", BRIDGE, "up")
        for command in (
            ["link", "set", "lo", "up"],
            ["address", "add", f"{self.address}/24", "dev", "eth0"],
            ["link", "set", "eth0", "up"],
        ):
            run(*self.within(), "ip", *command)

    def within(self):
        return ["nsenter", f"--net=/proc/{self.holder.pid}/ns/net"] if self.has_cable else []

    def start(self, command, log, environment=None):
        """A program on this machine; its words are appended to the log."""
        with open(log, "ab") as output:
            program = subprocess.Popen(
                [*self.within(), *self.network.as_user(command)], stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, start_new_session=True, cwd=Path(log).parent,
                env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(Path(log).parent), **(environment or {})})
        self.programs.append(program)
        return program

    def run(self, command, **options):
        """A program that ends by itself, and what it printed."""
        # Root's own folder is closed to who it runs as, and libpq looks for certificates there.
        options.setdefault("env", {**os.environ, "HOME": "/nonexistent"})
        done = subprocess.run(
            [*self.within(), *self.network.as_user(command)], capture_output=True, text=True, timeout=120, **options)
        if done.returncode:
            raise Failure(f"{' '.join(command)} failed:\n{done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def kill(self):
        """SIGKILL to all that runs here, the first programs first so that none of them starts another anew."""
        killed = processes_below(self.roots())
        for process in killed:
            send(process, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while any([program.poll() is None for program in self.programs]) or any(map(exists, killed)):
            if time.monotonic() > deadline:
                raise Failure(f"Processes of {self.name} do not end by SIGKILL.")
            time.sleep(0.02)
        self.programs.clear()

    def cut_off(self):
        if self.has_cable:
            run("ip", "link", "set", "dev", self.name, "nomaster")
            return
        self.stopped = processes_below(self.roots())
        for process in self.stopped:
            send(process, signal.SIGSTOP)

    def join_again(self):
        if self.has_cable:
            run("ip", "link", "set", "dev", self.name, "master", BRIDGE)
            return
        for process in reversed(self.stopped):
            send(process, signal.SIGCONT)
        self.stopped = []

    def roots(self):
        kept = [path.read_text().split()[0] for path in self.process_files if path.exists()]
        return [program.pid for program in self.programs if program.poll() is None] + [int(number) for number in kept]


def send(process, number):
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass


def exists(process):
    return Path(f"/proc/{process}").exists()


def parent(process):
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def processes_below(roots):
    """The given processes and all that they started, parents before children."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            children.setdefault(parent(int(entry)), []).append(int(entry))
    found = list(roots)
    for process in found:
        found += children.get(process, [])
    return found

