import BillingAPI
import BillingModel

/// An M4 behind a transport.
public struct RemoteM4Service: BillingService {
    private let transport: any Transport
    private let caller: String
    private let key: String
    private let path: String
    private let system: String
    private let conditions: RemoteConditions

    /// - Parameters:
    ///   - caller: The user name of the administrator, or of a manager, in whose name the calls are made.
    ///   - key: The API Secret Key, which never travels.
    ///   - author: Whom a system of ours is told to be asked by.
    public init(
        transport: any Transport, as caller: String, key: String, path: String = "/billing/api/",
        system: String = "M4", author: OwnAuthor? = nil
    ) {
        conditions = RemoteConditions(as: author)
        self.transport = transport
        self.caller = caller
        self.key = key
        self.path = path
        self.system = system
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        action is any M4Action.Type ? nil : unsupported(action.declaration).message
    }

    public var honoursConditions: Bool { conditions.areHonoured }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard let known = action as? any M4Action else { throw unsupported(Action.declaration) }
        let answer: any Sendable = try await carry(known, how)
        guard let typed = answer as? Action.Answer else { throw unsupported(Action.declaration) }
        return typed
    }

    private func carry<Action: M4Action>(
        _ action: Action, _ how: Sending
    ) async throws(APIError) -> Action.Answer {
        let declaration = Action.declaration
        let action = action.with(try declaration.checked(action.arguments))
        let response = try await transport.carry(
            await conditions.demanding(how, of: Action.self, request(of: action)), for: declaration, to: system)
        guard (200...299).contains(response.status) || RemoteConditions.isRefusal(response, how) else {
            throw unreadable(response, declaration, nil)
        }
        let root: M4Element
        do throws(APIError) {
            root = try M4Element(parsing: response.body)
        } catch {
            if let answer = Action.Answer.reading(bare: Self.line(response.body)) { return answer }
            throw unreadable(response, declaration, error.message)
        }
        if let refusal = refusal(in: root, Action.self) { throw RemoteConditions.worded(refusal, response, how) }
        guard let answer = Action.Answer.reading(root) else {
            throw unreadable(
                response, declaration,
                LocalizedText(
                    "What \(Action.call) answers with is missing in it.",
                    "Daarin ontbreekt waarmee \(Action.call) antwoordt."))
        }
        return conditions.noted(answer, response, how)
    }

    /// A form in the body, so that nothing lands in an access log. Source: M4 reference, section 2.
    private func request<Action: M4Action>(of action: Action) -> WireRequest {
        let parameters =
            (Action.isAboutCaller ? [] : [RawParameter(M4Call.callerName, caller)])
            + Action.declaration.parameters(action.arguments)
            + [RawParameter(M4Call.hashName, M4Hash.hash(of: action, caller: caller, key: key))]
        return WireRequest(
            path: path + Action.call, contentType: WireRequest.form + "; charset=utf-8",
            body: PHPForm.encode(parameters).utf8)
    }

    /// An answer that is no document, if it is short.
    private static func line(_ body: [UInt8]) -> String {
        body.count > 100 ? "" : String(decoding: body, as: UTF8.self).plainLine
    }

    /// Wherever an `error` stands, the call was refused. Source: M4 reference, 6.1.
    private func refusal<Action: M4Action>(in root: M4Element, _ type: Action.Type) -> APIError? {
        let error = root.first("error")?.text.plainLine
        let hasFailed = root.name == "action" && root.first("status")?.text != "ok"
        guard error != nil || hasFailed else { return nil }
        let detail = root.first(error == nil ? "status_message" : "message")?.text.plainLine
        let words = [error, detail].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
        guard !words.isEmpty else {
            return APIError(
                .invalidInput,
                LocalizedText("\(system) refused without a reason.", "\(system) weigerde zonder een reden te geven."))
        }
        let kind: APIError.Kind =
            switch error {
            case type.words.notFound: .notFound
            case .some(let text) where M4Refusal.gates.contains(text): .forbidden
            case nil where type.words.problems.contains { $0.text == detail }: .forbidden
            default: .invalidInput
            }
        var refusal = APIError(
            kind, LocalizedText("\(system) refused: \(words)", "\(system) weigerde: \(words)"),
            problems: type.declaration.problems(in: [detail].compactMap { $0 }, of: system))
        refusal.vendorWords = [error, detail].compactMap { $0 }.filter { !$0.isEmpty }
        return refusal
    }

    private func unreadable(
        _ response: WireResponse, _ declaration: ActionDeclaration, _ reason: LocalizedText?
    ) -> APIError {
        .unreadable(response, from: system, to: declaration.title, declaration.access, reason)
    }

    private func unsupported(_ declaration: ActionDeclaration) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "\(declaration.title.english): Balie knows no call of \(system) for this.",
                "\(declaration.title.dutch): Balie kent hiervoor geen aanroep van \(system)."))
    }
}
