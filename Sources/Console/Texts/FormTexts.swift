import BillingModel
import Foundation

// Forms, the review page, and what a change brings about.
extension Texts {
    var cancel: String { pick("Cancel", "Annuleren") }
    var reviewButton: String { pick("Review…", "Controleren…") }
    var reviewTitle: String { pick("Review before sending", "Controleer voor het verzenden") }
    func backToForm(by key: String?) -> String? {
        key.map { pick("\($0) back to the form", "\($0) terug naar het formulier") }
    }
    var sending: String { pick("Sending…", "Verzenden…") }
    var lookingUp: String { pick("Looking up what this comes to…", "Opzoeken waar dit op uitkomt…") }
    func picks(by key: String) -> String { pick("\(key) searches", "\(key) zoekt") }
    var typeTheNumber: String { pick("type the number", "typ het nummer") }
    /// - Parameter down: The key that scrolls.
    func more(_ count: Int, down: String?) -> String {
        pick("… \(count) more", "… nog \(count)") + (down.map { pick("; \($0) scrolls", "; \($0) schuift") } ?? "")
    }

    func standard(_ value: String) -> String { pick("standard: \(value)", "standaard: \(value)") }
    var isAsStored: String { pick("This field is as it is stored.", "Dit veld is zoals het is opgeslagen.") }
    var noSecretTyped: String { pick("There is nothing to show yet.", "Er is nog niets te tonen.") }
    var nothingChanged: String { pick("Nothing was changed.", "Er is niets gewijzigd.") }
    func problems(_ count: Int) -> String {
        fieldsNeedAttention(count) + " " + pick("Nothing was sent.", "Er is niets verzonden.")
    }
    func twoReadings(_ typed: String, _ whole: String, _ fraction: String) -> String {
        pick(
            "“\(typed)” can be read two ways; write \(whole) or \(fraction).",
            "“\(typed)” is op twee manieren te lezen; schrijf \(whole) of \(fraction).")
    }
    func notADay(_ typed: String) -> String {
        pick(
            "“\(typed)” is not a day; write it as 2026-03-31 or 31-03-2026.",
            "“\(typed)” is geen dag; schrijf 31-03-2026 of 2026-03-31.")
    }

    var onlyChangesAreSent: String {
        pick(
            "All other fields keep their value.", "Alle andere velden blijven zoals ze zijn.")
    }
    var codeChangeWarning: String {
        pick(
            "The debtor code changes: invoices already sent keep the old one.",
            "Het debiteurnummer wijzigt: verzonden facturen houden het oude.")
    }
    var runningServicesKeepPrice: String {
        pick(
            "Services that customers already have keep their own price and text.",
            "Diensten die klanten al hebben, houden hun eigen prijs en tekst.")
    }
}

// Password reset.
extension Texts {
    func loginIs(_ name: String, _ address: String) -> String {
        pick("The login is \(name), with \(address).", "De login is \(name), met \(address).")
    }
    func lacksForLogin(_ code: String, _ field: String) -> String {
        pick(
            "\(code) lacks what a password is reset by: \(field).",
            "\(code) mist waarmee een wachtwoord wordt gereset: \(field).")
    }
    func fillInForLogin(_ code: String, _ field: String) -> String {
        lacksForLogin(code, field)
            + pick(
                " Fill it in here and send it; the password comes after that.",
                " Vul het hier in en verzend het; daarna volgt het wachtwoord.")
    }
    /// Whether a vendor keeps the permanent password valid beside it is not known. Source: HostFact reference, 12.7.
    func passwordIsStored(until end: LocalTime, _ backend: Backend) -> String {
        if case .vendor = backend {
            return pick(
                "A temporary password is stored, valid until \(moment(end)).",
                "Een tijdelijk wachtwoord wordt opgeslagen, geldig tot \(moment(end)).")
        }
        return pick(
            "A temporary password is stored, valid until \(moment(end)); the permanent one stays valid beside it.",
            "Een tijdelijk wachtwoord wordt opgeslagen, geldig tot \(moment(end)); het vaste blijft ernaast geldig.")
    }
    var passwordStays: String {
        pick(
            "No password is set: the login keeps the one it has.",
            "Er wordt geen wachtwoord gezet: de login houdt het huidige.")
    }
    func userNameChanges(_ name: String) -> String {
        pick("The user name becomes \(name).", "De gebruikersnaam wordt \(name).")
    }
    var nobodyIsTold: String {
        pick(
            "Nobody is told: give the customer the login yourself.",
            "Niemand krijgt bericht: geef de klant zelf de inloggegevens.")
    }
}

// Services: new and ending.
extension Texts {
    func amountsPerInvoice(_ excl: Decimal, _ incl: Decimal, _ period: String) -> String {
        pick(
            "\(total(excl)) excl., \(total(incl)) incl. VAT per invoice, \(period)",
            "\(total(excl)) excl., \(total(incl)) incl. btw per factuur, \(period)")
    }
    /// Where nothing that was given says what VAT is due.
    func generalTax(_ percentage: Decimal, _ backend: Backend) -> String {
        let shown = InputReading.shown(percentage.vendorText, .percentage, language)
        guard case .vendor(let name) = backend else {
            return pick("VAT is the general \(shown) %.", "De btw is de algemene \(shown) %.")
        }
        return pick(
            "VAT is taken to be \(shown) %; \(name) may have another general percentage.",
            "Voor de btw is \(shown) % aangenomen; \(name) kan een ander algemeen percentage hebben.")
    }
    /// How many days ahead a vendor's installation makes its invoices is its own setting.
    func nextInvoice(_ date: CalendarDate, _ backend: Backend) -> String {
        if case .vendor = backend {
            return pick(
                "The first invoice is expected on \(self.date(date)).",
                "De eerste factuur wordt verwacht op \(self.date(date)).")
        }
        return pick(
            "The first invoice is made on \(self.date(date)).", "De eerste factuur wordt gemaakt op \(self.date(date))."
        )
    }
    var invoicedAtNextRun: String {
        pick(
            "That day is not in the future: the next invoice run will bill it.",
            "Die dag ligt niet in de toekomst: de eerstvolgende facturatie neemt hem mee.")
    }

    func contractRuns(_ start: CalendarDate, _ period: Period) -> String {
        pick(
            "Contract since \(date(start)), renewed \(every(period.count, period.unit.rawValue)).",
            "Contract sinds \(date(start)), \(every(period.count, period.unit.rawValue)) verlengd.")
    }
    func noticeEnds(_ date: CalendarDate, _ notice: Period) -> String {
        let length = length(notice.count, notice.unit.rawValue)
        return pick(
            "The notice of \(length) ends on \(self.date(date)).",
            "De opzegtermijn van \(length) eindigt op \(self.date(date)).")
    }
    func termTooSoon(_ date: CalendarDate) -> String {
        pick("The term ending \(self.date(date)) is too soon.", "De termijn tot \(self.date(date)) is te vroeg.")
    }
    func earliestEnd(_ date: CalendarDate) -> String {
        pick("So the proposed day is \(self.date(date)) (*).", "Daarom is de voorgestelde dag \(self.date(date)) (*).")
    }
    func staysActiveUntil(_ date: CalendarDate) -> String {
        pick(
            "The service stays active and ends on \(self.date(date)).",
            "De dienst blijft actief en eindigt op \(self.date(date)).")
    }
    /// Of a day that is not in the future.
    func endsAtOnce(_ date: CalendarDate, _ today: CalendarDate) -> String {
        if date == today {
            return pick(
                "The service ends TODAY. From tomorrow on that cannot be withdrawn.",
                "De dienst eindigt VANDAAG. Vanaf morgen is dat niet meer in te trekken.")
        }
        return pick(
            "\(self.date(date)) IS IN THE PAST: the service ends at once, and that cannot be withdrawn.",
            "\(self.date(date)) LIGT IN HET VERLEDEN: de dienst eindigt direct, en dat is niet in te trekken.")
    }
    /// A service whose ending is withdrawn.
    func goesOn(next: CalendarDate?, _ today: CalendarDate, _ backend: Backend) -> [Consequence] {
        var lines = [Consequence.other(pick("The service stays active.", "De dienst blijft actief."))]
        if let next {
            let words =
                next > today
                ? pick(
                    "It is invoiced again, the next time on \(date(next)).",
                    "Er wordt weer gefactureerd, de volgende keer op \(date(next)).")
                : pick("The next invoice run bills it again.", "De eerstvolgende facturatie neemt hem weer mee.")
            lines.append(.money(words))
        }
        if case .vendor(let name) = backend {
            let words = pick(
                "No page of the vendor says that an ending can be withdrawn; the profile says that \(name) can. Its answer is checked.",
                "Geen pagina van de leverancier zegt dat een opzegging in te trekken is; volgens het profiel kan \(name) het. Het antwoord wordt gecontroleerd."
            )
            lines.append(.other(words))
        }
        return lines + [.mail(customerIsNotTold)]
    }
    var noMoreInvoices: String { pick("No further period is invoiced.", "Er wordt geen periode meer gefactureerd.") }
    /// - Parameter amount: With VAT; nil where the system does not tell it.
    func invoicesUntilEnd(_ count: Int, of amount: Decimal?, next: CalendarDate?) -> String {
        guard count > 0 else { return noMoreInvoices }
        let many = count >= 999 ? "999+" : String(count)
        let shown = amount.map { total($0) }
        let each = shown.map { pick(" of \($0) incl. VAT", " van \($0) incl. btw") } ?? ""
        let from =
            next.map(date).map { day in
                counting(
                    count, one: (", on \(day)", ", op \(day)"),
                    many: (", the next on \(day)", ", de volgende op \(day)"))
            } ?? ""
        return counting(
            count,
            one: (
                "Until then one invoice\(each) follows\(from).", "Tot dan volgt nog één factuur\(each)\(from)."
            ),
            many: (
                "Until then \(many) invoices\(each) follow\(from).",
                "Tot dan volgen \(many) facturen\(each)\(from)."
            ))
    }
    var customerIsNotTold: String {
        pick("No mail is sent to the customer.", "De klant krijgt geen e-mail.")
    }
}

// M4 users.
extension Texts {
    var blockTitle: LocalizedText { LocalizedText("Block user", "Gebruiker blokkeren") }
    var blockExplanation: String {
        pick(
            "M4 blocks at midnight, when the chosen day begins.",
            "M4 blokkeert om middernacht, als de gekozen dag begint.")
    }
    var blockToday: String {
        pick(
            "Tomorrow is the first day it can act on (*). To block at once, edit the user.",
            "Morgen is de eerste dag waarop dat kan (*). Direct blokkeren kan met bewerken.")
    }
    func blocksOn(_ date: CalendarDate) -> String {
        pick(
            "All calls stop on \(self.date(date)) at 00:00.", "Alle gesprekken stoppen op \(self.date(date)) om 00:00.")
    }
    var userIsMailed: String { pick("M4 mails the user when it blocks.", "M4 mailt de gebruiker bij het blokkeren.") }
    /// Balie's own engine routes no calls, so nothing happens there at midnight.
    var blockDayIsKept: String {
        pick(
            "The day is kept with the user. Balie's own engine carries no calls: it stops none and mails nobody.",
            "De dag wordt bij de gebruiker bewaard. Balie zelf verzorgt geen gesprekken: het stopt er geen en mailt niemand."
        )
    }
    /// Of a day that is not in the future.
    func blocksNobody(_ date: CalendarDate, _ today: CalendarDate) -> String {
        let day =
            date == today
            ? pick("TODAY", "VANDAAG")
            : pick("\(self.date(date)), IN THE PAST,", "\(self.date(date)), IN HET VERLEDEN,")
        return pick(
            "A block at \(day) blocks nobody: M4 takes it as no planned block.",
            "Een blokkade op \(day) blokkeert niemand: voor M4 is er dan geen blokkade gepland.")
    }
    /// How a planned block is taken away.
    func blockIsCleared(_ sent: CalendarDate) -> String {
        let day = date(sent)
        return pick(
            "No block is planned any more. M4 takes no empty day: \(day) is sent, which has passed and so switches it off.",
            "Er is geen blokkade meer gepland. M4 neemt geen lege dag: \(day) wordt verzonden, die voorbij is en haar zo uitzet."
        )
    }
    var noBlockPlanned: String {
        pick("No block is planned for this user.", "Voor deze gebruiker is geen blokkade gepland.")
    }
    var withdrawBlockTitle: LocalizedText { LocalizedText("Withdraw the block", "Blokkade intrekken") }
    var blocksAtOnce: String { pick("The user is blocked at once.", "De gebruiker wordt direct geblokkeerd.") }
    var hiddenStaysActive: String {
        pick("Hidden users stay active and can call.", "Verborgen gebruikers blijven actief en kunnen bellen.")
    }
}
