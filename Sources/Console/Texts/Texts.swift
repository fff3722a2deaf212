import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import TerminalCore

/// Every text of the console, in every language: a missing translation does not compile.
public struct Texts: Sendable {
    public let language: Language

    public init(_ language: Language) {
        self.language = language
    }

    /// The language of a locale name such as `nl_NL.UTF-8`; English unless it is Dutch.
    public init(locale: String) {
        self.init(locale.hasPrefix("nl") ? .dutch : .english)
    }

    func pick(_ english: String, _ dutch: String) -> String {
        switch language {
        case .english: english
        case .dutch: dutch
        }
    }
}

// MARK: Values

extension Texts {
    var yes: String { pick("yes", "ja") }
    var no: String { pick("no", "nee") }
    var nothing: String { pick("(empty)", "(leeg)") }
    var hiddenSecret: String { "••••••••" }

    /// `31-12-2026` in Dutch, `2026-12-31` in English, as the vendors write it.
    func date(_ date: CalendarDate) -> String { language == .dutch ? date.dutchText : date.text }

    /// The day of a moment as the vendors write it; the time of day is on the record's own page.
    func day(of moment: String) -> String {
        let day = String(moment.prefix(10))
        return CalendarDate(day).map(date) ?? day
    }

    func amount(_ amount: Decimal) -> String { amount.shown(decimalComma: language == .dutch) }

    /// A stored value as staff read it.
    func shown(_ stored: String, _ kind: FieldKind) -> String {
        switch kind {
        case .choice(let choices): return choices.first { $0.value == stored }?.label[language] ?? stored
        case .flag(let coding): return stored == coding.on ? yes : stored == coding.off ? no : stored
        case .multilineText: return stored.replacingOccurrences(of: "\n", with: " ")
        default: return InputReading.shown(stored, kind, language)
        }
    }

    /// `every 3 months`, from the vendor's code of the unit.
    func period(_ count: Int, _ unit: String) -> String {
        let name = periodUnit(unit)
        return count == 1 ? pick("per \(name)", "per \(name)") : "\(count) × \(name)"
    }

    func periodUnit(_ code: String) -> String {
        Vocabulary.periods.first { $0.value == code }?.label[language] ?? code
    }

    var monthNames: [String] {
        switch language {
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
        case .dutch:
            [
                "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
                "november", "december",
            ]
        }
    }

    var weekdayNames: [String] {
        switch language {
        case .english: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        case .dutch: ["ma", "di", "wo", "do", "vr", "za", "zo"]
        }
    }
}
