"""What the database holds in the end, against what the writers were answered."""

import collections
import time

from clients import DONE, REFUSED, UNKNOWN, Client, Load, is_sentence
from machines import Failure

PAGE = 1000
ASKED_AGAIN = 200
DECISION_DEADLINE = 60


class Account:
    """Each figure with what it must be; nil where any will do."""

    def __init__(self, cluster, load):
        self.cluster, self.ledger = cluster, load.ledger
        self.client = Client(cluster.front, cluster.key)
        self.lines = []

    def say(self, what, figure, must_be=None):
        self.lines.append((what, figure, must_be))

    @property
    def faults(self):
        return [what for what, figure, must_be in self.lines if must_be is not None and figure != must_be]

    def draw_up(self):
        self.decide()
        writes = self.ledger.writes
        stored = self.stored_debtors()
        adds = [write for write in writes if write.kind == "add"]
        answered = [write for write in adds if write.outcome == DONE]
        self.say("reads answered", self.ledger.reads)
        self.say("writes answered as stored", sum(write.outcome == DONE for write in writes))
        self.say("answered debtors that are not there", sum(stored[write.name] == 0 for write in answered), 0)
        self.say("debtors that are there twice", sum(count > 1 for count in stored.values()), 0)
        self.say("refused, and there all the same",
                 sum(stored[write.name] > 0 for write in adds if write.outcome == REFUSED), 0)
        self.say("debtors that nobody asked for", len(stored.keys() - {write.name for write in adds}), 0)
        in_doubt = [write for write in adds if write.outcome == UNKNOWN]
        self.say("outcome unknown, no key", sum(not write.key for write in in_doubt))
        self.say("  of these there once", sum(stored[write.name] == 1 for write in in_doubt if not write.key))
        self.say("outcome unknown, asked again under the same key until answered",
                 sum(write.key is not None and write.outcome == DONE and write.tries > 1 for write in writes))
        self.say("never answered in spite of that",
                 sum(write.key is not None and write.outcome == UNKNOWN for write in writes), 0)
        self.say("prices that are not the last one answered", self.wrong_prices(), 0)
        self.say("reads older than what was answered before", len(self.ledger.faults_of_reads), 0)
        self.say("answers that a repetition under their key did not get again", self.other_answers(answered), 0)
        self.say("debtors twice after that repetition", sum(count > 1 for count in self.stored_debtors().values()), 0)
        self.say("client errors without a clear sentence",
                 sum(not is_sentence(sentence) for *_, sentence in self.ledger.troubles), 0)
        self.say("tables in which the standby differs", self.different_tables(), 0)

    def decide(self):
        """Whoever was told to stop while in doubt asks once more."""
        deadline = time.monotonic() + DECISION_DEADLINE
        for write in self.ledger.writes:
            while write.key and write.outcome == UNKNOWN and time.monotonic() < deadline:
                write.tries += 1
                answer = Load.send(self.client, write)
                if answer.outcome == DONE:
                    write.outcome = DONE
                    write.identifier = answer.envelope["debtor" if write.kind == "add" else "product"]["Identifier"]
                else:
                    time.sleep(0.5)

    def called(self, controller, action, parameters, key=None):
        answer = self.client.call(controller, action, parameters, key)
        if answer.outcome != DONE:
            raise Failure(f"{controller} {action} at the end: {answer.sentence}")
        return answer

    def stored_debtors(self):
        """How often each is there, by name."""
        names, offset = collections.Counter(), 0
        while True:
            page = self.called("debtor", "list", {"limit": PAGE, "offset": offset}).envelope
            names.update(debtor["CompanyName"] for debtor in page["debtors"])
            offset += PAGE
            if offset >= page["totalresults"]:
                return names

    def wrong_prices(self):
        last = {}
        for write in self.ledger.writes:
            if write.kind == "edit" and write.outcome == DONE:
                last[write.name] = max(write.value, last.get(write.name, 0))
        shown = {product: self.called("product", "show", {"Identifier": product}).envelope for product in last}
        return sum(float(shown[product]["product"]["PriceExcl"]) != price for product, price in last.items())

    def other_answers(self, answered):
        keyed = [write for write in answered if write.key]
        again = keyed[:: max(1, len(keyed) // ASKED_AGAIN)]
        answers = [(write, Load.send(self.client, write)) for write in again]
        return sum(not answer.is_replay or answer.envelope["debtor"]["Identifier"] != write.identifier
                   for write, answer in answers)

    def different_tables(self):
        """By digests of all rows on both servers; the standby may be a moment behind."""
        digests = "".join(
            f"SELECT '{table}', count(*), sum(hashtextextended(t::text, 0)) FROM {table} t;"
            for table in self.tables())
        for _ in range(20):
            first, second = (self.cluster.query(machine.address, digests).splitlines()
                             for machine in self.cluster.databases.values())
            if first == second:
                return 0
            time.sleep(0.5)
        return sum(one != other for one, other in zip(first, second))

    def tables(self):
        return self.cluster.query(
            self.cluster.proxy.address,
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE'").split()
