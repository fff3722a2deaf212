"""Runs the published Python client of HostFact, unmodified, against a balied with demo data.

    hostfact_client.py URL      with the API key in the environment, as HOSTFACT_API_KEY

Prints each call that was answered as it should be; ends with an assertion's sentence where one was not.
"""

import os
import sys

import requests
from hostfact_python_client.hostfact_client import HostFact


class Requests:
    """The client's own way to send with something else than httpx."""

    def request(self, url, data, headers, timeout):
        return requests.post(url, data=data, headers=headers, timeout=timeout)


class Script:
    def __init__(self, url, key, transport=None):
        self.client = HostFact(url, key, transport=transport)
        self.calls = 0

    def call(self, controller, action, **parameters):
        """The answer of a call that is done."""
        answer = getattr(getattr(self.client, controller), action)(**parameters)
        assert (answer["controller"], answer["action"], answer["status"]) == (controller, action, "success"), answer
        self.note(controller, action)
        return answer

    def refused(self, sentence, controller, action, **parameters):
        """A call that is refused with a sentence."""
        try:
            answer = getattr(getattr(self.client, controller), action)(**parameters)
        except Exception as error:
            assert sentence in str(error), f"{controller} {action} was refused with other words: {error}"
            self.note(controller, action, "refused")
        else:
            raise AssertionError(f"{controller} {action} was not refused: {answer}")

    def note(self, *words):
        self.calls += 1
        print(*words, flush=True)


def debtors(script):
    rows = script.call("debtor", "list", searchfor="Company X", limit=5)
    assert rows["currentresults"] == 1 and rows["filters"]["limit"] == "5", rows
    assert rows["debtors"][0]["DebtorCode"] == "DB0001", rows
    first = script.call("debtor", "list", limit=2, sort="DebtorCode")["debtors"]
    second = script.call("debtor", "list", limit=2, offset=2, sort="DebtorCode")["debtors"]
    assert [row["DebtorCode"] for row in first + second] == ["DB0001", "DB0002", "DB0003", "DB0004"]

    debtor = script.call("debtor", "show", DebtorCode="DB0001")["debtor"]
    assert debtor["Groups"]["4"]["GroupName"] == "Hosting clients", debtor
    edited = script.call("debtor", "edit", Identifier=1, City="Köln & <Zn> 100%", Groups=[1, 7])
    assert edited["success"] == ["Debiteur 'DB0001' is bewerkt"], edited
    assert edited["debtor"]["City"] == "Köln & <Zn> 100%", edited
    assert sorted(edited["debtor"]["Groups"]) == ["1", "7"], edited
    assert edited["debtor"]["Address"] == debtor["Address"], edited
    assert script.call("debtor", "edit", Identifier=1, Groups="")["debtor"]["Groups"] == []

    added = script.call("debtor", "add", CompanyName="Bakkerij Zon", Country="BE", Comment="eerste\ntweede")["debtor"]
    assert script.call("debtor", "show", Identifier=added["Identifier"])["debtor"] == added

    assert script.call("debtor", "checklogin", Username="DB0001", Password="balie")["debtor"]["Identifier"] == "1"
    reset = script.call(
        "debtor", "updatelogincredentials", Username="DB0001", EmailAddress="info@company.com",
        Password="zon & maan", SendPasswordForgotEmail="yes")
    assert len(reset["success"]) == 2, reset
    script.call("debtor", "checklogin", Username="DB0001", Password="zon & maan")

    script.refused("Ongeldig kenmerk voor debiteur", "debtor", "show", Identifier=999999)
    script.refused("CompanyName of SurName is verplicht.", "debtor", "add", City="Ede")
    script.refused("Sex: ", "debtor", "edit", Identifier=1, Sex="x", City="Ede")
    script.refused("Invalid action", "debtor", "delete", Identifier=1)
    assert script.call("debtor", "show", Identifier=1)["debtor"]["City"] == "Köln & <Zn> 100%"


def products(script):
    assert script.call("product", "list", searchfor="P002")["products"][0]["ProductName"] == "Hosting small"
    before = script.call("product", "show", Identifier=1)["product"]
    edited = script.call("product", "edit", Identifier=1, PriceExcl=50.75)["product"]
    assert edited["PriceExcl"] == "50.75" and edited["TaxPercentage"] == 21, edited
    assert {name for name in before if before[name] != edited[name]} == {"PriceExcl", "Modified"}, edited
    priced = script.call(
        "product", "edit", Identifier=1, HasCustomPrice="period",
        CustomPrices=[{"Periods": 12, "Periodic": "m", "PriceExcl": 100}, {"Periods": 2, "Periodic": "j", "PriceExcl": 9}])
    assert [row["Periods"] for row in priced["product"]["CustomPrices"]] == ["12", "2"], priced

    added = script.call("product", "add", ProductName="Kabel", ProductKeyPhrase="Kabel\n2 m", PriceExcl=12.5)["product"]
    assert added["PricePeriod"] == "" and added["ProductKeyPhrase"] == "Kabel\n2 m", added
    deleted = script.call("product", "delete", ProductCode=added["ProductCode"])
    assert deleted["success"] == [f"Product {added['ProductCode']} is verwijderd"], deleted

    script.refused("Ongeldig kenmerk voor product", "product", "show", ProductCode=added["ProductCode"])
    script.refused("kan niet worden verwijderd", "product", "delete", ProductCode="P001")
    script.refused("PriceExcl: “veel” is geen getal", "product", "edit", Identifier=1, PriceExcl="veel")


def services(script):
    rows = script.call("service", "list", status="active|terminated", limit=3)
    assert rows["currentresults"] == len(rows["services"]) == 3, rows
    added = script.call(
        "service", "add", DebtorCode="DB0001",
        Subscription={"ProductCode": "P001", "Periods": 1, "Periodic": "m"})
    assert added["success"] == ["Dienst is aangemaakt"], added
    service = added["service"]
    assert service["Subscription"]["PriceExcl"] == "250" and service["Subscription"]["AmountIncl"] == 302.5, service
    number = service["Identifier"]
    edited = script.call("service", "edit", Identifier=number, Subscription={"Number": 3})["service"]
    assert edited["Subscription"]["AmountExcl"] == 750, edited
    ended = script.call("service", "terminate", Identifier=number, Reason="Verhuist")
    assert ended["success"][0].startswith("Dienst is opgezegd met opzegdatum "), ended
    assert ended["service"]["Termination"]["Status"] == "pending", ended
    undone = script.call("service", "edit", Identifier=number, Subscription={"TerminationDate": ""})["service"]
    assert "Termination" not in undone, undone
    assert script.call("service", "show", Identifier=number)["service"] == undone

    script.refused("Ongeldig kenmerk voor dienst", "service", "terminate", Identifier=999999)
    script.refused("Subscription[Periodic]: ", "service", "edit", Identifier=number, Subscription={"Periodic": "x"})


def groups(script):
    assert "1" in script.call("group", "list", type="product")["groups"][0]["Items"]
    shown = script.call("group", "show", Identifier=2)["group"]
    assert shown["Items"]["1"]["ProductCode"] == "P002", shown
    added = script.call("group", "add", GroupName="Toestellen", Type="product", Items=[1, 2])
    assert added["success"] == ["Productgroep 'Toestellen' is aangemaakt"], added
    number = added["group"]["Identifier"]
    renamed = script.call("group", "edit", Identifier=number, GroupName="Apparaten")["group"]
    assert sorted(renamed["Items"]) == ["1", "2"], renamed
    assert script.call("group", "edit", Identifier=number, Items="")["group"]["Items"] == []
    script.call("group", "delete", Identifier=number)
    script.refused("Ongeldig kenmerk voor groep", "group", "show", Identifier=number)


def main():
    url, key = sys.argv[1], os.environ["HOSTFACT_API_KEY"]
    script = Script(url, key)
    for part in (debtors, products, services, groups):
        part(script)
    other = Script(url, key, transport=Requests())
    other.call("debtor", "show", Identifier=1)
    other.call("service", "add", DebtorCode="DB0002", Subscription={"ProductCode": "P001", "Periodic": "m"})
    stranger = Script(url, key[:-1] + ("0" if key[-1] != "0" else "1"))
    stranger.refused("API key is invalid", "debtor", "show", Identifier=1)
    print(f"{script.calls + other.calls + stranger.calls} calls")


main()
