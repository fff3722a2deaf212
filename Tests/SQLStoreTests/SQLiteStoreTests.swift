import BillingModel
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

    /// As on a server.
    @Test func noTextHasNUL() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        let error = await #expect(throws: StoreError.self) {
            try await store.write {
                try $0.execute(SQLQuery("INSERT INTO note (text) VALUES (?)", [.text("a\u{0}b")]))
            }
        }
        #expect(error == .nul)
        try await store.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES (?)", [.text("c")])) }
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 1)
    }

    @Test func whatIsDoneWithARowMayAskTheSameAgain() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        try await store.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('a'), ('b'), ('c')")) }
        let query = SQLQuery("SELECT id FROM note WHERE id > ? ORDER BY id", [.integer(0)])
        for _ in 0..<3 {
            let (first, pairs) = try await store.read { transaction in
                var pairs: [[Int]] = []
                try transaction.forEachRow(query) { outer in
                    pairs += try transaction.rows(query).map { [outer.integer(0), $0.integer(0)] }
                    return outer.integer(0) < 2
                }
                return (try transaction.row(query)?.integer(0), pairs)
            }
            #expect(first == 1)
            #expect(pairs == [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3]])
        }
    }

    @Test func keepsStatementsThatComeAgainAndNoMoreThanSome() {
        let repeated = RepeatedStatements()
        #expect([1, 2, 3].map { _ in repeated.areKept("SELECT 1") } == [false, true, true])
        for number in 0..<5000 { #expect(!repeated.areKept("SELECT \(number + 2)")) }
        let kept = (0..<5000).count { number in
            _ = repeated.areKept("SELECT -\(number)")
            return repeated.areKept("SELECT -\(number)")
        }
        #expect(kept == 199)
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

    private static let note = SQLTable(
        "note", .identity("id"), [.text("text", else: ""), .text(SQLTable.folded)], isSearched: true, isCounted: true,
        isReferredTo: true)

    private static let declared = SQLSchema(
        [SQLiteTables.script(making: [SQLTable.pendingTexts, note])], whole: nil)

    /// As PostgreSQL gives names back that stood without quotes.
    @Test func rowsAreReadByTheOrderThatWasAskedForAndNotByTheAnswersNames() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.schema)
        let selection = Selection(["Id", "Text", "Missing"]) { $0 == "Missing" ? "NULL AS z" : "\($0) AS x" }
        let row = try #require(
            try await store.write { transaction -> SQLRow? in
                try transaction.execute(SQLQuery("INSERT INTO note (text) VALUES (?)", [.text("ünï")]))
                return try transaction.row(SQLQuery(selection.from("note")))
            })
        #expect(selection.of(row)["Id"] == .integer(1))
        #expect(selection.of(row).text("Text") == "ünï")
        #expect(selection.of(row)["x"] == .null)
        #expect(selection.of(row).texts == ["Id": "1", "Text": "ünï", "Missing": ""])
        #expect(row[2] == .null)
        #expect(row[9] == .null)
    }

    @Test func insertingGivesTheNewIdentity() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.declared)
        let given = try await store.write { transaction in
            let text = SQLAssignment(SQLTable.folded, "\u{1F}")
            let first = try transaction.insert(into: Self.note, [text])
            let chosen = try transaction.insert(into: Self.note, [SQLAssignment("id", .integer(7)), text])
            return [first, chosen, try transaction.insert(into: Self.note, [text])]
        }
        #expect(given == [1, 7, 8])
        #expect(try await store.read { try $0.count(Self.note) } == 3)
    }

    /// Rows with gaps between them, some of which are there already.
    @Test func whatIsLoadedIsCountedAndFoundAsIfItCameRowByRow() async throws {
        let place = Place()
        let store = try SQLiteStore(path: place.path, schema: Self.declared)
        let found = try await store.write { transaction in
            let size = SQLQuery("PRAGMA cache_size")
            let before = try transaction.integer(size)
            _ = try transaction.insert(
                into: Self.note, [SQLAssignment("id", .integer(3)), SQLAssignment(SQLTable.folded, "\u{1F}three")])
            let rows = [1, 2, 4, 5, 9].map { [SQLValue.integer($0), .text("\u{1F}loaded\($0)")] }
            try transaction.load(Self.note, ["id", SQLTable.folded], rows)
            try transaction.refold(Self.note, [(2, "\u{1F}other2"), (9, "\u{1F}other9")])
            #expect(try transaction.integer(size) == before)
            try transaction.execute(
                SQLQuery("INSERT INTO note_search(note_search, rank) VALUES ('integrity-check', 1)"))
            return try ["three", "loaded", "other"].map { text in
                let hits = try transaction.textHits(in: Self.note, SearchWords(text), expanding: false)
                return try hits.map { try transaction.rows($0.query).map { $0.integer(0) } } ?? []
            }
        }
        #expect(found == [[3], [1, 4, 5], [2, 9]])
        #expect(try await store.read { try $0.count(Self.note) } == 6)
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
