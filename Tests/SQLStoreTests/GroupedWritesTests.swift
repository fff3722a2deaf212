import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import SQLStore

/// Writes that came while another one had the connection.
@Suite struct GroupedWritesTests {
    private struct Refused: Error {}

    /// A file with a table, and a writer for it that a test can hold.
    private final class Desk: Sendable {
        let folder = NSTemporaryDirectory() + "writes-" + UUID().uuidString
        let writes: GroupedWrites
        private let connections: SQLiteConnections
        private let gate = DispatchSemaphore(value: 0)

        init() throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/some.sqlite"
            try DatabaseQueue(path: path).writeWithoutTransaction { database in
                try database.execute(
                    sql: """
                        PRAGMA journal_mode = WAL;
                        CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
                        CREATE TABLE part (note INTEGER REFERENCES note DEFERRABLE INITIALLY DEFERRED) STRICT;
                        """)
            }
            connections = SQLiteConnections(to: path, Configuration(), mostReaders: 1)
            let count = Counter()
            counter = count
            writes = GroupedWrites(on: connections, check: { count.add() }) { _, work in try work() }
        }

        private let counter: Counter

        deinit {
            connections.close()
            try? FileManager.default.removeItem(atPath: folder)
        }

        var groups: Int { counter.value }

        func note(_ text: String) async throws {
            try await writes.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES (?)", [.text(text)])) }
        }

        var notes: [String] {
            get async throws {
                try await connections.reading { try $0.rows(SQLQuery("SELECT text FROM note ORDER BY id")) }.map {
                    $0.text(0)
                }
            }
        }

        /// What each of the writes came to, all of which wait while another one is carried out.
        func together(_ bodies: [@Sendable (SQLiteTransaction) throws -> Void]) async throws -> [(any Error)?] {
            let gate = gate
            let first = Task { try await self.writes.write { _ in gate.wait() } }
            while groups == 0 { await Task.yield() }
            var tasks: [Task<(any Error)?, Never>] = []
            for body in bodies {
                let before = writes.waiting
                tasks.append(
                    Task {
                        do { try await self.writes.write(body) } catch { return error }
                        return nil
                    })
                while writes.waiting == before { await Task.yield() }
            }
            gate.signal()
            try await first.value
            var errors: [(any Error)?] = []
            for task in tasks { errors.append(await task.value) }
            return errors
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    private static func note(_ text: String) -> @Sendable (SQLiteTransaction) throws -> Void {
        { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES (?)", [.text(text)])) }
    }

    @Test func thoseThatCameMeanwhileShareOneTransaction() async throws {
        let desk = try Desk()
        let errors = try await desk.together(["a", "b", "c"].map(Self.note))
        #expect(errors.allSatisfy { $0 == nil })
        #expect(try await desk.notes == ["a", "b", "c"])
        #expect(desk.groups == 2)
    }

    @Test func oneThatIsRefusedTakesBackItsOwnAndNothingElse() async throws {
        let desk = try Desk()
        let errors = try await desk.together([
            Self.note("a"),
            { transaction in
                try Self.note("b")(transaction)
                throw Refused()
            }, Self.note("c"),
        ])
        #expect(errors.map { $0 == nil } == [true, false, true])
        #expect(errors[1] is Refused)
        #expect(try await desk.notes == ["a", "c"])
    }

    @Test func aRuleOfTheTablesRefusesOneAlone() async throws {
        let desk = try Desk()
        let errors = try await desk.together(["a", "a", "b"].map(Self.note))
        #expect((errors[1] as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT)
        #expect(errors.map { $0 == nil } == [true, false, true])
        #expect(try await desk.notes == ["a", "b"])
    }

    @Test func whenTheCommitFailsAllHaveFailedAndNothingIsChanged() async throws {
        let desk = try Desk()
        let errors = try await desk.together([
            Self.note("a"), { try $0.execute(SQLQuery("INSERT INTO part (note) VALUES (77)")) }, Self.note("b"),
        ])
        #expect(errors.allSatisfy { ($0 as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT })
        #expect(try await desk.notes.isEmpty)
        try await desk.note("later")
        #expect(try await desk.notes == ["later"])
    }

    @Test func whatWasDoneBeforeTheDatabaseGaveUpIsToldAsFailedAndTheRestIsDone() async throws {
        let desk = try Desk()
        let errors = try await desk.together([
            Self.note("a"), { try $0.execute(SQLQuery("INSERT OR ROLLBACK INTO note (text) VALUES ('a')")) },
            Self.note("b"),
        ])
        #expect(errors.map { $0 == nil } == [false, false, true])
        #expect(try await desk.notes == ["b"])
    }

    @Test func aWriteThatIsCancelledBeforeItBeganIsNotCarriedOut() async throws {
        let desk = try Desk()
        let gate = DispatchSemaphore(value: 0)
        let first = Task { try await desk.writes.write { _ in gate.wait() } }
        while desk.groups == 0 { await Task.yield() }
        let second = Task { try await desk.note("never") }
        while desk.writes.waiting == 0 { await Task.yield() }
        second.cancel()
        gate.signal()
        try await first.value
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(try await desk.notes.isEmpty)
    }

    @Test func aLateReadSeesEveryWriteThatWasAnswered() async throws {
        let desk = try Desk()
        try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    try await desk.note("\(number)")
                    #expect(try await desk.notes.contains("\(number)"))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await desk.notes.count == 40)
    }
}
