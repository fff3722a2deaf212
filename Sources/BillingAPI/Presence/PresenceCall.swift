import BillingModel
import Foundation

/// What a console tells `balied`, or asks it, about a record that stands open: `POST /balie/v1/presence`, as JSON.
///
/// Balie's own; no vendor has anything like it.
public struct PresenceCall: Equatable, Sendable {
    public enum Deed: String, Sendable, CaseIterable { case stay, look, leave }

    public static let path = "/balie/v1/presence"
    public static let name = ActionName("balie", "presence")

    public var deed: Deed
    public var form: OpenForm
    /// Where they sit, as they say themselves.
    public var origin: String

    public init(_ deed: Deed, _ form: OpenForm, from origin: String) {
        (self.deed, self.form, self.origin) = (deed, form, origin)
    }

    /// What is proved together with who sends it, in this order.
    public var signed: [String] {
        [deed.rawValue, form.id, form.kind.rawValue, String(form.identifier), origin]
    }

    // MARK: On the wire

    var members: [JSONMember] {
        [
            JSONMember("deed", deed.rawValue), JSONMember("form", form.id), JSONMember("kind", form.kind.rawValue),
            JSONMember("record", .number(Decimal(form.identifier))), JSONMember("from", origin),
        ]
    }

    init(_ value: JSONValue) throws(APIError) {
        guard let deed = value["deed"]?.text.flatMap(Deed.init) else {
            throw Self.lacks("deed", "stay, look or leave", "stay, look of leave")
        }
        guard let form = value["form"]?.text, OpenForm.isID(form) else {
            throw Self.lacks("form", "sixteen digits of 0-9 and a-f", "zestien cijfers uit 0-9 en a-f")
        }
        let kinds: [RecordKind] = [.debtor, .product, .service, .group, .user]
        guard let kind = value["kind"]?.text.flatMap(RecordKind.init), kinds.contains(kind) else {
            let names = kinds.map(\.rawValue).joined(separator: ", ")
            throw Self.lacks("kind", "one of \(names)", "een van \(names)")
        }
        guard case .number(let number)? = value["record"], let record = Int(number.description),
            (1...999_999_999).contains(record)
        else { throw Self.lacks("record", "the number of a record, from 1 on", "het nummer van een gegeven, vanaf 1") }
        let origin = value["from"]?.text ?? ""
        self.init(
            deed, OpenForm(id: form, kind, record),
            from: String(origin.plainLine.prefix(PresenceRules.longestOrigin)))
    }

    private static func lacks(_ member: String, _ english: String, _ dutch: String) -> APIError {
        APIError(.invalidInput, LocalizedText("“\(member)” must be \(english).", "“\(member)” moet \(dutch) zijn."))
    }

    static func answer(_ others: [Present]) -> JSONValue {
        .object([
            JSONMember(
                "present",
                .array(
                    others.map { other in
                        .object([
                            JSONMember("person", other.person), JSONMember("from", other.origin),
                            JSONMember("since", .number(Decimal(other.since))),
                        ])
                    }))
        ])
    }

    /// Nil of what is no answer to a call.
    static func others(in value: JSONValue) -> [Present]? {
        guard case .array(let others)? = value["present"] else { return nil }
        return others.compactMap { other in
            guard let person = other["person"]?.text, case .number(let number)? = other["since"],
                let since = Int(number.description), (0...253_402_300_799).contains(since)
            else { return nil }
            return Present(person.plainLine, from: (other["from"]?.text ?? "").plainLine, since: since)
        }
    }
}

/// Who calls, and what they may do with a book of presence.
public enum PresenceCaller: Equatable, Sendable {
    /// - mayWrite: Whether it may be written down that they are there.
    case known(String, mayWrite: Bool)
    /// Who is known, and is told of no records by this call, such as somebody who may see a few only.
    case refused(String)
    case unknown
}

/// The server's side without HTTP.
public struct PresenceEndpoint: Transport {
    /// Throws when nobody can be looked up, so that nobody is let in and nobody's key is wrong.
    public typealias AccessCheck =
        @Sendable (_ body: JSONValue, _ call: PresenceCall, _ address: String) async throws(APIError) -> PresenceCaller
    /// Gives the book as somebody writes in it.
    public typealias Book = @Sendable (_ person: String, _ origin: String) -> any PresenceBook

    private let book: Book
    private let report: OutwardService.Report
    private let access: AccessCheck

    /// - Parameter report: Told what went wrong inside, which callers are not told.
    public init(_ book: @escaping Book, report: @escaping OutwardService.Report, access: @escaping AccessCheck) {
        self.book = book
        self.report = report
        self.access = access
    }

    public func carry(_ request: WireRequest) async -> WireResponse {
        do throws(APIError) {
            guard request.method.uppercased() == "POST" else {
                throw APIError(
                    .invalidInput, LocalizedText("Send the request with POST.", "Verstuur het verzoek met POST."))
            }
            let body = try JSONValue(parsing: request.body, limits: .request)
            return await answer(try PresenceCall(body), body, request)
        } catch {
            return refusal(error.message, status: 400, AnswerSummary(outcome: .malformed))
        }
    }

    private func answer(_ call: PresenceCall, _ body: JSONValue, _ request: WireRequest) async -> WireResponse {
        let asker = Asker(request: request.id)
        var summary = AnswerSummary(action: PresenceCall.name, outcome: .denied)
        let caller: PresenceCaller
        do throws(APIError) {
            caller = try await access(body, call, request.address)
        } catch {
            report(InwardTrouble(error, .callers, asker))
            summary.isCallerInDoubt = true
            return refusal(Self.unknownCaller, status: 403, summary)
        }
        switch caller {
        case .unknown: return refusal(Self.unknownCaller, status: 403, summary)
        case .refused(let name):
            summary.caller = name
            return refusal(Self.mayNot, status: 403, summary)
        case .known(let name, let mayWrite):
            summary.caller = name
            do throws(APIError) {
                let others = try await carryOut(call, by: name, mayWrite: mayWrite)
                summary.outcome = .done
                return response(PresenceCall.answer(others), status: 200, summary)
            } catch {
                report(InwardTrouble(error, .action(PresenceCall.name), asker))
                summary.outcome = .failed
                return refusal(Self.notNow, status: 503, summary)
            }
        }
    }

    private func carryOut(
        _ call: PresenceCall, by name: String, mayWrite: Bool
    ) async throws(APIError) -> [Present] {
        let book = book(name, call.origin)
        switch call.deed {
        case .stay where mayWrite: return try await book.stay(call.form)
        case .stay, .look: return try await book.look(call.form)
        case .leave:
            if mayWrite { try await book.leave(call.form) }
            return []
        }
    }

    private func refusal(_ words: LocalizedText, status: Int, _ summary: AnswerSummary) -> WireResponse {
        response(.object([JSONMember("error", words.english)]), status: status, summary)
    }

    private func response(_ value: JSONValue, status: Int, _ summary: AnswerSummary) -> WireResponse {
        WireResponse(
            status: status,
            headers: [WireHeader("Content-Type", WireRequest.json), WireHeader("Cache-Control", "no-store")],
            body: value.encodedBytes(), summary: summary)
    }

    private static let unknownCaller = LocalizedText(
        "The key or hash is wrong.", "De sleutel of hash is onjuist.")
    private static let mayNot = LocalizedText(
        "This caller sees some records only and is not told who has one open.",
        "Deze aanroeper ziet maar enkele gegevens en hoort niet wie er een open heeft.")
    private static let notNow = LocalizedText(
        "This cannot be answered at the moment. Try again later.",
        "Dit is nu niet te beantwoorden. Probeer het later opnieuw.")
}
