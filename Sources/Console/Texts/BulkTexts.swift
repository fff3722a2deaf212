import BillingAPI
import BillingModel
import Foundation

// Marks in lists, and many changes at once.
extension Texts {
    // MARK: Marks

    func marked(_ count: Int) -> String {
        pick("\(grouped(count)) marked", "\(grouped(count)) gemarkeerd")
    }
    /// `total` is that of the list, where it is known.
    func markedInPart(_ count: Int, of total: Int?) -> String {
        let all = total.map { pick(" of \(grouped($0))", " van \(grouped($0))") } ?? ""
        return pick(
            "\(grouped(count))\(all) rows are marked, the first of them: one run changes no more. Then mark the rest.",
            "\(grouped(count))\(all) rijen zijn gemarkeerd, de eerste ervan: één ronde wijzigt er niet meer. Markeer daarna de rest."
        )
    }
    var rangeHasMoved: String {
        pick(
            "The rows have moved meanwhile, and none was marked. Mark the range again.",
            "De rijen zijn intussen verschoven en er is niets gemarkeerd. Markeer de reeks opnieuw.")
    }
    var rangeIsLetGoOf: String {
        pick(
            "The range that was begun is let go of: other rows stand here now.",
            "De begonnen reeks is losgelaten: hier staan nu andere rijen.")
    }
    var nothingMarked: String { pick("Nothing is marked.", "Er is niets gemarkeerd.") }
    func markFirst(_ keys: KeyMap) -> String {
        let (one, all) = (keys.name(of: .mark), keys.name(of: .markAll))
        guard let one, let all else { return pick("Mark rows first.", "Markeer eerst rijen.") }
        return pick(
            "Mark rows first: \(one) marks one, \(all) all that is shown.",
            "Markeer eerst rijen: \(one) markeert er een, \(all) alles wat getoond wordt.")
    }
    var nothingInBulk: String {
        pick("These records are changed one by one.", "Deze gegevens worden een voor een gewijzigd.")
    }

    func counted(_ kind: RecordKind) -> String {
        switch kind {
        case .debtor: customer
        case .product: product
        case .service: service
        default: pick("User", "Gebruiker")
        }
    }

    func counted(_ count: Int, _ kind: RecordKind) -> String {
        let number = grouped(count)
        switch kind {
        case .debtor:
            return counting(count, one: ("1 customer", "1 klant"), many: ("\(number) customers", "\(number) klanten"))
        case .product:
            return counting(count, one: ("1 product", "1 product"), many: ("\(number) products", "\(number) producten"))
        case .service:
            return counting(count, one: ("1 service", "1 dienst"), many: ("\(number) services", "\(number) diensten"))
        case .group:
            return counting(count, one: ("1 group", "1 groep"), many: ("\(number) groups", "\(number) groepen"))
        default:
            return counting(count, one: ("1 user", "1 gebruiker"), many: ("\(number) users", "\(number) gebruikers"))
        }
    }

    func grouped(_ number: Int) -> String {
        let amount = amount(Decimal(number))
        return String(amount.dropLast(3))
    }

    // MARK: What is to be done

    func name(of deed: BulkDeedKind) -> String {
        switch deed {
        case .price: pick("Price", "Prijs")
        case .ending: pick("End on a day", "Beëindigen op een dag")
        case .block: pick("Block", "Blokkeren")
        case .field: pick("A field's text", "Tekst van een veld")
        case .group: pick("Put in a group", "In een groep zetten")
        case .mail: pick("Send a mail", "Een e-mail sturen")
        }
    }
    func priceBecomes(_ text: String) -> String { pick("Price \(text)", "Prijs \(text)") }
    func ends(on day: CalendarDate?) -> String {
        guard let day else { return pick("End on the earliest day", "Beëindigen op de eerst mogelijke dag") }
        return pick("End on \(date(day))", "Beëindigen per \(date(day))")
    }
    func blocks(on day: CalendarDate?) -> String {
        guard let day else { return pick("Block at once", "Meteen blokkeren") }
        return pick("Block on \(date(day))", "Blokkeren op \(date(day))")
    }
    func becomes(_ field: FieldDeclaration, _ text: String) -> String {
        "\(field.label[language]) → \(shown(text, of: field))"
    }
    func putIn(_ group: String) -> String { pick("Put in group \(group)", "In groep \(group) zetten") }
    func followsPrice(of code: String, _ price: Decimal) -> String {
        pick(
            "Services of \(code) follow its price \(amount(price))",
            "Diensten van \(code) volgen de prijs \(amount(price))")
    }
    func noBulkPrice(_ text: String) -> String {
        pick(
            "“\(text)” is no price; write +5%, -2.50, 7.5*1.05 or 12.50.",
            "“\(text)” is geen prijs; schrijf +5%, -2,50, 7,5*1,05 of 12,50.")
    }
    var groupIsMissing: String {
        pick("Type the group's name or number.", "Typ de naam of het nummer van de groep.")
    }
    func noSuchGroup(_ name: String) -> String {
        pick("There is no group “\(name)”, or more than one.", "Er is geen groep “\(name)”, of meer dan een.")
    }

    // MARK: Why a record stays as it is

    var hasNoNumber: String { pick("it has no number", "het heeft geen nummer") }
    var hasNoPrice: String { pick("its price is not known", "de prijs is niet bekend") }
    var hasOwnPrice: String { pick("it has a price of its own", "die heeft een eigen prijs") }
    var endedAlready: String { pick("it has ended", "die is beëindigd") }

    // MARK: What it comes to

    var bulkRun: String { pick("Bulk run", "Bulkronde") }
    var field: String { pick("Field", "Veld") }
    var becomesNew: String { pick("new", "nieuw") }
    var outcomeTitle: String { pick("Outcome", "Uitkomst") }
    var outcomeWords: String { pick("Why", "Waarom") }

    func planning(_ done: Int, of all: Int) -> String {
        guard all > 0 else { return loading }
        return pick(
            "Working out what it comes to: \(grouped(done)) of \(grouped(all))",
            "Uitrekenen waar het op neerkomt: \(grouped(done)) van \(grouped(all))")
    }
    func planCounts(_ plan: BulkPlan) -> String {
        if plan.isMail { return mailCounts(plan) }
        let change = plan.rows.count
        var parts = [
            counting(
                change, one: ("1 row changes", "1 rij wijzigt"),
                many: ("\(grouped(change)) rows change", "\(grouped(change)) rijen wijzigen"))
        ]
        if plan.unchanged > 0 {
            parts.append(pick("\(grouped(plan.unchanged)) are so already", "\(grouped(plan.unchanged)) zijn al zo"))
        }
        let refused = plan.refusals.count
        if refused > 0 {
            parts.append(pick("\(grouped(refused)) cannot be changed (✗)", "\(grouped(refused)) kunnen niet (✗)"))
        }
        return parts.joined(separator: ", ")
    }
    func aMonth(_ money: BulkMoney) -> String {
        let difference = money.after - money.before
        let sign = difference < 0 ? "" : "+"
        return pick(
            "a month, with VAT: \(total(money.before)) → \(total(money.after)) (\(sign)\(total(difference)))",
            "per maand, incl. btw: \(total(money.before)) → \(total(money.after)) (\(sign)\(total(difference)))")
    }
    var nothingToSend: String { pick("Nothing of this can be sent.", "Hiervan is niets te verzenden.") }
    var bulkIsSent: String {
        pick(
            "Each row is a change of its own, with its history; none is taken back at once.",
            "Elke rij is een eigen wijziging met haar geschiedenis; niets gaat in één keer terug.")
    }
    var bulkSkipsChanged: String {
        pick(
            "What another changes meanwhile is skipped and listed.",
            "Wat een ander intussen wijzigt, wordt overgeslagen.")
    }
    func takesAbout(_ time: Duration) -> String {
        pick("It takes \(spoken(time)).", "Het duurt \(spoken(time)).")
    }
    func endAtOnce(_ count: Int) -> String {
        counting(
            count,
            one: (
                "It ends at once: the day is not in the future.", "Die eindigt meteen: de dag ligt niet in de toekomst."
            ),
            many: (
                "All \(grouped(count)) end at once: the day is not in the future.",
                "Alle \(grouped(count)) eindigen meteen: de dag ligt niet in de toekomst."
            ))
    }
    func typeTheNumber(_ count: Int) -> String {
        pick(
            "These are live data: type the number of rows, \(count), and send again.",
            "Dit zijn echte gegevens: typ het aantal rijen, \(count), en verzend opnieuw.")
    }
    var typeNumberHere: String {
        pick("Number of rows, to be sure:", "Aantal rijen, voor de zekerheid:")
    }

    func spoken(_ time: Duration) -> String {
        let seconds = Int(time.components.seconds)
        let minutes = (seconds + 59) / 60
        if seconds < 60 { return pick("less than a minute", "minder dan een minuut") }
        if minutes < 120 { return pick("about \(minutes) minutes", "ongeveer \(minutes) minuten") }
        return pick("about \((minutes + 30) / 60) hours", "ongeveer \((minutes + 30) / 60) uur")
    }
}
