import TerminalCore

// What stands around the pages: banner, status line, first and last notices.
extension Texts {
    func tab(_ tab: Tab) -> String {
        switch tab {
        case .debtors: pick("Debtors", "Debiteuren")
        case .products: pick("Products", "Producten")
        case .services: pick("Services", "Diensten")
        case .users: pick("Users", "Gebruikers")
        }
    }

    var readOnly: String { pick("READ-ONLY", "ALLEEN LEZEN") }

    func tooSmall(_ size: Size, _ minimum: Size) -> String {
        pick(
            "This window is \(size.width)x\(size.height). Balie needs \(minimum.width)x\(minimum.height); make it larger, or press q to leave.",
            "Dit venster is \(size.width)x\(size.height). Balie heeft \(minimum.width)x\(minimum.height) nodig; maak het groter, of druk op q om te stoppen."
        )
    }

    /// - Parameter help: The key that shows the others here.
    func keyDoesNothing(_ key: String, help: String = "?") -> String {
        pick(
            "\(key) does nothing here. Press \(help) for the keys.",
            "\(key) doet hier niets. Druk op \(help) voor de toetsen.")
    }

    func copied(_ text: String) -> String {
        pick(
            "Sent to your terminal's clipboard: \(text)", "Naar het klembord van uw terminal gestuurd: \(text)")
    }

    var tooLongToCopy: String {
        pick("This is too long for the terminal's clipboard.", "Dit is te lang voor het klembord van de terminal.")
    }

    var writeUnderWay: String {
        pick(
            "A change is being sent. Balie can be left when it is answered.",
            "Er wordt een wijziging verzonden. Balie kan worden verlaten als die beantwoord is.")
    }

    public func demoCreated(_ path: String) -> String {
        pick(
            "A new database with demo data was made: \(path) · C connects to another system.",
            "Er is een nieuwe database met demogegevens gemaakt: \(path) · C verbindt met een ander systeem.")
    }

    func keysOf(_ title: String) -> String { pick("Keys: \(title)", "Toetsen: \(title)") }
}
