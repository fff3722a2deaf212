import BillingAPI
import BillingModel
import SQLStore

extension WriteConditions {
    /// By what a repetition of the write is known, made before its transaction; nil for a write without a name.
    func request(
        for action: some APIAction, from asker: Asker, with passwords: PasswordDesk
    ) async throws(APIError) -> AnsweredRequest? {
        guard let key = idempotencyKey else { return nil }
        return AnsweredRequest(
            caller: asker.name, key: key,
            fingerprint: try await Self.fingerprint(action, salt: "\(asker.name)\u{0}\(key)", with: passwords))
    }

    /// Carries out a write under these conditions, all of it in the transaction of the write itself.
    ///
    /// A repetition is known first: after the first time the record is no longer in the state it was demanded in.
    func carryOut<Action: EngineAction>(
        _ action: Action, known request: AnsweredRequest?, in context: EngineContext
    ) throws -> Action.Answer {
        if let answer = try request?.earlierAnswer(Action.Answer.self, in: context) {
            receipt.isReplay = true
            return answer
        }
        if let match { try Self.check(match, action, in: context) }
        let answer = try action.runJournalled(in: context)
        try request?.keep(answer, in: context)
        return answer
    }

    private static func check(_ match: Match, _ action: some EngineAction, in context: EngineContext) throws {
        let current: EntityTag?
        do {
            current = try currentTag(ofTargetOf: action, in: context)
        } catch var error as APIError {
            // What is not there is in no state at all; the vendor's words say so best.
            error.failedCondition = .state
            throw error
        }
        guard case .oneOf(let tags) = match else { return }
        guard let current, tags.contains(current) else { throw APIError.changedMeanwhile }
    }

    /// The tag that reading the record now would give, which the action is about to change.
    private static func currentTag(
        ofTargetOf action: some EngineAction, in context: EngineContext
    ) throws -> EntityTag? {
        guard let action = action as? any WritingAction else { throw APIError.nothingToMatch }
        let found = try (action as? any FoundInStore)?.identify(in: context.transaction)
        guard case .shown(let reading as any EngineAction & RecordReading, isTagged: true) = action.target(found)
        else { throw APIError.nothingToMatch }
        return try reading.tag(in: context)
    }

    /// What the request asks for, however it was written.
    ///
    /// A plain digest over a password would let anybody with a copy of the database guess it, millions of times a
    /// second; a key for the digest would lie beside it in the same file. And without the password in it another
    /// password under the same name would be answered as if it had been stored. So secrets enter by a digest as slow
    /// as a login, salted with the request's name.
    private static func fingerprint<Action: APIAction>(
        _ action: Action, salt: String, with passwords: PasswordDesk
    ) async throws(APIError) -> String {
        let declaration = Action.declaration
        var (open, secret) = (action.arguments, Arguments())
        for field in declaration.parameters where field.isSecret && action.arguments.isFilled(field) {
            secret[text: field] = action.arguments[text: field]
            open[text: field] = nil
        }
        var request: [JSONValue] = [
            .string(declaration.name.controller), .string(declaration.name.action),
            declaration.json(of: open),
        ]
        if !declaration.parameters(secret).isEmpty {
            let text = declaration.json(of: secret).encoded()
            request.append(.string(try await passwords.slowDigest(of: text, salt: salt)))
        }
        return ContentHash.digits(of: JSONValue.array(request).encoded())
    }
}

extension ActionDeclaration {
    fileprivate func json(of arguments: Arguments) -> JSONValue {
        .object(parameters(arguments).map { JSONMember($0.name, $0.value.json) })
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
