"""Readers and writers, who note what they were answered."""

import collections
import http.client
import itertools
import json
import threading
import time
import urllib.parse

DONE, REFUSED, UNKNOWN = "done", "refused", "unknown"
PATH = "/Pro/apiv2/api.php"
CLIENT_DEADLINE = 75
# The part of a sentence by which it tells that the outcome is not known.
IN_DOUBT = "niet bekend"

Answer = collections.namedtuple("Answer", "outcome envelope sentence is_replay")


class Write:
    """What one request was to change, and what came of it."""

    def __init__(self, kind, name, value, key):
        self.kind, self.name, self.value, self.key = kind, name, value, key
        self.sent = time.monotonic()
        self.answered = None
        self.outcome = UNKNOWN
        self.identifier = None
        self.tries = 0


class Ledger:
    """What all clients noted; each method may be called from any thread."""

    def __init__(self):
        self.lock = threading.Lock()
        self.writes, self.reads = [], 0
        # (when it was sent, outcome, sentence) of everything that was not done.
        self.troubles = []
        self.faults_of_reads = []

    def note_write(self, write):
        with self.lock:
            self.writes.append(write)

    def note_read(self, fault=None):
        with self.lock:
            self.reads += 1
            if fault:
                self.faults_of_reads.append(fault)

    def note_trouble(self, sent, writes, answer):
        with self.lock:
            self.troubles.append((sent, writes, answer.outcome, answer.sentence))

    def answered(self):
        """The writes that were, in the order of their answers."""
        with self.lock:
            return sorted((write for write in self.writes if write.answered), key=lambda write: write.answered)


class Client:
    """One connection to the front, over which calls are made one after another."""

    def __init__(self, front, api_key):
        self.front, self.api_key = front, api_key
        self.connection = None

    def call(self, controller, action, parameters, key=None):
        body = urllib.parse.urlencode(
            {"api_key": self.api_key, "controller": controller, "action": action, **parameters})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if key:
            headers["Idempotency-Key"] = key
        try:
            if not self.connection:
                self.connection = http.client.HTTPConnection(self.front, timeout=CLIENT_DEADLINE)
                self.connection.connect()
        except OSError as error:
            self.hang_up()
            return Answer(REFUSED, {}, f"[no connection: {error}]", False)
        try:
            self.connection.request("POST", PATH, body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.hang_up()
            return Answer(UNKNOWN, {}, f"[no answer: {type(error).__name__} {error}]", False)
        if response.will_close:
            self.hang_up()
        return understood(response, content)

    def hang_up(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def understood(response, content):
    text = content.decode("utf-8", "replace").strip()
    try:
        envelope = json.loads(text)
    except ValueError:
        envelope = {}
    if response.status == 200 and envelope.get("status") == "success":
        return Answer(DONE, envelope, "", response.getheader("Idempotency-Replayed") == "true")
    sentence = " ".join(envelope.get("errors", [])) or text
    is_in_doubt = IN_DOUBT in sentence or response.status in (500, 502, 504)
    return Answer(UNKNOWN if is_in_doubt else REFUSED, envelope, sentence, False)


def is_sentence(text):
    return text.endswith(".") and len(text.split()) > 3 and not text.startswith(("[", "<"))


class Load:
    """Threads that read and write until they are stopped."""

    def __init__(self, front, api_key, pause):
        self.front, self.api_key, self.pause = front, api_key, pause
        self.ledger = Ledger()
        self.ended = threading.Event()
        self.prices = {}
        self.found = collections.deque(maxlen=200)
        self.threads = []

    def start(self, adders, keyed_adders, editors, readers):
        client = Client(self.front, self.api_key)
        for number in range(editors):
            answer = client.call("product", "add", {"ProductName": f"Edited {number}", "ProductKeyPhrase": "Edited",
                                                    "PriceExcl": "0"}, f"product-{number}")
            if answer.outcome != DONE:
                raise SystemExit(f"The product of an editor could not be added: {answer.sentence}")
            self.prices[answer.envelope["product"]["Identifier"]] = 0
        work = [(self.add, f"plain{number}", False) for number in range(adders)]
        work += [(self.add, f"keyed{number}", True) for number in range(keyed_adders)]
        work += [(self.edit, product) for product in self.prices]
        work += [(self.read, number) for number in range(readers)]
        for task, *arguments in work:
            self.threads.append(threading.Thread(target=task, args=arguments, daemon=True))
            self.threads[-1].start()

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    # Writers

    def add(self, writer, has_key):
        client = Client(self.front, self.api_key)
        for number in itertools.count():
            if self.ended.wait(self.pause):
                return
            name = f"{writer} {number:07}"
            write = Write("add", name, None, name if has_key else None)
            self.carry_out(client, write)
            if write.outcome == DONE:
                self.found.append(name)

    def edit(self, product):
        client = Client(self.front, self.api_key)
        for price in itertools.count(1):
            if self.ended.wait(self.pause):
                return
            write = Write("edit", product, price, f"price {product} {price}")
            self.carry_out(client, write)
            if write.outcome == DONE:
                self.prices[product] = price

    def carry_out(self, client, write):
        """Asked once; again under the same key, as often as needed, where nobody knows what came of it."""
        while True:
            self.ask(client, write)
            if write.outcome != UNKNOWN or not write.key or self.ended.wait(0.5):
                break
        self.ledger.note_write(write)
        if write.outcome != DONE:
            self.ended.wait(0.2)

    def ask(self, client, write):
        sent = time.monotonic()
        answer = self.send(client, write)
        write.tries += 1
        # A refusal of the second try does not tell what became of the first.
        if write.tries == 1 or answer.outcome == DONE:
            write.outcome = answer.outcome
        if answer.outcome == DONE:
            write.answered = time.monotonic()
            write.identifier = answer.envelope[kind_of(write)]["Identifier"]
        else:
            self.ledger.note_trouble(sent, True, answer)

    @staticmethod
    def send(client, write):
        if write.kind == "add":
            return client.call("debtor", "add", {"CompanyName": write.name}, write.key)
        return client.call("product", "edit", {"Identifier": write.name, "PriceExcl": write.value}, write.key)

    # Readers

    def read(self, number):
        client = Client(self.front, self.api_key)
        products = list(self.prices)
        for turn in itertools.count(number):
            if self.ended.wait(self.pause):
                return
            sent = time.monotonic()
            if turn % 3 and products:
                answer, fault = self.read_price(client, products[turn % len(products)])
            else:
                answer, fault = self.find_debtor(client)
            if answer and answer.outcome != DONE:
                self.ledger.note_trouble(sent, False, answer)
                self.ended.wait(0.2)
            elif answer:
                self.ledger.note_read(fault)

    def read_price(self, client, product):
        """Never older than what was answered before it was asked for."""
        known = self.prices[product]
        answer = client.call("product", "show", {"Identifier": product})
        if answer.outcome != DONE:
            return answer, None
        price = float(answer.envelope["product"]["PriceExcl"])
        return answer, f"price {price} after {known} was answered" if price < known else None

    def find_debtor(self, client):
        """Whoever was answered as added is found, once."""
        if not self.found:
            return None, None
        name = self.found[-1]
        answer = client.call("debtor", "list", {"searchfor": name, "searchat": "CompanyName", "limit": 5})
        if answer.outcome != DONE:
            return answer, None
        count = len(answer.envelope["debtors"])
        return answer, f"{count} debtors {name}" if count != 1 else None


def kind_of(write):
    return "debtor" if write.kind == "add" else "product"
