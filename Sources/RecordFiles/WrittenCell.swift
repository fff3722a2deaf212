import BillingAPI
import BillingModel

/// What a cell of a file says, in the vendor's writing.
enum WrittenCell {
    /// - Throws: `.invalidInput` for a number that can be read in two ways; what cannot be read at all is left for the
    ///   field's own check.
    static func vendorText(_ text: String, _ field: FieldDeclaration) throws(APIError) -> String {
        let written = text
        let text = text.withoutUnseenEnds
        switch field.kind {
        // What cannot be seen at the ends of a text may be meant; the field knows.
        case .text, .multilineText: return written
        case .decimal, .percentage:
            let number = text.withoutUnseen
            if let readings = WrittenNumber.readings(of: number) { throw doubt(text, readings, field) }
            return WrittenNumber.plain(number)
        case .date: return DateReading().day(of: text)?.text ?? text
        case .flag(let coding): return coding.text(ofAnswer: text) ?? text
        case .choice(let choices):
            let wanted = text.lowercased()
            if choices.contains(where: { $0.value == text }) { return text }
            return choices.first { [$0.label.english, $0.label.dutch].map { $0.lowercased() }.contains(wanted) }?.value
                ?? text
        default: return text
        }
    }

    /// A stored text so that reading it again leaves no doubt: `1.125` becomes `1.1250`.
    static func written(_ stored: String, _ field: FieldDeclaration) -> String {
        switch field.kind {
        case .decimal, .percentage:
            WrittenNumber.readings(of: stored).map { stored.hasPrefix("-") ? "-" + $0.fraction : $0.fraction } ?? stored
        default: stored
        }
    }

    private static func doubt(
        _ text: String, _ readings: (whole: String, fraction: String), _ field: FieldDeclaration
    ) -> APIError {
        APIError(problems: [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): “\(text)” can be read two ways; write \(readings.whole) or \(readings.fraction).",
                    "\($0.dutch): “\(text)” is op twee manieren te lezen; schrijf \(readings.whole) of \(readings.fraction)."
                )
            }
        ])
    }
}

extension FlagCoding {
    fileprivate func text(ofAnswer text: String) -> String? {
        switch text.lowercased() {
        case "yes", "ja", "true", "waar": on
        case "no", "nee", "false", "onwaar": off
        default: nil
        }
    }
}
