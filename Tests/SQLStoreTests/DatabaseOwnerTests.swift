import Foundation
import GRDB
import Synchronization
import Testing

@testable import SQLStore

/// Whose a file is, and what a look at it leaves behind.
@Suite struct DatabaseOwnerTests {
    private static let id = 0x5445_5354
    private static let tables = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"
    private static let next = "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT '';"
    private static let schema = SQLSchema([tables, next], applicationID: id)

    /// A folder that goes with the value.
    private final class Folder: Sendable {
        let path = NSTemporaryDirectory() + "owner-" + UUID().uuidString
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit {
            for descriptor in descriptors.withLock({ $0 }) { close(descriptor) }
            try? FileManager.default.removeItem(atPath: path)
        }
        private let descriptors = Mutex<[Int32]>([])
        var file: String { path + "/some.sqlite" }
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
        func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file)) }

        /// Another program makes the file and closes it.
        func make(_ sql: String) throws {
            let queue = try DatabaseQueue(path: file)
            try queue.inDatabase { try $0.execute(sql: sql) }
            try queue.close()
        }

        /// As whoever takes the log into the file begins. Source: SQLite, WAL-mode File Format, 2.
        func takeFirstPageOfLog() throws {
            let log = try Data(contentsOf: URL(fileURLWithPath: file + "-wal"))
            func number(at place: Int) -> Int { log[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
            let size = number(at: 8)
            let frames = stride(from: 32, to: log.count, by: 24 + size)
            let newest = try #require(frames.filter { number(at: $0) == 1 }.last)
            // Open as long as whoever has the file open: closing it would drop their locks.
            descriptors.withLock { $0.append(open(file, O_WRONLY)) }
            let page = [UInt8](log[newest + 24..<newest + 24 + size])
            #expect(pwrite(descriptors.withLock { $0.last ?? -1 }, page, size, 0) == size)
        }

        func number(_ pragma: String) throws -> Int {
            let queue = try DatabaseQueue(path: file)
            defer { try? queue.close() }
            return try queue.read { try Int.fetchOne($0, sql: "PRAGMA \(pragma)") ?? -1 }
        }
    }

    private static let foreign = [
        "CREATE TABLE town (id INTEGER); PRAGMA user_version = 2",
        "CREATE TABLE town (id INTEGER)",
        // Our name and version, but not our columns.
        "CREATE TABLE note (id INTEGER PRIMARY KEY); PRAGMA user_version = 1",
        "\(tables) CREATE TABLE town (id INTEGER); PRAGMA user_version = 1",
        // Our tables of another version than it says.
        "\(tables) PRAGMA user_version = 2",
        "\(tables) \(next)",
        "\(tables) \(next) PRAGMA user_version = 2; PRAGMA application_id = 7",
        "PRAGMA user_version = 9",
        "PRAGMA application_id = 7",
        "PRAGMA journal_mode = WAL; CREATE TABLE town (id INTEGER); PRAGMA user_version = 2",
    ]

    @Test(arguments: foreign, [StoreAccess.making, .existing, .reading, .readOnly])
    func leavesTheDatabaseOfAnotherProgramAsItWas(sql: String, access: StoreAccess) throws {
        let folder = try Folder()
        try folder.make(sql)
        let before = try folder.bytes()
        let error = #expect(throws: StoreError.self) {
            try SQLiteStore(path: folder.file, schema: Self.schema, access: access)
        }
        #expect(error?.kind == .notADatabase)
        #expect(error?.message.contains("belongs to another program; it was left alone") == true)
        #expect(try folder.bytes() == before)
        #expect(try folder.names() == ["some.sqlite"])
    }

    @Test func aForeignDatabaseInUseIsLeftAsItWas() throws {
        let folder = try Folder()
        let queue = try DatabaseQueue(path: folder.file)
        try queue.inDatabase {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE town (id INTEGER); PRAGMA user_version = 2")
        }
        let (before, names) = (try folder.bytes(), try folder.names())
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.file, schema: Self.schema) }
        #expect(error?.kind == .notADatabase)
        #expect(try folder.bytes() == before)
        #expect(try folder.names() == names)
        try queue.close()
    }

    @Test(arguments: [1, 2], ["", "PRAGMA journal_mode = WAL;"])
    func adoptsAFileOfOursFromBeforeThereWasAnID(version: Int, journal: String) async throws {
        let folder = try Folder()
        try folder.make(
            "\(journal) \(Self.schema.scripts[..<version].joined()) PRAGMA user_version = \(version);"
                + "INSERT INTO note (text) VALUES ('kept'); ANALYZE")
        let store = try SQLiteStore(path: folder.file, schema: Self.schema)
        #expect(!store.isNew)
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(author) FROM note")) } == 1)
        #expect(try folder.number("application_id") == Self.id)
        #expect(try folder.number("user_version") == 2)
    }

    @Test func adoptsAFileWhoseTablesAreStillInItsLog() throws {
        let folder = try Folder()
        let queue = try DatabaseQueue(path: folder.file)
        try queue.inDatabase {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; \(Self.tables) PRAGMA user_version = 1")
        }
        #expect(try !SQLiteStore(path: folder.file, schema: Self.schema).isNew)
        try queue.close()
        #expect(try folder.number("application_id") == Self.id)
    }

    /// Whoever leaves last takes the log into the file, page by page: the first tells of more pages than there are yet.
    @Test(arguments: [1, 2], [StoreAccess.making, .existing, .reading, .readOnly])
    func aFileThatIsJustBeingWrittenToIsNotTakenForABrokenOne(version: Int, access: StoreAccess) async throws {
        let folder = try Folder()
        try folder.make("\(Self.tables) PRAGMA user_version = 1; PRAGMA journal_mode = WAL")
        let schema = SQLSchema(Array(Self.schema.scripts[..<version]), applicationID: Self.id, readableSince: 1)
        let leaving = try DatabaseQueue(path: folder.file)
        try leaving.inDatabase { database in
            if version == 2 { try database.execute(sql: "\(Self.next) PRAGMA application_id = \(Self.id)") }
            try database.execute(sql: "PRAGMA user_version = \(version)")
            let text = String(repeating: "x", count: 200_000)
            try database.execute(sql: "INSERT INTO note (text) VALUES (?)", arguments: [text])
        }
        try folder.takeFirstPageOfLog()
        let store = try SQLiteStore(path: folder.file, schema: schema, access: access)
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT length(text) FROM note")) } == 200_000)
        try leaving.close()
    }

    @Test func readingAdoptsNothing() async throws {
        let folder = try Folder()
        try folder.make("PRAGMA journal_mode = WAL; \(Self.tables) \(Self.next) PRAGMA user_version = 2")
        let before = try folder.bytes()
        let store = try SQLiteStore(path: folder.file, schema: Self.schema, access: .readOnly)
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 0)
        #expect(try folder.bytes() == before)
    }

    @Test func anEarlierVersionIsBroughtUpToDateUnlessNothingMayChange() throws {
        let folder = try Folder()
        _ = try SQLiteStore(path: folder.file, schema: SQLSchema([Self.tables], applicationID: Self.id))
        let before = try folder.bytes()
        let error = #expect(throws: StoreError.self) {
            try SQLiteStore(path: folder.file, schema: Self.schema, access: .readOnly)
        }
        #expect(error?.kind == .older)
        #expect(try folder.bytes() == before)
        _ = try SQLiteStore(path: folder.file, schema: Self.schema, access: .reading)
        #expect(try folder.number("user_version") == 2)
    }

    @Test(arguments: [StoreAccess.making, .existing, .reading, .readOnly])
    func aLaterVersionIsLeftAlone(access: StoreAccess) throws {
        let folder = try Folder()
        _ = try SQLiteStore(path: folder.file, schema: Self.schema)
        let before = try folder.bytes()
        let error = #expect(throws: StoreError.self) {
            try SQLiteStore(
                path: folder.file, schema: SQLSchema([Self.tables], applicationID: Self.id), access: access)
        }
        #expect(error?.kind == .newer)
        #expect(try folder.bytes() == before)
        #expect(try folder.names() == ["some.sqlite"])
    }

    @Test func anInterruptedMigrationIsDoneAgain() async throws {
        let folder = try Folder()
        _ = try SQLiteStore(path: folder.file, schema: SQLSchema([Self.tables], applicationID: Self.id))
        let broken = SQLSchema([Self.tables, Self.next + "CREATE TABLE note (x);"], applicationID: Self.id)
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.file, schema: broken) }
        #expect(error?.kind == .failure)
        #expect(try folder.number("user_version") == 1)
        let store = try SQLiteStore(path: folder.file, schema: Self.schema)
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(author) FROM note")) } == 0)
    }

    @Test(arguments: [StoreAccess.existing, .reading, .readOnly])
    func onlyWhoMayMakesADatabase(access: StoreAccess) throws {
        let folder = try Folder()
        let error = #expect(throws: StoreError.self) {
            try SQLiteStore(path: folder.path + "/deep/some.sqlite", schema: Self.schema, access: access)
        }
        #expect(error?.kind == .missing)
        #expect(try folder.names() == [])
    }

    @Test func whatWasMadeInVainIsTakenAway() throws {
        let folder = try Folder()
        let broken = SQLSchema(["CREATE TABLE note (x); CREATE TABLE note (x);"], applicationID: Self.id)
        #expect(throws: StoreError.self) { try SQLiteStore(path: folder.path + "/deep/er/x.sqlite", schema: broken) }
        #expect(try folder.names() == [])
    }

    @Test(arguments: [StoreAccess.reading, .readOnly])
    func anEmptyFileHoldsNothingToRead(access: StoreAccess) throws {
        let folder = try Folder()
        try Data().write(to: URL(fileURLWithPath: folder.file))
        let error = #expect(throws: StoreError.self) {
            try SQLiteStore(path: folder.file, schema: Self.schema, access: access)
        }
        #expect(error?.kind == .missing)
        #expect(try folder.bytes().isEmpty)
        #expect(try folder.names() == ["some.sqlite"])
        #expect(try SQLiteStore(path: folder.file, schema: Self.schema).isNew)
    }

    @Test func aFolderAndAPipeAreNoDatabase() throws {
        let folder = try Folder()
        mkfifo(folder.file, 0o600)
        for (path, reason) in [(folder.path, "Is a directory"), (folder.file, "it is not a regular file")] {
            let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path, schema: Self.schema) }
            #expect(error?.message.contains("“\(path)” cannot be opened: \(reason). Name a file.") == true)
        }
    }

    @Test func readsWhereNothingMayBeWritten() async throws {
        let folder = try Folder()
        _ = try SQLiteStore(path: folder.file, schema: Self.schema)
        chmod(folder.file, 0o444)
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        for access in [StoreAccess.reading, .readOnly] {
            let store = try SQLiteStore(path: folder.file, schema: Self.schema, access: access)
            #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 0)
        }
    }

    @Test func readersNeverWaitForAWriter() async throws {
        let folder = try Folder()
        _ = try SQLiteStore(path: folder.file, schema: Self.schema)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: folder.file, configuration: configuration)
        try holder.unsafeReentrantWrite { try $0.execute(sql: "BEGIN IMMEDIATE") }
        for access in [StoreAccess.reading, .readOnly] {
            let store = try SQLiteStore(path: folder.file, schema: Self.schema, access: access)
            #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 0)
        }
        try holder.close()
    }

    @Test func aReaderSeesWhatOthersWrite() async throws {
        let folder = try Folder()
        let writer = try SQLiteStore(path: folder.file, schema: Self.schema)
        let reader = try SQLiteStore(path: folder.file, schema: Self.schema, access: .readOnly)
        let before = try await reader.changeCounter()
        try await writer.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('x')")) }
        #expect(try await reader.changeCounter() != before)
        #expect(try await reader.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 1)
        let error = await #expect(throws: StoreError.self) {
            try await reader.write { try $0.execute(SQLQuery("DELETE FROM note")) }
        }
        #expect(error?.message.contains("SQLITE") == false)
    }

    @Test func aFileThatWasRemovedIsNotWrittenTo() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.file, schema: Self.schema)
        try FileManager.default.removeItem(atPath: folder.file)
        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('lost')")) }
        }
        #expect(error?.message.contains("was removed or replaced while it was open; nothing was changed") == true)
    }

    @Test(arguments: ["a b.sqlite", "50%.sqlite", "what?.sqlite", "a#b;c.sqlite", "ü.sqlite", "file:x"])
    func anyNameWillDo(name: String) async throws {
        let folder = try Folder()
        let path = "\(folder.path)/\(name)"
        for access in [StoreAccess.making, .existing, .reading, .readOnly] {
            let store = try SQLiteStore(path: path, schema: Self.schema, access: access)
            #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 0)
        }
        #expect(try folder.names().filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") } == [name])
    }
}
