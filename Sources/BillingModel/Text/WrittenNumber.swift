/// Numbers as people write them, with either sign for decimals.
public enum WrittenNumber {
    /// With a decimal point and nothing between thousands; what is no number stays as it is.
    ///
    /// With both separators the last one is the decimal one: `1.234,56` and `1,234.56` are the same number.
    public static func plain(_ typed: String) -> String {
        guard let last = typed.lastIndex(where: { $0 == "." || $0 == "," }) else { return typed }
        let decimalSign = typed[last]
        let grouping: Character = decimalSign == "." ? "," : "."
        let whole = typed[..<last]
        let fraction = typed[typed.index(after: last)...]
        guard !whole.contains(decimalSign), grouped(whole, by: grouping) else { return typed }
        return whole.filter { $0 != grouping } + "." + fraction
    }

    /// Both numbers that a text such as `1.234` can mean, written so that they are read in one way only; nil where there
    /// is no doubt. A price must not be guessed at.
    public static func readings(of typed: String) -> (whole: String, fraction: String)? {
        let unsigned = typed.first == "-" || typed.first == "+" ? typed.dropFirst() : typed[...]
        let separators = unsigned.filter { $0 == "." || $0 == "," }
        let parts = unsigned.split(whereSeparator: { $0 == "." || $0 == "," })
        guard separators.count == 1, parts.count == 2, parts[1].count == 3, parts[0].count <= 3,
            parts[0].first != "0", parts.allSatisfy({ $0.allSatisfy(\.isNumber) })
        else { return nil }
        return ("\(parts[0])\(parts[1])", "\(parts[0])\(separators)\(parts[1])0")
    }

    /// Whether a grouping sign stands only between groups of three digits.
    private static func grouped(_ whole: Substring, by sign: Character) -> Bool {
        let groups = whole.split(separator: sign, omittingEmptySubsequences: false)
        return groups.count == 1 || groups.dropFirst().allSatisfy { $0.count == 3 }
    }
}
