import BillingAPI
import BillingModel
import Foundation
import HostFactAPI

/// What a product costs for periods of their own, a line each as staff write them: `12 months 120.00`.
struct PriceTable: Equatable, Sendable {
    struct Row: Equatable, Sendable {
        var periods: Int
        /// The vendor's code.
        var unit: String
        var price: Decimal
        /// Whether the price has VAT in it.
        var isWithTax = false

        func isFor(_ other: Row) -> Bool { periods == other.periods && unit == other.unit }

        /// One of both prices says it all: the other follows from it.
        var members: [String: String] {
            let field = isWithTax ? Product.customPriceIncl : Product.customPriceExcl
            return [
                Product.customPeriods.name: String(periods), Product.customPeriodic.name: unit,
                field.name: price.vendorText,
            ]
        }
    }

    var rows: [Row]
    /// Every price that the system told, by the place of its row.
    private var told: [[String: String]] = []

    init(_ rows: [Row]) { self.rows = rows }

    /// Nil of what is no such table.
    init?(writing text: String) {
        rows = []
        guard !text.isEmpty else { return }
        guard let entries = try? JSONDecoder().decode([[String: String]].self, from: Data(text.utf8)) else {
            return nil
        }
        for entry in entries {
            guard let row = Row(entry) else { return nil }
            rows.append(row)
            told.append(entry)
        }
    }

    /// As records have it.
    var writing: String { Product.customPriceText(rows.map(\.members)) }

    /// What the row for the same period costs, with VAT or without; empty where nothing tells.
    func price(like row: Row) -> String {
        guard let place = rows.firstIndex(where: { $0.isFor(row) }) else { return "" }
        let field = row.isWithTax ? Product.customPriceIncl : Product.customPriceExcl
        return (told.indices.contains(place) ? told[place] : rows[place].members)[field.name] ?? ""
    }

    static func == (a: PriceTable, b: PriceTable) -> Bool { a.rows == b.rows }
}

extension PriceTable.Row {
    fileprivate init?(_ entry: [String: String]) {
        guard let given = Product.customPriceGiven(in: entry) else { return nil }
        periods = entry[Product.customPeriods.name].flatMap { Int($0) } ?? 1
        unit = entry[Product.customPeriodic.name] ?? ""
        (price, isWithTax) = (given.price, given.field == Product.customPriceIncl.declaration)
    }
}

// MARK: As staff read it

extension PriceTable.Row {
    func period(_ texts: Texts) -> String { texts.exactPeriod(periods, unit) }
    func amount(_ texts: Texts) -> String { texts.amount(price) + (isWithTax ? " " + texts.withTaxShort : "") }
    func line(_ texts: Texts) -> String { "\(period(texts)) \(amount(texts))" }
}

extension PriceTable {
    /// In one line.
    func inWords(_ texts: Texts) -> String { rows.map { $0.line(texts) }.joined(separator: "; ") }

    /// A line for each period, the amounts under each other.
    func lines(_ texts: Texts) -> String {
        func padded(_ text: String, to width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count))
        }
        let periods = rows.map { $0.period(texts) }
        let amounts = rows.map { texts.amount($0.price) }
        let (left, right) = (periods.map(\.count).max() ?? 0, amounts.map(\.count).max() ?? 0)
        return rows.indices.map { index in
            let tax = rows[index].isWithTax ? " " + texts.withTaxShort : ""
            return periods[index] + padded(periods[index], to: left) + "  " + padded(amounts[index], to: right)
                + amounts[index] + tax
        }.joined(separator: "\n")
    }

    /// What becomes of each period whose price is another one, new or gone.
    func changes(to new: PriceTable) -> [(row: Row, old: Row?, new: Row?)] {
        let changed = new.rows.compactMap { row -> (Row, Row?, Row?)? in
            let old = rows.first { $0.isFor(row) }
            return old == row ? nil : (row, old, row)
        }
        let gone = rows.filter { row in !new.rows.contains { $0.isFor(row) } }
        return changed + gone.map { ($0, $0, nil) }
    }
}
