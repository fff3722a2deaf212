"""The twenty-four jobs of a support day, each as it is done by keys and checked by what is stored afterwards."""

import datetime
import glob
from dataclasses import dataclass
from typing import Callable

from desk import REVIEW

# How M4 says that nobody is blocked.
NEVER = "2000-01-01"

JOBS = []


@dataclass
class Job:
    number: int
    what: str
    # Key presses in the first version that had all five basic actions; None where it could not be done.
    before: int | None
    # At most so many are wanted; where text is free, beside what is typed.
    wanted: int | None
    beside_text: bool
    play: Callable
    # Whether it can be done on a system elsewhere as well.
    elsewhere: bool = True


def job(number, what, before=None, wanted=None, beside_text=False, elsewhere=True):
    def note(play):
        JOBS.append(Job(number, what, before, wanted, beside_text, play, elsewhere))
        return play

    return note


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def found(desk, said, *shown):
    """Finds a customer by what a caller says, and opens the page."""
    desk.press("f")
    desk.type(said)
    desk.until("the first hit", lambda _: desk.marks(""))
    desk.press("Enter", shows=list(shown))


# Finding

@job(1, "find a customer by two words of the contact's name, in any order", None, 4, True)
def by_name(desk, office):
    found(desk, "jackson john", "DB0001 Company X", "Keizersgracht 100")


@job(2, "by phone, in another notation than stored", None, 4, True)
def by_phone(desk, office):
    found(desk, "+31 10 223344", "DB0001 Company X")


@job(3, "by e-mail", 19, 4, True)
def by_mail(desk, office):
    found(desk, "info@company.com", "DB0001 Company X")


@job(4, "by IBAN, with blanks", None, 4, True)
def by_iban(desk, office):
    found(desk, "NL59 RABO 0123 1231 23", "DB0001 Company X")


@job(5, "by a service's text or domain", 8, 4, True)
def by_service(desk, office):
    code, text = office.data.row("""SELECT d.DebtorCode, s.Description FROM service s JOIN debtor d ON d.Identifier = s.Debtor
                             WHERE s.Description LIKE 'Maatwerk: ontwerp%' ORDER BY s.Identifier LIMIT 1""")
    desk.press("f")
    desk.type(text, shows=[code])
    desk.until("the hit", lambda _: any(line.startswith(f"> {code}") for line in desk.screen.lines))
    desk.press("Enter", shows=[code, text])


@job(6, "by M4 user name, and on to the customer", 12, 4, True, elsewhere=False)
def by_user(desk, office):
    found(desk, "companyx", "companyx", "Accounting number")
    desk.press("Enter", shows=["DB0001 Company X", "Keizersgracht 100"])


# Seeing

@job(7, "see all they have: services, totals, endings, mails, history, M4", 9)
def everything(desk, office):
    desk.press("Enter", shows=["DB0001 Company X", "Default product", "302.50 a month", "Services 1"])
    if not office.is_elsewhere:
        # Who is in M4 stands there too.
        desk.sees("companyx")
    desk.sees("Mail 0", "History")


@job(12, "see what was mailed to this customer")
def mailed(desk, office):
    office.call("debtor", "sendemail", "Identifier=1", "TemplateID=2")
    desk.press("Enter", shows=["DB0001 Company X", "Mail 1"])
    desk.press("Tab")
    if not desk.has("[Mail"):
        desk.press("Tab")
    desk.sees("[Mail 1]", "Welkom", "waiting")
    desk.press("Enter", shows=["Mail", "Uw klantnummer is DB0001"])


# Changing

@job(8, "change the address, a typo corrected before sending", 45)
def address(desk, office):
    desk.press("e", shows="Edit debtor")
    desk.move_to("Address", by="Tab")
    desk.clear_field()
    desk.type("Nieuwstrat 9")
    desk.press("^S", shows=[REVIEW, "Nieuwstrat 9"])
    desk.press("Esc", shows="changed, not sent")
    desk.press("Left", "Left", "Left")
    desk.type("a")
    desk.send()
    check(office.data.value("SELECT Address FROM debtor WHERE Identifier = 1") == "Nieuwstraat 9", "the address is stored")


@job(9, "change only the e-mail of the M4 user", 67, 25, elsewhere=False)
def user_mail(desk, office):
    name = office.data.value("SELECT username FROM m4_user ORDER BY username LIMIT 1")
    desk.press("4", shows=f"> {name}")
    desk.press("e", shows="Edit user")
    desk.press("F3")
    desk.type("e-m")
    desk.press("Enter")
    desk.clear_field()
    desk.type("a@b.nl")
    desk.send()
    check(office.data.value("SELECT count(*) FROM m4_user WHERE email = 'a@b.nl'") == 1, "the e-mail is stored")


def opened_reset(desk):
    desk.press("p", shows="Reset password")


@job(10, "reset the password, generated, mailed", 10, 9)
def reset(desk, office):
    opened_reset(desk)
    desk.press("Tab", "^G", "Tab", "Right")
    desk.send()
    check(office.data.value("SELECT count(*) FROM mail_outbox WHERE recipient = 'info@company.com'") == 1, "a mail waits")
    check(office.data.value("SELECT Password FROM debtor WHERE Identifier = 1"), "a password is set")


@job(11, "reset the password to a given one", 16)
def given_reset(desk, office):
    opened_reset(desk)
    desk.press("Tab")
    desk.type("sunny-otter-42")
    desk.send()
    check(office.data.value("SELECT Password FROM debtor WHERE Identifier = 1") == "sunny-otter-42", "the password is set")


# Ending

def ending(desk):
    desk.press("3", shows="> DB0001")
    desk.press("t", shows=["Terminate service", "Contract since"])


@job(13, "end a service on the proposed day", 4, 5)
def proposed_end(desk, office):
    ending(desk)
    desk.send()
    check(office.data.value("SELECT TerminationDate FROM service WHERE Identifier = 1") >= office.data.today, "it ends")


@job(14, "end a service on a day next year, with a reason", 41)
def end_next_year(desk, office):
    ending(desk)
    year = int(office.data.today[:4]) + 1
    desk.move_to("Ends on", by="Tab")
    desk.clear_field()
    desk.type(f"31-12-{year}")
    desk.press("Tab")
    desk.type("verhuist")
    desk.send()
    stored = office.data.row("SELECT TerminationDate, TerminationReason FROM service WHERE Identifier = 1")
    check(stored == (f"{year}-12-31", "verhuist"), f"it ends on the last day of next year: {stored}")


@job(15, "notice that a typed ending lies in the past")
def past_end(desk, office):
    ending(desk)
    yesterday = datetime.date.fromisoformat(office.data.today) - datetime.timedelta(days=1)
    desk.move_to("Ends on", by="Tab")
    desk.clear_field()
    desk.type(yesterday.isoformat(), shows="IN THE PAST")


@job(16, "take back a mistaken ending")
def taken_back(desk, office):
    ending(desk)
    desk.send()
    desk.press("z", shows=REVIEW)
    desk.confirm()
    check(office.data.value("SELECT TerminationDate FROM service WHERE Identifier = 1") in ("", "0000-00-00", None), "it goes on")


# Prices and services

@job(17, "raise one product's price by 5 %", 25)
def one_price(desk, office):
    desk.press("2", shows="> P001")
    desk.press("e", shows="Edit product")
    desk.move_to("Price without VAT", by="Tab")
    desk.clear_field()
    desk.type("+5%")
    desk.send()
    desk.sees("follow its price")
    check(float(office.data.value("SELECT PriceExcl FROM product WHERE ProductCode = 'P001'")) == 262.5, "the price is raised")


@job(18, "raise the price of all hosting products, and of the services that use them, by 5 %", None, 20)
def all_prices(desk, office):
    # Services that have a price of their own keep it, and so do those that have ended.
    prices = """SELECT sum(PriceExcl), (SELECT count(*) FROM service s JOIN product q ON s.ProductId = q.Identifier
                WHERE q.ProductName LIKE '%hosting%' AND s.PriceExcl + 0 = q.PriceExcl + 0
                AND (s.TerminationDate = '' OR s.TerminationDate > date('now')))
                FROM product WHERE ProductName LIKE '%hosting%'"""
    before = office.data.row(prices)
    desk.press("2", shows="> P001")
    desk.press("/")
    desk.type("host", shows="> P002")
    desk.press("Enter", shows="1/5")
    desk.rest()
    desk.press("*", shows="5 marked")
    desk.press("b", shows="Change all marked at once")
    desk.press("Tab")
    desk.type("+5%")
    desk.press("Tab", "Right", shows="‹ yes ›")
    desk.press("^S", shows=["5 products", "P002 Hosting small", "a month, with VAT"])
    desk.press("Right", "Enter", shows=["✓ done", "Write to a file"])
    (products, services), (old, followed) = office.data.row(prices), before
    # Each price is rounded to cents.
    check(abs(products / old - 1.05) < 0.001, f"the prices of products are raised: {old} to {products}")
    check(services == followed > 50, f"so are those of {followed} services: {services}")


@job(19, "add a service with a discount and a yearly period", 24, 24)
def add_service(desk, office):
    desk.press("a", shows=["Add service", "DB0001"])
    desk.press("Tab")
    desk.type("P005")
    desk.move_to("Discount", by="Tab")
    desk.clear_field()
    desk.type("10")
    desk.move_to("Period unit", by="Tab")
    desk.type("y")
    desk.send()
    stored = office.data.row("SELECT ProductCode, DiscountPercentage, Periodic FROM service ORDER BY Identifier DESC LIMIT 1")
    check(stored[0] == "P005" and float(stored[1]) == 10 and stored[2] == "j", f"it is stored: {stored}")


@job(20, "add a service without a product, and see the right amount before sending", 25)
def free_service(desk, office):
    desk.press("a", shows=["Add service", "DB0001"])
    desk.press("Tab", "Tab")
    desk.type("Advies")
    desk.press("Tab")
    desk.type("100")
    desk.move_to("Period unit", by="Tab")
    desk.type("m")
    # The rate of VAT is the installation's own, which the form does not know.
    desk.press("^S", shows=[REVIEW, "121.00"])
    desk.confirm()
    stored = office.data.row("SELECT Description, PriceExcl, Periodic FROM service ORDER BY Identifier DESC LIMIT 1")
    check((stored[0], float(stored[1]), stored[2]) == ("Advies", 100, "m"), f"it is stored: {stored}")


# Users

@job(21, "block an M4 user on a day next month; unblock it again", elsewhere=False)
def blocked(desk, office):
    name = office.data.value("SELECT username FROM m4_user ORDER BY username LIMIT 1")
    day = f"SELECT block_at FROM m4_user WHERE username = '{name}'"
    before = office.data.value(day)
    desk.press("4", shows=f"> {name}")
    desk.press("t", shows="Block user")
    desk.press("PageDown")
    desk.send()
    check(office.data.value(day)[:7] > office.data.today[:7], "the user is blocked next month")
    desk.press("z", shows=REVIEW)
    desk.confirm()
    check(office.data.value(day) in (before, NEVER), "the user is not blocked any more")


# The day

@job(22, "see what changed today and who did it, undo the last change")
def undone(desk, office):
    desk.press("e", "Tab", shows="> Company")
    desk.type("!")
    desk.send()
    desk.press("H", shows=["History", office.data.today, "Company X!"])
    desk.press("Esc", "z", shows=REVIEW)
    desk.confirm()
    check(office.data.value("SELECT CompanyName FROM debtor WHERE Identifier = 1") == "Company X", "the old name is back")


@job(23, "copy the customer's phone number; export the list as it is shown")
def copied(desk, office):
    if office.is_elsewhere:
        # Its list of debtors has no phone.
        desk.press("Enter", shows="010 - 22 33 44")
    desk.press("y", "p", shows="010 - 22 33 44")
    if office.is_elsewhere:
        desk.press("Esc", shows="> DB0001")
    desk.press("E", shows=".csv")
    files = glob.glob(office.home + "/**/*.csv", recursive=True)
    check(len(files) == 1, f"one file was written: {files}")


@job(24, "the same five changes on a second system, and back, without losing the place or a draft")
def second_system(desk, office):
    desk.press("Down", "Down", "e", shows="Edit debtor")
    desk.press("Tab")
    desk.type("!")
    desk.press("Esc", shows="> DB0003")
    desk.press("C", shows="second")
    desk.move_to("second")
    desk.press("Enter", shows="> DB0001")
    five_changes(desk, office.other)
    desk.press("C")
    desk.press("Enter", shows="> DB0003")
    desk.press("e", shows="not sent")
    desk.press("Enter", shows="!")


def five_changes(desk, data):
    desk.press("e", "Tab")
    desk.type("!")
    desk.send()
    desk.press("p", "Tab", "^G")
    desk.send()
    desk.press("a", "Tab")
    desk.type("P005")
    desk.send()
    desk.press("3", shows="> DB0001")
    desk.press("t", shows="Contract since")
    desk.send()
    desk.press("2", "e", shows="Edit product")
    desk.move_to("Price without VAT", by="Tab")
    desk.clear_field()
    desk.type("+5%")
    desk.send()
    # Whether the services that use it follow is asked; they stay.
    desk.sees("follow its price")
    desk.press("Esc", shows="> P001")
    check(data.value("SELECT CompanyName FROM debtor WHERE Identifier = 1") == "Company X!", "the name is stored")
    check(float(data.value("SELECT PriceExcl FROM product WHERE ProductCode = 'P001'")) == 262.5, "the price is raised")
    check(data.value("SELECT TerminationDate FROM service WHERE Identifier = 1") >= data.today, "the service ends")
