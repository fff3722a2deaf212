import BillingAPI
import Console

/// A shelf in memory: what lies there outlives a console of a test, and it refuses or waits when a test says so.
public actor StubShelf: DraftShelf {
    public enum Deed: Equatable, Sendable {
        case keep(KeptDraft)
        case release(KeptDraft.ID)
        case drop(KeptDraft.ID)
    }

    public private(set) var drafts: [KeptDraft] = []
    public private(set) var deeds: [Deed] = []
    private var strange: [FoundDrafts.Strange]
    private var inUse: Set<KeptDraft.ID> = []
    private var refusal: APIError?
    private let pause = HeldPause()
    private var isHeld = false

    public init(_ drafts: [KeptDraft] = [], strange: [FoundDrafts.Strange] = []) {
        self.drafts = drafts
        self.strange = strange
    }

    /// The texts that were kept, in order.
    public var kept: [KeptDraft] {
        deeds.compactMap { deed in
            if case .keep(let draft) = deed { draft } else { nil }
        }
    }

    /// From now on nothing is taken; nil lets it take things again.
    public func refuse(_ error: APIError?) { refusal = error }

    /// From now on each draft waits before it is kept.
    public func hold() { isHeld = true }

    /// Returns when this many have come to wait.
    public func arrived(_ count: Int) async { await pause.arrived(count) }

    public func letGo() async {
        isHeld = false
        await pause.end()
    }

    /// The console that wrote ended, in whatever way: nothing is written any more.
    public func endOfConsole() { inUse = [] }

    public func find() throws(APIError) -> FoundDrafts {
        FoundDrafts(drafts: drafts, inUse: inUse, strange: strange)
    }

    public func keep(_ draft: KeptDraft) async throws(APIError) {
        if isHeld { await pause.wait() }
        if let refusal { throw refusal }
        deeds.append(.keep(draft))
        drafts.removeAll { $0.id == draft.id }
        drafts.append(draft)
        inUse.insert(draft.id)
    }

    public func release(_ id: KeptDraft.ID) {
        deeds.append(.release(id))
        inUse.remove(id)
    }

    public func drop(_ id: KeptDraft.ID) throws(APIError) {
        if let refusal { throw refusal }
        deeds.append(.drop(id))
        drafts.removeAll { $0.id == id }
        inUse.remove(id)
    }
}
