import GRDB
import Synchronization

/// A connection that writes nothing and only sees whether others have.
final class ChangeWatch: Sendable {
    private let file: DatabaseFile
    /// Opened at the first question: most commands never ask.
    private let connection = Mutex<DatabaseQueue?>(nil)

    init(_ file: DatabaseFile) {
        self.file = file
    }

    /// Another number after every commit of any other connection, those of this program among them.
    ///
    /// It waits for no writer and reads no table. Source: SQLite, PRAGMA data_version.
    ///
    /// - Parameter check: Throws when the file is no longer the one that was meant; asked before it is opened.
    func version(opening check: () throws -> Void) async throws -> Int64 {
        try await opened(check).unsafeRead { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    private func opened(_ check: () throws -> Void) throws -> DatabaseQueue {
        try connection.withLock { connection in
            if let connection { return connection }
            try check()
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: file.asItIs, configuration: configuration)
            connection = queue
            return queue
        }
    }
}
