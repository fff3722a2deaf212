import BillingModel
import Foundation

/// Sums as staff write an amount: `7.5*1.05`, `12,50+5%`, `+5%` on what is stored, and where an amount is changed by
/// steps `-2.50` off what is stored.
///
/// × and ÷ go before + and −. The outcome is rounded to the cent, or to as many decimals as its first amount has.
struct AmountReading {
    /// The vendor's writing of what the record holds; empty for a new one.
    var stored = ""
    /// Whether a number with a sign is a step from the stored amount, and not an amount below zero.
    var takesSteps = false

    /// Nil for what is no sum, such as a plain number.
    func outcome(of typed: String) -> Decimal? {
        guard let first = typed.first else { return nil }
        if first == "=" { return Self.number(typed.dropFirst()) }
        if first == "+" || first == "-" { return step(typed) }
        var rest = typed[...]
        guard let start = Self.takeProduct(&rest), !rest.isEmpty || typed.contains(where: Self.multiplies) else {
            return nil
        }
        var total = start.value
        while !rest.isEmpty {
            guard let sign = rest.popFirst(), sign == "+" || sign == "-", let part = Self.takeProduct(&rest) else {
                return nil
            }
            var change = part.value
            if rest.first == "%" {
                rest.removeFirst()
                change = total * part.value / 100
            }
            total += sign == "+" ? change : -change
        }
        return Self.rounded(total, start.decimals)
    }

    /// The amounts in a sum, each of which may be readable in two ways.
    static func amounts(in typed: String) -> [String] {
        typed.drop { $0 == "=" }.split(whereSeparator: { !isPart(of: $0) && $0 != "%" }).map(String.init)
    }

    private func step(_ typed: String) -> Decimal? {
        guard let base = Decimal(vendorText: stored), base != 0 else { return nil }
        var rest = typed.dropFirst()
        guard let part = Self.takeProduct(&rest) else { return nil }
        let change: Decimal
        switch rest {
        case "%": change = base * part.value / 100
        case "" where takesSteps: change = part.value
        default: return nil
        }
        let decimals = max(Self.decimals(of: stored), rest == "%" ? 0 : part.decimals)
        return Self.rounded(typed.first == "-" ? base - change : base + change, decimals)
    }

    /// Numbers with × and ÷ between them, and how many decimals the first has.
    private static func takeProduct(_ rest: inout Substring) -> (value: Decimal, decimals: Int)? {
        let first = takeNumber(&rest)
        guard var value = number(first) else { return nil }
        let decimals = decimals(of: WrittenNumber.plain(String(first)))
        while let sign = rest.first, multiplies(sign) {
            rest.removeFirst()
            guard let factor = number(takeNumber(&rest)) else { return nil }
            if sign == "/" || sign == "÷" {
                guard factor != 0 else { return nil }
                value /= factor
            } else {
                value *= factor
            }
        }
        return (value, decimals)
    }

    private static func takeNumber(_ rest: inout Substring) -> Substring {
        let number = rest.prefix(while: isPart)
        rest = rest[number.endIndex...]
        return number
    }

    private static func isPart(of sign: Character) -> Bool { sign.isWholeNumber || sign == "." || sign == "," }
    private static func multiplies(_ sign: Character) -> Bool { "*×/÷".contains(sign) }
    private static func number(_ text: Substring) -> Decimal? { Decimal(vendorText: WrittenNumber.plain(String(text))) }

    private static func decimals(of number: String) -> Int {
        number.firstIndex(of: ".").map { number.distance(from: $0, to: number.endIndex) - 1 } ?? 0
    }

    private static func rounded(_ value: Decimal, _ decimals: Int) -> Decimal? {
        // What no longer fits a decimal is none.
        guard value.isFinite else { return nil }
        var (value, result) = (value, Decimal())
        NSDecimalRound(&result, &value, max(2, decimals), .plain)
        return result
    }
}
