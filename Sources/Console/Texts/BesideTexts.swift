// Two customers side by side.
extension Texts {
    var besideTitle: String { pick("Two customers side by side", "Twee klanten naast elkaar") }
    func besideNeeds(_ columns: Int, has width: Int) -> String {
        pick(
            "Two customers side by side need \(columns) columns; this window has \(width).",
            "Twee klanten naast elkaar hebben \(columns) kolommen nodig; dit venster heeft er \(width).")
    }
    var chooseBeside: String { pick("> Choose the other customer", "> Kies de andere klant") }
    var actsHere: String { pick("> Commands are about this customer", "> Opdrachten gaan over deze klant") }
    func turnsHere(by key: String?) -> String {
        guard let key else { return "" }
        return pick("  \(key) goes to this customer", "  \(key) gaat naar deze klant")
    }
    var isBesideItself: String {
        pick("This customer stands at the left already.", "Deze klant staat al links.")
    }
}
