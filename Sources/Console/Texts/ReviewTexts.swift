import BillingModel
import Foundation

// What a review says of a change as a whole.
extension Texts {
    func inPlace(_ place: String) -> String { place.isEmpty ? "" : pick("in \(place)", "in \(place)") }

    /// With one decimal, as `+5.0 %`.
    func change(_ percentage: Decimal) -> String {
        var (exact, rounded) = (percentage, Decimal())
        NSDecimalRound(&rounded, &exact, 1, .plain)
        let plain = (rounded < 0 ? -rounded : rounded).vendorText
        let digits = plain.contains(".") ? plain : plain + ".0"
        return "\(rounded < 0 ? "-" : "+")\(InputReading.shown(digits, .percentage, language)) %"
    }
}
