import BillingModel

/// What reading again tells of an undecided write.
public enum Settlement: Equatable, Sendable {
    case tookEffect
    /// The values from before are still there, or nothing like it was added.
    case didNot
    /// The same, but it may still be on its way: too little time has passed since its answer was given up.
    case notYet
    /// Some fields have yet other values.
    case another
    /// Records are there that may be what was added, by their names: nothing tells which, or whether any is.
    case alike([String])
    /// The record tells nothing of it, such as of a password.
    case silent
    /// There is no record that could be read, and why.
    case unreadable(LocalizedText)

    init(_ evidence: Evidence) {
        self =
            switch evidence {
            case .tookEffect: .tookEffect
            case .didNot: .didNot
            case .another: .another
            case .none: .silent
            }
    }

    /// Whether it is decided by that, and how; nil where a person has to.
    public var wasDone: Bool? {
        switch self {
        case .tookEffect: true
        case .didNot: false
        case .notYet, .another, .alike, .silent, .unreadable: nil
        }
    }
}

extension OpenWrite {
    /// How long after its answer was given up a sending may still be carried out, in seconds.
    public static let grace = 30

    /// Reads the record that was to be changed, or looks for the one that was to be added.
    ///
    /// - Parameters:
    ///   - now: By the clocks of the system.
    ///   - actions: Those that it may have been.
    public func settlement(
        in service: any BillingService, at now: LocalTime, by actions: [any APIAction.Type]
    ) async throws(APIError) -> Settlement {
        let known = actions.first { $0.declaration.name == intent.action }
        guard let type = known as? any WritingAction.Type else {
            return .unreadable(
                LocalizedText(
                    "This version of Balie does not know the action.", "Deze versie van Balie kent de actie niet."))
        }
        let found = try await found(in: service, at: now, type)
        return found == .didNot && isEarly(at: now) ? .notYet : found
    }

    private func found<Change: WritingAction>(
        in service: any BillingService, at now: LocalTime, _ type: Change.Type
    ) async throws(APIError) -> Settlement {
        guard let action = Change(intent) else { return .silent }
        if let adding = action as? any AddingAction { return try await found(adding, in: service, at: now) }
        switch action.target(intent.target?.identifier) {
        case .nothing(let reason): return .unreadable(reason)
        case .shown(let reading, _):
            let now = try await answer(of: reading, service)
            let evidence = Evidence(of: intent, by: Change.self, in: now)
            // Of a call nobody knows what was there before; as it was meant to be it need not be changed again.
            return evidence == .none && isAsMeant(now, Change.self) ? .tookEffect : Settlement(evidence)
        }
    }

    private func isAsMeant<Change: WritingAction>(_ now: any RecordAnswer, _ type: Change.Type) -> Bool {
        let number = Change.declaration.parameters.first
        let given = intent.changes.filter { !$0.isSecret && $0.field != number?.name }
        return !given.isEmpty
            && given.allSatisfy { change in
                guard change.before == nil, let field = Change.fields(of: change)?.recorded, let after = change.after,
                    let text = now.text(of: field)
                else { return false }
                return field.isSame(text, after)
            }
    }

    private func answer<Reading: RecordReading>(
        of reading: Reading, _ service: any BillingService
    ) async throws(APIError) -> any RecordAnswer {
        try await service.send(reading, .anew)
    }
}
