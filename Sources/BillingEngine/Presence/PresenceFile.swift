import BillingModel
import Foundation
import SQLStore
import Synchronization

/// The file beside a database file in which it stands who has which record open.
///
/// A file tells those who watch it only that somebody wrote to it: in the database's own every console would read its list
/// again whenever somebody opens a form. It holds nothing that lasts, and may be taken away while nobody works.
final class PresenceFile: Sendable {
    private let path: String
    private let database: String
    private let opening = Mutex<Task<any SQLStore, any Error>?>(nil)

    init(beside database: String) {
        self.database = database
        path = database + "-presence"
    }

    /// Opened by the first question; after a failure the next one tries again.
    func store() async throws -> any SQLStore {
        let task = opening.withLock { opening in
            if let opening { return opening }
            let task = Task { [path, database] () async throws -> any SQLStore in
                try await SQLiteStore.opened(path: path, schema: Self.schema) {
                    try Self.make(path, like: database)
                }
            }
            opening = task
            return task
        }
        do {
            return try await task.value
        } catch {
            opening.withLock { if $0 == task { $0 = nil } }
            throw error
        }
    }

    /// Whoever shares the database shares this file: it is made with the same group and rights.
    private static func make(_ path: String, like database: String) throws {
        var like = stat()
        guard access(path, F_OK) != 0, stat(database, &like) == 0 else { return }
        // Under a name of its own first, so that nobody meets it with other rights.
        let fresh = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let file = open(fresh, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        defer { unlink(fresh) }
        // What may not be given stays ours; then it is for nobody else either.
        let isShared = fchown(file, .max, like.st_gid) == 0
        fchmod(file, like.st_mode & (isShared ? 0o666 : 0o600))
        close(file)
        // Another program may have been quicker: then its file stays.
        link(fresh, path)
    }

    static let schema = SQLSchema(
        [
            """
            CREATE TABLE presence (
                form TEXT NOT NULL PRIMARY KEY,
                person TEXT NOT NULL,
                origin TEXT NOT NULL,
                kind TEXT NOT NULL,
                record INTEGER NOT NULL,
                since INTEGER NOT NULL,
                seen INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX presence_record ON presence (kind, record);
            """
        ], applicationID: applicationID)

    /// “BALP” in the header.
    private static let applicationID = 0x4241_4C50
}
