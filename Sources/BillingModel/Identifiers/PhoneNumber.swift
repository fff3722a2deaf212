/// A telephone number in whatever notation, which is kept as it is written. Source: ITU-T E.164; the numbering plans.
enum PhoneNumber {
    /// Calling code, and how many digits stand behind the leading zero, for those whose zero is dialled within.
    private static let plans: [String: (code: String, digits: ClosedRange<Int>)] = [
        "NL": ("31", 9...9), "BE": ("32", 8...9), "DE": ("49", 6...13), "FR": ("33", 9...9), "GB": ("44", 9...10),
        "AT": ("43", 4...13), "CH": ("41", 9...9),
    ]

    static func reading(of text: String, _ country: String?) -> WrittenForm.Reading {
        guard text.allSatisfy({ $0.isWhitespace || $0.isWholeNumber || "+-/.()".contains($0) }) else {
            return .init(
                text,
                doubted: LocalizedText(
                    "has something in it that no telephone dials", "bevat iets dat geen telefoon kiest"))
        }
        let digits = text.replacing("(0)", with: text.contains("+") ? "" : "0").filter(\.isWholeNumber)
        if text.first == "+" || digits.hasPrefix("00") {
            let number = text.first == "+" ? digits : String(digits.dropFirst(2))
            return international(number, text)
        }
        guard let country, let plan = plans[country] else {
            return (3...15).contains(digits.count) ? .init(text) : wrongLength(digits.count, text)
        }
        // The short numbers of services have no zero.
        guard digits.hasPrefix("0") else { return (3...6).contains(digits.count) ? .init(text) : noZero(country, text) }
        let rest = digits.dropFirst()
        // Numbers that are free or cost more are shorter or longer.
        let isService = rest.hasPrefix("8") || rest.hasPrefix("9")
        guard plan.digits.contains(rest.count) || isService && (5...11).contains(rest.count) else {
            return wrongLength(digits.count, text)
        }
        return .init(text, shown: "+\(plan.code) \(rest)")
    }

    private static func international(_ number: String, _ text: String) -> WrittenForm.Reading {
        guard let plan = plans.values.first(where: { number.hasPrefix($0.code) }) else {
            return (8...15).contains(number.count) ? .init(text, shown: "+\(number)") : wrongLength(number.count, text)
        }
        var rest = number.dropFirst(plan.code.count)
        if rest.hasPrefix("0") { rest = rest.dropFirst() }
        let isService = rest.hasPrefix("8") || rest.hasPrefix("9")
        guard plan.digits.contains(rest.count) || isService && (5...11).contains(rest.count) else {
            return wrongLength(number.count, text)
        }
        return .init(text, shown: "+\(plan.code) \(rest)")
    }

    private static func wrongLength(_ count: Int, _ text: String) -> WrittenForm.Reading {
        let digits = LocalizedText.counting(
            count, one: LocalizedText("one digit", "één cijfer"),
            many: LocalizedText("\(count) digits", "\(count) cijfers"))
        return .init(
            text,
            doubted: LocalizedText(
                "has \(digits.english), which is no telephone number there",
                "heeft \(digits.dutch), en dat is daar geen telefoonnummer"))
    }

    private static func noZero(_ country: String, _ text: String) -> WrittenForm.Reading {
        .init(
            text,
            doubted: LocalizedText(
                "begins with neither 0 nor +, as a number of \(country) does",
                "begint niet met 0 of +, zoals een nummer van \(country)"))
    }
}
