import BillingAPI

/// One thing that happened: a change was about to be sent, or what became of it.
public struct JournalEntry: Hashable, Sendable {
    public enum Event: Hashable, Sendable {
        /// Written before the request leaves. After `until`, in universal time, nobody waits for its answer any more.
        case intent(Intent, until: String)
        /// - Parameters:
        ///   - intent: The intent's id; it is the same when the same is sent again.
        ///   - sending: The number of the entry with which it was sent this time.
        case outcome(Outcome, of: String, sending: Int)
        case remainder(JournalRemainder)
    }

    /// In universal time, for people: the order of entries is that of their numbers.
    public var moment: String
    public var author: JournalAuthor
    public var event: Event

    public init(moment: String, author: JournalAuthor, event: Event) {
        self.moment = moment
        self.author = author
        self.event = event
    }
}

/// What stood behind the last whole entry when the next one was written.
public struct JournalRemainder: Hashable, Sendable {
    public var bytes: Int
    /// Sixty-four digits, by which it is known for the same.
    public var digest: String
    /// A line that was ended was written whole once, and changed since; one that was not is what a loss of power leaves.
    public var isEnded: Bool

    public init(bytes: Int, digest: String, isEnded: Bool) {
        self.bytes = bytes
        self.digest = digest
        self.isEnded = isEnded
    }
}
