import BillingAPI
import BillingModel

/// What was typed and not sent, with all that is needed to go on with it later.
public struct Draft: Codable, Equatable, Sendable {
    public var key: DraftKey
    /// By parameter name, in the vendor's writing. Secrets are never in it.
    public var typed: [String: String] = [:]
    /// The names that pickers gave beside codes, by the same.
    public var remarks: [String: String] = [:]
    /// What stood in the record where this began, by the same.
    public var base: [String: String] = [:]
    /// A sending of it without an answer.
    var undecided: Undecided?
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

/// Where drafts are kept: what the program has, and the console only hands them over.
@MainActor public protocol DraftStore: AnyObject {
    /// Every draft, the newest last.
    var drafts: [Draft] { get }
    func draft(of key: DraftKey) -> Draft?
    /// Takes the place of an earlier one of the same key.
    func keep(_ draft: Draft)
    func drop(_ key: DraftKey)
}

extension DraftStore {
    public var isEmpty: Bool { drafts.isEmpty }
}

/// Drafts that are there until the program ends.
@MainActor public final class DraftMemory: DraftStore {
    public private(set) var drafts: [Draft] = []

    public init() {}

    public func draft(of key: DraftKey) -> Draft? { drafts.last { $0.key == key } }

    public func keep(_ draft: Draft) {
        drop(draft.key)
        drafts.append(draft)
    }

    public func drop(_ key: DraftKey) { drafts.removeAll { $0.key == key } }
}
