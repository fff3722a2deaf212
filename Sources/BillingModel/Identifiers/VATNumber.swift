/// The number of who charges VAT. Source: the European Commission's VIES, structure of the numbers by country.
enum VATNumber {
    /// Behind the letters of the country: `9` is a digit, `A` a letter, `X` either, and any other character itself.
    private static let patterns: [String: [String]] = [
        "AT": ["U99999999"], "BE": ["0999999999", "1999999999"], "BG": ["999999999", "9999999999"],
        "CY": ["99999999A"], "CZ": ["99999999", "999999999", "9999999999"], "DE": ["999999999"], "DK": ["99999999"],
        "EE": ["999999999"], "EL": ["999999999"], "ES": ["X9999999X"], "FI": ["99999999"], "FR": ["XX999999999"],
        "HR": ["99999999999"], "HU": ["99999999"], "IE": ["9X99999A", "9999999AA"], "IT": ["99999999999"],
        "LT": ["999999999", "999999999999"], "LU": ["99999999"], "LV": ["99999999999"], "MT": ["99999999"],
        "NL": ["999999999B99"], "PL": ["9999999999"], "PT": ["999999999"],
        "RO": (2...10).map { String(repeating: "9", count: $0) }, "SE": ["999999999999"], "SI": ["99999999"],
        "SK": ["9999999999"], "XI": ["999999999", "999999999999"],
    ]

    /// - Parameter home: The letters that are put in front where there are none.
    static func reading(of text: String, _ home: String?) -> WrittenForm.Reading {
        var bare = text.bareIdentifier
        let home = home == "GR" ? "EL" : home
        if let home, let own = patterns[home], own.contains(where: { fits(bare, $0) }) { bare = home + bare }
        let country = String(bare.prefix(2))
        guard let known = patterns[country] else {
            return country.count == 2 && country.allSatisfy(\.isLetter) && home.map({ patterns[$0] == nil }) ?? true
                ? .init(text)
                : .init(
                    text,
                    doubted: LocalizedText(
                        "is no VAT number: that begins with the letters of a country, as in NL004495445B01",
                        "is geen btw-nummer: dat begint met de letters van een land, zoals NL004495445B01"))
        }
        let rest = String(bare.dropFirst(2))
        guard known.contains(where: { fits(rest, $0) }) else {
            let example = known[0].map { $0 == "9" ? "1" : $0 == "A" || $0 == "X" ? "A" : $0 }
            return .init(
                text,
                doubted: LocalizedText(
                    "is not written as one of \(country), such as \(country)\(String(example))",
                    "is niet geschreven als een nummer van \(country), zoals \(country)\(String(example))"))
        }
        guard checks(country, rest) else {
            return .init(
                text,
                doubted: LocalizedText(
                    "has check digits that do not fit: one of its characters is wrong",
                    "heeft controlecijfers die niet kloppen: een van de tekens is fout"))
        }
        return .init(bare)
    }

    private static func fits(_ text: String, _ pattern: String) -> Bool {
        text.utf8.count == pattern.utf8.count
            && zip(text.utf8, pattern.utf8).allSatisfy { byte, sign in
                let (isDigit, isLetter) = ((48...57).contains(byte), (65...90).contains(byte))
                return switch sign {
                case UInt8(ascii: "9"): isDigit
                case UInt8(ascii: "A"): isLetter
                case UInt8(ascii: "X"): isDigit || isLetter
                default: byte == sign
                }
            }
    }

    /// What is known of the check digits; true where nothing is.
    private static func checks(_ country: String, _ rest: String) -> Bool {
        switch country {
        // The number of a person has its check digits as an IBAN has, that of a company the proof by eleven.
        case "NL": (country + rest).remainder97 == 1 || ChamberNumber.elevenProof(rest.prefix(9))
        case "BE": ChamberNumber.belgian(rest)
        case "DE": german(rest)
        default: true
        }
    }

    /// ISO 7064, mod 11, 10.
    private static func german(_ digits: String) -> Bool {
        let numbers = digits.utf8.map { Int($0) - 48 }
        var product = 10
        for digit in numbers.dropLast() {
            let sum = (digit + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10 == numbers.last
    }
}
