"""A HostFact that is played: it holds a few records, stores what is sent, and writes down each write by content.

It knows no conditions and no names of requests, as the real one: what comes twice is done twice.
"""

import copy
import threading
import time

from front import Response


def envelope(form, **members):
    return {"controller": form.get("controller", ""), "action": form.get("action", ""), "status": "success",
            "date": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime()), **members}


def refusal(form, sentence):
    return {**envelope(form, errors=[sentence]), "status": "error"}


class HostFact:
    """Made of what Balie's own engine answers, so that the shapes are the vendor's."""

    KINDS = {"debtor": "debtors", "product": "products", "service": "services"}

    def __init__(self, ask):
        self.lock = threading.Lock()
        self.rows, self.records = {}, {}
        for kind, plural in self.KINDS.items():
            # Those that have ended are listed only on demand.
            all_of_them = {"status": ""} if kind == "service" else {}
            listed = ask(kind, "list", limit="1000", **all_of_them)[plural]
            self.rows[kind] = {row["Identifier"]: row for row in listed}
            self.records[kind] = {id: ask(kind, "show", Identifier=id)[kind] for id in self.rows[kind]}
        self.untouched = copy.deepcopy((self.rows, self.records))
        self.writes = []

    def restore(self):
        with self.lock:
            self.rows, self.records = copy.deepcopy(self.untouched)
            self.writes = []

    def answer(self, request):
        form = request.form
        with self.lock:
            deed = getattr(self, f"_{form.get('action')}", None)
            if form.get("controller") not in self.KINDS or deed is None:
                return Response.of(refusal(form, "Invalid action"))
            return Response.of(deed(form["controller"], form))

    def note(self, kind, content):
        self.writes.append((kind, content))

    # Reading

    def _list(self, kind, form):
        rows = [row for row in self.rows[kind].values() if self._matches(kind, row, form.get("searchfor", ""))]
        offset, limit = int(form.get("offset", 0)), int(form.get("limit", 1000))
        window = rows[offset : offset + limit]
        members = {self.KINDS[kind]: window} if window else {}
        return envelope(form, totalresults=len(rows), currentresults=len(window), offset=offset, **members)

    @staticmethod
    def _matches(kind, row, term):
        if kind == "service" and term.startswith("DB"):
            return row["DebtorCode"] == term
        return term.lower() in str(row).lower()

    def _show(self, kind, form):
        record = self._found(kind, form)
        return envelope(form, **{kind: record}) if record else refusal(form, f"Ongeldig kenmerk voor {kind}")

    def _found(self, kind, form):
        codes = {"debtor": "DebtorCode", "product": "ProductCode"}
        if "Identifier" in form:
            return self.records[kind].get(form["Identifier"])
        code = codes.get(kind)
        return next((each for each in self.records[kind].values() if code and each[code] == form.get(code)), None)

    # Writing

    def _edit(self, kind, form):
        record = self._found(kind, form)
        if not record:
            return refusal(form, f"Ongeldig kenmerk voor {kind}")
        given = {name: value for name, value in form.items() if name in record and name != "Identifier"}
        self._change(kind, record, given)
        self.note("edit", f"{given.get('City', '')}|{given.get('Address', '')}")
        return envelope(form, success=[f"Debiteur '{record.get('DebtorCode')}' is bewerkt"], **{kind: record})

    def _change(self, kind, record, given):
        given = {**given, "Modified": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())}
        record.update(given)
        row = self.rows[kind][record["Identifier"]]
        row.update({name: value for name, value in given.items() if name in row})

    def _updatelogincredentials(self, kind, form):
        record = next((each for each in self.records[kind].values()
                       if (each["Username"], each["EmailAddress"]) == (form.get("Username"), form.get("EmailAddress"))),
                      None)
        if not record:
            return refusal(form, "De inloggegevens zijn niet gevonden.")
        if form.get("NewUsername"):
            self._change(kind, record, {"Username": form["NewUsername"]})
        self.note("reset", form.get("Password", ""))
        sentence = f"De inloggegevens voor debiteur '{record['DebtorCode']}' zijn gewijzigd"
        return envelope(form, success=[sentence], debtor=record)

    def _add(self, kind, form):
        if kind != "service":
            return refusal(form, "Invalid action")
        identifier = str(max(map(int, self.records[kind])) + 1)
        record, row = copy.deepcopy(self.records[kind]["1"]), copy.deepcopy(self.rows[kind]["1"])
        for each in (record, row):
            each["Identifier"] = identifier
            each["Subscription"] |= {
                name[13:-1]: value for name, value in form.items() if name.startswith("Subscription[")}
        self.records[kind][identifier], self.rows[kind][identifier] = record, row
        self.note("add", record["Subscription"]["Description"])
        return envelope(form, success=["Dienst is aangemaakt"], service=record)

    def _terminate(self, kind, form):
        record = self._found(kind, form)
        if not record:
            return refusal(form, "Ongeldig kenmerk voor dienst")
        day = form.get("Date", "2031-01-14")
        record["Termination"] = {"Date": day, "Created": time.strftime("%Y-%m-%d %H:%M:%S"), "Status": "pending"}
        for each in (record, self.rows[kind][record["Identifier"]]):
            each["Subscription"]["TerminationDate"] = day
        self.note("terminate", form.get("Reason", ""))
        return envelope(form, success=[f"Dienst is opgezegd met opzegdatum {day}"], service=record)
