/// How a request is meant, beside what it asks for: it goes along with the action, through every wrapper.
public struct Sending: Sendable {
    /// Nothing that is kept in memory will do.
    public var anew: Bool
    /// Only what is kept in memory will do, however old: nothing is asked of a system elsewhere.
    public var onlySeen: Bool
    /// Another key may follow at once and change the question, so that a request should wait for a pause.
    public var betweenKeys: Bool
    /// After this nobody waits for the answer of a read any more; nil where the request says nothing of it. See
    /// `DeadlineService`.
    public var deadline: ContinuousClock.Instant?
    /// What is demanded of a write beyond the vendor's protocol. Means nothing to an action that only reads.
    public var conditions: WriteConditions?
    /// The change that somebody meant, of a write that was made from one: what it changed, of which record, and why.
    public var intent: Intent?
    /// Why it is written, in the words of whoever writes. Means nothing to an action that only reads.
    public var note: ChangeNote
    public var asker: Asker

    public init(
        anew: Bool = false, onlySeen: Bool = false, betweenKeys: Bool = false, deadline: ContinuousClock.Instant? = nil,
        conditions: WriteConditions? = nil, intent: Intent? = nil, note: ChangeNote = ChangeNote(),
        asker: Asker = .here
    ) {
        self.anew = anew
        self.onlySeen = onlySeen
        self.betweenKeys = betweenKeys
        self.deadline = deadline
        self.conditions = conditions
        self.intent = intent
        self.note = note
        self.asker = asker
    }

    /// What is in memory will do, and the answer is waited for.
    public static let plain = Sending()
    public static let anew = Sending(anew: true)
    public static let onlySeen = Sending(onlySeen: true)
    public static let betweenKeys = Sending(betweenKeys: true)
}

/// Who asks.
public struct Asker: Hashable, Sendable {
    /// The caller's own name behind that of their protocol; two callers may give two requests the same name.
    public var name: String
    /// Names the request in a server's log.
    public var request: String
    /// Whose change it is, of a call to a server; nil where it is made for whoever runs this program.
    public var author: ChangeAuthor?

    public init(name: String = "", request: String = "", author: ChangeAuthor? = nil) {
        self.name = name
        self.request = request
        self.author = author
    }

    /// Whoever runs this program.
    public static let here = Asker()
}
