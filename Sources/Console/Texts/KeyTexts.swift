import BillingModel
import TerminalCore

// Pastes, and what is not seen in what was typed.
extension Texts {
    var pasteNeedsField: String {
        pick(
            "A paste does nothing here: there is no field to paste into.",
            "Plakken doet hier niets: er is geen veld om in te plakken.")
    }

    func pasteDidNotFit(_ left: Int) -> String {
        left == 1
            ? pick(
                "The paste did not fit: its last character was left out.",
                "Wat u plakte paste niet: het laatste teken is weggelaten.")
            : pick(
                "The paste did not fit: its last \(left) characters were left out.",
                "Wat u plakte paste niet: de laatste \(left) tekens zijn weggelaten.")
    }

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

    /// Said on the review of a value whose ends cannot be seen there.
    func unseenEnds(_ label: String, start: Bool, end: Bool) -> String {
        let (places, plaatsen) =
            start && end ? ("begins and ends", "begint en eindigt") : start ? ("begins", "begint") : ("ends", "eindigt")
        return pick(
            "“\(label)” \(places) with white space or a character that cannot be seen; it is sent that way.",
            "“\(label)” \(plaatsen) met een spatie of een onzichtbaar teken; zo wordt het verzonden.")
    }
    func unseenInside(_ label: String) -> String {
        pick(
            "“\(label)” has a character in it that cannot be seen; it is sent that way.",
            "In “\(label)” staat een onzichtbaar teken; zo wordt het verzonden.")
    }

    func label(_ keys: EditingKeys) -> String {
        switch keys {
        case .byWord: pick("One word back, on; also ^← ^→", "Een woord terug, verder; ook ^← ^→")
        case .deleteWord: pick("Delete the word after, before the cursor", "Wis het woord na, voor de cursor")
        case .deleteBack: pick("Delete back to a space", "Wis terug tot een spatie")
        case .ends: pick("Start, end of the line", "Begin, einde van de regel")
        case .deleteToEnds: pick("Delete to the start, the end of the line", "Wis tot begin, einde van de regel")
        }
    }
}
