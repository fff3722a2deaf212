import BillingAPI
import BillingModel

/// Bulk runs in memory, which outlive the console of a test.
public actor StubBulkShelf: BulkShelf {
    public private(set) var runs: [BulkRun] = []
    /// Every line that was added.
    public private(set) var notes: [BulkNote] = []
    private var taken: Set<BulkRun.ID> = []
    private var refusal: APIError?
    private var isHeld = false
    private var held: CheckedContinuation<Void, Never>?
    private var waiter: CheckedContinuation<Void, Never>?

    public init(_ runs: [BulkRun] = []) { self.runs = runs }

    /// From now on nothing is taken; nil lets it take things again.
    public func refuse(_ error: APIError?) { refusal = error }

    /// From now on a run that is to be kept waits until it may.
    public func hold() { isHeld = true }

    /// Returns when one waits.
    public func arrived() async {
        guard held == nil else { return }
        await withCheckedContinuation { waiter = $0 }
    }

    /// Lets the one that waits go on, and others.
    public func open() {
        isHeld = false
        held?.resume()
        held = nil
    }

    /// The console that carried them out ended, in whatever way.
    public func endOfConsole() { taken = [] }

    public func find() async throws(APIError) -> [BulkRun] {
        if let refusal { throw refusal }
        return runs.filter { $0.isOpen && !taken.contains($0.id) }
    }

    public func keep(_ run: BulkRun) async throws(APIError) {
        if isHeld {
            await withCheckedContinuation { continuation in
                held = continuation
                waiter?.resume()
                waiter = nil
            }
        }
        if let refusal { throw refusal }
        runs.append(run)
        taken.insert(run.id)
    }

    public func take(_ id: BulkRun.ID) async throws(APIError) {
        if let refusal { throw refusal }
        guard runs.contains(where: { $0.id == id }) else {
            throw APIError(.notFound, LocalizedText(verbatim: "There is no bulk run."))
        }
        taken.insert(id)
    }

    public func note(_ notes: [BulkNote], of id: BulkRun.ID) async throws(APIError) {
        if let refusal { throw refusal }
        self.notes += notes
        guard let place = runs.firstIndex(where: { $0.id == id }) else { return }
        for note in notes { runs[place].note(note.state, of: note.row) }
    }

    public func release(_ id: BulkRun.ID) async { taken.remove(id) }

    public func drop(_ id: BulkRun.ID) async throws(APIError) {
        if let refusal { throw refusal }
        runs.removeAll { $0.id == id }
    }
}
