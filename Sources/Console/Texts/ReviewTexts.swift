import BillingModel
import Foundation

// What a review says of a change as a whole.
extension Texts {
    func inPlace(_ place: String) -> String { place.isEmpty ? "" : pick("in \(place)", "in \(place)") }

    /// Where a change goes to: the system, what is at stake there, and what may be done.
    func place(_ setting: Setting) -> String {
        guard !setting.place.isEmpty else { return "" }
        let kind = setting.isProduction ? production : setting.isDemo ? pick("demo data", "demogegevens") : nil
        return [setting.place, kind, setting.isReadOnly ? readOnlyWord : fullAccess].compactMap { $0 }.joined(
            separator: ", ")
    }
    private var readOnlyWord: String { pick("read-only", "alleen lezen") }

    var nothingIsSentYet: String { pick("nothing is sent yet", "er is nog niets verzonden") }
    var whatChanges: String { pick("WHAT CHANGES", "WAT WIJZIGT") }
    var whatElseHappens: String { pick("WHAT ELSE HAPPENS", "WAT ER VERDER GEBEURT") }
    func fields(_ count: Int) -> String {
        counting(count, one: ("1 field", "1 veld"), many: ("\(count) fields", "\(count) velden"))
    }
    func sendsChanges(_ changes: Int) -> String {
        counting(
            changes, one: ("Send 1 change", "1 wijziging versturen"),
            many: ("Send \(changes) changes", "\(changes) wijzigingen versturen"))
    }

    /// What a sentence is about; nothing where it has no word of its own.
    func word(for subject: Consequence.Subject) -> String {
        switch subject {
        case .other: ""
        case .mail: pick("mail", "e-mail")
        case .money: pick("money", "geld")
        case .rest: pick("rest", "rest")
        case .back: pick("back", "terug")
        }
    }

    /// With one decimal, as `+5.0 %`.
    func change(_ percentage: Decimal) -> String {
        var (exact, rounded) = (percentage, Decimal())
        NSDecimalRound(&rounded, &exact, 1, .plain)
        let plain = (rounded < 0 ? -rounded : rounded).vendorText
        let digits = plain.contains(".") ? plain : plain + ".0"
        return "\(rounded < 0 ? "-" : "+")\(InputReading.shown(digits, .percentage, language)) %"
    }
}
