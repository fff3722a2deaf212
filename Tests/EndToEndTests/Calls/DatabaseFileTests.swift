import Foundation
import GRDB
import ProgramTesting
import Testing

extension CommandTests {
    /// Databases that cannot be used: nothing is sent, and a sentence says what would do. The exit code is 3, or 2 for
    /// a name that leads nowhere.
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
            let outcome = try await runBalie("demo", "--database", "sqlite:\(home / "file/x.sqlite")", home: home)
            #expect(outcome.exitCode == 3)
            #expect(outcome.errors.contains("/file/x.sqlite” cannot be created: Not a directory."))
        }

        /// A mistyped name makes nothing, neither for a call that reads nor for one that writes.
        @Test(arguments: [
            ["call", "debtor", "show", "Identifier=1"], ["call", "product", "edit", "Identifier=1", "PriceExcl=1"],
            ["call", "debtor", "add", "CompanyName=X"], ["call", "m4", "users_get", "user_id=3"], ["mail", "list"],
            ["mail", "retry", "1"],
        ])
        func makesNothingForAMistypedName(words: [String]) async throws {
            let home = try TemporaryHome()
            for path in ["nope/x.sqlite", "x.sqlite"] {
                let outcome = try await run(
                    Balie.path(), words + ["--database", "sqlite:\(home / path)"], environment: home.environment)
                #expect(outcome.exitCode == 2, "\(outcome.errors)")
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors.contains("There is no database “\(home / path)”."), "\(outcome.errors)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
        }

        @Test func aReadOnlyConsoleMakesNothing() async throws {
            let home = try TemporaryHome()
            let path = home / "nope/x.sqlite"
            let session = try await TmuxSession.balie(
                "--read-only", "--database", "sqlite:\(path)", columns: 132, rows: 43, home: home)
            #expect(try await session.waitForExit() == 2)
            try await session.waitFor("There is no database “\(path)”.")
            #expect(!FileManager.default.fileExists(atPath: home / "nope"))
        }

        struct Sharing: Sendable, CustomTestStringConvertible {
            var file, folder: Int
            /// Nil where nothing is wrong.
            var words: String?

            var testDescription: String { String(file, radix: 8) + " in " + String(folder, radix: 8) }

            static let all = [
                Sharing(file: 0o660, folder: 0o2770, words: nil), Sharing(file: 0o600, folder: 0o700, words: nil),
                Sharing(file: 0o660, folder: 0o755, words: "but its folder is not"),
                Sharing(file: 0o660, folder: 0o770, words: "but what is made beside it is not"),
                Sharing(file: 0o640, folder: 0o2770, words: "was made under a umask that keeps the group out"),
                Sharing(file: 0o666, folder: 0o700, words: "Everybody on this machine may change"),
            ]
        }

        /// Who comes second to a shared file is not kept out by what the first one's rights made beside it.
        @Test(arguments: Sharing.all) func saysWhatIsWrongWithTheRightsOfASharedFile(_ sharing: Sharing) async throws {
            let home = try await TemporaryHome.withDemoData()
            let path = home.defaultDatabase.path
            try #require(chmod(path, mode_t(sharing.file)) == 0)
            try #require(chmod(home / "data/balie", mode_t(sharing.folder)) == 0)
            let session = try await TmuxSession.balie(columns: 200, rows: 24, home: home)
            let picture = try await session.waitFor("DB0001", sharing.words ?? "1/500")
            #expect(picture.contains("Run: ch") == (sharing.words != nil), "\(picture)")
        }

        @Test(arguments: [["key", "list"], ["key", "revoke", "desk"], ["m4", "account", "list"]])
        func theServersCommandsMakeNothingEither(words: [String]) async throws {
            let home = try TemporaryHome()
            let outcome = try await run(
                Balied.path(), words + ["--database", "sqlite:\(home / "x.sqlite")"], environment: home.environment)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("There is no database “\(home / "x.sqlite")”."))
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
        }

        @Test(arguments: [
            ["call", "debtor", "show", "Identifier=1"], ["call", "debtor", "checklogin", "Username=x", "Password=y"],
            ["call", "m4", "users_get", "user_id=3"], ["mail", "list"], ["profile", "check", "here"],
        ])
        func readsWhileAnotherProgramWrites(words: [String]) async throws {
            let home = try await TemporaryHome.withDemoData()
            try FileManager.default.createDirectory(atPath: home / "config/balie", withIntermediateDirectories: true)
            try "[profile.here]\nkind = \"embedded\"\n".write(
                toFile: home / "config/balie/config.toml", atomically: true, encoding: .utf8)
            let holder = try Self.holder(of: home.defaultDatabase.path, sql: "BEGIN IMMEDIATE")
            let outcome = try await run(Balie.path(), words, environment: home.environment)
            #expect(outcome.exitCode == (words.contains("checklogin") ? 1 : 0), "\(outcome.errors)")
            #expect(!outcome.errors.contains("busy"))
            try holder.close()
        }

        @Test func readingLeavesNothingBesideTheDatabase() async throws {
            let home = try await TemporaryHome.withDemoData()
            _ = try await runBalie("call", "debtor", "show", "Identifier=1", home: home)
            #expect(try FileManager.default.contentsOfDirectory(atPath: home / "data/balie") == ["balie.sqlite"])
        }

        @Test func aConsoleLeavesNothingBesideTheDatabase() async throws {
            let home = try await TemporaryHome.withDemoData()
            let session = try await TmuxSession.balie(home: home)
            try await session.waitFor("DB0001")
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: home / "data/balie") == ["balie.sqlite"])
        }

        /// With our version number in its header, which anybody may use.
        @Test(arguments: ["DELETE", "WAL"])
        func takesNoForeignDatabaseForOurs(journal: String) async throws {
            let home = try TemporaryHome()
            let path = home / "other.sqlite"
            let other = try DatabaseQueue(path: path)
            try await other.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = \(journal)")
                try database.execute(sql: "CREATE TABLE debtor (Identifier INTEGER); PRAGMA user_version = 2")
            }
            try other.close()
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            try await expectUnreachable(path, home, "“\(path)” belongs to another program")
            for words in [["demo"], ["mail", "list"], ["mail", "send"]] {
                let outcome = try await run(
                    Balie.path(), words + ["--database", "sqlite:\(path)"], environment: home.environment)
                #expect(outcome.exitCode == 3, "\(words) \(outcome.errors)")
            }
            let served = try await run(
                Balied.path(), ["key", "add", "x", "--database", "sqlite:\(path)"], environment: home.environment)
            #expect(served.exitCode == 3)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["other.sqlite"])
        }

        @Test(.enabled("The superuser may read everything.", { geteuid() != 0 }))
        func saysThatAFileMayNotBeRead() async throws {
            let home = try await TemporaryHome.withDemoData()
            let path = home.defaultDatabase.path
            chmod(path, 0)
            try await expectUnreachable(path, home, "“\(path)” cannot be opened")
        }

        @Test func aServerWithACertificateThatIsNoneIsWronglyConfigured() async throws {
            let home = try TemporaryHome()
            try "no key".write(toFile: home / "x.pem", atomically: true, encoding: .utf8)
            chmod(home / "x.pem", 0o600)
            let outcome = try await run(
                Balied.path(),
                ["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:\(home / "x.sqlite")"]
                    + ["--tls-cert", home / "x.pem", "--tls-key", home / "x.pem"], environment: home.environment)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("The TLS certificate and key cannot be used"))
        }

        @Test func fillsWhatWasLeftEmpty() async throws {
            let home = try TemporaryHome()
            let url = "sqlite:\(home / "x.sqlite")"
            _ = try await run(Balied.path(), ["key", "add", "x", "--database", url], environment: home.environment)
            for exitCode: Int32 in [0, 1] {
                let outcome = try await runBalie("demo", "--debtors", "2", "--database", url, home: home)
                #expect(outcome.exitCode == exitCode, "\(outcome.errors)")
            }
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

        @Test(arguments: [
            ("mysql:x", "sqlite:PATH"), ("balie.sqlite", "sqlite:PATH"), ("sqlite:", "sqlite:PATH"),
            ("mysql://desk:secret@host/x", "postgres://HOST/DATABASE"),
            ("postgres://desk:secret@host/x", "?passfile=PATH"),
        ])
        func saysWhichDatabasesThereAre(url: String, remedy: String) async throws {
            let home = try TemporaryHome()
            let outcome = try await runBalie("call", "debtor", "show", "Identifier=1", "--database", url, home: home)
            #expect(outcome.exitCode == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains(remedy))
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
