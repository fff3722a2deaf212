import Dispatch
import Synchronization

/// A connection, opened when it is first needed and again after it was lost, and the thread that alone uses it.
final class PostgresThread: Sendable {
    private let queue: DispatchQueue
    private let open: @Sendable () throws -> PostgresConnection
    /// Touched on the queue only.
    nonisolated(unsafe) private var connection: PostgresConnection?
    nonisolated(unsafe) private var watching: (any DispatchSourceRead)?
    private let watches: Bool
    /// Told when the connection that watches is gone.
    private let onLoss: @Sendable () -> Void
    private let known = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - watches: Whether what the server tells of its own accord is taken at once.
    ///   - open: Opens the connection and looks whether the database can be used.
    init(
        _ name: String, watches: Bool = false, onLoss: @escaping @Sendable () -> Void = {},
        open: @escaping @Sendable () throws -> PostgresConnection
    ) {
        self.onLoss = onLoss
        queue = DispatchQueue(label: "balie.postgres.\(name)")
        self.watches = watches
        self.open = open
    }

    /// The server's process for the connection as it is now; nil without one.
    var process: Int32? { known.withLock { $0 } }

    /// Runs a body on the connection. Where an old one turns out to be lost before anything was to last, the body runs
    /// once more on a new one.
    ///
    /// - Parameter after: What is left to do when the caller has the answer.
    func run<T: Sendable>(
        after: @escaping @Sendable (PostgresConnection) -> Void = { _ in },
        _ body: @escaping @Sendable (PostgresConnection) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                continuation.resume(with: Result { try attempt(body) })
                if let connection, connection.isGood { after(connection) }
            }
        }
    }

    private func attempt<T>(_ body: (PostgresConnection) throws -> T) throws -> T {
        let old = connection.flatMap { $0.isGood ? $0 : nil }
        do {
            return try body(old ?? opened())
        } catch let error as StoreError where error.kind == .away && old?.isGood == false {
            return try body(opened())
        }
    }

    private func opened() throws -> PostgresConnection {
        drop()
        let fresh = try open()
        connection = fresh
        known.withLock { $0 = fresh.process }
        if watches { watch(fresh) }
        return fresh
    }

    private func watch(_ fresh: PostgresConnection) {
        let source = DispatchSource.makeReadSource(fileDescriptor: fresh.socket, queue: queue)
        source.setEventHandler { [weak self] in self?.take() }
        // The descriptor must not be another's before the source is done with it.
        source.setCancelHandler { fresh.close() }
        source.resume()
        watching = source
    }

    private func take() {
        connection?.takeNotices()
        guard connection?.isGood == false else { return }
        drop()
        onLoss()
    }

    private func drop() {
        known.withLock { $0 = nil }
        if let watching { watching.cancel() } else { connection?.close() }
        (connection, watching) = (nil, nil)
    }

    deinit {
        // Nobody is left who could be using it.
        if let watching { watching.cancel() } else { connection?.close() }
    }

    /// Ends the connection after what is under way on it.
    func close() { queue.sync { drop() } }
}
