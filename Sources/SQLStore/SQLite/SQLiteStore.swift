import BillingModel
import GRDB
import GRDBSQLite

/// A database in one file, shared by any number of programs on one machine.
public struct SQLiteStore: SQLStore {
    /// Whether opening it made its tables.
    public let isNew: Bool
    public let path: String
    private let source: Source
    private let file: DatabaseFile
    private let changes: FileNews

    private enum Source {
        /// - mark: The file as it was opened.
        case shared(SQLiteConnections, GroupedWrites, ChangeWatch, mark: DatabaseFile.Mark?)
        case readOnly(ReadOnlyFile)

        /// Also where reading was meant and nothing else is allowed.
        var isReadOnly: Bool {
            if case .readOnly = self { true } else { false }
        }
    }

    /// Opens the file on a thread of its own: it may have to wait for somebody who writes. See `init`.
    ///
    /// - Parameter prepare: What is to be done there before.
    public static func opened(
        path: String, schema: SQLSchema, readers: Int = 2, access: StoreAccess = .making,
        after prepare: @escaping @Sendable () throws -> Void = {}
    ) async throws -> SQLiteStore {
        try await onSideThread {
            try prepare()
            return try SQLiteStore(path: path, schema: schema, readers: readers, access: access)
        }
    }

    /// Opens the file.
    ///
    /// What belongs to another program is refused before anything is written, and a file or folder that was made for a
    /// database that then could not be opened is taken away again.
    ///
    /// - Parameter readers: How many may read at the same time; each keeps its own upper pages in memory.
    public init(
        path: String, schema: SQLSchema, readers: Int = 2, access: StoreAccess = .making
    ) throws(StoreError) {
        self.path = path
        let file = access == .making ? try DatabaseFile(making: path) : try DatabaseFile(existing: path)
        self.file = file
        do {
            let owner = DatabaseOwner(schema: schema, path: path, configuration: .usual())
            (source, isNew) = try Self.source(file, owner, readers, access)
            changes = Self.news(of: file, source)
        } catch {
            let problem = StoreError(error, path: path)
            if file.isMade, Self.holdsNothing(file) { file.withdraw() }
            throw problem
        }
    }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        let (path, isReadOnly) = (path, source.isReadOnly)
        let noted: @Sendable (SQLiteTransaction) throws -> T = { transaction in
            try Self.noting(transaction.database, path, isReadOnly) { try body(transaction) }
        }
        do {
            switch source {
            case .shared(let connections, _, _, _): return try await connections.reading(noted)
            case .readOnly(let file): return try await file.reading(noted)
            }
        } catch {
            throw translated(error)
        }
    }

    public func write<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        try await writing { try body($0) }
    }

    /// All of it in one transaction, since within it the indexes may be missing.
    public func fill(
        _ tables: [SQLTable], after first: @escaping @Sendable (any StoreTransaction) throws -> Void,
        parts: [@Sendable (any StoreTransaction) throws -> Void]
    ) async throws {
        try await writing { transaction in
            try first(transaction)
            try transaction.filling(tables) { filling in
                for part in parts { try part(filling) }
            }
        }
    }

    private func writing<T: Sendable>(
        _ body: @escaping @Sendable (SQLiteTransaction) throws -> T
    ) async throws -> T {
        guard case .shared(_, let writes, _, _) = source else { throw StoreError.onlyRead(path) }
        do {
            return try await writes.write(body)
        } catch {
            throw translated(error)
        }
    }

    public func changeCounter() async throws -> Int64 {
        do {
            let counter: Int64
            switch source {
            case .shared(_, _, let watch, let mark):
                try Self.check(file, mark)
                counter = try await watch.version()
            case .readOnly(let file): counter = try await file.changeCounter()
            }
            changes.know(counter)
            return counter
        } catch {
            throw translated(error)
        }
    }

    public func news() async { await changes.wait() }

    private static func news(of file: DatabaseFile, _ source: Source) -> FileNews {
        FileNews(eyes: { SystemEyes(file.path, $0) }) {
            switch source {
            case .shared(_, _, let watch, let mark):
                try check(file, mark)
                return try watch.versionNow()
            case .readOnly(let file): return try file.changeCounterNow()
            }
        }
    }

    public func tidyUp() async throws {
        guard case .shared(let connections, _, _, _) = source else { return }
        do {
            try await connections.writing { _ = try $0.checkpoint(.truncate) }
        } catch {
            throw translated(error)
        }
    }

    /// The name still leads to the file that was opened: what is written to another, nobody would find.
    private static func check(_ file: DatabaseFile, _ mark: DatabaseFile.Mark?) throws {
        guard let mark, file.identity == mark.identity else { throw moved(file.path) }
    }

    /// Errors of the database become sentences; a rule's own refusal passes as it is.
    private func translated(_ error: any Error) -> any Error {
        error is DatabaseError || error is CancellationError
            ? StoreError(error, path: path, isReadOnly: source.isReadOnly) : error
    }

    /// Runs the missing scripts and marks the file as ours; one read when there is nothing to do.
    private static func bringUpToDate(_ database: Database, _ owner: DatabaseOwner) throws -> Bool {
        let schema = owner.schema
        let current = DatabaseOwner.Finding.ours(version: schema.version, isMarked: true)
        guard try owner.finding(in: database) != current else { return false }
        var isNew = false
        try database.inTransaction(.immediate) {
            // Again, since another program may have been quicker.
            var version = 0
            switch try owner.finding(in: database) {
            case current: return .rollback
            case .empty: isNew = true
            case .ours(let found, _): version = found
            }
            if isNew, let whole = schema.whole {
                try database.execute(sql: whole())
                try schema.contents(SQLiteTransaction(database: database))
            } else {
                for script in schema.scripts[version...] { try database.execute(sql: script) }
            }
            try database.execute(sql: "PRAGMA user_version = \(schema.version)")
            try database.execute(sql: "PRAGMA application_id = \(schema.applicationID)")
            return .commit
        }
        return isNew
    }
}

extension SQLiteStore {
    private static func source(
        _ file: DatabaseFile, _ owner: DatabaseOwner, _ readers: Int, _ access: StoreAccess
    ) throws -> (Source, isNew: Bool) {
        if access == .readOnly { return (try readOnly(file, owner, readers), false) }
        let obstacle = file.obstacleToWriting
        guard obstacle == 0 else {
            if access == .reading { return (try readOnly(file, owner, readers), false) }
            throw DiskTrouble(path: file.path, errno: obstacle).sentence
        }
        if let reader = try currentReader(file, owner) {
            let version = try reader.unsafeRead { try ChangeWatch.version($0) }
            return (shared(file, owner, readers, ChangeWatch.Start(connection: reader, version: version)), false)
        }
        try owner.look(at: file)
        let writer = try DatabaseQueue(
            path: file.asItIs, configuration: SQLiteConnections.writing(owner.configuration))
        let isNew = try writer.writeWithoutTransaction { database in
            if access == .reading, try owner.finding(in: database) == .empty { throw empty(file.path) }
            // Lasts for the file.
            let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
            guard mode == "wal" else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
            let isNew = try bringUpToDate(database, owner)
            // The header is of use to the next start once it stands in the file itself.
            _ = try? database.checkpoint(.passive)
            return isNew
        }
        return (shared(file, owner, readers, writer: writer), isNew)
    }

    private static func readOnly(_ file: DatabaseFile, _ owner: DatabaseOwner, _ readers: Int) throws -> Source {
        do {
            return .readOnly(try ReadOnlyFile(file, owner, mostReaders: readers))
        } catch {
            throw StoreError(error, path: file.path, isReadOnly: true)
        }
    }

    private static func shared(
        _ file: DatabaseFile, _ owner: DatabaseOwner, _ readers: Int, _ start: ChangeWatch.Start? = nil,
        writer: DatabaseQueue? = nil
    ) -> Source {
        let mark = file.mark
        let configuration = Configuration.usual(checking: SQLiteConnections.checkRights)
        let connections = SQLiteConnections(
            to: file.asItIs, configuration, mostReaders: readers, reader: start?.connection, writer: writer
        ) { try check(file, mark) }
        let writes = GroupedWrites(on: connections, check: { try check(file, mark) }) { database, work in
            try noting(database, file.path, false, work)
        }
        return .shared(connections, writes, ChangeWatch(file.asItIs, configuration, from: start), mark: mark)
    }

    /// A connection to a file that is ours and of this version, as most are: then there is nothing to look into and
    /// nothing to write. Nil of any other; of one whose header does not say that it is ours, no more is read than that.
    private static func currentReader(_ file: DatabaseFile, _ owner: DatabaseOwner) throws -> DatabaseQueue? {
        let configuration = Configuration.usual { database in
            guard owner.isOurs(DatabaseHeader(of: database)) else { throw NotOurs() }
        }
        do {
            let reader = try DatabaseQueue(path: file.asItIs, configuration: configuration)
            let current = DatabaseOwner.Finding.ours(version: owner.schema.version, isMarked: true)
            // What waits beside the file counts too.
            return try reader.read { try owner.finding(in: $0) } == current ? reader : nil
        } catch is NotOurs {
            return nil
        }
    }

    private struct NotOurs: Error {}

    /// Whether nobody, neither this program nor another one, got as far as a table.
    private static func holdsNothing(_ file: DatabaseFile) -> Bool {
        // A log that holds nothing whole, as a full disk leaves it, counts for nothing.
        let name = file.hasPendingChanges ? file.asItIs : file.unchanging
        let objects = try? DatabaseQueue(path: name).read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master")
        }
        return objects == 0
    }

    /// Work whose failure is told with the reason that the system gave for it.
    private static func noting<T>(
        _ database: Database, _ path: String, _ isReadOnly: Bool, _ work: () throws -> T
    ) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            let reason = sqlite3_system_errno(database.sqliteConnection)
            throw StoreError(error, path: path, errno: reason, isReadOnly: isReadOnly)
        }
    }

    static func empty(_ path: String) -> StoreError {
        StoreError(
            .missing, "The database “\(path)” is empty. Check the name.",
            "De database “\(path)” is leeg. Controleer de naam.")
    }

    private static func moved(_ path: String) -> StoreError {
        StoreError(
            .failure,
            "The database “\(path)” was removed or replaced while it was open; nothing was changed. Put it back, or start again.",
            "De database “\(path)” is verwijderd of vervangen terwijl hij open was; er is niets gewijzigd. Zet hem terug of begin opnieuw."
        )
    }
}
