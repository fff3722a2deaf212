import BillingModel
import HostFactAPI

// Lists and record pages.
extension Texts {
    var loading: String { pick("Loading…", "Laden…") }
    /// Why nothing can be done with rows or a record that is not there: what went wrong, or that it is still coming.
    func notThere(_ problem: String?) -> String { problem.flatMap { $0.isEmpty ? nil : $0 } ?? loading }
    var emptyList: String { pick("There is nothing here yet.", "Hier is nog niets.") }
    /// - Parameter back: The key that clears the filter.
    func noMatch(_ term: String, back: String?) -> String {
        pick("Nothing matches “\(term)”.", "Niets past bij “\(term)”.")
            + (back.map { pick(" \($0) clears the filter.", " \($0) wist het filter.") } ?? "")
    }
    /// The same where going back would close what is typed in.
    func noMatchTyped(_ term: String) -> String {
        pick("Nothing matches “\(term)”. Type something else.", "Niets past bij “\(term)”. Typ iets anders.")
    }
    func notCounted(_ reason: String) -> String {
        pick("The matches could not be counted. \(reason)", "De treffers konden niet worden geteld. \(reason)")
    }
    /// What a search that found nothing does not know yet.
    var noMatchWhilePreparing: String {
        pick(
            "Older records are not yet found by phone, IBAN or address: the search is being prepared.",
            "Oudere gegevens zijn nog niet te vinden op telefoon, IBAN of adres: het zoeken wordt voorbereid.")
    }
    /// What a system elsewhere, which searches its own way, may have made of words and numbers.
    var noMatchElsewhere: String {
        pick(
            "This system looks for the text as it stands; usual notations were tried too. Try a single word.",
            "Dit systeem zoekt de tekst zoals die er staat; gangbare notaties zijn ook geprobeerd. Probeer één woord."
        )
    }
    /// `Preparing the search: 120 000 of 1 000 000`.
    func preparing(_ progress: SearchProgress) -> String {
        let (done, total) = (Self.grouped(progress.done), Self.grouped(progress.total))
        return pick("Preparing the search: \(done) of \(total)", "Zoeken voorbereiden: \(done) van \(total)")
    }
    static func grouped(_ number: Int) -> String {
        let digits = String(number)
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += " " }
            text.append(digit.element)
        }
    }
    /// Why a row is there that shows nothing of what was looked for.
    func found(by hit: HiddenHit) -> String {
        switch hit {
        case .fields(let lines):
            let fields = lines.map { "\($0.label) \($0.text)" }.joined(separator: ", ")
            return pick("found by \(fields)", "gevonden op \(fields)")
        case .elsewhere:
            return pick("found by what this list does not show", "gevonden op wat deze lijst niet toont")
        }
    }
    /// With VAT.
    func cost(_ cost: SubscriptionCost) -> String {
        pick(
            "\(total(cost.aMonth)) a month, \(total(cost.aYear)) a year",
            "\(total(cost.aMonth)) per maand, \(total(cost.aYear)) per jaar")
    }
    var cannotExport: String {
        pick("Lists cannot be written to files here.", "Lijsten kunnen hier niet naar een bestand worden geschreven.")
    }
    func exporting(_ done: Int, of total: Int?) -> String {
        let all = total.map { pick(" of \(Self.grouped($0))", " van \(Self.grouped($0))") } ?? ""
        return pick("\(Self.grouped(done))\(all) rows written…", "\(Self.grouped(done))\(all) rijen geschreven…")
    }
    func exported(_ rows: Int, to file: String) -> String {
        let count = Self.grouped(rows)
        return rows == 1
            ? pick("1 row is in \(file)", "1 rij staat in \(file)")
            : pick("\(count) rows are in \(file)", "\(count) rijen staan in \(file)")
    }
    var copyWhat: String { pick("Copy to your clipboard", "Kopiëren naar uw klembord") }
    var wholeRow: String { pick("The row", "De rij") }
    var wholeRecord: String { pick("All of it", "Alles") }
    var hitElsewhere: String { pick("found by something else", "gevonden op iets anders") }
    var findAnywhere: String { pick("Find", "Zoeken") }
    var findHint: String { pick("type what the caller says", "typ wat de beller zegt") }
    var findWhat: String {
        pick(
            "Name, phone, e-mail, IBAN, postcode, code, domain or user name: words in any order.",
            "Naam, telefoon, e-mail, IBAN, postcode, nummer, domein of gebruikersnaam: woorden in elke volgorde.")
    }
    var foundAt: String { pick("Found by", "Gevonden op") }
    var kindOfRecord: String { pick("What", "Wat") }
    var system: String { pick("System", "Systeem") }
    func foundCount(_ count: Int, hasMore: Bool, isWhole: Bool) -> String {
        let number = hasMore ? pick("the best \(count)", "de beste \(count)") : String(count)
        return pick("\(number) found", "\(number) gevonden") + (isWhole ? "" : " · " + loading)
    }
    func foundNothing(_ term: String) -> String {
        pick("Nothing matches “\(term)” in any list.", "Niets past bij “\(term)”, in geen enkele lijst.")
    }
    /// Short enough for the narrowest window.
    var bestOpensSoon: String {
        pick(
            "Opens the best once all is there; Enter opens the first.",
            "Opent de beste als alles er is; Enter opent de eerste.")
    }
    var nearest: String { pick("These come near:", "Dit komt in de buurt:") }
    var filterHint: String { pick("type to search", "typ om te zoeken") }
    var nothingSelected: String { pick("Nothing is selected.", "Er is niets gekozen.") }

    /// `1/513`, and how old rows of a system elsewhere are: a time of day stays true while nothing is drawn.
    func position(_ place: String, readAt: LocalTime?, _ today: CalendarDate) -> String {
        guard let readAt else { return place }
        let moment = moment(readAt, seenOn: today)
        return "\(place) · " + pick("as of \(moment)", "stand \(moment)")
    }

    /// Said of rows that were seen before, while the system has not answered what was asked.
    func seenSoFar(_ place: String) -> String { pick("\(place) seen so far", "\(place) tot nu toe gezien") }

    var customer: String { pick("Customer", "Klant") }
    var service: String { pick("Service", "Dienst") }
    var product: String { pick("Product", "Product") }
    var code: String { pick("Code", "Nummer") }
    var priceExcl: String { pick("Price excl.", "Prijs excl.") }
    var onInvoice: String { pick("On invoice", "Op factuur") }
    var note: String { pick("Note", "Notitie") }
    var accountingNumber: String { pick("Acct. no.", "Boekh.nr.") }
    var taxNumber: String { pick("Tax no.", "Btw-nr.") }
    var nextInvoiceShort: String { pick("Next inv.", "Volg. fact.") }
    var email: String { pick("E-mail", "E-mail") }
    var phone: String { pick("Phone", "Telefoon") }
    var servicesShort: String { pick("Serv.", "Dnst.") }
    var mobile: String { pick("Mobile", "Mobiel") }
    var clientPanel: String { pick("Client panel", "Klantenpaneel") }
    var invoices: String { pick("Invoices", "Facturen") }
    var directDebit: String { pick("Direct debit", "Incasso") }
    var name: String { pick("Name", "Naam") }
    var modified: String { pick("Modified", "Gewijzigd") }
    var contact: String { pick("Contact", "Contactpersoon") }
    var place: String { pick("City", "Plaats") }
    var groups: String { pick("Groups", "Groepen") }
    var status: String { pick("Status", "Status") }
    var userID: String { pick("Id", "Id") }

    var amountExcl: String { pick("Excl. VAT", "Excl. btw") }
    var amountIncl: String { pick("Incl. VAT", "Incl. btw") }
    var period: String { pick("Period", "Periode") }
    var per: String { pick("Per", "Per") }
    var thisPeriod: String { pick("Invoiced for", "Factuurperiode") }
    var contract: String { pick("Contract", "Contract") }
    var ends: String { pick("Ends", "Eindigt") }
    func serviceStatus(ended: Bool) -> String { ended ? pick("ended", "beëindigd") : pick("active", "actief") }
    func terminationAsked(_ moment: String) -> String {
        pick("asked on \(self.moment(stored: moment))", "aangevraagd op \(self.moment(stored: moment))")
    }

    /// - Parameter add: The key that adds one; nil where none may be added.
    func noServices(add: String?) -> String {
        pick("This customer has no services.", "Deze klant heeft geen diensten.")
            + (add.map { pick(" Press \($0) to add one.", " Druk op \($0) om er een toe te voegen.") } ?? "")
    }
    var linkedUser: String { pick("M4 user", "M4-gebruiker") }
    func noLinkedUser(_ code: String) -> String {
        pick(
            "No M4 user has \(code) as its accounting number.",
            "Geen M4-gebruiker heeft \(code) als boekhoudnummer.")
    }

    var blocked: String { pick("blocked", "geblokkeerd") }
    func blockedFrom(_ date: CalendarDate) -> String {
        pick("from \(self.date(date))", "vanaf \(self.date(date))")
    }
    var hidden: String { pick("hidden", "verborgen") }
    var noAccountingNumber: String {
        pick(
            "This user has no accounting number, which would name its customer.",
            "Deze gebruiker heeft geen boekhoudnummer, dat de klant zou noemen.")
    }
    /// Said of a command that the customer as such does not have.
    var markServiceOrUser: String {
        pick("Mark a service or a user of this customer first.", "Kies eerst een dienst of gebruiker van deze klant.")
    }
    var noUserPassword: String {
        pick("Balie knows no M4 call that sets a password.", "Balie kent geen M4-aanroep die een wachtwoord instelt.")
    }
}
