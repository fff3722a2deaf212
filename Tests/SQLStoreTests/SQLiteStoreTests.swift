import Foundation
import Testing

@testable import SQLStore

@Suite struct SQLiteStoreTests {
    private static let schema = SQLSchema(["CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"])

    /// A path in a directory that is not there yet.
    private final class Place: Sendable {
        let directory = NSTemporaryDirectory() + "store-" + UUID().uuidString
        var path: String { directory + "/deep/store.sqlite" }
        deinit { try? FileManager.default.removeItem(atPath: directory) }
    }

    private func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    @Test func makesAFileNobodyElseCanRead() throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        #expect(store.isNew)
        #expect(try permissions(place.path) == 0o600)
        #expect(try permissions(place.directory + "/deep") == 0o700)
        #expect(try !SQLiteStore(path: place.path, schema: Self.schema).isNew)
    }

    @Test func aFailedWriteChangesNothing() async throws {
        struct Refused: Error {}
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        await #expect(throws: Refused.self) {
            try await store.write { transaction in
                try transaction.execute(SQLQuery("INSERT INTO note (text) VALUES ('a')"))
                throw Refused()
            }
        }
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 0)
    }

    @Test func laterScriptsBringAnOldFileFurther() async throws {
        let place = Place()
        _ = try SQLiteStore(path: place.path, schema: Self.schema)
        let next = SQLSchema(Self.schema.scripts + ["ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT '';"])
        let store = try SQLiteStore(path: place.path, schema: next)
        #expect(!store.isNew)
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(author) FROM note")) } == 0)
        #expect(kind { () throws(StoreError) in _ = try SQLiteStore(path: place.path, schema: Self.schema) } == .newer)
    }

    @Test func refusesWhatIsNoDatabaseOfOurs() async throws {
        let place = Place()
        try FileManager.default.createDirectory(atPath: place.directory, withIntermediateDirectories: true)
        let text = place.directory + "/text"
        try String(repeating: "not a database ", count: 100).write(toFile: text, atomically: true, encoding: .utf8)
        #expect(kind { () throws(StoreError) in _ = try SQLiteStore(path: text, schema: Self.schema) } == .notADatabase)
        let foreign = place.directory + "/foreign"
        let other = try SQLiteStore(path: foreign, schema: SQLSchema([]))
        try await other.write { try $0.execute(SQLQuery("CREATE TABLE theirs (id INTEGER)")) }
        #expect(
            kind { () throws(StoreError) in _ = try SQLiteStore(path: foreign, schema: Self.schema) } == .notADatabase)
        #expect(
            kind { () throws(StoreError) in _ = try SQLiteStore(path: "/dev/null/x", schema: Self.schema) }
                == .noPermission)
    }

    @Test func aConstraintIsTold() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES (NULL)")) }
        }
        #expect(error?.kind == .constraint)
    }

    @Test func aCancelledReadIsInterrupted() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        let task = Task {
            try await store.read { transaction in
                try transaction.integer(
                    SQLQuery(
                        """
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000000)
                        SELECT count(*) FROM n
                        """))
            }
        }
        task.cancel()
        let error = await #expect(throws: StoreError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
    }

    @Test func rowsAreReadByNameAndByIndex() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        let row = try #require(
            try await store.write { transaction -> SQLRow? in
                try transaction.execute(SQLQuery("INSERT INTO note (text) VALUES (?)", [.text("ünï")]))
                #expect(transaction.lastInsertedID == 1)
                return try transaction.row(SQLQuery("SELECT id, text, NULL AS missing FROM note"))
            })
        #expect(row["id"] == .integer(1))
        #expect(row.text("text") == "ünï")
        #expect(row[2] == .null)
        #expect(row[9] == .null)
        #expect(row.texts["missing"] == "")
    }

    @Test func workInBulkGivesItsMemoryBack() async throws {
        let place = Place()
        let store = try SQLiteStore(
            path: place.path,
            schema: SQLSchema([
                "CREATE TABLE note (id INTEGER PRIMARY KEY, Folded TEXT); CREATE TABLE note_search (Folded TEXT);"
            ]))
        let sizes = try await store.write { transaction in
            let size = SQLQuery("PRAGMA cache_size")
            let before = try transaction.integer(size)
            var during = 0
            try transaction.insertInBulk(into: "note", key: "id", keys: 1..<2) {
                during = try transaction.integer(size)
            }
            return [before, during, try transaction.integer(size)]
        }
        #expect(sizes[1] < sizes[0])
        #expect(sizes[2] == sizes[0])
    }

    private func kind(_ body: () throws(StoreError) -> Void) -> StoreError.Kind? {
        do throws(StoreError) {
            try body()
            return nil
        } catch {
            return error.kind
        }
    }
}
