import BillingAPI
import BillingModel
import Foundation
import TerminalCore

/// Every text of the console, in every language: a missing translation does not compile.
public struct Texts: Sendable {
    public let language: Language
    /// What records are called that fields keep by their numbers, as far as it was read.
    var names = ReferenceNames()

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

extension Texts {
    /// Short hints side by side, without those whose key does not work here.
    func hints(_ hints: String?...) -> String { hints.compactMap { $0 }.joined(separator: " · ") }
}

// MARK: Values

extension Texts {
    var yes: String { pick("yes", "ja") }
    var no: String { pick("no", "nee") }
    var nothing: String { pick("(empty)", "(leeg)") }
    var hiddenSecret: String { "••••••••" }

    func amount(_ amount: Decimal) -> String { amount.shown(decimalComma: language == .dutch) }

    /// What is paid, in whole cents; the price of a piece may have more decimals.
    func total(_ amount: Decimal) -> String { self.amount(amount.roundedToCents) }

    /// A stored value as staff read it.
    func shown(_ stored: String, _ kind: FieldKind) -> String {
        switch kind {
        case .choice(let choices): return choices.first { $0.value == stored }?.label[language] ?? stored
        case .flag(let coding): return stored == coding.on ? yes : stored == coding.off ? no : stored
        case .multilineText: return stored.replacingOccurrences(of: "\n", with: " ")
        case .references(let kind): return listed(NamedIDs.ids(in: stored), of: kind)
        case .rows: return PriceTable(writing: stored)?.inWords(self) ?? stored
        default: return InputReading.shown(stored, kind, language)
        }
    }

    /// The same texts, which know more names.
    func knowing(_ names: ReferenceNames) -> Texts {
        var texts = self
        texts.names.add(names)
        return texts
    }

    /// A record of which nothing is known but its number.
    func numbered(_ kind: RecordKind, _ id: String) -> String { "\(word(for: kind)) \(id)" }

    /// What goes with a number, by the one rule there is.
    func counting(_ number: Int, one: (String, String), many: (String, String)) -> String {
        LocalizedText.counting(number, one: LocalizedText(one.0, one.1), many: LocalizedText(many.0, many.1))[language]
    }
}
