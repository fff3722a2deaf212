import BillingModel

/// A change that was sent, once or more, and of which nobody knows whether it was done.
public struct OpenWrite: Equatable, Sendable, Identifiable {
    public var intent: Intent
    /// Who sent it, from where; empty where that is not known.
    public var who: String
    /// When it was sent first, in universal time.
    public var moment: String
    /// Until then its answer was waited for at most, in universal time.
    public var waitedUntil: String
    /// What is known; nil where not even its end was written down.
    public var sentence: LocalizedText?

    public init(
        _ intent: Intent, who: String = "", moment: String, waitedUntil: String, sentence: LocalizedText? = nil
    ) {
        (self.intent, self.who, self.moment) = (intent, who, moment)
        (self.waitedUntil, self.sentence) = (waitedUntil, sentence)
    }

    public var id: Intent.ID { intent.id }

    /// Its answer may still come.
    public func isUnderWay(at now: LocalTime) -> Bool { sentence == nil && now.universalText < waitedUntil }

    /// Nobody waits for its answer any more, but the system may still be at it.
    public func isEarly(at now: LocalTime) -> Bool {
        guard let end = LocalTime(universalText: waitedUntil, offset: 0) else { return false }
        return now.universalText < end.adding(seconds: Self.grace).universalText
    }

    /// The moment of sending, by the clocks that show this one.
    public func sent(seenAt now: LocalTime) -> LocalTime? { LocalTime(universalText: moment, offset: now.offset) }
}
