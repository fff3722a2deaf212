import BillingModel

/// What became of an intent.
public enum Outcome: Hashable, Codable, Sendable {
    /// The system says that it is done; the record it tells of, which for an added one nobody knew before.
    case done(RecordRef?)
    /// It was not done, and why: it can be sent again.
    case refused(LocalizedText)
    /// It was sent, and nothing tells whether it was done: it must not be sent again before that is known.
    case undecided(LocalizedText)
    /// Once undecided, then looked up and decided by a person: whether it was done.
    case settled(wasDone: Bool)

    public init(_ error: APIError) {
        self = error.kind == .unknownOutcome ? .undecided(error.message) : .refused(error.message)
    }

    public init(_ answer: some Sendable, in system: SystemID) {
        self = .done((answer as? any RecordAnswer)?.ref(in: system))
    }
}
