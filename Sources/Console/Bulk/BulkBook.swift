import BillingAPI
import BillingModel

/// The bulk run of this console, which goes on whatever page is in view, and those that earlier ones left half-way.
@MainActor final class BulkBook {
    let shelf: (any BulkShelf)?
    private(set) var isRunning = false
    /// Those of this console, the one that was begun or opened last at the end.
    private var works: [BulkUnderWay] = []
    /// Those of this program that lie on the shelf.
    private var kept: Set<BulkRun.ID> = []
    /// Those that an earlier one left there.
    private var left: Set<BulkRun.ID> = []

    init(_ shelf: (any BulkShelf)?) { self.shelf = shelf }

    /// Those that something is left to do of, the newest last; that of this console is not among them.
    func find() async throws(APIError) -> [BulkRun] {
        let found = try await shelf?.find() ?? []
        left.formUnion(found.map(\.id))
        return found
    }

    /// The one that is under way, or that something is left to do of.
    var open: BulkUnderWay? { works.last { $0.progress.isRunning || $0.progress.run.isOpen } }
    /// The one that was begun or opened last, also where it is done.
    var last: BulkUnderWay? { works.last }

    /// Makes one that was left half-way one of this console.
    func open(_ run: BulkRun) -> BulkUnderWay {
        let work = BulkUnderWay(run)
        works.append(work)
        return work
    }

    /// Carries it out. What nothing could be kept of is not sent.
    ///
    /// - Parameters:
    ///   - found: Told what has become known of a sending that nothing was known of.
    ///   - ended: When it has come to an end, or to a stop.
    func begin(
        _ work: BulkUnderWay, _ part: BulkRun.Part, by runner: BulkRunner,
        found: @escaping @MainActor @Sendable (BulkRow, BulkRowState) -> Void, ended: @escaping @MainActor () -> Void
    ) {
        // One that is done is shown until the next one is begun.
        works.removeAll { $0 === work || !$0.progress.run.isOpen }
        works.append(work)
        isRunning = true
        let run = work.begin()
        Task {
            if await keep(run, work) {
                await runner.run(work, part) { row, state in await found(row, state) }
                if !work.progress.run.isOpen { await forget(run.id) }
            }
            isRunning = false
            ended()
        }
    }

    /// Lets it end after the row that is under way.
    func stop() { works.last?.stop() }

    private func keep(_ run: BulkRun, _ work: BulkUnderWay) async -> Bool {
        guard let shelf, !kept.contains(run.id) else { return true }
        do throws(APIError) {
            if left.contains(run.id) { try await shelf.take(run.id) } else { try await shelf.keep(run) }
            kept.insert(run.id)
            return true
        } catch {
            work.end(error.message)
            return false
        }
    }

    private func forget(_ id: BulkRun.ID) async {
        // One that is done and stays is found to be done by whoever reads it.
        guard kept.remove(id) != nil else { return }
        left.remove(id)
        do throws(APIError) { try await shelf?.drop(id) } catch { await shelf?.release(id) }
    }

    /// Takes one away for good, also one that was left half-way.
    func drop(_ id: BulkRun.ID) async throws(APIError) {
        try await shelf?.drop(id)
        kept.remove(id)
        left.remove(id)
        works.removeAll { $0.progress.run.id == id && !$0.progress.isRunning }
    }
}
