import BillingModel
import Foundation

// What a review says of a change as a whole.
extension Texts {
    func inPlace(_ place: String) -> String { place.isEmpty ? "" : pick("in \(place)", "in \(place)") }

    var whatChanges: String { pick("WHAT CHANGES", "WAT WIJZIGT") }
    var whatElseHappens: String { pick("WHAT ELSE HAPPENS", "WAT ER VERDER GEBEURT") }
    func changedFields(_ count: Int) -> String {
        counting(count, one: ("1 field", "1 veld"), many: ("\(count) fields", "\(count) velden"))
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
