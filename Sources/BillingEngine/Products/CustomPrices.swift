import BillingAPI
import BillingModel
import Foundation
import HostFactAPI

/// The prices of a product for single periods. Source: HostFact reference, 12.4.
struct CustomPrices {
    var tax: Decimal

    /// Works out the price that was not given in each entry; a price with VAT wins over one without.
    func completed(_ rows: [[String: String]], _ problems: inout [Problem]) -> [[String: String]] {
        var seen: Set<[String]> = []
        return rows.enumerated().compactMap { index, row in
            let periods = filled(row, Product.customPeriods) ?? "1"
            guard let unit = filled(row, Product.customPeriodic) else {
                problems.append(problem(index, "Periodic is required", "Periodic is verplicht"))
                return nil
            }
            guard seen.insert([periods, unit]).inserted else {
                problems.append(
                    problem(
                        index, "there is already a price for \(periods) × \(unit)",
                        "er is al een prijs voor \(periods) × \(unit)"))
                return nil
            }
            guard let (excl, incl) = prices(row) else {
                problems.append(problem(index, "PriceExcl is required", "PriceExcl is verplicht"))
                return nil
            }
            return entry(periods, unit, excl, incl)
        }
    }

    /// The same entries under another VAT percentage: the prices without VAT stand.
    func taxed(_ rows: [[String: String]]) -> [[String: String]] {
        rows.map { row in
            var row = row
            let excl = Decimal(vendorText: row[Product.customPriceExcl.name] ?? "") ?? 0
            row[Product.customPriceIncl.name] = (excl * factor).vendorText
            return row
        }
    }

    private var factor: Decimal { 1 + tax / 100 }

    private func prices(_ row: [String: String]) -> (excl: Decimal, incl: Decimal)? {
        if let incl = filled(row, Product.customPriceIncl).flatMap({ Decimal(vendorText: $0) }) {
            return (rounded(incl / factor), incl)
        }
        guard let excl = filled(row, Product.customPriceExcl).flatMap({ Decimal(vendorText: $0) }) else { return nil }
        return (excl, excl * factor)
    }

    private func entry(_ periods: String, _ unit: String, _ excl: Decimal, _ incl: Decimal) -> [String: String] {
        [
            Product.customPeriods.name: periods, Product.customPeriodic.name: unit,
            Product.customPriceExcl.name: excl.vendorText, Product.customPriceIncl.name: incl.vendorText,
        ]
    }

    private func filled<Value>(_ row: [String: String], _ field: Field<Value>) -> String? {
        row[field.name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Four decimals, as many as a price is known to keep. Source: reference, 16 no. 14.
    private func rounded(_ value: Decimal) -> Decimal {
        var value = value
        var result = Decimal()
        NSDecimalRound(&result, &value, 4, .plain)
        return result
    }

    private func problem(_ index: Int, _ english: String, _ dutch: String) -> Problem {
        Problem(naming: Product.customPrices) {
            LocalizedText("\($0.english)[\(index)]: \(english).", "\($0.dutch)[\(index)]: \(dutch).")
        }
    }
}
