import BillingAPI

/// Hands drafts to a shelf one at a time; of one draft the latest text, whatever came meanwhile.
@MainActor final class DraftWriter {
    /// What is to become of a draft.
    private struct Deed {
        /// Nil where there is nothing to write.
        var text: KeptDraft?
        var isDropped = false
        /// Whether its form is closed then.
        var isLast = false
        /// What goes once it lies there.
        var thenDrop: [KeptDraft.ID] = []
    }

    private let shelf: (any DraftShelf)?
    private var waiting: [KeptDraft.ID: Deed] = [:]
    private var order: [KeptDraft.ID] = []
    /// What the shelf refused, to be tried again with the next text.
    private var refused: [KeptDraft.ID: Deed] = [:]
    /// Texts of which it is not known that they lie on the shelf.
    private var unsafe: [KeptDraft.ID: KeptDraft] = [:]
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Whether something is on its way to the shelf.
    private(set) var isBusy = false
    private(set) var isTroubled = false
    /// Called once when the shelf refuses something, and again only after it took a text.
    var onTrouble: (@MainActor (APIError) -> Void)?
    /// Called when nothing is on its way any more.
    var onSettled: (@MainActor () -> Void)?

    init(_ shelf: (any DraftShelf)?) {
        self.shelf = shelf
    }

    func isSafe(_ id: KeptDraft.ID) -> Bool { unsafe[id] == nil }

    // MARK: What is to be done

    func keep(_ draft: KeptDraft) {
        unsafe[draft.id] = draft
        add(Deed(text: draft), of: draft.id)
    }

    /// The form is closed. What its text was copied from goes, but not before that text lies there.
    func release(_ id: KeptDraft.ID, thenDrop others: [KeptDraft.ID]) {
        add(Deed(text: unsafe[id], isLast: true, thenDrop: others), of: id)
    }

    func drop(_ id: KeptDraft.ID) {
        unsafe[id] = nil
        add(Deed(isDropped: true), of: id)
    }

    private func add(_ deed: Deed, of id: KeptDraft.ID) {
        guard shelf != nil else { return }
        enqueue(deed, of: id)
        retry()
    }

    /// Hands over once more what was refused: there may be room by now.
    func retry() {
        for (id, deed) in refused where waiting[id] == nil { enqueue(deed, of: id) }
        refused = [:]
        work()
    }

    private func enqueue(_ deed: Deed, of id: KeptDraft.ID) {
        if waiting[id] == nil { order.append(id) }
        waiting[id] = deed
    }

    // MARK: Doing it

    private func work() {
        guard !isBusy, let shelf, !order.isEmpty else { return }
        isBusy = true
        Task { [weak self] in
            while let (deed, id) = self?.next() {
                let outcome = await Self.carry(deed, of: id, out: shelf)
                self?.note(outcome, of: deed, id)
            }
            self?.end()
        }
    }

    /// What is to be done by the time that it is done.
    private func next() -> (Deed, KeptDraft.ID)? {
        guard let id = order.first, let deed = waiting.removeValue(forKey: id) else { return nil }
        order.removeFirst()
        return (deed, id)
    }

    private static func carry(
        _ deed: Deed, of id: KeptDraft.ID, out shelf: any DraftShelf
    ) async -> Result<Void, APIError> {
        do throws(APIError) {
            if deed.isDropped { try await shelf.drop(id) }
            if let text = deed.text { try await shelf.keep(text) }
        } catch {
            return .failure(error)
        }
        if deed.isLast { await shelf.release(id) }
        // Where one stays it is offered once more, which costs nobody anything.
        for other in deed.thenDrop { try? await shelf.drop(other) }
        return .success(())
    }

    private func note(_ outcome: Result<Void, APIError>, of deed: Deed, _ id: KeptDraft.ID) {
        switch outcome {
        case .success:
            guard let text = deed.text else { break }
            isTroubled = false
            if unsafe[id] == text { unsafe[id] = nil }
        case .failure(let error):
            if waiting[id] == nil { refused[id] = deed }
            if !isTroubled { onTrouble?(error) }
            isTroubled = true
        }
    }

    private func end() {
        isBusy = false
        let ready = waiters
        waiters = []
        for waiter in ready { waiter.resume() }
        onSettled?()
    }

    /// Returns when the shelf has taken, or refused, all that it was given.
    func settled() async {
        guard isBusy else { return }
        await withCheckedContinuation { waiters.append($0) }
    }
}
