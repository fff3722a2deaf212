import BillingAPI
import BillingModel
import HostFactAPI

// The page of a customer.
extension Texts {
    // MARK: Head and identity

    func since(_ year: String) -> String { pick("since \(year)", "sinds \(year)") }
    var created: String { pick("Created", "Aangemaakt") }
    var contactHead: String { pick("CONTACT", "CONTACT") }
    var addressHead: String { pick("ADDRESS", "ADRES") }
    var loginHead: String { pick("LOGIN AND INVOICES", "LOGIN EN FACTUREN") }
    var noteHead: String { pick("NOTE", "NOTITIE") }
    var panelLabel: String { pick("Panel", "Paneel") }
    var sendsLabel: String { pick("Sends", "Stuurt") }
    var groupLabel: String { pick("Group", "Groep") }
    var vatLabel: String { pick("VAT", "Btw") }
    var chamberLabel: String { pick("Chamber", "KvK") }
    var none: String { pick("none", "geen") }
    func users(_ count: Int) -> String { pick("\(count) users", "\(count) gebruikers") }
    var on: String { pick("on", "aan") }
    var off: String { pick("off", "uit") }
    var noUserName: String { pick("no user name", "geen gebruikersnaam") }
    var byDirectDebit: String { pick("direct debit", "incasso") }
    /// - Parameter key: What adds to it.
    func noteKey(_ key: String) -> String { pick("\(key) adds", "\(key) vult aan") }

    // MARK: Sections

    func title(of section: DebtorPage.Section) -> String {
        switch section {
        case .services: tab(.services)
        case .users: pick("Users (M4)", "Gebruikers (M4)")
        case .mails: mail
        case .history: historyTitle
        case .customer: customer
        }
    }
    var numberShort: String { pick("Nr", "Aant") }
    var aMonthWithoutEnded: String { pick("a month, without what ended", "per maand, zonder wat eindigde") }
    /// With VAT.
    func costShort(_ cost: SubscriptionCost) -> String {
        pick("\(total(cost.aMonth)) a month", "\(total(cost.aMonth)) per maand")
    }
    var noChanges: String {
        pick("No change of this customer is written down.", "Er is geen wijziging van deze klant opgeschreven.")
    }
    var when: String { pick("When", "Wanneer") }
    var who: String { pick("Who", "Wie") }
    var what: String { pick("What", "Wat") }
    var thisSystem: String { pick("here", "hier") }
    var isNotThere: String { pick("not there", "niet aanwezig") }
    func customerOf(_ code: String) -> String { pick("Customer \(code)", "Klant \(code)") }
    /// - Parameter keyName: What opens it there.
    func isElsewhere(_ system: String, keyName: String?) -> String {
        pick("This user is in “\(system)”", "Deze gebruiker staat in “\(system)”")
            + (keyName.map { pick(": \($0) opens it there.", ": \($0) opent hem daar.") } ?? ".")
    }
    var nothingOpensHere: String { pick("There is nothing to open here.", "Hier valt niets te openen.") }

    // MARK: What is marked

    func invoiced(_ amount: String, _ period: String) -> String {
        pick("\(amount) incl. \(period)", "\(amount) incl. \(period)")
    }
    func contractSince(_ date: CalendarDate) -> String {
        pick("contract since \(self.date(date))", "contract sinds \(self.date(date))")
    }
    func invoicedUntil(_ date: CalendarDate) -> String {
        pick("invoiced until \(self.date(date))", "gefactureerd tot \(self.date(date))")
    }
    func nextInvoiceOn(_ date: CalendarDate) -> String {
        pick("next invoice \(self.date(date))", "volgende factuur \(self.date(date))")
    }
    func endsOn(_ date: CalendarDate, hasEnded: Bool) -> String {
        hasEnded
            ? pick("✗ Ended \(self.date(date))", "✗ Beëindigd per \(self.date(date))")
            : pick("! Ends \(self.date(date))", "! Eindigt \(self.date(date))")
    }
    func because(_ reason: String) -> String { pick("because: \(reason)", "omdat: \(reason)") }
    func takesItBack(_ key: String) -> String { pick("\(key) withdraws", "\(key) trekt in") }
    var balance: String { pick("balance", "saldo") }
    var notBlocked: String { pick("not blocked", "niet geblokkeerd") }

    // MARK: Changes

    var today: String { pick("Today", "Vandaag") }
    func undoes(_ key: String) -> String { pick("\(key) undoes", "\(key) maakt ongedaan") }
    func hasBecome(_ old: String?, _ new: String) -> String { old.map { "\($0) → \(new)" } ?? new }

    // MARK: The note

    var noteLineHint: String { pick("one line", "één regel") }
    var noteLineIsEmpty: String {
        pick("Type what is to be noted.", "Typ wat er genoteerd moet worden.")
    }
    var noteStaysBelow: String {
        pick("What stands there now stays below it:", "Wat er nu staat, blijft eronder staan:")
    }
    var noteWasEmpty: String { pick("There was no note yet.", "Er was nog geen notitie.") }
    func noteIsAdded(_ code: String) -> String {
        pick("The note of \(code) has the line.", "De regel staat in de notitie van \(code).")
    }
}
