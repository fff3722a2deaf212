import GRDB

/// A database in one file, shared by any number of programs on one machine.
public struct SQLiteStore: SQLStore {
    /// Whether opening it made its tables.
    public let isNew: Bool
    public let path: String
    private let pool: DatabasePool

    /// Opens the file, making it and its tables where needed.
    ///
    /// - Parameter readers: How many may read at the same time; each keeps its own upper pages in memory.
    public init(path: String, schema: SQLSchema, readers: Int = 2) throws(StoreError) {
        self.path = path
        try DatabaseFile.createIfMissing(path)
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration(readers: readers))
            isNew = try pool.writeWithoutTransaction { database in
                // After opening, since a pool sets it to NORMAL: an answered write must survive a power cut.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                return try Self.bringUpToDate(database, schema, path)
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    public func read<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        do {
            return try await pool.read { try body(SQLiteTransaction(database: $0)) }
        } catch {
            throw translated(error)
        }
    }

    public func write<T: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> T
    ) async throws -> T {
        do {
            return try await pool.write { try body(SQLiteTransaction(database: $0)) }
        } catch {
            throw translated(error)
        }
    }

    public func changeCounter() async throws -> Int64 {
        do {
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

    /// Runs the missing scripts; one read when there are none.
    private static func bringUpToDate(_ database: Database, _ schema: SQLSchema, _ path: String) throws -> Bool {
        guard try version(of: database) != schema.version else { return false }
        var isNew = false
        try database.inTransaction(.immediate) {
            let found = try version(of: database)
            guard found <= schema.version else { throw tooNew(path) }
            if found == 0 { try refuseForeignTables(database, path) }
            isNew = found == 0
            for script in schema.scripts[max(0, found)...] { try database.execute(sql: script) }
            try database.execute(sql: "PRAGMA user_version = \(schema.version)")
            return .commit
        }
        return isNew
    }

    private static func version(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    private static func refuseForeignTables(_ database: Database, _ path: String) throws {
        guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0 > 0 else { return }
        throw StoreError(
            .notADatabase,
            "The database “\(path)” belongs to another program; it was left alone. Choose another with --database.",
            "De database “\(path)” is van een ander programma en bleef ongemoeid. Kies een andere met --database.")
    }

    private static func tooNew(_ path: String) -> StoreError {
        StoreError(
            .newer,
            "The database “\(path)” was written by a newer Balie. Install that version, or choose another database.",
            "De database “\(path)” is van een nieuwere Balie. Installeer die versie of kies een andere database.")
    }
}
