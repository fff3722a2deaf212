import Foundation
import GRDB
import ProgramTesting
import Testing

extension CommandTests {
    /// `--read-only` reads where nothing can be written, and writes nowhere.
    @Suite struct ReadOnlyFileTests {
        /// The database in a folder where nobody may write; the tests' own user may be the superuser.
        private func lockedData(_ home: TemporaryHome) throws -> (folder: String, url: String) {
            let folder = home / "locked"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = "\(folder)/balie.sqlite"
            try FileManager.default.copyItem(atPath: home.defaultDatabase.path, toPath: path)
            chmod(path, 0o444)
            chmod(folder, 0o555)
            chmod(home.path, 0o755)
            return (folder, "sqlite:\(path)")
        }

        private func names(_ folder: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        }

        /// As an ordinary user, whoever runs the tests.
        private func runAsUser(_ words: [String], home: TemporaryHome) async throws -> ProgramEnd {
            let command = [try Balie.path()] + words
            guard geteuid() == 0 else {
                return try await run(command[0], Array(command.dropFirst()), environment: home.environment)
            }
            let drop = ["--reuid=65534", "--regid=65534", "--clear-groups"]
            return try await run("/usr/bin/setpriv", drop + command, environment: home.environment)
        }

        @Test(arguments: [["--read-only"], []])
        func aFileThatNobodyMayWriteIsRead(options: [String]) async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = try lockedData(home)
            defer { chmod(data.folder, 0o755) }
            let words = ["call", "debtor", "show", "Identifier=1", "--database", data.url] + options
            let outcome = try await runAsUser(words, home: home)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains(#""DebtorCode":"DB0001""#))
            #expect(try names(data.folder) == ["balie.sqlite"])
        }

        @Test func aWriteThereIsRefusedAndLeavesNothingBeside() async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = try lockedData(home)
            defer { chmod(data.folder, 0o755) }
            let words = ["call", "product", "edit", "Identifier=1", "PriceExcl=3", "--database", data.url]
            let outcome = try await runAsUser(words, home: home)
            #expect(outcome.exitCode == 3)
            #expect(outcome.errors.contains("Check the rights of the file and its folder, or work with --read-only."))
            #expect(try names(data.folder) == ["balie.sqlite"])
        }

        /// What another program has not yet taken into the file cannot be passed over, and without writing not be read.
        @Test(arguments: [
            (0o444, "its newest changes are still in"), (0o000, "Check the rights of the file and its folder."),
        ])
        func changesBesideTheFileThatCannotBeReadAreTold(mode: mode_t, sentence: String) async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = try lockedData(home)
            let path = "\(data.folder)/balie.sqlite"
            let writer = try DatabaseQueue(path: home.defaultDatabase.path)
            try await writer.write { try $0.execute(sql: "UPDATE product SET Cost = '1'") }
            chmod(data.folder, 0o755)
            defer { chmod(data.folder, 0o755) }
            try FileManager.default.copyItem(atPath: home.defaultDatabase.path + "-wal", toPath: path + "-wal")
            chmod(path + "-wal", mode)
            chmod(data.folder, 0o555)
            try writer.close()
            let words = ["call", "debtor", "show", "Identifier=1", "--read-only", "--database", data.url]
            let outcome = try await runAsUser(words, home: home)
            #expect(outcome.exitCode == 3)
            #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
            #expect(try names(data.folder) == ["balie.sqlite", "balie.sqlite-wal"])
        }

        @Test(arguments: [[], ["call", "debtor", "show", "Identifier=1"], ["print", "service", "1"]])
        func aReadOnlySessionMakesNoDatabase(words: [String]) async throws {
            let home = try TemporaryHome()
            let outcome = try await run(
                "/usr/bin/script",
                ["-qec", ([Balie.path()] + words + ["--read-only"]).joined(separator: " "), "/dev/null"],
                environment: home.environment)
            #expect(outcome.exitCode == 2, "\(outcome.output)")
            #expect(outcome.output.contains("a read-only session makes none"))
            #expect(!FileManager.default.fileExists(atPath: home / "data/balie/balie.sqlite"))
        }

        /// Where it could be written to as well.
        @Test func aReadOnlyConsoleReadsAndWritesNothing() async throws {
            let home = try await TemporaryHome.withDemoData()
            let folder = home / "data/balie"
            let before = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/balie.sqlite"))
            let session = try await TmuxSession.balie("--read-only", home: home)
            try await session.waitFor("READ-ONLY")
            try await session.waitFor("DB0001")
            #expect(try names(folder) == ["balie.sqlite"])
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
            #expect(try names(folder) == ["balie.sqlite"])
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/balie.sqlite")) == before)
        }

        @Test func aReadOnlyConsoleSaysThatTheSearchIsNotPrepared() async throws {
            let home = try await TemporaryHome.withDemoData()
            let database = try DatabaseQueue(path: home.defaultDatabase.path)
            try await database.write { try $0.execute(sql: "INSERT INTO search_pending VALUES ('debtor', 1, 40)") }
            try database.close()
            let session = try await TmuxSession.balie("--read-only", columns: 132, rows: 43, home: home)
            try await session.waitFor("A search does not look everywhere yet in 40 of")
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
        }
    }
}
