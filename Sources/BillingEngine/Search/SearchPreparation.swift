import BillingAPI
import BillingModel
import SQLStore

/// Brings the rows of a database that an earlier version wrote up to what they are found by now.
///
/// Some rows at a time, each time in one transaction: others can write in between, and whoever is stopped leaves the
/// rest to the next program. Programs that do this at the same time share the work. Until it is done, a row is found by
/// what the earlier version knew of it.
public struct SearchPreparation: Sendable {
    /// How far it is, in rows; nearly, where rows were deleted.
    public struct Progress: Equatable, Sendable {
        public var done: Int
        public var total: Int
    }

    public enum Event: Sendable {
        /// There is work; sent before and after each part of it.
        case progress(Progress)
        case finished
        /// It will be tried again.
        case trouble(APIError)
    }

    private let store: any SQLStore
    private let batch: Int
    private let pause: @Sendable (Duration) async -> Void

    /// - Parameters:
    ///   - batch: Rows of one transaction.
    ///   - pause: Waits, between two looks and between two parts.
    public init(
        store: any SQLStore, batch: Int = 1000,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.store = store
        self.batch = batch
        self.pause = pause
    }

    /// Does what there is to do, and looks again each minute, until the task is cancelled.
    public func run(_ report: @Sendable (Event) async -> Void) async {
        while !Task.isCancelled {
            do throws(APIError) {
                try await finish(report)
            } catch {
                if !Task.isCancelled { await report(.trouble(error)) }
            }
            await pause(.seconds(60))
        }
    }

    /// Does what there is to do.
    public func finish(_ report: @Sendable (Event) async -> Void = { _ in }) async throws(APIError) {
        guard var progress = try await progress() else { return }
        while true {
            await report(.progress(progress))
            let start = ContinuousClock.now
            guard try await step(), !Task.isCancelled else { break }
            // Who waits for the database asks for it again after a tenth of a second at most.
            await pause(max(.milliseconds(20), (ContinuousClock.now - start) / 3))
            progress = try await self.progress() ?? Progress(done: progress.total, total: progress.total)
        }
        if !Task.isCancelled { await report(.finished) }
    }

    /// Nil when every row is as it should be.
    public func progress() async throws(APIError) -> Progress? {
        try await EngineService.translating {
            try await store.read { transaction in
                guard
                    let row = try transaction.row(
                        SQLQuery("SELECT sum(last - first + 1) FROM \(PendingTexts.name) HAVING count(*) > 0"))
                else { return nil }
                let total = try Tables.records.reduce(0) { try $0 + transaction.count($1) }
                return Progress(done: max(0, total - row.integer(0)), total: total)
            }
        }
    }

    /// Does one part; false when there was none.
    func step() async throws(APIError) -> Bool {
        try await EngineService.translating {
            try await store.write { transaction in
                for table in FoldedTable.all {
                    if let pending = try PendingTexts(of: table, in: transaction) {
                        try pending.renew(atMost: batch, in: transaction)
                        return true
                    }
                }
                return false
            }
        }
    }
}

/// Rows of one table that may have old texts, by their keys.
private struct PendingTexts {
    static let name = SQLTable.pendingTexts.name

    let table: FoldedTable
    let first: Int
    let last: Int

    init?(of table: FoldedTable, in transaction: any StoreTransaction) throws {
        let query = "SELECT first, last FROM \(Self.name) WHERE name = ? ORDER BY first LIMIT 1"
        guard let row = try transaction.row(SQLQuery(query, [.text(table.name)])) else { return nil }
        self.table = table
        (first, last) = (row.integer(0), row.integer(1))
    }

    func renew(atMost count: Int, in transaction: any StoreTransaction) throws {
        let rows = try transaction.rows(
            SQLQuery(
                "\(table.select) WHERE \(table.name).\(table.key) BETWEEN ? AND ? ORDER BY \(table.name).\(table.key) LIMIT \(count)",
                [.integer(first), .integer(last)]))
        let end = rows.count < count ? last : rows.last?.integer(0) ?? last
        if !rows.isEmpty {
            try transaction.refold(table.table, rows.map { ($0.integer(0), table.text(of: $0)) })
        }
        try transaction.execute(
            SQLQuery(
                "DELETE FROM \(Self.name) WHERE name = ? AND first = ?", [.text(table.name), .integer(first)]))
        guard end < last else { return }
        // One row may have been noted where the rest begins: the rest holds it too.
        try transaction.execute(
            SQLQuery(
                """
                INSERT INTO \(Self.name) (name, first, last) VALUES (?, ?, ?)
                ON CONFLICT (name, first) DO UPDATE SET last = excluded.last
                """, [.text(table.name), .integer(end + 1), .integer(last)]))
    }
}
