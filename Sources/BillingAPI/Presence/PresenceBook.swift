import BillingModel

/// One form that stands open on a record.
public struct OpenForm: Hashable, Sendable, Identifiable {
    /// Unlike that of any other form, here or elsewhere.
    public let id: String
    public let kind: RecordKind
    public let identifier: Int

    public init(id: String = Self.newID(), _ kind: RecordKind, _ identifier: Int) {
        (self.id, self.kind, self.identifier) = (id, kind, identifier)
    }

    /// Sixteen digits of chance, as drafts have them.
    public static func newID() -> String { KeptDraft.newID() }
    public static func isID(_ text: String) -> Bool { KeptDraft.isID(text) }
}

/// Somebody who has a record open in a form.
public struct Present: Hashable, Sendable {
    /// As their system knows them: the operating system's user and machine, or the name of the key that they come by.
    public var person: String
    /// Where they sit, as far as they tell: a terminal, or who it is that shares a key.
    public var origin: String
    /// When they opened it, in seconds since 1970 by the clock of the database.
    public var since: Int

    public init(_ person: String, from origin: String = "", since: Int) {
        (self.person, self.origin, self.since) = (person, origin, since)
    }

    /// The same by clocks that are so many seconds east of Greenwich.
    public func since(at offset: Int) -> LocalTime {
        var moment = LocalTime(date: .epoch, hour: 0, minute: 0, second: 0).adding(seconds: since + offset)
        moment.offset = offset
        return moment
    }
}

/// Who has which record of a system open. It holds nobody up: it only tells.
public protocol PresenceBook: Sendable {
    /// Says that the form is still open; gives who else has its record open.
    ///
    /// Who says nothing for `PresenceRules.expiry` counts no more.
    func stay(_ form: OpenForm) async throws(APIError) -> [Present]

    /// Who else has its record open; writes nothing.
    func look(_ form: OpenForm) async throws(APIError) -> [Present]

    /// The form is closed.
    func leave(_ form: OpenForm) async throws(APIError)

    /// How often looking is cheap enough.
    var pause: Duration { get }
}

/// What every book of presence keeps to.
public enum PresenceRules {
    /// Seconds after which who has said nothing counts no more, as after a `kill -9`.
    public static let expiry = 90
    /// How often an open form says that it is open, at most.
    public static let rhythm = Duration.seconds(30)
    /// What a caller tells of where they sit is cut to so many characters.
    public static let longestOrigin = 60
}
