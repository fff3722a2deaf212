/// In which notations a number that staff type is likely to be stored, for a system that looks for texts as they stand.
public enum LikelyNotations {
    /// Of a telephone number: what stands behind country and area, without blanks and with the usual ones. That is a part
    /// of nearly every notation: `010-2233444`, `+31 10 2233444`, `+31 (0)10 223 34 44`.
    ///
    /// None of what is no whole number yet.
    public static func phone(_ typed: String) -> [String] {
        guard typed.split(whereSeparator: \.isWhitespace).allSatisfy({ PhoneDigits.isPart(String($0)) }),
            let number = PhoneDigits.national(typed).first, number.utf8.count >= PhoneDigits.whole
        else { return [] }
        guard isDutch(typed) else { return [number] }
        let behindArea = String(number.dropFirst(lengthOfArea(number)))
        let groups: [Int] =
            switch behindArea.count {
            case 6: [2, 2, 2]
            case 7: [3, 2, 2]
            case 8: [2, 2, 2, 2]
            default: []
            }
        return groups.isEmpty ? [number] : [behindArea, grouped(behindArea, groups)]
    }

    /// Of an IBAN of which enough is typed to be one: without blanks, and in groups of four.
    public static func iban(_ typed: String) -> [String] {
        let bare = typed.filter { !$0.isWhitespace }.uppercased()
        let (country, rest) = (bare.prefix(2), bare.dropFirst(2))
        guard bare.utf8.count >= 8, country.allSatisfy({ $0.isASCII && $0.isLetter }),
            rest.prefix(2).allSatisfy({ $0.isASCII && $0.isNumber }),
            rest.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter) })
        else { return [] }
        return [bare, bare.grouped(by: 4)]
    }

    /// Of a Dutch postcode: with its blank and without.
    public static func postcode(_ typed: String) -> [String] {
        let bare = typed.filter { !$0.isWhitespace }.uppercased()
        let (digits, letters) = (bare.prefix(4), bare.dropFirst(4))
        guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }), letters.count == 2,
            letters.allSatisfy({ $0.isASCII && $0.isLetter })
        else { return [] }
        return ["\(digits) \(letters)", bare]
    }

    /// Of some other number that is long enough to be told from others: its digits alone.
    public static func number(_ typed: String) -> [String] {
        let bare = typed.filter { !$0.isWhitespace && !".-/".contains($0) }
        return bare.utf8.count >= 6 && bare.allSatisfy { $0.isASCII && $0.isNumber } ? [bare] : []
    }

    /// Whether a number is one of the Netherlands, as it is where no other country is named.
    private static func isDutch(_ typed: String) -> Bool {
        let digits = typed.filter { $0.isASCII && $0.isNumber }
        let isInternational = typed.contains("+") || digits.hasPrefix("00") || !digits.hasPrefix("0")
        return !isInternational || digits.hasPrefix("31") || digits.hasPrefix("0031")
    }

    /// Behind the zero. Source: the Dutch numbering plan for telephony.
    private static func lengthOfArea(_ number: String) -> Int {
        if number.hasPrefix("6") { return 1 }
        return ofTwoDigits.contains(String(number.prefix(2))) ? 2 : 3
    }

    private static let ofTwoDigits: Set<String> = [
        "10", "13", "15", "20", "23", "24", "26", "30", "33", "35", "36", "38", "40", "43", "45", "46", "50", "53",
        "55", "58", "70", "71", "72", "73", "74", "75", "76", "77", "78", "79", "85", "87", "88", "91",
    ]

    private static func grouped(_ digits: String, _ sizes: [Int]) -> String {
        var (groups, rest) = ([Substring](), digits[...])
        for size in sizes {
            groups.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return groups.joined(separator: " ")
    }
}
