import BillingModel

/// What was typed and not sent, with all that is needed to go on with it later.
public struct Draft: Codable, Equatable, Sendable {
    public var key: DraftKey
    /// What it is typed in, such as `Edit debtor`.
    public var title: LocalizedText
    /// The record as staff knew it; empty where there is none.
    public var subject: String
    /// By parameter name, in the vendor's writing. Secrets are never in it.
    public var typed: [String: String]
    /// The names that pickers gave beside codes, by the same.
    public var remarks: [String: String]
    /// What stood in the record where this began, by the same.
    public var base: [String: String]
    /// What was typed and then given up for what another had stored, by the same; nil where nothing was.
    public var aside: [String: String]?
    /// The secrets that were typed, by the same: that they were is all that is kept of them.
    public var omitted: [String]
    /// A sending of it without an answer.
    public var undecided: Undecided?
    /// Why it was to be sent; nil where nothing was said.
    public var note: ChangeNote?

    public init(
        key: DraftKey, title: LocalizedText = LocalizedText(verbatim: ""), subject: String = "",
        typed: [String: String] = [:], remarks: [String: String] = [:], base: [String: String] = [:],
        aside: [String: String]? = nil, omitted: [String] = [], undecided: Undecided? = nil, note: ChangeNote? = nil
    ) {
        (self.key, self.title, self.subject) = (key, title, subject)
        (self.typed, self.remarks, self.base) = (typed, remarks, base)
        (self.aside, self.omitted, self.undecided, self.note) = (aside, omitted, undecided, note)
    }
}

/// What a draft is known by: the record that it is about, whatever that is called by now, and what is done with it.
public struct DraftKey: Codable, Hashable, Sendable {
    /// Nil for what belongs to no system, such as connecting to a new one.
    public var system: SystemID?
    /// Nil for what is about no record yet.
    public var record: RecordRef?
    public var action: ActionName
    /// What it is typed in, where one action has several forms.
    public var form: String

    public init(_ action: ActionName, in system: SystemID? = nil, on record: RecordRef? = nil, form: String = "") {
        self.action = action
        self.system = system
        self.record = record
        self.form = form
    }
}

/// A sending of which nothing tells whether it took effect: the same must not be sent again unasked.
public struct Undecided: Codable, Equatable, Sendable {
    public var intent: Intent
    /// When it was sent, as staff read it.
    public var moment: String
    /// The same in universal time; nil in a draft of an earlier version.
    public var sent: String?
    /// When its answer was given up, in universal time.
    public var waitedUntil: String?

    public init(intent: Intent, moment: String, sent: String? = nil, waitedUntil: String? = nil) {
        (self.intent, self.moment, self.sent, self.waitedUntil) = (intent, moment, sent, waitedUntil)
    }

    /// As it is settled.
    ///
    /// - Parameter kept: When it was kept, in universal time: where nothing else is known it was sent not long before.
    public func open(kept: String) -> OpenWrite {
        OpenWrite(
            intent, moment: sent ?? kept, waitedUntil: waitedUntil ?? kept,
            sentence: LocalizedText("No answer came.", "Er kwam geen antwoord."))
    }

    /// The name to send a change under: that of the first sending where it is the same change, so that a system that
    /// keeps such names carries it out once. Nil of another, and of one with a secret, which may be another one now.
    public func name(for change: Intent) -> String? {
        let isSame =
            change.action == intent.action && change.target == intent.target && change.changes == intent.changes
        return isSame && !change.changes.contains(where: \.isSecret) ? intent.id : nil
    }
}
