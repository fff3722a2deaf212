import BillingAPI
import BillingModel
import HostFactAPI

// Groups of customers and of products, and fields that hold several records.
extension Texts {
    // MARK: The list

    static func groups(of type: GroupType) -> LocalizedText {
        switch type {
        case .debtor: LocalizedText("Customer groups", "Klantgroepen")
        case .product: LocalizedText("Product groups", "Productgroepen")
        case .creditor: LocalizedText("Creditor groups", "Crediteurgroepen")
        }
    }
    var groupOf: String { pick("Kind", "Soort") }
    var members: String { pick("Members", "Leden") }
    func noGroups(of type: GroupType) -> String {
        type == .product
            ? pick("There are no product groups.", "Er zijn geen productgroepen.")
            : pick("There are no customer groups.", "Er zijn geen klantgroepen.")
    }
    static func addsGroup(of type: GroupType) -> CommandName {
        type == .product
            ? CommandName("Add a product group", "Productgroep toevoegen")
            : CommandName("Add a customer group", "Klantgroep toevoegen")
    }
    static var turnsGroups: CommandName {
        CommandName(
            "Groups of customers or of products", "Groepen van klanten of van producten",
            short: LocalizedText("other kind", "andere soort"))
    }

    static var listsGroups: CommandName {
        CommandName("Choose from the groups", "Kies uit de groepen", short: LocalizedText("groups", "groepen"))
    }

    // MARK: Forms

    func groupAdded(_ name: String) -> String { pick("Group \(name) was added.", "Groep \(name) is toegevoegd.") }
    func groupSaved(_ name: String) -> String { pick("Group \(name) was saved.", "Groep \(name) is opgeslagen.") }
    var membersStayInOthers: String {
        pick(
            "Members stay in the other groups that they are in.", "Leden blijven in de andere groepen waarin ze zitten."
        )
    }
    func membersStay(_ count: Int, _ kind: RecordKind) -> String {
        guard count > 0 else { return pick("Nothing is in the group.", "Er zit niets in de groep.") }
        let members = counted(count, kind)
        return counting(
            count,
            one: ("Its \(members) stays, without this group.", "De \(members) blijft bestaan, zonder deze groep."),
            many: ("Its \(members) stay, without this group.", "De \(members) blijven bestaan, zonder deze groep."))
    }

    // MARK: Several records in a field

    func isAdded(_ names: String) -> String { pick("added: \(names)", "erbij: \(names)") }
    func isTakenOut(_ names: String) -> String { pick("taken out: \(names)", "eruit: \(names)") }
    func andMore(_ names: String, _ count: Int) -> String {
        pick("\(names) and \(grouped(count)) more", "\(names) en nog \(grouped(count))")
    }
    /// - Parameter isDone: Whether something was marked, so that Enter goes back with it.
    static func choosing(isDone: Bool) -> CommandName {
        isDone
            ? CommandName(
                "Back with what is marked", "Terug met wat gemarkeerd is", short: LocalizedText("done", "klaar"))
            : CommandName(
                "Put it in, or take it out", "Erin zetten, of eruit halen",
                short: LocalizedText("in or out", "erin of eruit"))
    }
    static var marksSeveral: CommandName {
        CommandName("Mark several", "Meer markeren", short: LocalizedText("mark", "markeer"))
    }
    static func turning(isAmongMembers: Bool) -> CommandName {
        isAmongMembers
            ? CommandName("Search all", "Zoek in alles", short: LocalizedText("all", "alles"))
            : CommandName("Only what is in it", "Alleen wat erin zit", short: LocalizedText("members", "leden"))
    }
    static var leavesAsItWas: CommandName {
        CommandName("Back; all stays as it was", "Terug; alles blijft zoals het was")
    }
    var onlyMembers: String { pick("In it", "Erin") }
    var isMember: String { pick("is in it", "zit erin") }
    var nobodyIsIn: String { pick("Nothing is in it yet.", "Er zit nog niets in.") }

    // MARK: Prices for periods

    var priceShort: String { pick("Price", "Prijs") }
    var withTaxShort: String { "incl." }
    var ownPricesAreOff: String {
        pick(
            "Prices per period count only while “Own price per period” is “per period”.",
            "Prijzen per periode gelden alleen als “Afwijkende prijs per periode” op “per periode” staat.")
    }
}
