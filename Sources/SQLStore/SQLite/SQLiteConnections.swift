import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// The connections to one file, opened when they are first needed.
///
/// Opening waits for a lock now and then, so it is done on a thread of its own and not on one of the shared pool.
final class SQLiteConnections: ClosedAtTheEnd {
    /// A connection and its prepared statements.
    struct Connection: Sendable {
        let queue: DatabaseQueue
        let statements = SQLiteStatements()

        func close() throws {
            // SQLite closes none that still has statements.
            queue.unsafeRead { _ in statements.close() }
            try queue.close()
        }
    }

    private struct Reader {
        var connection: Connection
        var reads = 0
    }

    private struct Open {
        var readers: [Reader] = []
        /// Readers that are being opened.
        var coming = 0
        var writer: Connection?

        /// The reader that has least to do.
        var freest: Int? { readers.indices.min { readers[$0].reads < readers[$1].reads } }
    }

    private let name: String
    private let configuration: Configuration
    private let mostReaders: Int
    private let check: @Sendable () throws -> Void
    private let open: Mutex<Open>
    private let turn = OpeningTurn()

    /// - Parameters:
    ///   - name: Of the file, for SQLite.
    ///   - check: Throws when the name leads to another file by now; asked before and after a connection is opened.
    init(
        to name: String, _ configuration: Configuration, mostReaders: Int, reader: DatabaseQueue? = nil,
        writer: DatabaseQueue? = nil, check: @escaping @Sendable () throws -> Void = {}
    ) {
        self.check = check
        self.name = name
        self.configuration = configuration
        self.mostReaders = mostReaders
        open = Mutex(
            Open(
                readers: reader.map { [Reader(connection: Connection(queue: $0))] } ?? [],
                writer: writer.map(Connection.init)))
        OpenDatabases.add(self)
    }

    func close() {
        turn.end()
        let connections = open.withLock { open in
            defer { open = Open() }
            return (readers: open.readers.map(\.connection), writer: open.writer)
        }
        for reader in connections.readers {
            reader.queue.interrupt()
            try? reader.close()
        }
        try? connections.writer?.close()
    }

    /// Runs a body on the reader that is free, on a new one, or else on the one that has least to do.
    func reading<T: Sendable>(_ body: @escaping @Sendable (SQLiteTransaction) throws -> T) async throws -> T {
        let reader = try await takeReader()
        defer { giveBack(reader) }
        return try await reader.queue.unsafeRead { try reader.statements.reading($0, body) }
    }

    /// Runs a body on the writer, outside of a transaction; one after the other.
    func writing<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await writer().queue.writeWithoutTransaction(body)
    }

    private func takeReader() async throws -> Connection {
        let taken = open.withLock { open -> Connection? in
            let place = open.freest
            let isFull = open.readers.count + open.coming >= mostReaders
            guard let place, open.readers[place].reads == 0 || isFull else {
                open.coming += 1
                return nil
            }
            open.readers[place].reads += 1
            return open.readers[place].connection
        }
        if let taken { return taken }
        do {
            return try await opened(configuration) { open, reader in
                open.coming -= 1
                open.readers.append(Reader(connection: reader, reads: 1))
            }
        } catch {
            // While the file may not be written, the readers that are there are shared.
            let isDenied = (error as? DatabaseError)?.resultCode == .SQLITE_READONLY
            let shared = open.withLock { open -> Connection? in
                open.coming -= 1
                guard isDenied, let place = open.freest else { return nil }
                open.readers[place].reads += 1
                return open.readers[place].connection
            }
            guard let shared else { throw error }
            return shared
        }
    }

    private func giveBack(_ reader: Connection) {
        open.withLock { open in
            guard let place = open.readers.firstIndex(where: { $0.connection.queue === reader.queue }) else { return }
            open.readers[place].reads -= 1
        }
    }

    /// Nil when it has not been needed yet.
    var openWriter: Connection? { open.withLock { $0.writer } }

    func writer() async throws -> Connection {
        if let writer = openWriter { return writer }
        let fresh = try await opened(Self.writing(configuration)) { open, writer in
            // Whoever comes second throws his own away.
            if open.writer == nil { open.writer = writer }
        }
        return openWriter ?? fresh
    }

    private func opened(
        _ configuration: Configuration, _ keep: @escaping @Sendable (inout Open, Connection) -> Void
    ) async throws -> Connection {
        try await onSideThread { [self] in
            try turn.take {
                try check()
                let connection = Connection(queue: try DatabaseQueue(path: name, configuration: configuration))
                try check()
                open.withLock { keep(&$0, connection) }
                return connection
            }
        }
    }

    /// A file that may not be written just now SQLite would open for reading alone, and refuse every write of that
    /// connection for ever; an empty log beside it would be given the same rights, and keep them when the file has its
    /// own again. So it is not opened, and whoever needs it next tries anew.
    @Sendable static func checkRights(_ database: Database) throws {
        guard sqlite3_db_readonly(database.sqliteConnection, "main") == 0 else {
            throw DatabaseError(resultCode: .SQLITE_READONLY)
        }
    }

    /// An answered write must survive a power cut.
    static func writing(_ configuration: Configuration) -> Configuration {
        var configuration = configuration
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.setWritingCache()
        }
        return configuration
    }
}

/// Connections are opened one after the other, and none once they are to be closed: closing waits for the one that is
/// just being opened, which would be left open otherwise.
final class OpeningTurn: Sendable {
    private let isOver = Mutex(false)

    func take<Connection>(_ opening: () throws -> Connection) throws -> Connection {
        try isOver.withLock { isOver in
            guard !isOver else { throw StoreError.interrupted }
            return try opening()
        }
    }

    func end() { isOver.withLock { $0 = true } }
}

/// Runs what may wait on a thread that nobody else waits for.
func onSideThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "balie.database.opening").async {
            continuation.resume(with: Result { try work() })
        }
    }
}
