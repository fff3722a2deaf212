/// Telephone numbers in whatever notation: `010-2233444`, `+31 (0)10 223 34 44` and `0031102233444` are one number.
public enum PhoneDigits {
    /// Fewer digits than this are no telephone number yet.
    private static let fewest = 4
    /// This many digits within a country are a whole number.
    static let whole = 7

    /// Whether a folded word can be a part of a telephone number: digits and the signs between them.
    static func isPart(_ word: String) -> Bool { word.utf8.allSatisfy { isDigit($0) || signs.contains($0) } }

    /// A stored number's digits, which contain what `national` makes of the same number in any notation.
    static func stored(_ text: String) -> String { digits(of: text).text }

    /// Ways to look for a typed number: its digits behind the country's and the trunk's, as far as these can be told.
    ///
    /// The country is left out since a stored number often lacks it; the same digits in two countries are both found.
    static func national(_ typed: String) -> [String] {
        let (digits, isInternational) = digits(of: typed)
        if isInternational { return significant(afterCallingCode(digits)) }
        if digits.hasPrefix("00"), !digits.hasPrefix("000") {
            return significant(afterCallingCode(digits.dropFirst(2)))
        }
        if digits.hasPrefix("0") { return digits.hasPrefix("00") ? [] : significant(digits[...]) }
        // Long enough for a country's number behind its calling code, which may have been typed without a sign.
        return digits.utf8.count >= 10 ? significant(afterCallingCode(digits[...])) : []
    }

    private static func significant(_ digits: Substring) -> [String] {
        let rest = digits.hasPrefix("0") ? digits.dropFirst() : digits
        return rest.utf8.count >= fewest ? [String(rest)] : []
    }

    /// The digits, without the trunk's zero that is written `(0)` behind a country, and whether a plus leads them.
    private static func digits(of text: String) -> (text: String, isInternational: Bool) {
        let bytes = Array(text.utf8)
        var digits: [UInt8] = []
        var isInternational = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "+"), digits.isEmpty { isInternational = true }
            guard isDigit(byte) else { continue }
            let isTrunk =
                byte == UInt8(ascii: "0") && index > 0 && index + 1 < bytes.count
                && bytes[index - 1] == UInt8(ascii: "(") && bytes[index + 1] == UInt8(ascii: ")")
            if isTrunk, !digits.isEmpty { continue }
            digits.append(byte)
        }
        return (String(decoding: digits, as: UTF8.self), isInternational)
    }

    /// Calling codes have one, two or three digits, and none begins another. Source: ITU-T E.164, list of codes.
    private static func afterCallingCode(_ digits: some StringProtocol) -> Substring {
        let digits = Substring(digits)
        if digits.hasPrefix("1") || digits.hasPrefix("7") { return digits.dropFirst() }
        return digits.dropFirst(ofTwoDigits.contains(String(digits.prefix(2))) ? 2 : 3)
    }

    private static let ofTwoDigits: Set<String> = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "92", "93", "94", "95", "98",
    ]

    private static let signs = Set("+-/.()".utf8)

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
