import BillingModel
import Foundation
import PostgresTesting
import Testing

@testable import SQLStore

@Suite(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
struct PostgresStoreTests {
    private static let note = SQLTable(
        "note", .identity("Id"), [.text("Text", else: ""), .text(SQLTable.folded, else: "")],
        indexes: [SQLIndex("note_text", "Text", isUnique: true, where: "Text <> ''")], isSearched: true,
        isCounted: true, isReferredTo: true)

    private static let schema = PostgresSchema([note], version: 1, oldest: 1)

    /// A database with the table, and a store on it.
    private struct Place {
        let database: TestDatabase
        let url: PostgresPlace
        let store: PostgresStore

        init() async throws {
            database = try await TestDatabase.onServer(isEmpty: true)
            url = try PostgresPlace(database.url)
            _ = try await PostgresMigration(url, PostgresStoreTests.schema).run(for: nil)
            store = PostgresStore(url, schema: PostgresStoreTests.schema)
        }

        func add(_ text: String) async throws -> Int {
            try await store.write {
                try $0.insert(into: note, [SQLAssignment("Text", text), SQLAssignment(SQLTable.folded, text)])
            }
        }

        func count() async throws -> Int { try await store.read { try $0.count(note) } }
    }

    @Test func aFailedWriteChangesNothing() async throws {
        struct Refused: Error {}
        let place = try await Place()
        await #expect(throws: Refused.self) {
            try await place.store.write { transaction in
                _ = try transaction.insert(into: Self.note, [SQLAssignment("Text", "a")])
                throw Refused()
            }
        }
        #expect(try await place.count() == 0)
        #expect(try await place.add("b") > 0)
        #expect(try await place.count() == 1)
    }

    @Test func whatARuleOfTheTablesRefusesIsTold() async throws {
        let place = try await Place()
        _ = try await place.add("a")
        let error = await #expect(throws: StoreError.self) { try await place.add("a") }
        #expect(error?.kind == .constraint)
        #expect(try await place.add("b") > 0)
    }

    /// The statement's failure ended the transaction for the server, whoever passed over it.
    @Test func aFailureThatWasPassedOverIsNoSuccess() async throws {
        let place = try await Place()
        let error = await #expect(throws: StoreError.self) {
            try await place.store.write { transaction in
                _ = try transaction.insert(into: Self.note, [SQLAssignment("Text", "a")])
                try? transaction.execute(SQLQuery("SELECT 1 / 0"))
            }
        }
        #expect(error?.kind == .failure)
        #expect(try await place.count() == 0)
    }

    @Test func textsComeBackAsTheyWere() async throws {
        let place = try await Place()
        for text in ["Ünïx\t\\\n\r", "株式会社", "'; DROP TABLE note; --", "?", "100%_\\"] {
            let id = try await place.add(text)
            let query = SQLQuery("SELECT Text FROM note WHERE Id = ? AND Text = ?", [.integer(id), .text(text)])
            #expect(try await place.store.read { try $0.row(query)?.text(0) } == text)
        }
    }

    @Test func textsAreLoadedAsTheyAre() async throws {
        let place = try await Place()
        let texts = ["Ünïx\t\\\n\r", "株式会社", "\\N", "\\."]
        try await place.store.write { transaction in
            try transaction.load(
                Self.note, ["Id", "Text"], texts.enumerated().map { [.integer($0 + 7), .text($1)] })
        }
        let query = SQLQuery("SELECT Text FROM note ORDER BY Id")
        #expect(try await place.store.read { try $0.rows(query).map { $0.text(0) } } == texts)
        #expect(try await place.count() == texts.count)
        #expect(try await place.add("next") == 11)
    }

    @Test func noTextHasNUL() async throws {
        let place = try await Place()
        let error = await #expect(throws: StoreError.self) { try await place.add("a\u{0}b") }
        #expect(error?.kind == .constraint)
        let loaded = await #expect(throws: StoreError.self) {
            try await place.store.write { try $0.load(Self.note, ["Text"], [[.text("a\u{0}b")]]) }
        }
        #expect(loaded?.kind == .constraint)
        #expect(try await place.add("c") > 0)
    }

    @Test(arguments: [
        ("jan", ["jan de boer", "adjanus"]), ("j", ["jan de boer", "adjanus", "j#"]), ("de b", ["jan de boer"]),
        ("#", ["j#"]), ("%", ["100%_"]), ("0%_", ["100%_"]), ("株式", ["株式会社"]), ("社", ["株式会社"]), ("qq", []),
    ])
    func whatIsLookedForIsFoundByAnIndex(text: String, found: [String]) async throws {
        let place = try await Place()
        for text in ["jan de boer", "adjanus", "j#", "100%_", "株式会社", ""] { _ = try await place.add(text) }
        let words = SearchWords(exactly: text)
        let texts = try await place.store.read { transaction -> [String] in
            let hits = try transaction.textHits(in: Self.note, words, expanding: true)
            guard let hits, hits.isExact else { return ["no index"] }
            return try transaction.rows("SELECT Text FROM note WHERE Id IN (" + hits.query + ") ORDER BY Id")
                .map { $0.text(0) }
        }
        #expect(texts == found)
    }

    /// Every letter that folding changes, and some that it leaves.
    @Test func foldingIsThatOfTheProgram() async throws {
        let place = try await Place()
        let scalars = (UInt32(0x20)...0x2FFFF).compactMap(Unicode.Scalar.init).filter {
            $0.properties.changesWhenLowercased || $0.properties.generalCategory == .nonspacingMark
                || $0.properties.isDiacritic || $0.value % 997 == 0
        }
        // Letters that came to Unicode after the server was made have no decomposition there yet.
        let texts = scalars.map { "a\($0)b" } + ["Łódź", "STRAẞE", "Ærø", "İstanbul", "ΣΊΣΥΦΟΣ", "가나다", "ﬁ"]
        let folded = try await place.store.read { transaction in
            try texts.map { text in
                try transaction.row(SQLQuery("SELECT balie_fold(?)", [.text(text)]))?.text(0) ?? ""
            }
        }
        for (text, found) in zip(texts, folded) {
            let expected = TextFolding.fold(text)
            #expect(Array(found.unicodeScalars) == Array(expected.unicodeScalars), "\(text)")
        }
    }

    @Test(arguments: [("12", "12"), (" -3.50x", "-3.50"), ("", "0"), ("abc", "0"), (".5", "0.5"), ("7.", "7")])
    func aTextIsTheNumberThatItBeginsWith(text: String, number: String) async throws {
        let place = try await Place()
        let query = SQLQuery("SELECT balie_number(?)", [.text(text)])
        #expect(try await place.store.read { try $0.row(query)?.text(0) } == number)
    }

    @Test func aReadThatNobodyWaitsForIsEndedAndTheNextOneIsNot() async throws {
        let place = try await Place()
        _ = try await place.count()
        for _ in 0..<5 {
            let begun = SQLQuery("SELECT pg_sleep(300)")
            let task = Task { try await place.store.read { try $0.rows(begun) } }
            // Until the server is at it.
            let other = PostgresStore(place.url, schema: Self.schema)
            let atIt = SQLQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()"
            )
            while try await other.read({ try $0.integer(atIt) }) == 0 {}
            task.cancel()
            let error = await #expect(throws: StoreError.self) { try await task.value }
            #expect(error?.kind == .cancelled)
            #expect(try await place.count() == 0)
        }
    }

    @Test func writesThatMeetAreAllDoneOnce() async throws {
        let place = try await Place()
        let id = try await place.add("0")
        let others = (0..<4).map { _ in PostgresStore(place.url, schema: Self.schema) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in others {
                group.addTask {
                    for _ in 0..<10 {
                        try await store.write { transaction in
                            let read = SQLQuery("SELECT Text FROM note WHERE Id = ?", [.integer(id)])
                            let number = try transaction.row(read)?.integer(0) ?? 0
                            try transaction.execute(
                                SQLQuery(
                                    "UPDATE note SET Text = ? WHERE Id = ?", [.text("\(number + 1)"), .integer(id)]))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let query = SQLQuery("SELECT Text FROM note WHERE Id = ?", [.integer(id)])
        #expect(try await place.store.read { try $0.row(query)?.text(0) } == "40")
    }

    @Test func changesOfAnybodyAreCounted() async throws {
        let place = try await Place()
        let other = PostgresStore(place.url, schema: Self.schema)
        let first = try await other.changeCounter()
        #expect(try await other.changeCounter() == first)
        _ = try await place.add("a")
        let second = try await other.changeCounter()
        #expect(second != first)
        _ = try await other.write { try $0.insert(into: Self.note, [SQLAssignment("Text", "b")]) }
        #expect(try await other.changeCounter() != second)
    }

    @Test func aChangeOfAnotherIsToldWithoutAsking() async throws {
        let place = try await Place()
        let other = PostgresStore(place.url, schema: Self.schema)
        _ = try await other.changeCounter()
        async let told: Void = other.news()
        _ = try await place.add("a")
        await told
        let first = try await other.changeCounter()
        #expect(try await other.changeCounter() == first)
    }

    @Test func aConnectionThatTheServerEndedIsMadeAnew() async throws {
        let place = try await Place()
        _ = try await place.add("a")
        let first = try await place.store.changeCounter()
        let other = PostgresStore(place.url, schema: Self.schema)
        let end = SQLQuery(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        _ = try await other.read { try $0.rows(end) }
        #expect(try await place.count() == 1)
        #expect(try await place.add("b") > 0)
        // Nobody knows what was missed.
        #expect(try await place.store.changeCounter() != first)
    }

    @Test func aDatabaseWithoutTablesIsToldSo() async throws {
        let database = try await TestDatabase.onServer(isEmpty: true)
        let store = PostgresStore(try PostgresPlace(database.url), schema: Self.schema)
        let error = await #expect(throws: StoreError.self) { try await store.check() }
        #expect(error?.kind == .missing)
        #expect(error?.message.contains("balied migrate") == true)
    }

    @Test func aServerThatIsAwayIsToldSo() async throws {
        let store = PostgresStore(try PostgresPlace("postgres://127.0.0.1:1/balie"), schema: Self.schema)
        let error = await #expect(throws: StoreError.self) { try await store.check() }
        #expect(error?.kind == .away)
    }

    @Test func migrationIsDoneOnceAndTellsWhatItDid() async throws {
        let database = try await TestDatabase.onServer(isEmpty: true)
        let place = try PostgresPlace(database.url)
        #expect(try await PostgresMigration(place, Self.schema).run(for: nil) == .made)
        #expect(try await PostgresMigration(place, Self.schema).run(for: nil) == .wasUpToDate)
        var next = Self.schema
        next.version = 2
        next.steps = ["ALTER TABLE note ADD COLUMN author text NOT NULL DEFAULT '';"]
        // The new program waits for the tables; the old one goes on with the new tables.
        let before = await #expect(throws: StoreError.self) { try await PostgresStore(place, schema: next).check() }
        #expect(before?.kind == .older)
        #expect(try await PostgresMigration(place, next).run(for: nil) == .brought(from: 1, to: 2))
        try await PostgresStore(place, schema: next).check()
        try await PostgresStore(place, schema: Self.schema).check()
        next.version = 3
        next.oldest = 3
        next.steps.append("ALTER TABLE note DROP COLUMN author;")
        #expect(try await PostgresMigration(place, next).run(for: nil) == .brought(from: 2, to: 3))
        let after = await #expect(throws: StoreError.self) {
            try await PostgresStore(place, schema: Self.schema).check()
        }
        #expect(after?.kind == .newer)
    }
}
