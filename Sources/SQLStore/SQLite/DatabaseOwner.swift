import GRDB

/// Tells a database of ours from one of another program, before anything is written into it.
///
/// Ours carries the schema's `application_id` in its header. One that was made before there was such an id is ours if
/// its tables are exactly those of the version it says it has.
struct DatabaseOwner {
    let schema: SQLSchema
    let path: String
    let configuration: Configuration

    /// Whether the header alone tells that the file is ours and none of a later version, so that it can be opened as
    /// it is. What waits beside it may be newer than its header.
    func isOurs(_ header: DatabaseHeader?) -> Bool {
        guard let header else { return false }
        return schema.applicationID != 0 && header.applicationID == schema.applicationID && header.isWriteAhead
            && header.version <= schema.version
    }

    enum Finding: Equatable {
        /// Nothing is in it yet.
        case empty
        case ours(version: Int, isMarked: Bool)
    }

    /// A look at the file that changes no byte and leaves nothing beside it, and takes no lock where nobody has it open.
    ///
    /// - Throws: `.notADatabase` for a file of somebody else, `.newer` for one of a later version.
    func look(at file: DatabaseFile) throws {
        try file.evenWhileOthersWrite {
            do {
                try glance(at: file)
            } catch  where file.isInUse {
                // Whoever has it open may be writing to it just now: only with their locks is it whole.
                try withQueue(path) { try $0.read { _ = try finding(in: $0) } }
            }
        }
    }

    private func glance(at file: DatabaseFile) throws {
        let isWhole = try withQueue(file.unchanging) { queue in
            // What is still in the log beside the file may be all there is: then SQLite has to put them together.
            let isWhole = try queue.read { database in
                try !(file.hasPendingChanges && applicationID(of: database) == 0)
            }
            if isWhole { try queue.read { _ = try finding(in: $0) } }
            return isWhole
        }
        if !isWhole { try withQueue(path) { try $0.read { _ = try finding(in: $0) } } }
    }

    private func withQueue<T>(_ name: String, _ body: (DatabaseQueue) throws -> T) throws -> T {
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: name, configuration: configuration)
        defer { try? queue.close() }
        return try body(queue)
    }

    /// What is known of an open database.
    func finding(in database: Database) throws -> Finding {
        let id = try applicationID(of: database)
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if id == schema.applicationID, id != 0 {
            guard version <= schema.version else { throw newer }
            return version == 0 ? .empty : .ours(version: version, isMarked: true)
        }
        guard id == 0 else { throw foreign }
        let objects = try SchemaObject.all(in: database)
        if version == 0, objects.isEmpty { return .empty }
        guard (0...schema.version).contains(version) else {
            throw schema.applicationID == 0 ? newer : foreign
        }
        guard try objects == declared(version) else { throw foreign }
        return .ours(version: version, isMarked: schema.applicationID == 0)
    }

    private func applicationID(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    }

    /// What the scripts up to a version make.
    private func declared(_ version: Int) throws -> Set<SchemaObject> {
        try DatabaseQueue(configuration: configuration).write { database in
            for script in schema.scripts[..<version] { try database.execute(sql: script) }
            return try SchemaObject.all(in: database)
        }
    }

    private var foreign: StoreError {
        StoreError(
            .notADatabase,
            "The database “\(path)” belongs to another program; it was left alone. Choose another with --database.",
            "De database “\(path)” is van een ander programma en bleef ongemoeid. Kies een andere met --database.")
    }

    private var newer: StoreError {
        StoreError(
            .newer,
            "The database “\(path)” was written by a newer Balie. Install that version, or choose another database.",
            "De database “\(path)” is van een nieuwere Balie. Installeer die versie of kies een andere database.")
    }
}

/// A table, index, trigger or view, with its columns if it has any.
private struct SchemaObject: Hashable {
    var kind: String
    var name: String
    var table: String
    /// Name, type and place in the primary key; of a virtual table, the statement that made it.
    var columns: [String]

    /// SQLite's own tables, such as those of ANALYZE, are nobody's.
    static func all(in database: Database) throws -> Set<SchemaObject> {
        let rows = try Row.fetchAll(
            database, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE substr(name, 1, 7) <> 'sqlite_'")
        return Set(
            try rows.map { row in
                let (kind, name, sql) = (row[0] as String, row[1] as String, row[3] as String? ?? "")
                let columns = try columns(of: name, kind, sql, in: database)
                return SchemaObject(kind: kind, name: name, table: row[2], columns: columns)
            })
    }

    private static func columns(
        of name: String, _ kind: String, _ sql: String, in database: Database
    ) throws -> [String] {
        guard kind == "table" else { return [] }
        // To ask a virtual table for its columns is to run its module.
        guard !sql.hasPrefix("CREATE VIRTUAL") else {
            return sql.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return try Row.fetchAll(
            database, sql: "SELECT name, type, pk FROM pragma_table_xinfo(?) ORDER BY cid", arguments: [name]
        ).map { "\($0[0] as String) \($0[1] as String) \($0[2] as Int)" }
    }
}
