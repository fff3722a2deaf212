import BillingModel

/// A billing system, embedded or remote. Everything the console and the command line do goes through `send`.
public protocol BillingService: Sendable {
    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer

    /// What a write would be answered, worked out by the system's own rules in a transaction that is given up: nothing is
    /// stored, nobody is told, and no journal knows of it. Nil where the system does not do that.
    ///
    /// It costs a write's turn, so it is asked for once before something is sent, and never while somebody types.
    func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer?

    /// Why this system can never carry out an action, as a sentence for staff; nil where it can.
    ///
    /// Known without asking the system, so that a screen can show what is off before anybody tries it.
    func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText?

    /// Whether a write is only done under `Sending.conditions`; a service that does not say so is not trusted to.
    var honoursConditions: Bool { get }

    /// Whether a search that staff type is looked for word by word and in any notation, where that is asked for; of a
    /// system elsewhere only an answer can tell.
    var findsWords: Bool { get }
}

extension BillingService {
    public func send<Action: APIAction>(_ action: Action) async throws(APIError) -> Action.Answer {
        try await send(action, .plain)
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? { nil }

    public func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer? { nil }

    public var honoursConditions: Bool { false }

    public var findsWords: Bool { false }
}
