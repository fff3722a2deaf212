import Foundation
import GRDB
import ProgramTesting
import Testing

extension EndToEndTests {
    /// Databases that cannot be used: nothing is sent, the exit code is 3, and a sentence says what would do.
    @Suite struct DatabaseFileTests {
        @Test func leavesAFileAloneThatIsNoDatabase() async throws {
            let home = try TemporaryHome()
            let path = home / "notes.txt"
            let notes = String(repeating: "Call Mr Jackson back. ", count: 500)
            try notes.write(toFile: path, atomically: true, encoding: .utf8)
            try await expectUnreachable(path, home, "“\(path)” is not a usable database.")
            #expect(try home.text(of: "notes.txt") == notes)
        }

        @Test func leavesTheDatabaseOfAnotherProgramAlone() async throws {
            let home = try TemporaryHome()
            let data = StoredData(path: home / "other.sqlite")
            let other = try DatabaseQueue(path: data.path)
            try await other.write { try $0.execute(sql: "CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT)") }
            try await expectUnreachable(data.path, home, "“\(data.path)” belongs to another program")
            #expect(try data.rows("SELECT name FROM sqlite_master") == [["name": "town"]])
        }

        @Test func saysThatAFolderIsNoDatabase() async throws {
            let home = try TemporaryHome()
            try await expectUnreachable(home.path, home, "“\(home.path)” cannot be opened")
        }

        @Test func saysWhereADatabaseCannotBeMade() async throws {
            let home = try TemporaryHome()
            try "x".write(toFile: home / "file", atomically: true, encoding: .utf8)
            try await expectUnreachable(
                home / "file/x.sqlite", home, "/file/x.sqlite” cannot be created: Not a directory.")
        }

        @Test(.enabled("The superuser may read everything.", { geteuid() != 0 }))
        func saysThatAFileMayNotBeRead() async throws {
            let home = try await TemporaryHome.withDemoData()
            let path = home.defaultDatabase.path
            chmod(path, 0)
            try await expectUnreachable(path, home, "“\(path)” cannot be opened")
        }

        @Test func saysThatAnotherProgramKeepsTheDatabaseForItself() async throws {
            let home = try await TemporaryHome.withDemoData()
            let path = home.defaultDatabase.path
            let holder = try Self.holder(of: path, sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
            try await expectUnreachable(path, home, "“\(path)” is busy")
            try holder.close()
        }

        @Test func changesNothingWhileAnotherProgramWrites() async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = home.defaultDatabase
            let before = try data.snapshot()
            // A change that is taken back, so that others can open the database beside it.
            let write = """
                UPDATE product SET Cost = '1' WHERE Identifier = 1;
                UPDATE product SET Cost = '0' WHERE Identifier = 1;
                BEGIN IMMEDIATE
                """
            let holder = try Self.holder(of: data.path, sql: write)
            let answer = try await Answer.to(SeedCalls.editProduct, home: home)
            #expect(answer.outcome.exitCode == 3)
            #expect(answer.text.contains(#""status":"error""#))
            #expect(answer.text.contains("“\(data.path)” is bezet"))
            #expect(answer.outcome.errors.contains("“\(data.path)” is busy"))
            try holder.close()
            #expect(try data.snapshot() == before)
        }

        @Test(arguments: ["mysql:x", "balie.sqlite", "sqlite:", "postgres://desk:secret@host/x"])
        func saysWhichDatabasesThereAre(url: String) async throws {
            let home = try TemporaryHome()
            let outcome = try await runBalie("call", "debtor", "show", "Identifier=1", "--database", url, home: home)
            #expect(outcome.exitCode == 3)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("sqlite:PATH"))
            #expect(!outcome.errors.contains("secret"))
        }

        private func expectUnreachable(
            _ path: String, _ home: TemporaryHome, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let outcome = try await runBalie(
                "call", "debtor", "show", "Identifier=1", "--database", "sqlite:\(path)", home: home)
            #expect(outcome.exitCode == 3, sourceLocation: sourceLocation)
            #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
            #expect(outcome.errors.contains(words), "\(outcome.errors)", sourceLocation: sourceLocation)
        }

        /// A connection that holds its locks until it is closed.
        private static func holder(of path: String, sql: String) throws -> DatabaseQueue {
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.unsafeReentrantWrite { try $0.execute(sql: sql) }
            return queue
        }
    }
}
