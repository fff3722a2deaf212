import BillingModel
import Foundation

/// Something wrong with what was given, in words for staff, and in those of the wire.
public struct Problem: Equatable, Sendable {
    /// The parameter it belongs to; nil for a problem of the whole.
    public var field: String?
    /// For the vendor's envelope, scripts and command lines: fields have the names that are sent.
    public var message: LocalizedText
    /// For whoever reads a screen: fields have the names that stand there.
    public var staff: LocalizedText

    /// A sentence that calls no field by its name.
    public init(_ field: FieldDeclaration?, _ english: String, _ dutch: String) {
        self.init(field, wire: LocalizedText(english, dutch), staff: LocalizedText(english, dutch))
    }

    public init(_ field: FieldDeclaration?, wire: LocalizedText, staff: LocalizedText) {
        self.field = field?.name
        message = wire
        self.staff = staff
    }

    /// A sentence with the field's name in it.
    public init(naming field: FieldDeclaration, _ sentence: (LocalizedText) -> LocalizedText) {
        self.init(field, wire: sentence(LocalizedText(verbatim: field.name)), staff: sentence(field.label))
    }
}

extension FieldDeclaration {
    /// Checks one text against the declaration; gives the vendor's writing of it, or what is wrong.
    ///
    /// An empty text is always allowed here: it clears. Whether that may be is a rule of the action.
    public func check(_ text: String) -> Result<String, CheckFailure> {
        let text = tidied(text)
        if text.isEmpty { return .success("") }
        return checkKind(text).flatMap { accepted in
            guard let reason = refusal?(accepted) else { return .success(accepted) }
            return fail("“\(quoted(text))” \(reason.english)", "“\(quoted(text))” \(reason.dutch)")
        }
    }

    private func checkKind(_ text: String) -> Result<String, CheckFailure> {
        switch kind {
        case .text(let maximum), .multilineText(let maximum), .secret(let maximum), .code(_, let maximum):
            checkText(text, maximum: maximum)
        case .integer(let bounds): checkInteger(text, bounds)
        case .decimal(let bounds): checkDecimal(text, bounds)
        case .percentage: checkDecimal(text, 0...100)
        case .date: checkDate(text)
        case .flag(let coding): checkOneOf(text, [coding.on, coding.off])
        case .choice(let choices): checkOneOf(text, choices.map(\.value))
        case .reference: checkInteger(text, 0...Int(Int32.max))
        case .references: check(ids: text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        case .rows: fail("takes a list of maps", "is een lijst van regels")
        }
    }

    private func fail(_ english: String, _ dutch: String) -> Result<String, CheckFailure> {
        .failure(
            CheckFailure(
                problem: Problem(naming: self) {
                    LocalizedText("\($0.english): \(english).", "\($0.dutch): \(dutch).")
                }))
    }

    private func checkText(_ text: String, maximum: Int) -> Result<String, CheckFailure> {
        guard text.count <= maximum else {
            return fail(
                "is \(text.count) characters long, at most \(maximum) fit",
                "is \(text.count) tekens lang, er passen er \(maximum)")
        }
        guard !text.unicodeScalars.contains("\0") else {
            return fail("has a NUL character in it; leave it out", "bevat een NUL-teken; laat het weg")
        }
        guard use == .code, let scalar = text.firstUnfitForCodes else { return .success(text) }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return fail(
            "has a character in it that cannot be seen (\(number)); leave it out",
            "bevat een teken dat niet te zien is (\(number)); laat het weg")
    }

    private func checkInteger(_ text: String, _ bounds: ClosedRange<Int>) -> Result<String, CheckFailure> {
        guard let value = Int(text), text.first != "+" else {
            return fail("“\(quoted(text))” is not a whole number", "“\(quoted(text))” is geen geheel getal")
        }
        guard bounds.contains(value) else {
            return fail(
                "\(value) must be between \(bounds.lowerBound) and \(bounds.upperBound)",
                "\(value) moet tussen \(bounds.lowerBound) en \(bounds.upperBound) liggen")
        }
        return .success(String(value))
    }

    private func checkDecimal(_ text: String, _ bounds: ClosedRange<Decimal>) -> Result<String, CheckFailure> {
        guard let value = Decimal(vendorText: text) else {
            return fail(
                "“\(quoted(text))” is not a number such as 1250.75",
                "“\(quoted(text))” is geen getal zoals 1250.75")
        }
        guard bounds.contains(value) else {
            let (low, high) = (bounds.lowerBound.vendorText, bounds.upperBound.vendorText)
            return fail(
                "\(value.vendorText) must be between \(low) and \(high)",
                "\(value.vendorText) moet tussen \(low) en \(high) liggen")
        }
        return .success(value.vendorText)
    }

    private func checkDate(_ text: String) -> Result<String, CheckFailure> {
        guard let date = CalendarDate(text) else {
            return fail(
                "“\(quoted(text))” is not a day such as 2026-03-31",
                "“\(quoted(text))” is geen datum zoals 2026-03-31")
        }
        return .success(date.text)
    }

    private func checkOneOf(_ text: String, _ allowed: [String]) -> Result<String, CheckFailure> {
        if allowed.contains(text) { return .success(text) }
        let list = allowed.filter { !$0.isEmpty }.joined(separator: ", ")
        return fail(
            "“\(quoted(text))” is not one of \(list)", "“\(quoted(text))” is niet een van \(list)")
    }

    /// Checks ids that arrived one by one; gives them as one text.
    func check(ids texts: [String]) -> Result<String, CheckFailure> {
        let ids = texts.compactMap { Int($0.withoutBlankEnds) }
        guard ids.count == texts.count, ids.allSatisfy({ $0 > 0 }) else {
            let text = texts.joined(separator: ",")
            return fail(
                "“\(quoted(text))” is not a list of ids such as 4,7",
                "“\(quoted(text))” is geen lijst van ids zoals 4,7")
        }
        return .success(ids.map(String.init).joined(separator: ","))
    }

    /// A secret is never repeated, and a long text is quoted only at its start.
    private func quoted(_ text: String) -> String {
        isSecret ? "…" : text.count > 40 ? text.prefix(40) + "…" : text
    }
}

/// Why a text was refused.
public struct CheckFailure: Error, Equatable, Sendable {
    public var problem: Problem
}
