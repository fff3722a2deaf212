import BillingAPI
import BillingModel
import HostFactAPI
import M4API

/// What was sent and nobody knows the outcome of: what is written down, and what drafts and this console alone know.
@MainActor final class OutboxBook {
    private let outbox: (any WriteOutbox)?
    private let drafts: DraftBook
    private let clock: LocalClock
    /// What this console sent to a system of which nothing is written down.
    private var own: [OpenWrite] = []
    /// As it was when it was read last, the oldest first.
    private(set) var writes: [OpenWrite] = []
    /// What is decided, of what drafts tell as undecided.
    private var decided: [Intent.ID: Bool] = [:]

    init(_ outbox: (any WriteOutbox)?, drafts: DraftBook, clock: LocalClock) {
        (self.outbox, self.drafts, self.clock) = (outbox, drafts, clock)
    }

    /// Every action that may have been sent.
    nonisolated static let actions: [any APIAction.Type] =
        HostFactCall.actions.map { $0 } + M4Call.actions.map { $0 } + [WithdrawTermination.self, SendMailAgain.self]

    /// Whether anything can be here that this console does not know by itself.
    var hasPlace: Bool { outbox != nil || drafts.hasShelf }

    /// How many have to be settled; the answer to others may still come.
    var count: Int {
        count(besides: [])
    }

    func count(besides others: Set<Intent.ID>) -> Int {
        guard !writes.isEmpty else { return 0 }
        let now = clock.now()
        return writes.count { !$0.isUnderWay(at: now) && !others.contains($0.id) }
    }

    /// Until the first of those whose answer may still come is given up; nil where none is.
    var nextEnd: Duration? {
        let now = clock.now()
        let ends = writes.filter { $0.isUnderWay(at: now) }.compactMap {
            LocalTime(universalText: $0.waitedUntil, offset: now.offset)
        }
        return ends.map { Duration.seconds(max(0, now.seconds(until: $0)) + 1) }.min()
    }

    // MARK: Reading

    /// Reads all of it; where that cannot be done it stays as it was.
    @discardableResult
    func read() async -> Result<[OpenWrite], APIError> {
        do throws(APIError) {
            let told = try await drafts.find().get().left.compactMap { kept in
                kept.draft.undecided.map { $0.open(kept: kept.saved) }
            }
            let asked = Set((own + told).map(\.id))
            let found = try await outbox?.find(askingAbout: asked) ?? FoundWrites()
            decided.merge(found.decided) { _, new in new }
            // What was settled elsewhere is no draft any more, or one like any other.
            for write in told { if let wasDone = decided[write.id] { await drafts.settle(write.id, wasDone: wasDone) } }
            writes = found.undecided
            // What is written down tells more.
            for write in own + told where decided[write.id] == nil && !writes.contains(where: { $0.id == write.id }) {
                writes.append(write)
            }
            writes.sort { $0.moment < $1.moment }
            return .success(writes)
        } catch {
            return .failure(error)
        }
    }

    /// What is undecided of this record by this action.
    func write(of key: DraftKey) -> OpenWrite? {
        guard let record = key.record else { return nil }
        let now = clock.now()
        return writes.last { $0.intent.action == key.action && $0.intent.target == record && !$0.isUnderWay(at: now) }
    }

    /// What is undecided of this action that adds something.
    func additions(of key: DraftKey) -> [OpenWrite] {
        writes.filter { $0.intent.action == key.action && $0.intent.system == key.system && $0.intent.target == nil }
    }

    /// A draft as it is by what is known now; nil where what it tells of was done.
    func known(_ draft: Draft) -> Draft? {
        guard let id = draft.undecided?.intent.id, let wasDone = decided[id] else { return draft }
        guard !wasDone else { return nil }
        var draft = draft
        draft.undecided = nil
        return draft
    }

    // MARK: What becomes known

    /// This console has sent something that has no answer.
    func add(_ write: OpenWrite) {
        own.removeAll { $0.id == write.id }
        own.append(write)
        writes.removeAll { $0.id == write.id }
        writes.append(write)
    }

    /// Whether a change was done, as was found out or decided by a person.
    func settle(_ id: Intent.ID, wasDone: Bool) async throws(APIError) {
        try await outbox?.settle(id, wasDone: wasDone)
        decided[id] = wasDone
        own.removeAll { $0.id == id }
        writes.removeAll { $0.id == id }
        await drafts.settle(id, wasDone: wasDone)
    }
}
