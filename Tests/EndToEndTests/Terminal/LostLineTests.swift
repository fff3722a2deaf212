import Foundation
import GRDB
import ProgramTesting
import Testing

extension TerminalTests {
    /// A line that is lost, with and without a signal that says so.
    @Suite struct LostLineTests {
        @Test(arguments: [true, false])
        func balieIsGoneAndWhatWasTypedIsThere(isTold: Bool) async throws {
            let home = try await TemporaryHome.withDemoData()
            let terminal = try await PseudoTerminal(
                ["/bin/sh", "-c", #"echo $$ > "$HOME/pid"; exec "$@""#, "shell", Balie.path()],
                environment: home.environment, isControlling: isTold)
            try await terminal.waitFor("DB0001")
            terminal.send("e")
            try await terminal.waitFor("Edit debtor")
            terminal.send("Sunny Otter")
            try await terminal.waitFor("Otter")
            let console = try #require(pid_t(try home.text(of: "pid").trimmingCharacters(in: .newlines)))
            try await terminal.hangUp()
            try await terminal.wait("the console's end") { kill(console, 0) != 0 }
            #expect(try home.drafts().contains { $0.contains("Sunny Otter") })
            #expect(FileManager.default.fileExists(atPath: home / "state/balie/crashes") == false)
        }

        /// Nobody listens yet while the database waits for somebody who has it for himself.
        @Test(arguments: [true, false])
        func aLineThatIsLostBeforeTheFirstPictureEndsBalieToo(isTold: Bool) async throws {
            let home = try await TemporaryHome.withDemoData()
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let database = try DatabaseQueue(path: home.defaultDatabase.path, configuration: configuration)
            try await database.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
            let terminal = try await PseudoTerminal(
                ["/bin/sh", "-c", #"echo $$ > "$HOME/pid"; exec "$@""#, "shell", Balie.path()],
                environment: home.environment, isControlling: isTold)
            // It has the screen, and no rows.
            try await terminal.waitFor("\u{1B}[?2004h")
            let console = try #require(pid_t(try home.text(of: "pid").trimmingCharacters(in: .newlines)))
            try await terminal.hangUp()
            try await database.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            try await terminal.wait("the console's end") { kill(console, 0) != 0 }
        }

        /// Without memory a Swift program ends by a fault, unless curses was the first to be refused some: then it goes on
        /// in the window that it had, until it is left. The terminal is no worse for either.
        @Test func theTerminalIsRestoredWhenThereIsNoMemoryLeft() async throws {
            let home = try await TemporaryHome.withDemoData()
            let session = try await Window.all[0].open(home)
            let id = try await session.processID()
            let size = try #require(
                try String(contentsOfFile: "/proc/\(id)/statm", encoding: .utf8).split(separator: " ").first
                    .flatMap { Int($0) })
            let limit = size * Int(sysconf(Int32(_SC_PAGESIZE))) + 1_000_000
            let limited = try await run("/usr/bin/prlimit", ["--pid", "\(id)", "--as=\(limit)"])
            #expect(limited.exitCode == 0, "\(limited.errors)")
            // A window of two million characters.
            try await session.resize(columns: 2000, rows: 1000)
            try await session.press("q")
            let code = try await session.waitForExit()
            #expect(code == 0 || code > 128, "\(code)")
            #expect(try session.hasRestoredTheTerminal())
            #expect(try await session.isOnAlternateScreen() == false)
        }
    }
}
