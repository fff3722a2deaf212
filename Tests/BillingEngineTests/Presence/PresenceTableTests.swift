import BillingAPI
import BillingModel
import Foundation
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// Who has which record open, on the database itself.
@Suite struct PresenceTableTests {
    private let database: TestDatabase
    private let store: any SQLStore
    private let table: PresenceTable

    init() async throws {
        database = try await TestDatabase()
        store = try database.open()
        table = PresenceTable(beside: store)
    }

    private func debtor(_ identifier: Int) -> OpenForm { OpenForm(.debtor, identifier) }

    /// The rows lie beside a file, and on a server among the others.
    private func place() throws -> any SQLStore {
        guard let file = store as? SQLiteStore else { return store }
        return try SQLiteStore(path: file.path + "-presence", schema: PresenceFile.schema, access: .existing)
    }

    /// Makes it later by that many seconds for everybody who has said something.
    private func pass(_ seconds: Int) async throws {
        try await place().write {
            try $0.execute(SQLQuery("UPDATE presence SET seen = seen - ?", [.integer(seconds)]))
        }
    }

    private func count() async throws -> Int {
        try await place().read { try $0.integer(SQLQuery("SELECT count(*) FROM presence")) }
    }

    @Test func othersAtTheSameRecordAreTold() async throws {
        let (anna, bob, carla) = (debtor(1), debtor(1), debtor(2))
        try await table.note(anna, by: "anna@desk-1", from: "pts/1")
        #expect(try await table.others(than: anna) == [])
        try await table.note(bob, by: "bob@desk-2", from: "pts/7")
        try await table.note(carla, by: "carla@desk-3", from: "")
        try await table.note(OpenForm(.user, 1), by: "dirk@desk-4", from: "")
        let forAnna = try await table.others(than: anna)
        #expect(forAnna.map(\.person) == ["bob@desk-2"] && forAnna.map(\.origin) == ["pts/7"])
        #expect(try await table.others(than: bob).map(\.person) == ["anna@desk-1"])
        #expect(try await table.others(than: carla) == [])
        // By the database's own clock, which for a test is that of this machine.
        let since = try #require(forAnna.first?.since)
        #expect(abs(Double(since) - Date.now.timeIntervalSince1970) < 60)
    }

    @Test func twoFormsOfOnePersonAreTwo() async throws {
        let (one, other) = (debtor(1), debtor(1))
        try await table.note(one, by: "anna@desk-1", from: "pts/1")
        try await table.note(other, by: "anna@desk-1", from: "pts/2")
        #expect(try await table.others(than: one).map(\.origin) == ["pts/2"])
    }

    @Test func whoeverStaysIsThereSinceTheBeginning() async throws {
        let (anna, bob) = (debtor(1), debtor(1))
        try await table.note(bob, by: "bob@desk-2", from: "")
        let since = try await table.others(than: anna).first?.since
        for _ in 0..<5 {
            try await pass(80)
            try await table.note(bob, by: "bob@desk-2", from: "")
        }
        #expect(try await table.others(than: anna).map(\.since) == [since])
    }

    @Test func whoeverSaysNothingCountsNoMore() async throws {
        let (anna, bob) = (debtor(1), debtor(1))
        try await table.note(bob, by: "bob@desk-2", from: "")
        try await pass(PresenceRules.expiry - 5)
        #expect(try await table.others(than: anna).count == 1)
        try await pass(10)
        #expect(try await table.others(than: anna) == [])
        // And is cleared away by whoever comes next.
        try await table.note(anna, by: "anna@desk-1", from: "")
        #expect(try await count() == 1)
        // A program that was only stopped for a while is there again.
        try await table.note(bob, by: "bob@desk-2", from: "")
        #expect(try await table.others(than: anna).count == 1)
    }

    @Test func leavingTakesTheFormAwayAndNobodyElses() async throws {
        let (anna, bob) = (debtor(1), debtor(1))
        try await table.note(anna, by: "anna@desk-1", from: "")
        try await table.note(bob, by: "bob@desk-2", from: "")
        try await table.remove(bob, of: "anna@desk-1")
        #expect(try await table.others(than: anna).count == 1)
        try await table.remove(bob, of: "bob@desk-2")
        #expect(try await table.others(than: anna) == [])
        #expect(try await count() == 1)
    }

    @Test func nobodyWritesUnderTheFormOfAnother() async throws {
        let (anna, bob) = (debtor(1), debtor(1))
        try await table.note(bob, by: "bob@desk-2", from: "")
        try await table.note(bob, by: "mallory@desk-9", from: "")
        #expect(try await table.others(than: anna).map(\.person) == ["bob@desk-2"])
    }

    /// Nobody's list is read again since somebody opens a form.
    @Test func nobodyIsWokenByIt() async throws {
        let watching = try await ChangesOfOthers(EngineService(store: try database.open()))
        let counter = try await store.changeCounter()
        let anna = debtor(1)
        try await table.note(anna, by: "anna@desk-1", from: "")
        try await table.note(anna, by: "anna@desk-1", from: "")
        try await table.remove(anna, of: "anna@desk-1")
        #expect(try await watching.look() == nil)
        #expect(try await store.changeCounter() == counter)
    }

    @Test func manyAtOnceLoseNobody() async throws {
        let table = table
        let forms = (1...24).map { _ in debtor(1) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, form) in forms.enumerated() {
                group.addTask { try await table.note(form, by: "person \(number)", from: "") }
            }
            try await group.waitForAll()
        }
        #expect(try await count() == forms.count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, form) in forms.enumerated() {
                group.addTask { try await table.remove(form, of: "person \(number)") }
            }
            try await group.waitForAll()
        }
        #expect(try await count() == 0)
    }
}

/// The file beside a database file.
@Suite struct PresenceFileTests {
    private let database = TestDatabase.file()

    private func store() throws -> SQLiteStore { try #require(try database.open() as? SQLiteStore) }

    @Test func nothingIsMadeBeforeAFormIsOpened() async throws {
        let store = try store()
        let table = PresenceTable(beside: store)
        let path = store.path + "-presence"
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try await table.others(than: OpenForm(.debtor, 1)) == [])
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: [0o600, 0o660]) func rightsAreThoseOfTheDatabase(_ mode: Int) async throws {
        let store = try store()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: store.path)
        try await PresenceTable(beside: store).note(OpenForm(.debtor, 1), by: "anna", from: "")
        let folder = (store.path as NSString).deletingLastPathComponent
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.contains("-presence") {
            let found = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions]
            #expect(found as? Int == mode, "\(name)")
        }
    }

    /// As a program leaves it that was killed between making it and writing to it.
    @Test func emptyFileIsFilled() async throws {
        let store = try store()
        let path = store.path + "-presence"
        try Data().write(to: URL(fileURLWithPath: path))
        let table = PresenceTable(beside: store)
        try await table.note(OpenForm(.debtor, 1), by: "anna", from: "")
        #expect(try await table.others(than: OpenForm(.debtor, 1)).count == 1)
    }

    @Test func fileOfAnotherProgramIsLeftAlone() async throws {
        let store = try store()
        let path = store.path + "-presence"
        let content = Data(
            "not a database, and longer than the header of one would be, by far, so that it is read".utf8)
        try content.write(to: URL(fileURLWithPath: path))
        await #expect(throws: APIError.self) {
            try await PresenceTable(beside: store).note(OpenForm(.debtor, 1), by: "anna", from: "")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
    }
}
