"""What runs on the machines, by the very files that the README gives: three etcd, PostgreSQL under Patroni, with
certificates that are verified, HAProxy, balied.
"""

import json
import re
import secrets
import shlex
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path

from machines import Failure, Machine

HERE = Path(__file__).parent
POSTGRES = Path("/usr/lib/postgresql/15/bin")
NEEDED = ["etcd", "patroni", "haproxy", "openssl", "setpriv", "nsenter"]
START_DEADLINE, PAIR_DEADLINE, END_DEADLINE = 90, 180, 60


def say(words, since=time.monotonic()):
    print(f"{time.monotonic() - since:7.1f} s  {words}", flush=True)


def missing_programs():
    return [name for name in NEEDED if not shutil.which(name)] + [
        str(POSTGRES / name) for name in ("postgres", "psql") if not (POSTGRES / name).exists()]


def wait_until(what, is_so, seconds, pause=0.1):
    """How long it took."""
    start = time.monotonic()
    while not is_so():
        if time.monotonic() > start + seconds:
            raise Failure(f"After {seconds} s still not so: {what}.")
        time.sleep(pause)
    return time.monotonic() - start


def get(url, data=None):
    """Status and body; nothing where there is no answer. With data it is a POST."""
    try:
        with urllib.request.urlopen(url, data, timeout=2) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""
    except OSError:
        return None, b""


class Cluster:
    def __init__(self, network, folder, balied, is_direct):
        self.network, self.folder, self.program = network, folder, balied
        self.proxy = Machine(network, "proxy", 1)
        self.etcd = [Machine(network, f"etcd{number}", 1 + number) for number in (1, 2, 3)]
        self.servers = [Machine(network, f"balied{number}", 10 + number) for number in (1, 2, 3)]
        self.databases = {
            name: Machine(network, name, number, has_cable=True) for name, number in [("a", 21), ("b", 22)]}
        self.password = secrets.token_hex(16)
        self.front = f"{self.proxy.address}:8080"
        self.values = {
            "PROXY": self.proxy.address, "PASSWORD": self.password, "CERTIFICATES": str(folder),
            **{f"ETCD_{number}": machine.address for number, machine in enumerate(self.etcd, 1)},
            "NETWORK": f"{network.prefix}.0/24" if network.has_cables else "127.0.0.0/8",
            **{f"DATABASE_{name.upper()}": machine.address for name, machine in self.databases.items()},
            **{f"BALIED_{number}": machine.address for number, machine in enumerate(self.servers, 1)},
        }
        addresses = [machine.address for machine in self.databases.values()]
        self.values["DATABASE"] = ",".join(addresses) if is_direct else self.proxy.address

    # Files

    def make_folder(self, name):
        path = self.folder / name
        path.mkdir(mode=0o700)
        self.network.hand_over(path)
        return path

    def write(self, name, text):
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)
        self.network.hand_over(path)
        return path

    def filled(self, template, **values):
        """A file of this folder as it would be on a machine."""
        values = {**self.values, **values}
        text = (HERE / template).read_text()
        return re.sub(r"<([A-Z_0-9]+)>", lambda match: values[match[1]], text)

    # Starting

    def start(self):
        for machine in self.etcd:
            self.make_folder(machine.name)
            self.start_etcd(machine)
        self.wait_for_etcd()
        self.make_authority()
        for name in self.databases:
            self.make_certificate(name)
            self.make_folder(name)
            self.write(f"{name}.yml", self.filled(
                "patroni.yml", NAME=name, ADDRESS=self.databases[name].address, DATA=str(self.folder / name)))
            self.databases[name].process_files.append(self.folder / name / "data" / "postmaster.pid")
            self.start_database(name)
        self.start_haproxy()
        self.wait_for_pair()
        self.make_database()
        for server in self.servers:
            self.start_balied(server)
        self.wait_for_servers()

    def start_etcd(self, machine):
        path = self.write(f"{machine.name}.yml", self.filled(
            "etcd.yml", NAME=machine.name, ADDRESS=machine.address, DATA=str(self.folder / machine.name)))
        machine.start(["etcd", "--config-file", str(path)], self.folder / f"{machine.name}.log")

    def wait_for_etcd(self):
        seconds = wait_until(
            "all three etcd answer",
            lambda: all(get(f"http://{machine.address}:2379/health")[0] == 200 for machine in self.etcd),
            START_DEADLINE)
        say(f"All three etcd answer (waited {seconds:.1f} s).")

    def etcd_leader(self):
        """The one of the three that the others follow."""
        for machine in self.etcd:
            status, body = get(f"http://{machine.address}:2379/v3/maintenance/status", b"{}")
            if status == 200:
                told = json.loads(body)
                if told["header"]["member_id"] == told["leader"]:
                    return machine
        raise Failure("No etcd is the leader.")

    # Certificates

    def openssl(self, *arguments):
        """Its files are the servers' own: PostgreSQL takes no key that others may read."""
        self.proxy.run(["openssl", *arguments], cwd=self.folder)

    def new_key(self, name):
        return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{name}.key"]

    def make_authority(self):
        self.openssl("req", "-x509", "-subj", "/CN=Authority of the cluster", "-days", "2", *self.new_key("ca"),
                     "-out", "ca.pem")

    def make_certificate(self, name):
        """For the server's address, and for that of the proxy that leads to it."""
        addresses = (self.databases[name].address, self.proxy.address)
        self.openssl("req", "-new", "-subj", f"/CN={name}", *self.new_key(name), "-out", f"{name}.csr")
        extension = self.write(f"{name}.ext", "subjectAltName=" + ",".join(f"IP:{address}" for address in addresses))
        self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                     "-days", "2", "-extfile", str(extension), "-out", f"{name}.pem")
        (self.folder / f"{name}.key").chmod(0o600)

    @property
    def checked(self):
        """Whoever asks PostgreSQL makes sure whom."""
        return {"sslmode": "verify-full", "sslrootcert": str(self.folder / "ca.pem")}

    # Servers

    def start_database(self, name):
        self.databases[name].start(["patroni", str(self.folder / f"{name}.yml")], self.folder / f"{name}.log")

    def start_haproxy(self):
        path = self.write("haproxy.cfg", self.filled("haproxy.cfg"))
        self.proxy.start(["haproxy", "-db", "-f", str(path)], self.folder / "haproxy.log")

    def make_database(self):
        """Its owner, who alone changes the tables, and the role that balied works as."""
        self.write("pgpass", f"*:*:*:*:{self.password}\n")
        self.query(self.proxy.address, "\n".join([
            f"CREATE ROLE balie_owner LOGIN PASSWORD '{self.password}';",
            f"CREATE ROLE balied LOGIN PASSWORD '{self.password}';",
            "CREATE DATABASE balie OWNER balie_owner;"]), database="postgres")
        self.proxy.run([str(self.program), "migrate", "--role", "balied", "--database", self.url("balie_owner")])
        printed = self.proxy.run([str(self.program), "key", "add", "cluster", "--database", self.url("balied")])
        self.key = printed.split()[-1]

    def url(self, role):
        options = "&".join(f"{name}={value}" for name, value in self.checked.items())
        return f"postgres://{role}@{self.proxy.address}/balie?passfile={self.folder}/pgpass&{options}"

    def query(self, address, statements, database="balie"):
        """As the superuser, on one server or through HAProxy; rows as lines."""
        return self.proxy.run(
            [str(POSTGRES / "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", address, "-U", "postgres", database],
            input=statements,
            env={"PGPASSWORD": self.password, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                 **{f"PG{name.upper()}": value for name, value in self.checked.items()}})

    def start_balied(self, server):
        """By the command of the unit, with what systemd would put in."""
        unit = self.filled("balied.service", ADDRESS=server.address).replace("\\\n", "")
        command = shlex.split(re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1].replace("%d", str(self.folder)))
        server.start([str(self.program), *command[1:]], self.folder / f"{server.name}.log")

    # State

    def wait_for_servers(self):
        """Each by itself, and HAProxy knows of one at least."""
        asked = [f"http://{machine.address}:8080/health" for machine in [*self.servers, self.proxy]]
        seconds = wait_until(
            "all three balied answer", lambda: all(get(url)[0] == 200 for url in asked), START_DEADLINE)
        say(f"All three balied answer (waited {seconds:.1f} s).")

    def roles(self):
        """What the members of the cluster are, by the first of them that answers."""
        for machine in self.databases.values():
            status, body = get(f"http://{machine.address}:8008/cluster")
            if status == 200:
                members = json.loads(body)["members"]
                return {member["role"]: member["name"] for member in members
                        if member["state"] in ("running", "streaming")}
        return {}

    def primary(self):
        for name, machine in self.databases.items():
            if get(f"http://{machine.address}:8008/primary")[0] == 200:
                return name
        raise Failure("No PostgreSQL server is the primary.")

    def standby(self):
        primary = self.primary()
        return next(name for name in self.databases if name != primary)

    def wait_for_pair(self):
        """A primary and a standby that has everything, without which the next fault could lose something."""
        seconds = wait_until(
            "one PostgreSQL server is the primary and the other the Sync Standby",
            lambda: {"leader", "sync_standby"} <= self.roles().keys() and self.streams(), PAIR_DEADLINE, 0.25)
        roles = self.roles()
        say(f"Primary {roles['leader']}, Sync Standby {roles['sync_standby']} (waited {seconds:.1f} s).")

    def streams(self):
        """PostgreSQL itself says that it waits for the standby, as Patroni says that it should."""
        try:
            return self.query(
                self.proxy.address, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'",
                "postgres").strip() == "1"
        except Failure:
            return False

    # The end

    def stop(self):
        machines = [*self.servers, self.proxy, *self.databases.values(), *self.etcd]
        for machine in machines:
            machine.join_again() if machine.stopped else None
            machine.kill()
