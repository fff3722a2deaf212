import GRDB
import Synchronization

/// Whether anybody has written: a connection of its own, which writes nothing and waits for no writer.
///
/// The first question is asked at the start of a program, before anything was read, and has a known answer; only the
/// second opens the connection. Most commands never ask.
final class ChangeWatch: ClosedAtTheEnd {
    private struct Watching {
        var connection: AskedConnection
        /// From what it answers to the number that is told: that begins with 1 when there were changes before it was
        /// opened, else with 0.
        var offset: Int64
    }

    /// A connection that is open already, and what it knew then.
    struct Start {
        var connection: DatabaseQueue
        var version: Int64
    }

    private let name: String
    private let configuration: Configuration
    private let start: Start?
    private let watching = Mutex<Watching?>(nil)
    private let wasAsked = Mutex(false)
    private let turn = OpeningTurn()
    /// Every one that was opened: two questions at once open two.
    private let all = Mutex<[SQLiteConnections.Connection]>([])

    init(_ name: String, _ configuration: Configuration, from start: Start?) {
        self.name = name
        self.configuration = configuration
        self.start = start
        OpenDatabases.add(self)
    }

    func close() {
        turn.end()
        for connection in all.withLock({ $0 }) { try? connection.close() }
    }

    /// Another number after every commit of any other connection, those of this program among them.
    ///
    /// It reads no table. Source: SQLite, PRAGMA data_version.
    func version() async throws -> Int64 {
        if let known = watching.withLock({ $0 }) { return try await known.connection.version() + known.offset }
        if start != nil,
            wasAsked.withLock({ asked in
                defer { asked = true }; return !asked
            })
        {
            return 0
        }
        let known = try await onSideThread { [self] in try opened() }
        return try await known.connection.version() + known.offset
    }

    /// The same, for a thread that may wait and whose question is not the first.
    func versionNow() throws -> Int64 {
        let known = try watching.withLock { $0 } ?? opened()
        return try known.connection.versionNow() + known.offset
    }

    private func opened() throws -> Watching {
        let connection = try turn.take {
            let connection = SQLiteConnections.Connection(
                queue: try DatabaseQueue(path: name, configuration: configuration))
            all.withLock { $0.append(connection) }
            return AskedConnection(connection)
        }
        let base = try connection.versionNow()
        // Looked at last: what is written in between is a change to the one or to the other.
        var before: Int64 = 0
        if let start, try start.connection.unsafeRead({ try Self.version($0) }) != start.version { before = 1 }
        let fresh = Watching(connection: connection, offset: before - base)
        return watching.withLock { watching in
            let kept = watching ?? fresh
            watching = kept
            return kept
        }
    }

    @Sendable static func version(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
    }
}

/// The connection that is asked for every request of a server, and so without a change of thread: there is no page to
/// read and no lock to wait for.
///
/// Whoever comes while another one asks is not held up on its thread, but answered from the next look, which begins
/// after they came.
private final class AskedConnection: Sendable {
    private struct State {
        var isAsked = false
        var waiting: [CheckedContinuation<Int64, any Error>] = []
    }

    private let connection: SQLiteConnections.Connection
    private let state = Mutex(State())

    init(_ connection: SQLiteConnections.Connection) {
        self.connection = connection
    }

    func version() async throws -> Int64 {
        let isFree = state.withLock { state in
            defer { state.isAsked = true }
            return !state.isAsked
        }
        guard isFree else { return try await withCheckedThrowingContinuation(wait) }
        let mine = look()
        answerOthers()
        return try mine.get()
    }

    /// For a thread that may wait for whoever else is answered.
    func versionNow() throws -> Int64 { try look().get() }

    private func wait(_ continuation: CheckedContinuation<Int64, any Error>) {
        let isFree = state.withLock { state in
            state.waiting.append(continuation)
            defer { state.isAsked = true }
            return !state.isAsked
        }
        if isFree { answerOthers() }
    }

    /// Until nobody waits.
    private func answerOthers() {
        while true {
            let waiting = state.withLock { state in
                defer { state.waiting = [] }
                state.isAsked = !state.waiting.isEmpty
                return state.waiting
            }
            if waiting.isEmpty { return }
            let answer = look()
            for continuation in waiting { continuation.resume(with: answer) }
        }
    }

    private func look() -> Result<Int64, any Error> {
        Result {
            try connection.queue.unsafeRead { try connection.statements.integer("PRAGMA data_version", in: $0) }
        }
    }
}
