import BillingAPI
import BillingModel
import Foundation

/// A HostFact or WeFact behind a transport.
public struct RemoteHostFactService: BillingService {
    private let transport: any Transport
    private let key: String
    private let path: String
    /// `HostFact` or `WeFact`, as staff call it.
    private let system: String
    private let version: HostFactVersion
    private let conditions: RemoteConditions
    private let canWithdraw: Bool
    private let wordSearch = KnownWordSearch()

    /// - Parameters:
    ///   - canWithdraw: Whether the installation is known to take endings of services back.
    ///   - author: Whom a system of ours is told to be asked by.
    public init(
        transport: any Transport, key: String, path: String = HostFactRequest.usualPath, system: String = "HostFact",
        canWithdraw: Bool = false, author: OwnAuthor? = nil
    ) {
        self.canWithdraw = canWithdraw
        conditions = RemoteConditions(as: author)
        self.transport = transport
        self.key = key
        self.path = path
        self.system = system
        version = HostFactVersion(system: system)
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        if action is WithdrawTermination.Type { return canWithdraw ? nil : WithdrawTermination.unproven(system) }
        if action is any CustomerAction.Type { return honoursConditions ? nil : CustomerCall.untold(system) }
        return isSupported(action) ? nil : unsupported(action.declaration).message
    }

    public var honoursConditions: Bool { conditions.areHonoured }
    public var findsWords: Bool { wordSearch.isKnown }

    private func isSupported(_ action: any APIAction.Type) -> Bool {
        action is any HostFactAction.Type && !version.lacks(action)
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        if let withdrawal = action as? WithdrawTermination {
            guard let answer = try await withdraw(withdrawal, how) as? Action.Answer else {
                throw unsupported(Action.declaration)
            }
            return answer
        }
        if Action.self is any CustomerAction.Type, !honoursConditions {
            throw APIError(.failure, CustomerCall.untold(system))
        }
        guard isSupported(Action.self), let known = action as? any HostFactAction else {
            throw unsupported(Action.declaration)
        }
        let answer: any Sendable = try await carry(known, how)
        guard let typed = answer as? Action.Answer else { throw unsupported(Action.declaration) }
        return typed
    }

    private func withdraw(_ action: WithdrawTermination, _ how: Sending) async throws(APIError) -> Found<Subscription> {
        guard canWithdraw else { throw APIError(.failure, WithdrawTermination.unproven(system)) }
        let answer = try await carry(action.edit, how)
        if let date = answer.record[Subscription.terminationDate] {
            throw WithdrawTermination.unconfirmed(date, system)
        }
        guard answer.record[text: Subscription.terminationDate.declaration] == "" else {
            throw WithdrawTermination.untold(system)
        }
        return answer
    }

    /// Only a system of ours is asked, and one of an earlier version has nothing there.
    public func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer? {
        guard honoursConditions, isSupported(Action.self), let known = action as? any HostFactAction else { return nil }
        do throws(APIError) {
            let answer: any Sendable = try await carry(known, .plain, at: HostFactRequest.rehearsalPath)
            return answer as? Action.Answer
        } catch {
            // Nothing can have been stored, whatever became of the answer.
            guard error.kind != .unknownOutcome, error.kind != .unreachable else { return nil }
            throw error
        }
    }

    private func carry<Action: HostFactAction>(
        _ action: Action, _ how: Sending, at other: String? = nil
    ) async throws(APIError) -> Action.Answer {
        let checked = try Action.declaration.checked(
            action.arguments, others: version.problems(with: action, system: system))
        let arguments = version.known(checked.arguments)
        let body = PHPForm.encode(HostFactRequest.parameters(of: Action(arguments), key: key))
        let isOurs = Action.self is any CustomerAction.Type
        var request = await conditions.demanding(
            how, of: Action.self,
            WireRequest(path: other ?? (isOurs ? CustomerCall.path : path), body: body.utf8))
        let seeksWords = WordSearch.isWanted(by: action)
        if seeksWords { request.headers.append(WireHeader(WordSearch.header, WordSearch.words)) }
        let response = try await transport.carry(request, for: Action.declaration, to: system)
        // One of an earlier version has nothing there, so that nothing was done.
        if isOurs, response.status == 404 { throw APIError(.failure, CustomerCall.untold(system)) }
        let envelope = try envelope(in: response, Action.declaration, how)
        guard let answer = Action.Answer.reading(envelope.withPlainMessages) else {
            throw unreadable(
                response, Action.declaration,
                LocalizedText(
                    "“\(Action.declaration.name.controller)” is missing in it.",
                    "Daarin ontbreekt “\(Action.declaration.name.controller)”."))
        }
        if seeksWords { wordSearch.note(response) }
        return conditions.noted(answer, response, how)
    }

    /// Only `status` decides whether it was done. Source: HostFact reference, 2.7.
    private func envelope(
        in response: WireResponse, _ declaration: ActionDeclaration, _ how: Sending
    ) throws(APIError) -> HostFactEnvelope {
        var body = response.body[...]
        // A byte order mark, which PHP files saved by some editors put before the data.
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
        guard response.status == 200 || RemoteConditions.isRefusal(response, how) else {
            throw unreadable(response, declaration, nil)
        }
        let value: JSONValue
        do throws(APIError) {
            value = try JSONValue(parsing: body, limits: .answer)
        } catch {
            throw unreadable(response, declaration, error.message)
        }
        guard case .object(let members) = value, let status = value["status"]?.scalarText else {
            throw unreadable(
                response, declaration, LocalizedText("“status” is missing in it.", "Daarin ontbreekt “status”."))
        }
        let envelope = HostFactEnvelope(members)
        if status == "success" { return envelope }
        throw RemoteConditions.worded(refusal(envelope, declaration), response, how)
    }

    /// The vendor's own words after the name of the system.
    private func refusal(_ envelope: HostFactEnvelope, _ declaration: ActionDeclaration) -> APIError {
        let texts = envelope.texts("errors").map { masked($0).plainLine }.filter { !$0.isEmpty }
        let kind: APIError.Kind =
            if envelope["controller"]?.scalarText == HostFactRequest.invalid {
                .forbidden
            } else if texts.contains(where: { $0.hasPrefix(VendorMessage.unknownPrefix) }) {
                .notFound
            } else {
                .invalidInput
            }
        guard !texts.isEmpty else {
            return APIError(
                kind,
                LocalizedText("\(system) refused without a reason.", "\(system) weigerde zonder een reden te geven."))
        }
        let words = texts.joined(separator: " ")
        var error = APIError(
            kind, LocalizedText("\(system) refused: \(words)", "\(system) weigerde: \(words)"),
            problems: declaration.problems(in: texts, of: system))
        error.vendorWords = texts
        return error
    }

    private func unreadable(
        _ response: WireResponse, _ declaration: ActionDeclaration, _ reason: LocalizedText?
    ) -> APIError {
        var shown = response
        shown.body = Array(masked(String(decoding: response.body.prefix(4096), as: UTF8.self)).utf8)
        return .unreadable(shown, from: system, to: declaration.title, declaration.access, reason)
    }

    /// The text without the key, which a page for debugging may repeat to us.
    private func masked(_ text: String) -> String {
        guard key.count >= 4 else { return text }
        let escaped = PHPForm.encode([RawParameter("k", key)]).dropFirst(2)
        return [key, String(escaped)].reduce(text) { $0.replacingOccurrences(of: $1, with: "•••") }
    }

    private func unsupported(_ declaration: ActionDeclaration) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "\(declaration.title.english): Balie knows no action of \(system) for this.",
                "\(declaration.title.dutch): Balie kent hiervoor geen actie van \(system)."))
    }
}
