import BillingModel
import Foundation

/// Something wrong with what was given, in words for staff and for the vendor's envelope.
public struct Problem: Equatable, Sendable {
    /// The parameter it belongs to; nil for a problem of the whole.
    public var field: String?
    public var message: LocalizedText

    public init(_ field: FieldDeclaration?, _ english: String, _ dutch: String) {
        self.field = field?.name
        message = LocalizedText(english, dutch)
    }
}

extension FieldDeclaration {
    /// Checks one text against the declaration; gives the vendor's writing of it, or what is wrong.
    ///
    /// An empty text is always allowed here: it clears. Whether that may be is a rule of the action.
    public func check(_ text: String) -> Result<String, CheckFailure> {
        if text.isEmpty { return .success("") }
        return checkKind(text).flatMap { accepted in
            guard let reason = refusal?(accepted) else { return .success(accepted) }
            return fail("“\(quoted(text))” \(reason.english)", "“\(quoted(text))” \(reason.dutch)")
        }
    }

    private func checkKind(_ text: String) -> Result<String, CheckFailure> {
        switch kind {
        case .text(let maximum), .secret(let maximum), .code(_, let maximum):
            checkText(text, maximum: maximum, lines: false)
        case .multilineText(let maximum): checkText(text, maximum: maximum, lines: true)
        case .integer(let bounds): checkInteger(text, bounds)
        case .decimal(let bounds): checkDecimal(text, bounds)
        case .percentage: checkDecimal(text, 0...100)
        case .date: checkDate(text)
        case .flag(let coding): checkOneOf(text, [coding.on, coding.off])
        case .choice(let choices): checkOneOf(text, choices.map(\.value))
        case .reference: checkInteger(text, 0...Int(Int32.max))
        case .references: checkReferences(text)
        case .rows: fail("takes a list of maps", "is een lijst van regels")
        }
    }

    private func fail(_ english: String, _ dutch: String) -> Result<String, CheckFailure> {
        .failure(CheckFailure(problem: Problem(self, "\(name): \(english).", "\(name): \(dutch).")))
    }

    private func checkText(_ text: String, maximum: Int, lines: Bool) -> Result<String, CheckFailure> {
        guard text.count <= maximum else {
            return fail(
                "is \(text.count) characters long, at most \(maximum) fit",
                "is \(text.count) tekens lang, er passen er \(maximum)")
        }
        guard !text.unicodeScalars.contains("\0") else {
            return fail("has a NUL character in it; leave it out", "bevat een NUL-teken; laat het weg")
        }
        if isSecret || lines || !text.contains(where: \.isNewline) { return .success(text) }
        return fail("takes one line; this has a line break", "is één regel; hier staat een regeleinde in")
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

    private func checkReferences(_ text: String) -> Result<String, CheckFailure> {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let ids = parts.compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        guard ids.count == parts.count, ids.allSatisfy({ $0 > 0 }) else {
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
