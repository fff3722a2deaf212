"""What is done by keys: an edit, an addition, a termination and a reset, each with a text of its own in it."""


class Field:
    def __init__(self, label, name, text, is_secret=False):
        self.label, self.name, self.text, self.is_secret = label, name, text, is_secret
        # As far as it is typed in the console that is open.
        self.typed = ""

    def stands(self, console):
        """Whether the form shows it as it was typed."""
        shown = "•" * len(self.text) if self.is_secret else self.text
        return any(self.label in line and shown in line for line in console.screen.lines)


class Task:
    """One change, known again everywhere by its token."""

    kind, title = "", ""

    def __init__(self, token):
        self.token, self.rival_token = token, token + "R"
        self.fields = self.typed()

    def is_open(self, console):
        head = self.title + " · "
        return any(line.startswith(head) or "─ " + head in line for line in console.screen.lines)

    def open(self, console):
        """From the list that a console starts with."""
        console.press(self.key)

    def is_own(self, kind, content):
        """Whether what a system wrote down is this change, and not somebody else's."""
        return kind == self.kind and content.split("|")[0] == self.mark

    @property
    def mark(self):
        return self.token

    def rival_shows(self, console):
        """Whether staff see that somebody else changed the record."""
        return self.rival_token in console.text or self.rival_token.lower() in console.text


class Edit(Task):
    kind, title, key = "edit", "Edit debtor", "e"

    def typed(self):
        return [Field("Address", "Address", self.token + "straat 1"), Field("City", "City", self.token)]

    def rival(self, system, is_same):
        """Somebody else changes the record, in a field that is typed in here or in another."""
        field = "City" if is_same else "PhoneNumber"
        system.call("debtor", "edit", "Identifier=1", f"{field}={self.rival_token}")

    def survives(self, system, is_same):
        """Whether what somebody else changed is still there."""
        return system.debtor("City" if is_same else "PhoneNumber") == self.rival_token


class Reset(Task):
    kind, title, key = "reset", "Reset password", "p"

    def typed(self):
        return [Field("New user name", "NewUsername", self.token),
                Field("Temporary password", "Password", self.mark, is_secret=True)]

    @property
    def mark(self):
        return self.token + "-pw"

    def rival(self, system, is_same):
        """What is changed here nobody can see; what it is found by anybody can change."""
        system.call("debtor", "edit", "Identifier=1", f"EmailAddress={self.rival_token.lower()}@example.com")

    def survives(self, system, is_same):
        return system.debtor("EmailAddress") == f"{self.rival_token.lower()}@example.com"


class Add(Task):
    kind, title, key = "add", "Add service", "a"

    def typed(self):
        return [Field("Product", "Subscription[ProductCode]", "P001"),
                Field("Description", "Subscription[Description]", self.token)]

    def rival(self, system, is_same):
        system.call("service", "add", "DebtorCode=DB0001", f"Subscription[Description]={self.rival_token}",
                    "Subscription[PriceExcl]=1", "Subscription[Periodic]=m")

    def survives(self, system, is_same):
        return any(kind == "add" and content == self.rival_token for kind, content in system.notes())


class Terminate(Task):
    kind, title = "terminate", "Terminate service"
    rival_day = "2031-05-17"

    def typed(self):
        return [Field("Reason", "Reason", self.token)]

    def open(self, console):
        if not console.has("[3 Services]") and not console.has("Default product"):
            console.press("3")
            console.wait("the services", lambda: console.has("Default product"))
        console.press("t")

    def rival(self, system, is_same):
        system.call("service", "terminate", "Identifier=1", f"Date={self.rival_day}", f"Reason={self.rival_token}")

    def survives(self, system, is_same):
        return system.notes()[-1][1] == self.rival_token

    def rival_shows(self, console):
        return self.rival_day in console.text or super().rival_shows(console)


TASKS = {task.kind: task for task in (Edit, Reset, Add, Terminate)}
