import BillingAPI
import BillingModel
import Foundation

/// How staff write values, and how that becomes the vendor's writing.
///
/// What was understood always stands on the review page before anything is sent.
enum InputReading {
    /// The vendor's writing of what was typed; unreadable text stays as it is, for the declaration to refuse.
    static func vendorText(_ typed: String, _ kind: FieldKind) -> String {
        switch kind {
        case .integer, .reference, .references: typed.withoutUnseen
        case .decimal, .percentage: decimal(typed.withoutUnseen)
        case .date: date(typed.withoutUnseenEnds)
        default: typed
        }
    }

    /// A stored value as staff write it: `50,75` and `31-12-2026` in Dutch.
    static func shown(_ stored: String, _ kind: FieldKind, _ language: Language) -> String {
        guard language == .dutch else { return stored }
        switch kind {
        case .decimal, .percentage: return stored.replacing(".", with: ",")
        case .date: return CalendarDate(stored)?.dutchText ?? stored
        default: return stored
        }
    }

    /// Why a number cannot be read with certainty; a price must not be guessed at.
    static func doubt(_ typed: String, _ kind: FieldKind, _ texts: Texts) -> String? {
        switch kind {
        case .decimal, .percentage: break
        default: return nil
        }
        var number = typed.withoutUnseen
        if let sign = number.first, sign == "-" || sign == "+" { number.removeFirst() }
        let separators = number.filter { $0 == "." || $0 == "," }
        let parts = number.split(whereSeparator: { $0 == "." || $0 == "," })
        guard separators.count == 1, parts.count == 2, parts[1].count == 3, parts[0].count <= 3,
            parts[0].first != "0", parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
        else { return nil }
        return texts.twoReadings(typed, "\(parts[0])\(parts[1])", "\(parts[0])\(separators)\(parts[1])0")
    }

    /// With both separators the last one is the decimal one: `1.234,56` and `1,234.56` are the same number.
    private static func decimal(_ typed: String) -> String {
        guard let last = typed.lastIndex(where: { $0 == "." || $0 == "," }) else { return typed }
        let decimalSign = typed[last]
        let grouping: Character = decimalSign == "." ? "," : "."
        let whole = typed[..<last]
        let fraction = typed[typed.index(after: last)...]
        guard !whole.contains(decimalSign), grouped(whole, by: grouping) else { return typed }
        return whole.filter { $0 != grouping } + "." + fraction
    }

    /// Whether a grouping sign stands only between groups of three digits.
    private static func grouped(_ whole: Substring, by sign: Character) -> Bool {
        let groups = whole.split(separator: sign, omittingEmptySubsequences: false)
        return groups.count == 1 || groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// `31-12-2026` and `31/12/2026` beside the vendor's `2026-12-31`.
    private static func date(_ typed: String) -> String {
        let parts = typed.split(whereSeparator: { $0 == "-" || $0 == "/" || $0 == "." }).map(String.init)
        guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]), let month = Int(parts[1]),
            let year = Int(parts[2]), let date = CalendarDate(year: year, month: month, day: day)
        else { return typed }
        return date.text
    }
}
