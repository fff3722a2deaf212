/// The number of a company in the register of its country; known here of the Netherlands and Belgium.
enum ChamberNumber {
    static func reading(of text: String, _ country: String?) -> WrittenForm.Reading {
        var bare = text.bareIdentifier
        switch country {
        case "NL":
            guard bare.isDigits, bare.count == 8 else {
                return .init(
                    text,
                    doubted: LocalizedText(
                        "is no number of the Dutch register, which has 8 digits",
                        "is geen KvK-nummer, dat 8 cijfers heeft"))
            }
            return .init(bare)
        case "BE":
            if bare.hasPrefix("BE") { bare.removeFirst(2) }
            if bare.count == 9, bare.isDigits { bare = "0" + bare }
            guard bare.isDigits, bare.count == 10 else {
                return .init(
                    text,
                    doubted: LocalizedText(
                        "is no number of the Belgian register, which has 10 digits",
                        "is geen ondernemingsnummer, dat 10 cijfers heeft"))
            }
            guard belgian(bare) else {
                return .init(
                    text,
                    doubted: LocalizedText(
                        "has check digits that do not fit: one of its digits is wrong",
                        "heeft controlecijfers die niet kloppen: een van de cijfers is fout"))
            }
            return .init(bare, shown: "\(bare.prefix(4)).\(bare.dropFirst(4).prefix(3)).\(bare.suffix(3))")
        default: return .init(text)
        }
    }

    /// The last two digits are 97 less the remainder of those before.
    static func belgian(_ digits: String) -> Bool {
        guard let number = Int(digits.prefix(8)), let check = Int(digits.suffix(2)) else { return false }
        return 97 - number % 97 == check
    }

    /// Digits times 9, 8 … 2, less the last one, are a multiple of eleven.
    static func elevenProof(_ digits: Substring) -> Bool {
        let numbers = digits.utf8.map { Int($0) - 48 }
        guard numbers.count == 9, let last = numbers.last else { return false }
        let sum = zip(numbers.dropLast(), (2...9).reversed()).reduce(0) { $0 + $1.0 * $1.1 }
        return (sum - last) % 11 == 0
    }
}
