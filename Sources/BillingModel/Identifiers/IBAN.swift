/// The number of a bank account. Source: ISO 13616; lengths from SWIFT's register of IBAN formats, release 99.
enum IBAN {
    private static let lengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
        "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
        "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
        "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
        "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
        "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24,
        "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24,
        "XK": 20,
    ]

    static func reading(of text: String) -> WrittenForm.Reading {
        let bare = text.bareIdentifier
        let country = String(bare.prefix(2))
        guard bare.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }),
            country.allSatisfy(\.isLetter), String(bare.dropFirst(2).prefix(2)).isDigits
        else {
            return .init(
                text,
                doubted: LocalizedText(
                    "is no IBAN: that begins with a country and two digits, as in NL91 ABNA 0417 1643 00",
                    "is geen IBAN: dat begint met een land en twee cijfers, zoals NL91 ABNA 0417 1643 00"))
        }
        if let length = lengths[country], bare.count != length {
            return .init(
                text,
                doubted: LocalizedText(
                    "has \(bare.count) characters, and an IBAN of \(country) has \(length)",
                    "heeft \(bare.count) tekens, en een IBAN van \(country) heeft er \(length)"))
        }
        guard (String(bare.dropFirst(4)) + bare.prefix(4)).remainder97 == 1 else {
            return .init(
                text,
                doubted: LocalizedText(
                    "has check digits that do not fit: one of its characters is wrong",
                    "heeft controlecijfers die niet kloppen: een van de tekens is fout"))
        }
        return .init(bare, shown: bare.grouped(by: 4))
    }
}
