import Foundation
import PostgresTesting
import ProgramTesting
import Testing

/// Every program that opens a database on a server takes its password from a command.
@Suite(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
struct DatabasePasswordTests {
    private let home: TemporaryHome
    private let database: TestDatabase
    private let url: String

    private static let command = "echo '\(TestDatabase.password)'; echo more"
    private static let list = ["call", "debtor", "list", "limit=1"]

    init() async throws {
        home = try TemporaryHome()
        database = try await TestDatabase.onServer(isEmpty: true)
        url = try await database.urlByPassword()
    }

    private func balie(_ words: [String], _ more: [String: String] = [:]) async throws -> ProgramEnd {
        try await run(Balie.path(), words, environment: home.environment.merging(more) { _, given in given })
    }

    private func balied(_ words: [String]) async throws -> ProgramEnd {
        try await run(Balied.path(), words, environment: home.environment)
    }

    private func migrate() async throws {
        let end = try await balied(["migrate", "--database", url, "--password-command", Self.command])
        try #require(end.exitCode == 0, "\(end.errors)")
    }

    @Test func everyCommandTakesIt() async throws {
        try await migrate()
        let place = ["--database", url, "--password-command", Self.command]
        let backup = home / "backup.sqlite"
        let ends = [
            try await balie(["demo", "--debtors", "1"] + place), try await balie(Self.list + place),
            try await balied(["key", "add", "desk"] + place), try await balied(["m4", "account", "list"] + place),
            try await balie(["mail", "list"] + place),
            try await balie([
                "copy", "--from", url, "--from-password-command", Self.command, "--to", "sqlite:\(backup)",
            ]),
        ]
        for end in ends {
            #expect(end.exitCode == 0, "\(end.errors)")
            #expect(!(end.output + end.errors).contains(TestDatabase.password))
        }
        #expect(ends[1].output.contains("DB0001"))
        try await expectBackupCanComeBack(backup)
    }

    private func expectBackupCanComeBack(_ backup: String) async throws {
        let other = try await TestDatabase.onServer(isEmpty: true)
        let place = try await other.urlByPassword()
        let made = try await balied(["migrate", "--database", place, "--password-command", Self.command])
        #expect(made.exitCode == 0, "\(made.errors)")
        let back = try await balie([
            "copy", "--from", "sqlite:\(backup)", "--to", place, "--to-password-command", Self.command,
        ])
        #expect(back.exitCode == 0, "\(back.errors)")
    }

    @Test func aProfileAndTheEnvironmentNameItToo() async throws {
        try await migrate()
        let demo = try await balie(
            ["demo", "--debtors", "1", "--database", url], ["BALIE_PASSWORD_COMMAND": Self.command])
        #expect(demo.exitCode == 0, "\(demo.errors)")
        let added = try await balie([
            "profile", "add", "desk", "--kind", "embedded", "--database", url, "--password-command", Self.command,
        ])
        #expect(added.exitCode == 0, "\(added.errors)")
        let listed = try await balie(Self.list + ["--profile", "desk"], ["BALIE_PASSWORD_COMMAND": "false"])
        #expect(listed.exitCode == 0, "\(listed.errors)")
        #expect(listed.output.contains("DB0001"))
        let checked = try await balie(["profile", "check", "desk"])
        #expect(checked.exitCode == 0, "\(checked.errors)")
    }

    @Test func nothingIsSentWithoutIt() async throws {
        let none = try await balie(Self.list + ["--database", url])
        #expect(none.exitCode == 3)
        let failing = try await balie(
            Self.list + ["--database", url, "--password-command", "echo locked >&2; exit 1"])
        #expect(failing.exitCode == 3)
        #expect(
            failing.errors.contains(
                "The password's command “echo locked >&2; exit 1” failed with status 1: locked"))
        let wrong = try await balie(Self.list + ["--database", url, "--password-command", "echo geheim"])
        #expect(wrong.exitCode == 3)
        #expect(!wrong.errors.contains("geheim"))
    }

    @Test func aFileTakesNone() async throws {
        for words in [Self.list, ["demo"]] {
            let place = ["--database", "sqlite:\(home / "x.sqlite")", "--password-command", Self.command]
            let end = try await balie(words + place)
            #expect(end.exitCode == 2)
            #expect(end.errors.contains("a file takes no password"))
        }
    }
}
