import BillingAPI
import BillingModel

// Who changed what, when and why.
extension Texts {
    var historyTitle: String { pick("History", "Geschiedenis") }

    var noHistory: String {
        pick(
            "Nothing is written down here of who changed what.",
            "Er wordt hier niet opgeschreven wie wat heeft gewijzigd.")
    }
    var isNewWithoutHistory: String {
        pick("It is new: there is no history of it yet.", "Het is nieuw: er is nog geen geschiedenis van.")
    }
    var markAField: String { pick("Go to a field first.", "Ga eerst naar een veld.") }

    /// Where nothing is written down of what others do.
    func historyIsOwn(_ backend: Backend) -> String {
        let name = if case .vendor(let name) = backend { name } else { pick("This system", "Dit systeem") }
        return pick(
            "\(name) tells no history: these are the changes that you sent with Balie.",
            "\(name) vertelt geen geschiedenis: dit zijn de wijzigingen die u met Balie hebt verzonden.")
    }
    func nothingWritten(_ field: String?) -> String {
        guard let field else {
            return pick("No change of it is written down.", "Er is geen wijziging van opgeschreven.")
        }
        return pick(
            "No change of “\(field)” is written down.", "Er is geen wijziging van “\(field)” opgeschreven.")
    }
    var noOlderOnes: String { pick("There are no older ones.", "Er zijn geen oudere.") }
    /// - Parameter down: The key that reads on.
    func olderOnes(_ count: Int, down: String?) -> String {
        pick("Looked at \(count) changes; there are older ones", "\(count) wijzigingen bekeken; er zijn oudere")
            + (down.map { pick(", \($0) reads on.", ", \($0) leest verder.") } ?? ".")
    }
    func historyCount(_ count: Int, isAll: Bool) -> String {
        let number = isAll ? "\(count)" : "\(count)+"
        return counting(
            isAll ? count : 2, one: ("\(number) change", "\(number) wijziging"),
            many: ("\(number) changes", "\(number) wijzigingen"))
    }

    /// What was done, as its form calls it; a journal has what was done to itself too.
    func title(of action: ActionName) -> String {
        if action == ActionName("journal", "erase") { return pick("Erase entries", "Posten wissen") }
        return EveryAction.declaration(action)?.title[language] ?? "\(action.controller) \(action.action)"
    }

    var isUndecidedHere: String {
        pick("It is unknown whether it took effect.", "Het is onbekend of het is uitgevoerd.")
    }
    var isErasedHere: String {
        pick("What changed and why were erased since.", "Wat is gewijzigd en waarom, is sindsdien gewist.")
    }

    /// The day and the time of day; where the clock showed that time twice, with what tells them apart.
    func moment(universal: String, _ clock: LocalClock) -> String {
        guard let shown = clock.shown(universal: universal) else { return universal }
        return moment(shown.time) + (shown.isRepeated ? " " + shown.time.isoText.suffix(6) : "")
    }

    /// Who it was, and how that is known where no operating system says so.
    func author(_ author: ChangeAuthor) -> String {
        let claim = author.origin.isEmpty ? "" : pick(", says \(author.origin)", ", zegt \(author.origin)")
        let who =
            switch author.proof {
            case .user: author.shown
            case .key: pick("key \(author.name)", "sleutel \(author.name)") + claim
            case .account: pick("M4 account \(author.name)", "M4-account \(author.name)") + claim
            case .claimed: pick("\(author.shown), not proven", "\(author.shown), niet bewezen")
            }
        return who + (author.address.isEmpty ? "" : pick(" from \(author.address)", " vanaf \(author.address)"))
    }
}
