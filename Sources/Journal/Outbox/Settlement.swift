import BillingAPI
import BillingModel

/// What reading again tells of an undecided write.
public enum Settlement: Equatable, Sendable {
    case tookEffect
    /// The values from before are still there.
    case didNot
    /// Some fields have yet other values.
    case another
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
        case .another, .silent, .unreadable: nil
        }
    }
}

extension UndecidedWrite {
    /// Reads the record that was to be changed.
    ///
    /// - Parameter actions: Those that it may have been.
    public func settlement(
        in service: any BillingService, by actions: [any APIAction.Type]
    ) async throws(APIError) -> Settlement {
        let known = actions.first { $0.declaration.name == intent.action }
        guard let type = known as? any WritingAction.Type else {
            return .unreadable(
                LocalizedText(
                    "This version of Balie does not know the action.", "Deze versie van Balie kent de actie niet."))
        }
        return try await settlement(in: service, type)
    }

    private func settlement<Change: WritingAction>(
        in service: any BillingService, _ type: Change.Type
    ) async throws(APIError) -> Settlement {
        guard let action = Change(intent) else { return .silent }
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
                return field.tidied(field.meaning(of: text)) == field.tidied(field.meaning(of: after))
            }
    }

    private func answer<Reading: RecordReading>(
        of reading: Reading, _ service: any BillingService
    ) async throws(APIError) -> any RecordAnswer {
        try await service.send(reading, .anew)
    }
}
