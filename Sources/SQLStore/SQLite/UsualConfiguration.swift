import BillingModel
import GRDB

extension Configuration {
    /// What every connection to a file of ours is opened with.
    ///
    /// - Parameter check: Runs before anything of the file is read, and refuses it by throwing.
    static func usual(checking check: @escaping @Sendable (Database) throws -> Void = { _ in }) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try check(database)
            database.add(function: foldFunction)
            try database.setCache(readingCache)
        }
        return configuration
    }

    /// KiB. Pages that it does not hold are read from the system's memory, in a few microseconds; so each reader that a
    /// program has keeps little.
    private static let readingCache = 1000

    private static let foldFunction = DatabaseFunction(
        SQLiteDialect.foldFunction, argumentCount: 1, pure: true
    ) { values in
        String.fromDatabaseValue(values[0]).map(TextFolding.fold)
    }
}

extension Database {
    /// KiB, enough for the upper pages of every index at a million rows; used only as far as needed.
    private static let writingCache = 4000

    /// The memory that the connection that writes may hold pages in, outside of work in bulk.
    func setWritingCache() throws { try setCache(Self.writingCache) }

    fileprivate func setCache(_ size: Int) throws { try execute(sql: "PRAGMA cache_size = -\(size)") }
}
