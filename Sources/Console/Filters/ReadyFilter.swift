import BillingModel

/// A filter that staff need often, written as they would type it, so that they learn it.
struct ReadyFilter: Equatable, Sendable {
    var name: LocalizedText
    var text: LocalizedText

    init(_ english: String, _ dutch: String, _ inEnglish: String, _ inDutch: String) {
        name = LocalizedText(english, dutch)
        text = LocalizedText(inEnglish, inDutch)
    }

    /// Those of a list. An index of the embedded engine answers each of them, so that their counts cost next to nothing.
    static func all(of tab: Tab) -> [ReadyFilter] {
        switch tab {
        case .debtors:
            [
                changedToday, ReadyFilter("No login", "Geen login", "username:none", "gebruikersnaam:geen"),
                ReadyFilter(
                    "Temporary password", "Tijdelijk wachtwoord", "password:temporary", "wachtwoord:tijdelijk"),
            ]
        case .products: [changedToday]
        case .services:
            [
                ReadyFilter(
                    "Ending within a month", "Eindigt binnen een maand", "ends>=today ends<=+1m",
                    "eindigt>=vandaag eindigt<=+1m"),
                ReadyFilter("Ended", "Beëindigd", "ends<today", "eindigt<vandaag"),
                ReadyFilter(
                    "Invoice within a week", "Factuur binnen een week", "next>=today next<=+1w",
                    "volgende>=vandaag volgende<=+1w"), changedToday,
            ]
        case .users:
            [
                ReadyFilter("Blocked", "Geblokkeerd", "blocked:yes", "geblokkeerd:ja"),
                ReadyFilter("To be blocked", "Wordt geblokkeerd", "blockat>today", "blokkerenop>vandaag"),
                ReadyFilter("Negative balance", "Negatief saldo", "balance<0", "saldo<0"),
            ]
        }
    }

    private static let changedToday = ReadyFilter(
        "Changed today", "Vandaag gewijzigd", "modified:today", "gewijzigd:vandaag")
}
