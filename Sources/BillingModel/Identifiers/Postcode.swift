/// A postcode as the post of its country writes it. Source: the countries' pages at the Universal Postal Union.
enum Postcode {
    /// Digits alone, that many, behind these letters where somebody writes them.
    private static let digits: [String: Int] = [
        "AT": 4, "BE": 4, "CH": 4, "DE": 5, "DK": 4, "ES": 5, "FI": 5, "FR": 5, "IT": 5, "LU": 4, "NO": 4,
    ]

    static func reading(of text: String, _ country: String?) -> WrittenForm.Reading {
        guard let country else { return .init(text) }
        let bare = text.bareIdentifier
        if country == "NL" { return dutch(bare, text) }
        guard let count = digits[country] else { return .init(text) }
        let number = String(bare.drop { $0.isLetter })
        let letters = String(bare.dropLast(number.count))
        guard number.isDigits, number.count == count, letters.isEmpty || country.hasPrefix(letters) else {
            return .init(
                text,
                doubted: LocalizedText(
                    "is no postcode of \(country), which has \(count) digits",
                    "is geen postcode van \(country), die \(count) cijfers heeft"))
        }
        return .init(number)
    }

    /// Three pairs of letters are never given.
    private static func dutch(_ bare: String, _ text: String) -> WrittenForm.Reading {
        let (number, letters) = (String(bare.prefix(4)), String(bare.dropFirst(4)))
        guard number.isDigits, number.count == 4, !number.hasPrefix("0"), letters.utf8.count == 2,
            letters.utf8.allSatisfy({ (65...90).contains($0) }), !["SA", "SD", "SS"].contains(letters)
        else {
            return .init(
                text,
                doubted: LocalizedText(
                    "is no postcode of NL, such as 2312 AB", "is geen postcode van NL, zoals 2312 AB"))
        }
        return .init("\(number) \(letters)")
    }
}
