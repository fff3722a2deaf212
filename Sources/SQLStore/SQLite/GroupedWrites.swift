import GRDB
import Synchronization

/// Writes for the one connection that writes. Those that came while others were written are carried out in one
/// transaction: the disk is waited for once, and each is answered when its change is there to stay.
///
/// Each has a savepoint of its own, so that one that is refused takes back what it did, and nothing else.
final class GroupedWrites: Sendable {
    private struct Write: Sendable {
        /// What it gave is kept until it is known to last.
        let carryOut: @Sendable (SQLiteTransaction) throws -> Void
        let isCancelled: @Sendable () -> Bool
        /// Called once, without an error when it is there to stay.
        let end: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var waiting: [Write] = []
        /// Whether somebody sees to those that wait.
        var isAttended = false
    }

    /// What a write gives, and whether anybody waits for it.
    private final class Kept<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
        let isCancelled = Mutex(false)
    }

    private let connections: SQLiteConnections
    /// Throws when nothing may be written; asked before each transaction.
    private let check: @Sendable () throws -> Void
    /// Runs work on the connection, whose failure it tells in the store's words.
    private let telling: @Sendable (Database, () throws -> Void) throws -> Void
    private let state = Mutex(State())

    init(
        on connections: SQLiteConnections, check: @escaping @Sendable () throws -> Void,
        telling: @escaping @Sendable (Database, () throws -> Void) throws -> Void
    ) {
        self.connections = connections
        self.check = check
        self.telling = telling
    }

    /// All of the body or nothing. A write whose task is cancelled ends with its next statement.
    func write<T: Sendable>(_ body: @escaping @Sendable (SQLiteTransaction) throws -> T) async throws -> T {
        let kept = Kept<T>()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                add(
                    Write(
                        carryOut: { transaction in
                            let value = try body(transaction)
                            kept.value.withLock { $0 = value }
                        },
                        isCancelled: { kept.isCancelled.withLock { $0 } },
                        end: { continuation.resume(with: $0.map { .failure($0) } ?? .success(())) }))
            }
        } onCancel: {
            kept.isCancelled.withLock { $0 = true }
        }
        guard let value = kept.value.withLock({ $0 }) else { throw StoreError.interrupted }
        return value
    }

    /// How many have not begun.
    var waiting: Int { state.withLock { $0.waiting.count } }

    private func add(_ write: Write) {
        let isFirst = state.withLock { state in
            state.waiting.append(write)
            defer { state.isAttended = true }
            return !state.isAttended
        }
        if isFirst { attend() }
    }

    private func attend() {
        if let writer = connections.openWriter { return work(on: writer) }
        Task {
            do {
                work(on: try await connections.writer())
            } catch {
                for write in takeAll() { write.end(error) }
            }
        }
    }

    private func work(on writer: SQLiteConnections.Connection) {
        writer.queue.asyncWriteWithoutTransaction { [self] database in
            let group = state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            let untried = carryOut(group, on: database, writer.statements)
            let isMore = state.withLock { state in
                state.waiting.insert(contentsOf: untried, at: 0)
                state.isAttended = !state.waiting.isEmpty
                return state.isAttended
            }
            // Anew, so that whoever else needs the connection has a turn.
            if isMore { work(on: writer) }
        }
    }

    private func takeAll() -> [Write] {
        state.withLock { state in
            defer { state = State() }
            return state.waiting
        }
    }

    /// - Returns: Those that were not tried: another transaction is theirs.
    private func carryOut(
        _ group: [Write], on database: Database, _ statements: SQLiteStatements
    ) -> ArraySlice<Write> {
        func telling(_ work: () throws -> Void) -> (any Error)? {
            do { try self.telling(database, work) } catch { return error }
            return nil
        }
        func run(_ text: String) throws { try statements.run(text, in: database) }

        let problem = telling {
            try check()
            try run("BEGIN IMMEDIATE")
        }
        if let problem {
            for write in group { write.end(problem) }
            return []
        }
        let began = ContinuousClock.now
        var done: [Write] = []
        var rest = group[...]
        while let write = rest.first,
            done.isEmpty || done.count < Self.most && ContinuousClock.now - began < Self.longest
        {
            rest = rest.dropFirst()
            let problem = telling {
                if write.isCancelled() { throw CancellationError() }
                let transaction = SQLiteTransaction(
                    database: database, statements: statements, isCancelled: write.isCancelled)
                // Alone it has the whole transaction.
                if group.count == 1 { return try write.carryOut(transaction) }
                try run("SAVEPOINT one")
                do {
                    try write.carryOut(transaction)
                    try run("RELEASE one")
                } catch {
                    try? run("ROLLBACK TO one")
                    do { try run("RELEASE one") } catch { statements.rollBack(database) }
                    throw error
                }
            }
            guard let problem else {
                done.append(write)
                continue
            }
            if group.count == 1 { statements.rollBack(database) }
            write.end(problem)
            // Nothing is left of what was done before it, where SQLite gave up the whole transaction.
            guard database.isInsideTransaction else {
                for write in done { write.end(problem) }
                return rest
            }
        }
        let failure = telling { try run(done.isEmpty ? "ROLLBACK" : "COMMIT") }
        statements.rollBack(database)
        for write in done { write.end(failure) }
        return rest
    }

    /// After this long in one transaction those that are left have the next one: the first must not wait for long.
    private static let longest = Duration.milliseconds(20)
    /// More are not held back for each other, however quick they are.
    private static let most = 200
}
