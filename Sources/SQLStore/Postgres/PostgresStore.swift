import BillingModel
import Foundation

/// A database of a PostgreSQL server, shared by any number of programs on any number of machines.
///
/// Nothing is opened before the first question, so that a program can start while the server is away.
public final class PostgresStore: SQLStore {
    private let place: PostgresPlace
    private let pool: PostgresPool
    private let isReadOnly: Bool

    /// - Parameters:
    ///   - connections: How many at most, at least two: one of them watches.
    ///   - access: Tables are made by `migrate` only; here it tells whether anything may be written.
    public init(_ place: PostgresPlace, schema: PostgresSchema, connections: Int = 2, access: StoreAccess = .existing) {
        self.place = place
        isReadOnly = access == .readOnly || access == .reading
        pool = PostgresPool(most: max(1, connections - 1)) {
            let connection = try PostgresConnection(place)
            try Pooler.check(connection, place)
            try schema.check(connection, place)
            return connection
        }
    }

    /// Whether the database can be reached and used.
    public func check() async throws { _ = try await read { try $0.integer(SQLQuery("SELECT 1")) } }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        do {
            return try await pool.work(isCancellable: true) { connection in
                try connection.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                defer { Self.leave(connection) }
                return try body(PostgresTransaction(connection: connection, isReading: true))
            }
        } catch {
            // The server's words for it are in its own language, and the same as for a limit of time.
            throw Task.isCancelled ? StoreError.interrupted : error
        }
    }

    public func write<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        guard !isReadOnly else { throw StoreError.onlyRead(place.name) }
        let place = place
        var attempt = 0
        while true {
            do {
                let queues = attempt > 0
                return try await pool.work(isCancellable: false, after: { Self.tidy($0, queued: queues) }) {
                    try Self.carryOut(body, on: $0, at: place, queues: queues)
                }
            } catch let error as StoreError where error.kind == .conflict && attempt < Self.mostAttempts {
                attempt += 1
            }
        }
    }

    public var tellsRows: Bool { true }

    public func changeCounter() async throws -> Int64 { try await pool.changeCounter() }

    public func changes(since counter: Int64) async throws -> StoreChanges { try await pool.changes(since: counter) }

    public func news() async { await pool.news() }

    public func tidyUp() async throws {
        guard !isReadOnly else { return }
        try await pool.work(isCancellable: false) { connection in
            _ = try connection.withoutLimits { try connection.script("VACUUM ANALYZE") }
        }
    }

    /// Enough for everybody who was in the way to get through.
    private static let mostAttempts = 20

    /// Two writes that meet are told apart by the server, which refuses one of them; that one is done again, behind
    /// all others that were refused.
    private static func carryOut<T>(
        _ body: (any StoreTransaction) throws -> T, on connection: PostgresConnection, at place: PostgresPlace,
        queues: Bool
    ) throws -> T {
        if queues { try connection.script("SELECT pg_advisory_lock(\(queue))") }
        try connection.script("BEGIN ISOLATION LEVEL SERIALIZABLE")
        let result: T
        do {
            result = try body(PostgresTransaction(connection: connection))
            // A statement whose failure somebody passed over has ended the transaction for the server.
            guard !connection.hasFailed else { throw StoreError.given(up: place) }
        } catch {
            leave(connection)
            throw error
        }
        try commit(connection, place)
        return result
    }

    private static func commit(_ connection: PostgresConnection, _ place: PostgresPlace) throws {
        connection.forgetWarnings()
        do {
            try connection.script("COMMIT")
        } catch  where error.kind == .away {
            throw StoreError.undecided(place)
        } catch {
            leave(connection)
            throw error
        }
        // It is on this machine, but not on the one that is to take over from it.
        if connection.hasWarned { throw StoreError.undecided(place) }
    }

    /// Lets the next one in the queue go on. Now and then it makes one line of each table's lines of its count, so that
    /// adding them up costs nothing.
    ///
    /// What goes wrong here is of no matter to what was just made to last; the lines stay for the next time.
    private static func tidy(_ connection: PostgresConnection, queued: Bool) {
        if queued { _ = try? connection.script("SELECT pg_advisory_unlock_all()") }
        guard Int.random(in: 0..<linesOfACount) == 0 else { return }
        _ = try? connection.script(PostgresTables.addingUp)
    }

    private static let linesOfACount = 200

    /// Whoever gave up leaves nothing behind. A connection that cannot do even that is used no more.
    private static func leave(_ connection: PostgresConnection) {
        guard connection.isInTransaction else { return }
        do {
            try connection.script("ROLLBACK")
        } catch {
            connection.close()
        }
    }

    /// By which those queue whose writes met others. Any number that nobody else uses: “BALI”.
    static let queue = 0x4241_4C49
}

extension StoreError {
    fileprivate static func given(up place: PostgresPlace) -> StoreError {
        StoreError(
            .failure, "The database “\(place.name)” gave up the change; nothing was changed. Try again.",
            "De database “\(place.name)” heeft de wijziging opgegeven; er is niets gewijzigd. Probeer het opnieuw.")
    }
}
