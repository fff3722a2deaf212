#!/usr/bin/env python3
"""Measures balied on PostgreSQL beside the same statements by pgbench, on the server of BALIE_TEST_POSTGRES.

    Tests/PostgresTesting/server.sh Tests/Benchmarks/postgres.py --balie … --balied …

The statements are those that balied makes of each call, in a transaction of the same kind. pgbench sends them prepared,
over connections of its own; balied gets the calls over as many connections, by wrk, so that HTTP, the whole engine and
its seven connections to the database are in its figures. Both take turns. That server does not wait for the disk.
Nothing is asserted.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile

import server
from report import machine, number, print_table, ratios, spread

READ, WRITE = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;", "BEGIN ISOLATION LEVEL SERIALIZABLE;"

PRODUCT = """SELECT Identifier, ProductCode, ProductName, ProductKeyPhrase, ProductDescription, ProductType, \
ProductTld, PriceExcl, PricePeriod, TaxPercentage, NumberSuffix, HasCustomPrice, CustomPrices, Cost, PackageID, \
Created, Modified FROM product WHERE product.Identifier IN (1);
SELECT g.Identifier, g.GroupName FROM product_group AS m JOIN record_group AS g ON g.Identifier = m.GroupId \
WHERE m.RecordId = 1 ORDER BY g.Identifier;"""

KNOWN = "SELECT Identifier FROM product WHERE Identifier = 1;"

EDIT = """UPDATE product SET NumberSuffix = 'piece ' || :suffix, Folded = Folded, \
Modified = CAST(CAST(now() AS timestamp(0)) AS text) WHERE Identifier = 1;"""

ENTRY = """INSERT INTO journal_entry (moment, actor, proof, origin, address, terminal, action, kind, record, intent, \
reason, ticket, salt, changes) VALUES ('2026-01-01T12:00:00Z', 'desk', 'key', '', '127.0.0.1', '', 'product edit', \
'product', 1, '', '', '', '00112233445566778899aabbccddeeff', \
'[{"after":"piece 2","before":"piece 1","field":"NumberSuffix"}]') RETURNING id;"""

DEBTORS = """SELECT Identifier, DebtorCode, CompanyName, Sex, Initials, SurName, EmailAddress, Modified, Username, \
Website, City, ZipCode, Address, PhoneNumber, MobileNumber, Created FROM debtor WHERE debtor.Identifier IN (%s);"""

FIRST = "SELECT Identifier FROM debtor ORDER BY DebtorCode ASC, Identifier ASC LIMIT 10 OFFSET 0"

FOUND = "Identifier IN (SELECT Identifier FROM debtor WHERE ((Folded LIKE '%jans%'))) AND (" + " OR ".join(
    f"strpos(balie_fold({column}), 'jans') > 0" for column in ("DebtorCode", "CompanyName", "SurName")) + ")"

SAMPLE = "SELECT count(*) FROM (SELECT Identifier FROM debtor WHERE ((Folded LIKE '%jans%')) LIMIT 3001) AS hits"

COUNT = f"SELECT count(*) FROM (SELECT 1 FROM debtor WHERE {FOUND}) AS counted"

HITS = f"SELECT Identifier FROM debtor WHERE {FOUND} ORDER BY (SELECT DebtorCode) ASC, Identifier ASC LIMIT 10 OFFSET 0"


class Case:
    def __init__(self, call, statements, connections):
        self.call, self.statements, self.connections = call, statements, connections


def cases(database):
    """By name. Of a page, the rows are those that the database has there."""
    def rows(query):
        return DEBTORS % ",".join(asked(database, query).split())

    return {
        "product.show": Case(
            "controller=product&action=show&Identifier=1", [READ, KNOWN, PRODUCT, "ROLLBACK;"], [1, 32]),
        "debtor.list": Case(
            "controller=debtor&action=list&sort=DebtorCode&order=ASC&limit=10",
            [READ, "SELECT sum(total) FROM row_count WHERE name = 'debtor';", FIRST + ";", rows(FIRST), "ROLLBACK;"],
            [1, 32]),
        "debtor.list?searchfor": Case(
            "controller=debtor&action=list&searchfor=jans&limit=10",
            [READ, SAMPLE + ";", HITS + ";", COUNT + ";", rows(HITS), "ROLLBACK;"], [1, 32]),
        # Over several connections writes of one record wait for each other; that is measured by neither.
        "product.edit": Case(
            "controller=product&action=edit&Identifier=1&NumberSuffix=piece %d",
            ["\\set suffix random(1, 1000000000)", WRITE, KNOWN, PRODUCT, EDIT, PRODUCT, ENTRY, "COMMIT;"], [1]),
    }


def asked(database, query):
    return subprocess.run(["psql", "-XtA", database, "-c", query], capture_output=True, text=True, check=True).stdout


def made_database(options):
    """The URL of a new database with tables, demo data and what the planner knows of them."""
    postgres = os.environ.get("BALIE_TEST_POSTGRES")
    if not postgres:
        sys.exit("BALIE_TEST_POSTGRES names no server; run this by Tests/PostgresTesting/server.sh.")
    name = f"bench_{options.debtors}"
    for statement in (f"DROP DATABASE IF EXISTS {name}",
                      f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0 LOCALE 'C.UTF-8'"):
        asked(postgres, statement)
    database = postgres.replace("/postgres?", f"/{name}?")
    for command in ([options.balied, "migrate"], [options.balie, "demo", "--debtors", str(options.debtors)]):
        subprocess.run([*command, "--database", database], check=True, stdout=subprocess.DEVNULL)
    asked(database, "VACUUM ANALYZE")
    return database


def ended_processes_seconds(database):
    """The processor's seconds of the server's processes that have ended, such as those of closed connections."""
    with open(os.path.join(asked(database, "SHOW data_directory").strip(), "postmaster.pid")) as file:
        postmaster = int(file.readline())
    with open(f"/proc/{postmaster}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def by_pgbench(database, case, connections, seconds, folder):
    """One run: transactions a second, milliseconds of the middle one and of the slowest hundredth, and the processor's
    microseconds that the server took for each."""
    script = os.path.join(folder, "statements.sql")
    with open(script, "w") as file:
        file.write("\n".join(case.statements) + "\n")
    log = os.path.join(folder, "transactions")
    used = ended_processes_seconds(database)
    run = subprocess.run(
        ["pgbench", "--no-vacuum", "--protocol=prepared", f"--client={connections}", "--jobs=1", f"--time={seconds}",
         f"--file={script}", "--log", f"--log-prefix={log}", database], capture_output=True, text=True)
    found = re.search(r"tps = ([\d.]+) \(without", run.stdout)
    if run.returncode or not found:
        raise server.Failure("pgbench failed:\n" + run.stdout + run.stderr)
    took = []
    for name in os.listdir(folder):
        if name.startswith("transactions"):
            with open(os.path.join(folder, name)) as file:
                took += [int(line.split()[2]) / 1000 for line in file]
            os.remove(os.path.join(folder, name))
    took.sort()
    processor = (ended_processes_seconds(database) - used) * 1e6 / len(took)
    return {"rate": float(found[1]), "p50": took[len(took) // 2], "p99": took[int(len(took) * 0.99)],
            "processor": processor}


def measure(database, options, folder):
    added = subprocess.run(
        [options.balied, "key", "add", "load", "--database", database], capture_output=True, text=True, check=True)
    script = os.path.join(folder, "load.lua")
    with open(script, "w") as file:
        file.write(server.LOAD)
    balied = server.Server(
        [options.balied, "serve", "--listen", "127.0.0.1:0", "--database", database], os.path.join(folder, "log"))
    rows = []
    try:
        for name, case in cases(database).items():
            body = f"api_key={added.stdout.split()[-1]}&{case.call}"
            if '"success"' not in balied.ask(body.replace("%d", "0").replace(" ", "+"))[1]:
                raise server.Failure(f"{name} is not answered with success.")
            for connections in case.connections:
                plain, ours = [], []
                for _ in range(options.runs + 1):
                    plain.append(by_pgbench(database, case, connections, options.seconds, folder))
                    ours.append(server.load(balied, body, connections, options.seconds, script))
                # The first run only warms up.
                rows.append(row(name, connections, plain[1:], ours[1:]))
    finally:
        balied.end()
    return rows


def row(name, connections, plain, ours):
    def values(runs, figure):
        return [run[figure] for run in runs]

    share = statistics.median(ratios(values(ours, "rate"), values(plain, "rate"))) * 100
    cells = []
    for runs in (plain, ours):
        cells.append(spread(values(runs, "rate")))
        cells.append(" / ".join(number(statistics.median(values(runs, figure))) for figure in ("p50", "p99")))
        cells.append(f"{statistics.median(values(runs, 'processor')):.0f}")
    return [name, str(connections), *cells, f"{share:.0f} %", str(sum(run["errors"] for run in ours))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--balie", required=True)
    parser.add_argument("--balied", required=True)
    parser.add_argument("--debtors", type=int, default=500)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=2)
    options = parser.parse_args()
    print(f"### On PostgreSQL, {number(options.debtors)} debtors\n\n{machine()}\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            rows = measure(made_database(options), options, folder)
        except server.Failure as failure:
            sys.exit(str(failure))
    print_table(["", "connections", "pgbench a second (least to most)", "p50 / p99 ms", "server's µs each",
                 "balied a second (least to most)", "p50 / p99 ms", "its µs each", "of pgbench", "errors"], rows)
    print("µs are processor time: of PostgreSQL for a transaction, and of balied, without PostgreSQL, for a call.")


if __name__ == "__main__":
    main()
