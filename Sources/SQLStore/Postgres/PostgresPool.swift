import Foundation
import Synchronization

/// The connections to one database: some that work, and one that watches what others change and calls off what nobody
/// waits for any more.
final class PostgresPool: ClosedAtTheEnd {
    private struct State {
        var workers: [PostgresThread] = []
        var free: [PostgresThread] = []
        /// Those who wait for one that works, in the order in which they came.
        var waiting: [(id: UUID, turn: CheckedContinuation<PostgresThread, any Error>)] = []
        var isClosed = false
    }

    private let most: Int
    private let open: @Sendable () throws -> PostgresConnection
    private let state = Mutex(State())
    private let watcher: PostgresThread
    private let changes: HeardChanges

    /// - Parameters:
    ///   - most: How many may work at the same time.
    ///   - open: Opens a connection and looks whether the database can be used.
    init(most: Int, open: @escaping @Sendable () throws -> PostgresConnection) {
        self.most = most
        self.open = open
        let changes = HeardChanges()
        self.changes = changes
        watcher = PostgresThread("watcher", watches: true, onLoss: { changes.add(nil) }) {
            let connection = try open()
            connection.onNotice = { changes.add(ChangedRow(notice: $0)) }
            try connection.script("LISTEN \(PostgresFunctions.channel)")
            // What happened before, nobody knows.
            changes.add(nil)
            return connection
        }
        OpenDatabases.add(self)
    }

    func close() {
        let (workers, waiting) = state.withLock { state in
            state.isClosed = true
            defer { (state.workers, state.free, state.waiting) = ([], [], []) }
            return (state.workers, state.waiting)
        }
        for waiter in waiting { waiter.turn.resume(throwing: StoreError.interrupted) }
        for thread in workers + [watcher] { thread.close() }
    }

    /// Runs a body on a connection of its own.
    ///
    /// - Parameters:
    ///   - isCancellable: Whether the server is told to stop when the task is cancelled.
    ///   - after: What is left to do when the caller has the answer.
    func work<T: Sendable>(
        isCancellable: Bool, after: @escaping @Sendable (PostgresConnection) -> Void = { _ in },
        _ body: @escaping @Sendable (PostgresConnection) throws -> T
    ) async throws -> T {
        let thread = try await take()
        defer { giveBack(thread) }
        guard isCancellable else { return try await thread.run(after: after, body) }
        let calling = CallingOff()
        let watcher = watcher
        let result: Result<T, any Error>
        do {
            let value = try await withTaskCancellationHandler {
                try Task.checkCancellation()
                return try await thread.run(body)
            } onCancel: {
                calling.begin {
                    guard let process = thread.process else { return }
                    let call = SQLQuery("SELECT pg_cancel_backend(?)", [.integer(Int(process))])
                    _ = try? await watcher.run { try $0.rows(call) }
                }
            }
            result = .success(value)
        } catch {
            result = .failure(error)
        }
        // Nothing else may begin there before: it would be called off in place of this.
        await calling.end()
        return try result.get()
    }

    /// Another number after every change that was made to last before the question, whoever made it.
    func changeCounter() async throws -> Int64 {
        try await hearAll()
        return changes.look()
    }

    /// Every change since then that was made to last before the question, whoever made it.
    func changes(since counter: Int64) async throws -> StoreChanges {
        try await hearAll()
        return changes.look(since: counter)
    }

    /// The server tells what others changed before it answers.
    private func hearAll() async throws { _ = try await watcher.run { try $0.rows(SQLQuery("SELECT 1")) } }

    /// Waits until a change is heard of that nobody has looked at, or for as long as a lost connection may go unnoticed.
    func news() async { await changes.wait(atMost: .seconds(5)) }

    private func take() async throws -> PostgresThread {
        let id = UUID()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { turn in
                let taken: Result<PostgresThread, any Error>? = state.withLock { state in
                    if state.isClosed || Task.isCancelled { return .failure(StoreError.interrupted) }
                    if let free = state.free.popLast() { return .success(free) }
                    if state.workers.count < most {
                        let fresh = PostgresThread("\(state.workers.count)", open: open)
                        state.workers.append(fresh)
                        return .success(fresh)
                    }
                    state.waiting.append((id, turn))
                    return nil
                }
                if let taken { turn.resume(with: taken) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
            }
            waiter?.turn.resume(throwing: StoreError.interrupted)
        }
    }

    private func giveBack(_ thread: PostgresThread) {
        let next = state.withLock { state -> CheckedContinuation<PostgresThread, any Error>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst().turn }
            if !state.isClosed { state.free.append(thread) }
            return nil
        }
        next?.resume(returning: thread)
    }
}

/// Calling off a statement of the server's: begun at most once, and never after the statement's end.
private final class CallingOff: Sendable {
    private struct State {
        var isOver = false
        var call: Task<Void, Never>?
    }

    private let state = Mutex(State())

    func begin(_ call: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            guard !state.isOver, state.call == nil else { return }
            state.call = Task { await call() }
        }
    }

    /// Waits until what was begun has reached the server.
    func end() async {
        let call = state.withLock { state in
            state.isOver = true
            return state.call
        }
        await call?.value
    }
}
