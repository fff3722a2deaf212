import BillingAPI
import BillingModel
import SQLStore

extension WriteConditions {
    /// Carries out a write under these conditions, all of it in the transaction of the write itself.
    ///
    /// A repetition is known first: after the first time the record is no longer in the state it was demanded in.
    func carryOut<Action: EngineAction>(_ action: Action, in context: EngineContext) throws -> Action.Answer {
        let request = idempotencyKey.map {
            AnsweredRequest(caller: caller, key: $0, fingerprint: Self.fingerprint(action))
        }
        if let answer = try request?.earlierAnswer(Action.Answer.self, in: context) {
            receipt.isReplay = true
            return answer
        }
        if let match { try Self.check(match, action, in: context) }
        let answer = try action.run(in: context)
        try request?.keep(answer, in: context)
        return answer
    }

    private static func check(_ match: Match, _ action: some EngineAction, in context: EngineContext) throws {
        guard let change = action as? any RecordChanging else { throw APIError.nothingToMatch }
        let current: EntityTag?
        do {
            current = try change.currentTag(in: context)
        } catch var error as APIError {
            // What is not there is in no state at all; the vendor's words say so best.
            error.failedCondition = .state
            throw error
        }
        guard case .oneOf(let tags) = match else { return }
        guard let current, tags.contains(current) else { throw APIError.changedMeanwhile }
    }

    /// What the request asks for, however it was written.
    private static func fingerprint<Action: APIAction>(_ action: Action) -> String {
        let declaration = Action.declaration
        let request: [JSONValue] = [
            .string(declaration.name.controller), .string(declaration.name.action),
            .object(declaration.parameters(action.arguments).map { JSONMember($0.name, $0.value.json) }),
        ]
        return ContentHash.digits(of: JSONValue.array(request).encoded())
    }
}

extension RawValue {
    fileprivate var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .boolean(let isOn): .boolean(isOn)
        case .null: .null
        case .list(let items): .array(items.map(\.json))
        case .map(let members): .object(members.map { JSONMember($0.name, $0.value.json) })
        }
    }
}
