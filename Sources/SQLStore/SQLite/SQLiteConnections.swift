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
        var isClosed = false
    }

    private let name: String
    private let configuration: Configuration
    private let mostReaders: Int
    private let check: @Sendable () throws -> Void
    private let open: Mutex<Open>

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
        let queues = open.withLock { open in
            defer { open = Open(isClosed: true) }
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
            let queue = try await opened(configuration)
            open.withLock { open in
                open.coming -= 1
                open.readers.append(Reader(queue: queue, reads: 1))
            }
            return queue
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
        let fresh = try await opened(Self.writing(configuration))
        return open.withLock { open in
            // Whoever comes second throws his own away.
            let writer = open.writer ?? fresh
            open.writer = writer
            return writer
        }
    }

    private func opened(_ configuration: Configuration) async throws -> DatabaseQueue {
        let (name, check) = (name, check)
        guard !open.withLock({ $0.isClosed }) else { throw StoreError.interrupted }
        return try await onSideThread {
            try check()
            let queue = try DatabaseQueue(path: name, configuration: configuration)
            try check()
            return queue
        }
    }

    /// An answered write must survive a power cut.
    static func writing(_ configuration: Configuration) -> Configuration {
        var configuration = configuration
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return configuration
    }
}

/// Runs what may wait on a thread that nobody else waits for.
func onSideThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "balie.database.opening").async {
            continuation.resume(with: Result { try work() })
        }
    }
}
