import Foundation

extension Decimal {
    /// From a vendor's number: digits with an optional sign and a decimal point, nothing else.
    ///
    /// `1.250,00`, `1e3` and `NaN` are refused rather than guessed at.
    public init?(vendorText text: String) {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), digits.count <= 30,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }),
            // Without a locale the point is the decimal sign.
            let value = Decimal(string: text)
        else { return nil }
        self = value
    }

    /// Decimal point, no grouping, trailing zeros trimmed: `50.75`, `0`.
    public var vendorText: String { description }

    /// Rounded to cents, half away from zero, as invoices are.
    public var roundedToCents: Decimal {
        var value = self
        var result = Decimal()
        NSDecimalRound(&result, &value, 2, .plain)
        return result
    }
}

extension Decimal {
    /// Two decimals at least, grouped for reading: `1.250,00` in Dutch, `1,250.00` in English.
    ///
    /// More decimals are shown where the amount has them; nothing is rounded away.
    public func shown(decimalComma: Bool) -> String {
        let parts = vendorText.split(separator: ".", omittingEmptySubsequences: false)
        let isNegative = parts[0].hasPrefix("-")
        let whole = Array(parts[0].drop { $0 == "-" })
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        while fraction.count < 2 { fraction += "0" }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(decimalComma ? "." : ",") }
            grouped.append(digit)
        }
        return (isNegative ? "-" : "") + grouped + (decimalComma ? "," : ".") + fraction
    }
}
