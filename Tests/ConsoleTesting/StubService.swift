import BillingAPI
import BillingModel

/// Answers only what a test lists, and keeps what was sent.
public actor StubService: BillingService {
    private struct Answering<Answer: Sendable>: Sendable {
        let answer: @Sendable (Arguments) throws(APIError) -> Answer
    }

    /// By the action's name, so the answer's type is always the one asked for.
    private var answers: [ActionName: any Sendable] = [:]
    public private(set) var sent: [(name: ActionName, arguments: Arguments)] = []
    /// The changes that were sent, refused ones too.
    public private(set) var written: [ActionName] = []
    /// What went along with them.
    public private(set) var intents: [Intent] = []

    private let reasons: [ActionName: LocalizedText]

    /// - Parameter reasons: What this system can never do, and the sentence that says so.
    public init(without reasons: [ActionName: LocalizedText] = [:]) {
        self.reasons = reasons
    }

    public nonisolated func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        reasons[action.declaration.name]
    }

    public func answer<Action: APIAction>(
        _ action: Action.Type, _ answer: @escaping @Sendable (Arguments) throws(APIError) -> Action.Answer
    ) {
        answers[Action.declaration.name] = Answering(answer: answer)
    }

    /// What was sent of one action, in order.
    public func arguments(of action: (some APIAction).Type) -> [Arguments] {
        sent.filter { $0.name == action.declaration.name }.map(\.arguments)
    }

    /// Forgets what was sent, for a test that looks at one step only.
    public func forget() {
        sent = []
        written = []
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let name = Action.declaration.name
        sent.append((name, action.arguments))
        if Action.declaration.access == .writes { written.append(name) }
        if let intent = how.intent { intents.append(intent) }
        guard let answering = answers[name] as? Answering<Action.Answer> else {
            throw APIError(
                .failure, LocalizedText(verbatim: "The test has no answer for \(name.controller) \(name.action)."))
        }
        return try answering.answer(action.arguments)
    }
}
