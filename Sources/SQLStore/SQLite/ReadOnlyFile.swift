import GRDB
import Synchronization

/// A file that is read and in no way changed: nothing is made beside it either.
///
/// Where a writer has made the files that readers and writers agree by, they are read along with it. Where there are
/// none nobody writes, and the file is read as it stands; once somebody does, it is opened anew. So is another file
/// that has come to its name.
final class ReadOnlyFile: Sendable {
    private struct Opened {
        var connections: SQLiteConnections
        /// Where it is read along with whoever writes.
        var watch: ChangeWatch?
        /// The file as it was opened; nil once the connections to it are closed.
        var mark: DatabaseFile.Mark?
        /// The log beside it; nil where that says nothing.
        var log: Log?
        /// How often it was opened.
        var times = 1

        /// Whether what is read from it counts no more.
        func isOutdated(_ found: DatabaseFile.Mark?) -> Bool {
            guard let mark, let found else { return true }
            return watch == nil ? found != mark : !found.isSameFile(as: mark)
        }

        /// The next one's, where it is outdated.
        func counter(_ found: DatabaseFile.Mark?) -> Int64? { isOutdated(found) ? Int64(times + 1) << 32 : nil }

        func counter(_ version: Int64?) -> Int64 { Int64(times) << 32 + (version ?? 0) }
    }

    /// What lies beside a file stays when another takes its name.
    private struct Log {
        var identity: DatabaseFile.Identity
        /// The file whose changes are in it.
        var file: DatabaseFile.Identity
    }

    private let file: DatabaseFile
    private let owner: DatabaseOwner
    private let mostReaders: Int
    private let opened: Mutex<Opened>

    init(_ file: DatabaseFile, _ owner: DatabaseOwner, mostReaders: Int) throws {
        self.file = file
        self.owner = owner
        self.mostReaders = mostReaders
        opened = Mutex(try Self.open(file, owner, mostReaders, log: nil))
    }

    func reading<T: Sendable>(_ body: @escaping @Sendable (SQLiteTransaction) throws -> T) async throws -> T {
        for _ in 0..<Self.mostTries {
            let current = opened.withLock { $0 }
            let result: Result<T, any Error>
            do {
                result = .success(try await current.connections.reading(body))
            } catch {
                result = .failure(error)
            }
            guard current.isOutdated(file.mark) else { return try result.get() }
            try await reopen(after: current.times)
        }
        throw Self.changed(file.path)
    }

    func changeCounter() async throws -> Int64 {
        let current = opened.withLock { $0 }
        if let next = current.counter(file.mark) { return next }
        return current.counter(try await current.watch?.version())
    }

    /// The same, for a thread that may wait and whose question is not the first.
    func changeCounterNow() throws -> Int64 {
        let current = opened.withLock { $0 }
        if let next = current.counter(file.mark) { return next }
        return current.counter(try current.watch?.versionNow())
    }

    /// A file that changes faster than it can be read is told, not waited for.
    private static let mostTries = 5

    private func reopen(after times: Int) async throws {
        let old = opened.withLock { $0 }
        guard old.times == times else { return }
        let (file, owner, mostReaders) = (try DatabaseFile(existing: file.path), owner, mostReaders)
        if let watch = old.watch {
            opened.withLock { opened in
                if opened.times == times { opened.mark = nil }
            }
            // Before another file is opened: SQLite would let both agree by what is beside that name.
            try await onSideThread {
                old.connections.close()
                watch.close()
            }
        }
        var fresh = try await onSideThread { try Self.open(file, owner, mostReaders, log: old.log) }
        fresh.times = times + 1
        // The first question is this one, so that the next tells what was written after it.
        _ = try await fresh.watch?.version()
        let newest = fresh
        opened.withLock { opened in
            if opened.times == times { opened = newest }
        }
    }

    /// - Parameter log: What was beside the file that had its name before.
    private static func open(
        _ file: DatabaseFile, _ owner: DatabaseOwner, _ mostReaders: Int, log: Log?
    ) throws -> Opened {
        try file.evenWhileOthersWrite { try openNow(file, owner, mostReaders, log: log) }
    }

    private static func openNow(
        _ file: DatabaseFile, _ owner: DatabaseOwner, _ mostReaders: Int, log known: Log?
    ) throws -> Opened {
        var configuration = owner.configuration
        configuration.readonly = true
        // Taken first: what happens from here on is noticed.
        let mark = file.mark
        let log = Self.log(of: file, mark, known)
        // Of the changes of another file none are this one's.
        let isStrange = log.map { $0.file != mark?.identity } ?? false
        let isShared = !isStrange && (file.hasPendingChanges || file.isInUse)
        let name = isShared ? file.readOnly : file.unchanging
        let reader: DatabaseQueue
        do {
            reader = try DatabaseQueue(path: name, configuration: configuration)
            try reader.read { try check(owner.finding(in: $0), owner) }
        } catch let error as DatabaseError where isShared && cannotShare.contains(error.resultCode) {
            let obstacle = file.obstacleToSharing
            guard obstacle == 0 else {
                throw DiskTrouble(path: file.path, errno: obstacle, isReadOnly: true).sentence
            }
            throw unreadable(file)
        }
        let connections = SQLiteConnections(to: name, configuration, mostReaders: mostReaders, reader: reader)
        guard isShared else { return Opened(connections: connections, mark: mark, log: isStrange ? log : nil) }
        let start = ChangeWatch.Start(
            connection: reader, version: try reader.unsafeRead { try ChangeWatch.version($0) })
        return Opened(
            connections: connections, watch: ChangeWatch(name, configuration, from: start), mark: mark, log: log)
    }

    private static func log(of file: DatabaseFile, _ mark: DatabaseFile.Mark?, _ known: Log?) -> Log? {
        guard let identity = file.log, let mark else { return nil }
        if let known, known.identity == identity { return known }
        return Log(identity: identity, file: mark.identity)
    }

    private static let cannotShare: [ResultCode] = [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR]

    private static func check(_ finding: DatabaseOwner.Finding, _ owner: DatabaseOwner) throws {
        switch finding {
        case .empty: throw SQLiteStore.empty(owner.path)
        case .ours(let version, _): if version < owner.schema.oldestReadable { throw older(owner.path) }
        }
    }

    private static func older(_ path: String) -> StoreError {
        StoreError(
            .older,
            "The database “\(path)” was written by an earlier Balie and must be brought up to date first. Open it once without --read-only.",
            "De database “\(path)” is van een eerdere Balie en moet eerst worden bijgewerkt. Open hem één keer zonder --read-only."
        )
    }

    private static func unreadable(_ file: DatabaseFile) -> StoreError {
        let path = file.path
        return StoreError(
            .noPermission,
            "The database “\(path)” cannot be read: its newest changes are still in “\(path)-wal”, which cannot be used here without writing. Copy both files to a folder of your own and open the copy.",
            "De database “\(path)” is niet te lezen: de nieuwste wijzigingen staan nog in “\(path)-wal”, dat hier niet te gebruiken is zonder te schrijven. Kopieer beide bestanden naar een eigen map en open de kopie."
        )
    }

    private static func changed(_ path: String) -> StoreError {
        StoreError(
            .failure, "The database “\(path)” changes while it is read, in a way that cannot be followed. Try again.",
            "De database “\(path)” verandert tijdens het lezen op een manier die niet te volgen is. Probeer het opnieuw."
        )
    }
}
