import Dispatch
import GRDB
import Synchronization

/// The connections to one file, opened when they are first needed.
///
/// Opening waits for a lock now and then, so it is done on a thread of its own and not on one of the shared pool.
final class SQLiteConnections: ClosedAtTheEnd {
    private struct Reader {
        var queue: DatabaseQueue
        var reads = 0
    }

    private struct Open {
        var readers: [Reader] = []
        /// Readers that are being opened.
        var coming = 0
        var writer: DatabaseQueue?
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
        open = Mutex(Open(readers: reader.map { [Reader(queue: $0)] } ?? [], writer: writer))
        OpenDatabases.add(self)
    }

    func close() {
        turn.end()
        let queues = open.withLock { open in
            defer { open = Open() }
            return (readers: open.readers.map(\.queue), writer: open.writer)
        }
        for reader in queues.readers {
            reader.interrupt()
            try? reader.close()
        }
        try? queues.writer?.close()
    }

    /// Runs a body on the reader that is free, on a new one, or else on the one that has least to do.
    func reading<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let queue = try await takeReader()
        defer { giveBack(queue) }
        return try await queue.read(body)
    }

    /// Runs a body on the writer, outside of a transaction; one after the other.
    func writing<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await writer().writeWithoutTransaction(body)
    }

    private func takeReader() async throws -> DatabaseQueue {
        let taken = open.withLock { open -> DatabaseQueue? in
            let place = open.readers.indices.min { open.readers[$0].reads < open.readers[$1].reads }
            let isFull = open.readers.count + open.coming >= mostReaders
            guard let place, open.readers[place].reads == 0 || isFull else {
                open.coming += 1
                return nil
            }
            open.readers[place].reads += 1
            return open.readers[place].queue
        }
        if let taken { return taken }
        do {
            return try await opened(configuration) { open, queue in
                open.coming -= 1
                open.readers.append(Reader(queue: queue, reads: 1))
            }
        } catch {
            open.withLock { $0.coming -= 1 }
            throw error
        }
    }

    private func giveBack(_ queue: DatabaseQueue) {
        open.withLock { open in
            guard let place = open.readers.firstIndex(where: { $0.queue === queue }) else { return }
            open.readers[place].reads -= 1
        }
    }

    private func writer() async throws -> DatabaseQueue {
        if let writer = open.withLock({ $0.writer }) { return writer }
        let fresh = try await opened(Self.writing(configuration)) { open, writer in
            // Whoever comes second throws his own away.
            if open.writer == nil { open.writer = writer }
        }
        return open.withLock { $0.writer } ?? fresh
    }

    private func opened(
        _ configuration: Configuration, _ keep: @escaping @Sendable (inout Open, DatabaseQueue) -> Void
    ) async throws -> DatabaseQueue {
        try await onSideThread { [self] in
            try turn.take {
                try check()
                let queue = try DatabaseQueue(path: name, configuration: configuration)
                try check()
                open.withLock { keep(&$0, queue) }
                return queue
            }
        }
    }

    /// An answered write must survive a power cut.
    static func writing(_ configuration: Configuration) -> Configuration {
        var configuration = configuration
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return configuration
    }
}

/// Connections are opened one after the other, and none once they are to be closed: closing waits for the one that is
/// just being opened, which would be left open otherwise.
final class OpeningTurn: Sendable {
    private let isOver = Mutex(false)

    func take(_ opening: () throws -> DatabaseQueue) throws -> DatabaseQueue {
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
