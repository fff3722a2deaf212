import BillingAPI
import BillingModel
import Foundation
import HostFactAPI

/// How the lines of a table of prices are understood: `12 months 126`, `12 m +5%`, `1 jaar 145,20 incl.`
struct PriceTableReading: Sendable {
    private(set) var table = PriceTable([])
    /// What cannot be read, a sentence for each line.
    private(set) var problems: [Problem] = []
    /// Amounts that can be read in two ways.
    private(set) var doubts: [String] = []
    /// Lines in which more was meant than stands there, written out.
    private(set) var understood: [String] = []
    /// What was typed, with the amount in the place of each sum, so that it is read the same over other prices.
    private(set) var settled = ""

    /// - Parameter stored: What steps and percentages go from.
    init(_ typed: String, over stored: PriceTable, _ language: Language) {
        let texts = Texts(language)
        let known = stored.rows.map { ($0.line(texts), $0) }
        let lines = typed.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
        settled = lines.map { written in
            let line = Self.plain(written)
            guard !line.isEmpty else { return written }
            let before = understood.count
            if let (_, row) = known.first(where: { $0.0 == line }) {
                add(row, line)
            } else {
                read(line, over: stored, texts)
            }
            return understood.count > before ? understood[before] : written
        }.joined(separator: "\n")
    }

    /// One blank between words.
    private static func plain(_ line: String) -> String {
        line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func read(_ line: String, over stored: PriceTable, _ texts: Texts) {
        guard let period = Period(line), !period.rest.isEmpty else { return refuse(line) }
        var row = PriceTable.Row(periods: period.count, unit: period.unit, price: 0)
        let words = period.rest.split(separator: " ").map(String.init)
        let parts = words.prefix { !Self.saysTax($0) }
        let (amount, tail) = (parts.joined(), words.dropFirst(parts.count))
        if let tax = tail.first {
            guard Self.isOnlyTax(tail) else { return refuse(line, goingOnAfter: tax) }
            row.isWithTax = Self.bare(tax).hasPrefix("incl")
        }
        if let doubt = InputReading.doubt(amount, Self.kind, texts) { doubts.append(doubt) }
        let sum = AmountReading(stored: stored.price(like: row), takesSteps: true).outcome(of: amount)
        guard let price = sum ?? Decimal(vendorText: WrittenNumber.plain(amount)),
            case .success = Product.customPriceExcl.declaration.check(price.vendorText),
            case .success = Product.customPeriods.declaration.check(String(period.count))
        else { return refuse(line) }
        row.price = price
        let isPlain = sum == nil && parts.count == 1 && amount.count(where: { $0 == "." || $0 == "," }) <= 1
        if !isPlain { understood.append(row.line(texts)) }
        add(row, line)
    }

    private static let kind = Product.customPriceExcl.declaration.kind

    private static func saysTax(_ word: String) -> Bool {
        let word = bare(word)
        return word.hasPrefix("incl") || word.hasPrefix("excl")
    }

    private static func bare(_ word: String) -> String { String(word.lowercased().drop { $0 == "(" }) }

    /// Whether nothing but `btw` or `VAT` stands behind the word that says which price it is, as in `(incl. btw)`: what
    /// else is written there, such as the other price, may be neither dropped nor guessed at.
    private static func isOnlyTax(_ words: ArraySlice<String>) -> Bool {
        let names = words.joined(separator: " ").lowercased().split { " .()".contains($0) }
        let rest = names.dropFirst()
        return names.first.map { $0.allSatisfy(\.isLetter) } ?? false
            && (rest.isEmpty || rest.count == 1 && ["btw", "vat"].contains(rest.first))
    }

    private mutating func add(_ row: PriceTable.Row, _ line: String) {
        guard !table.rows.contains(where: { $0.isFor(row) }) else {
            problems.append(
                Problem(naming: Product.customPrices) {
                    LocalizedText(
                        "\($0.english): “\(line)” is a second price for the same period.",
                        "\($0.dutch): “\(line)” is een tweede prijs voor dezelfde periode.")
                })
            return
        }
        table.rows.append(row)
    }

    private mutating func refuse(_ line: String, goingOnAfter word: String) {
        problems.append(
            Problem(naming: Product.customPrices) {
                LocalizedText(
                    "\($0.english): “\(line)” goes on after “\(word)”, where only the word VAT may stand.",
                    "\($0.dutch): “\(line)” gaat na “\(word)” door, waar alleen het woord btw mag staan.")
            })
    }

    private mutating func refuse(_ line: String) {
        problems.append(
            Problem(naming: Product.customPrices) {
                LocalizedText(
                    "\($0.english): “\(line)” is not a period with a price, such as 12 months 120.00.",
                    "\($0.dutch): “\(line)” is geen periode met een prijs, zoals 12 maanden 120,00.")
            })
    }

    /// A period at the beginning of a line, and what follows it.
    private struct Period {
        var count: Int
        var unit: String
        var rest: String

        init?(_ line: String) {
            let line = line.replacing(":", with: " ")
            let digits = line.prefix(while: \.isWholeNumber)
            var rest = line.dropFirst(digits.count).drop { $0 == " " || $0 == "×" }
            guard let count = digits.isEmpty ? 1 : Int(digits) else { return nil }
            let folded = TextFolding.fold(String(rest))
            let named = Self.words.first { word, _ in
                guard folded.hasPrefix(word) else { return false }
                let next = folded.dropFirst(word.count).first
                return next.map { !$0.isLetter } ?? true
            }
            guard let named else { return nil }
            rest = rest.dropFirst(named.word.count)
            (self.count, unit) = (count, named.unit)
            self.rest = rest.split(separator: " ").joined(separator: " ")
        }

        /// What units are called, the longest first.
        private static let words: [(word: String, unit: String)] = Language.allCases.flatMap { language in
            PeriodUnit.allCases.flatMap { unit -> [(word: String, unit: String)] in
                let names = [1, 2].map { Texts(language).exactPeriod($0, unit.rawValue) }
                let words = names.map {
                    TextFolding.fold(String($0.drop { $0.isWholeNumber || $0 == " " || $0 == "×" }))
                }
                return (words + [unit.rawValue]).map { ($0, unit.rawValue) }
            }
        }.sorted { $0.word.count > $1.word.count }
    }
}
