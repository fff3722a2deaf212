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
    /// The longest first, for the room that there is.
    var aMonthWithoutEnded: [String] {
        [
            pick("a month, without what ended", "per maand, zonder wat eindigde"),
            pick("a month, not ended", "per maand, lopend"), pick("a month", "per maand"),
        ]
    }
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
    var isInNoGroup: String { pick("It is in no group.", "Dit zit in geen groep.") }

    // MARK: What is marked

    func invoiced(_ amount: String, _ period: String) -> String {
        pick("\(amount) incl. \(period)", "\(amount) incl. \(period)")
    }
    func contractSince(_ date: CalendarDate) -> String {
        pick("since \(self.date(date))", "sinds \(self.date(date))")
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
    var terminationReason: String { pick("Reason", "Reden") }
    var contractLength: String { pick("Contract runs", "Contract loopt") }
    func because(_ reason: String) -> String { pick("because: \(reason)", "omdat: \(reason)") }
    func takesItBack(_ key: String) -> String { pick("\(key) withdraws", "\(key) trekt in") }
    var balance: String { pick("balance", "saldo") }
    var notBlocked: String { pick("not blocked", "niet geblokkeerd") }

    // MARK: What uses a product

    var usedBy: String { pick("Used by", "Gebruikt door") }
    var makes: String { pick("These make", "Samen") }
    func moreThan(_ count: Int) -> String { pick("more than \(count)", "meer dan \(count)") }
    func withEnded(_ count: String, ended: Int) -> String {
        ended == 0 ? count : pick("\(count), \(ended) of them ended", "\(count), waarvan \(ended) beëindigd")
    }
    func othersInTheList(_ code: String) -> String {
        pick("The others are in the list of services, by \(code).", "De andere staan in de dienstenlijst, op \(code).")
    }

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
