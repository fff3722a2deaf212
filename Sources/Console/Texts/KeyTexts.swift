import BillingModel
import TerminalCore

// Pastes that did not come whole.
extension Texts {
    func pasteCut(_ cut: PasteCut) -> String {
        switch cut {
        case .tooLong:
            pick(
                "The paste was longer than any field; the rest was left out.",
                "Wat u plakte was langer dan elk veld; de rest is weggelaten.")
        case .endMissing:
            pick(
                "The paste broke off: its end did not arrive. Look whether it is whole.",
                "Wat u plakte brak af: het einde kwam niet aan. Kijk of het compleet is.")
        }
    }
}
