import BillingModel
import GRDB
import GRDBSQLite

/// A database in one file, shared by any number of programs on one machine.
public struct SQLiteStore: SQLStore {
    /// Whether opening it made its tables.
    public let isNew: Bool
    public let path: String
    private let pool: DatabasePool
    /// Closed after the pool: a connection that could write takes the files beside the database away when it is the
    /// last one, which those that only read cannot.
    private let sweeper: DatabaseQueue?
    private let file: DatabaseFile
    /// The file as it was opened.
    private let opened: DatabaseFile.Mark?
    /// It can only be read as it stands, so that a change by others makes what is read worthless.
    private let isUnchanging: Bool
    /// Nil where nothing may be opened that could write.
    private let watch: ChangeWatch?

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
            let configuration = Self.configuration(readers: readers)
            let owner = DatabaseOwner(schema: schema, path: path, configuration: configuration)
            try owner.look(at: file)
            if let reading = try Self.readingPool(file, owner, access) {
                (pool, isUnchanging, isNew) = (reading.pool, reading.isUnchanging, false)
                watch = nil
                sweeper =
                    access == .reading && !isUnchanging
                    ? try? DatabaseQueue(path: file.asItIs, configuration: configuration) : nil
            } else {
                (pool, isNew) = try Self.writingPool(owner)
                (isUnchanging, sweeper) = (false, nil)
                watch = ChangeWatch(file)
            }
            opened = file.mark
        } catch {
            let problem = StoreError(error, path: path)
            if file.isMade, Self.holdsNothing(file) { file.withdraw() }
            throw problem
        }
    }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        do {
            let result = try await pool.read { database in
                try Self.noting(database, path) { try body(SQLiteTransaction(database: database)) }
            }
            guard !isUnchanging || file.mark == opened else { throw Self.changed(path) }
            return result
        } catch {
            throw translated(error)
        }
    }

    public func write<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        do {
            return try await pool.writeWithoutTransaction { database in
                guard let opened, let found = file.mark, found.isSameFile(as: opened) else { throw Self.moved(path) }
                return try Self.noting(database, path) {
                    var result: T?
                    try database.inTransaction(.immediate) {
                        result = try body(SQLiteTransaction(database: database))
                        return .commit
                    }
                    guard let result else { throw StoreError.interrupted }
                    return result
                }
            }
        } catch {
            throw translated(error)
        }
    }

    public func changeCounter() async throws -> Int64 {
        do {
            if let watch {
                return try await watch.version {
                    guard let opened, let found = file.mark, found.isSameFile(as: opened) else {
                        throw Self.moved(path)
                    }
                }
            }
            return try await pool.writeWithoutTransaction { database in
                // SQLite counts the commits of others; our own connection counts the rows it changed.
                let others = try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
                return others + Int64(database.totalChangesCount)
            }
        } catch {
            throw translated(error)
        }
    }

    public func tidyUp() async throws {
        do {
            try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch {
            throw translated(error)
        }
    }

    /// Errors of the database become sentences; a rule's own refusal passes as it is.
    private func translated(_ error: any Error) -> any Error {
        error is DatabaseError || error is CancellationError ? StoreError(error, path: path) : error
    }

    /// KiB, enough for the upper pages of every index at a million rows; used only as far as needed.
    private static let cache = 4000

    /// The memory that a connection may hold pages in, outside of work in bulk.
    static func setUsualCache(_ database: Database) throws {
        try database.execute(sql: "PRAGMA cache_size = -\(cache)")
    }

    private static func configuration(readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = readers
        configuration.prepareDatabase { database in
            database.add(function: foldFunction)
            try setUsualCache(database)
        }
        return configuration
    }

    private static let foldFunction = DatabaseFunction(
        SQLiteDialect.foldFunction, argumentCount: 1, pure: true
    ) { values in
        String.fromDatabaseValue(values[0]).map(TextFolding.fold)
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
    private static func writingPool(_ owner: DatabaseOwner) throws -> (DatabasePool, isNew: Bool) {
        let pool = try DatabasePool(path: owner.path, configuration: owner.configuration)
        let isNew = try pool.writeWithoutTransaction { database in
            // After opening, since a pool sets it to NORMAL: an answered write must survive a power cut.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            return try bringUpToDate(database, owner)
        }
        return (pool, isNew)
    }

    /// Whether nobody, neither this program nor another one, got as far as a table.
    private static func holdsNothing(_ file: DatabaseFile) -> Bool {
        // A log that holds nothing whole, as a full disk leaves it, counts for nothing.
        let name = file.hasPendingChanges ? file.asItIs : file.unchanging
        let objects = try? DatabaseQueue(path: name).read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master")
        }
        return objects == 0
    }

    /// The connections of somebody who only reads, which never wait for a writer; nil where there is something to
    /// write first.
    private static func readingPool(
        _ file: DatabaseFile, _ owner: DatabaseOwner, _ access: StoreAccess
    ) throws -> (pool: DatabasePool, isUnchanging: Bool)? {
        guard access == .reading || access == .readOnly else { return nil }
        var configuration = owner.configuration
        configuration.readonly = true
        let path = owner.path
        func open(_ name: String) throws -> DatabasePool? {
            let pool = try DatabasePool(path: name, configuration: configuration)
            switch try pool.read({ try owner.finding(in: $0) }) {
            case .ours(owner.schema.version, _): return pool
            case .empty: throw empty(path)
            case .ours:
                guard access == .reading else { throw older(path) }
                return nil
            }
        }
        do {
            return try open(path).map { ($0, false) }
        } catch let error as DatabaseError
            where unmadeCodes.contains(error.resultCode) && !file.hasPendingChanges
        {
            // The files beside it that readers and writers agree by cannot be made there: no rights, or no room.
            return try open(file.unchanging).map { ($0, true) }
        }
    }

    private static let unmadeCodes: [ResultCode] = [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL]

    /// Work whose failure is told with the reason that the system gave for it.
    private static func noting<T>(_ database: Database, _ path: String, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path, errno: sqlite3_system_errno(database.sqliteConnection))
        }
    }

    private static func empty(_ path: String) -> StoreError {
        StoreError(
            .missing, "The database “\(path)” is empty. Check the name.",
            "De database “\(path)” is leeg. Controleer de naam.")
    }

    private static func older(_ path: String) -> StoreError {
        StoreError(
            .older,
            "The database “\(path)” was written by an earlier Balie and must be brought up to date first. Open it once without --read-only.",
            "De database “\(path)” is van een eerdere Balie en moet eerst worden bijgewerkt. Open hem één keer zonder --read-only."
        )
    }

    private static func moved(_ path: String) -> StoreError {
        StoreError(
            .failure,
            "The database “\(path)” was removed or replaced while it was open; nothing was changed. Put it back, or start again.",
            "De database “\(path)” is verwijderd of vervangen terwijl hij open was; er is niets gewijzigd. Zet hem terug of begin opnieuw."
        )
    }

    private static func changed(_ path: String) -> StoreError {
        StoreError(
            .failure,
            "The database “\(path)” was changed while it was read, in a folder where Balie may not write. Start again.",
            "De database “\(path)” is gewijzigd tijdens het lezen, in een map waarin Balie niet mag schrijven. Begin opnieuw."
        )
    }
}
