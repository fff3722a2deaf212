import BillingAPI

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
