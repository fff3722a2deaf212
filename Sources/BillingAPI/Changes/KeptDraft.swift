import BillingModel

/// A draft of one form, as it is kept.
///
/// One form writes it, and nobody after that form was closed: what is recalled is a copy, under a name of its own.
public struct KeptDraft: Equatable, Sendable, Identifiable {
    /// Unlike that of any other: a name for a file.
    public let id: String
    public var draft: Draft
    /// The system's name as staff know it.
    public var place: String
    /// When it was kept last, in universal time.
    public var saved: String
    /// Earlier drafts that were recalled into it: they go with it.
    public var replaces: [String]

    public init(id: String, _ draft: Draft, place: String, saved: LocalTime, replaces: [String] = []) {
        self.init(id: id, draft, place: place, saved: saved.universalText, replaces: replaces)
    }

    /// - Parameter saved: As it was written.
    public init(id: String, _ draft: Draft, place: String, saved: String, replaces: [String]) {
        self.id = id
        self.draft = draft
        self.place = place
        self.saved = saved
        self.replaces = replaces
    }

    /// A name that no other draft has: eight bytes of chance, so that staff can still read it out.
    public static func newID() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Whether it could be one: what else lies beside drafts is none.
    public static func isID(_ text: String) -> Bool {
        text.utf8.count == 16
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// When it was kept, by the clocks that show this moment.
    public func saved(seenAt now: LocalTime) -> LocalTime? { LocalTime(universalText: saved, offset: now.offset) }

    /// After this many days somebody is asked whether it is still wanted; nothing is taken away unasked.
    public static let oldAfterDays = 30

    public func isOlder(than days: Int, at now: LocalTime) -> Bool {
        guard let saved = saved(seenAt: now) else { return false }
        return CalendarDate.days(from: saved.date, to: now.date) > days
    }

    public func isOld(at now: LocalTime) -> Bool { isOlder(than: Self.oldAfterDays, at: now) }
}

/// What lies where drafts are kept.
public struct FoundDrafts: Equatable, Sendable {
    /// A file that cannot be read as a draft, which stays as it is.
    public struct Strange: Equatable, Sendable {
        /// The file's name without its ending.
        public var id: String
        public var reason: LocalizedText

        public init(id: String, reason: LocalizedText) {
            self.id = id
            self.reason = reason
        }
    }

    /// The newest last.
    public var drafts: [KeptDraft]
    /// Those that a form somewhere is writing now.
    public var inUse: Set<String>
    public var strange: [Strange]

    public init(drafts: [KeptDraft] = [], inUse: Set<String> = [], strange: [Strange] = []) {
        self.drafts = drafts
        self.inUse = inUse
        self.strange = strange
    }

    /// Those that nobody is typing in.
    public var left: [KeptDraft] { drafts.filter { !inUse.contains($0.id) } }
}
