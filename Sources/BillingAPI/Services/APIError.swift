import BillingModel

/// Why an action has no answer, in one shape whatever system was asked.
public struct APIError: Error, Equatable, Sendable {
    public enum Kind: Hashable, Sendable {
        case invalidInput
        case notFound
        case forbidden
        /// Balie itself refuses to write: nothing was sent.
        case readOnly
        /// The system could not be reached: nothing was sent.
        case unreachable
        /// It was sent, but no answer tells whether it took effect.
        case unknownOutcome
        /// The store or the program failed; nothing was changed.
        case failure
    }

    /// A condition that the caller set for the write and that did not hold; nothing was changed.
    public enum FailedCondition: Hashable, Sendable {
        /// The record's state, demanded by `If-Match`.
        case state
        /// One request for one `Idempotency-Key`.
        case key
    }

    public var kind: Kind
    /// What happened, in staff's words; the vendor's own words where the vendor refused.
    public var message: LocalizedText
    /// Problems of single parameters, all of them.
    public var problems: [Problem]
    /// What a system elsewhere said, word for word, where it refused: for whoever hands its answer on.
    public var vendorWords: [String] = []
    /// What lies behind it, for whoever looks after the system; callers outside are not told.
    public var cause: LocalizedText?
    /// Nil for every refusal that is not the caller's own condition.
    public var failedCondition: FailedCondition?

    public init(
        _ kind: Kind, _ message: LocalizedText, problems: [Problem] = [], failedCondition: FailedCondition? = nil
    ) {
        self.kind = kind
        self.message = message
        self.problems = problems
        self.failedCondition = failedCondition
    }

    /// Every problem of an input; the message joins them in the words for staff.
    public init(problems: [Problem]) {
        let english = problems.map(\.staff.english).joined(separator: " ")
        let dutch = problems.map(\.staff.dutch).joined(separator: " ")
        self.init(.invalidInput, LocalizedText(english, dutch), problems: problems)
    }

    /// What no sentence was written for; its kind is named, its value is for its author alone.
    public static func unforeseen(_ error: any Error) -> APIError {
        let name = String(describing: type(of: error))
        return APIError(
            .failure,
            LocalizedText(
                "It failed for a reason that Balie has no words for (\(name)). Try again, and report it if it stays.",
                "Het mislukte om een reden waar Balie geen woorden voor heeft (\(name)). Probeer het opnieuw en meld het als het zo blijft."
            ))
    }

    /// One sentence a problem, or the message alone: what a vendor's `errors` list carries.
    public var sentences: [LocalizedText] { problems.isEmpty ? [message] : problems.map(\.message) }
}
