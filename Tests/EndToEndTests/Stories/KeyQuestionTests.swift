import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// A key's command that asks for a passphrase, as a key store does.
    @Suite struct KeyQuestionTests {
        private let home: TemporaryHome
        private let dataHome: TemporaryHome
        private let server: DemoServer

        init() async throws {
            (home, dataHome) = (try TemporaryHome(), try await TemporaryHome.withDemoData())
            server = try await DemoServer(over: dataHome.defaultDatabase.path, in: dataHome)
            try home.configure(.hostFact, at: server, keyCommand: "sh \(home / "ask")")
            // It neither looks at what it was started with nor echoes the answer.
            let script = """
                exec 3<> /dev/tty || exit 9
                stty -echo <&3
                printf 'Passphrase: ' >&3
                read -r answer <&3
                stty echo <&3
                test "$answer" = sesame && cat '\(server.keyFile)'
                """
            try script.write(toFile: home / "ask", atomically: true, encoding: .utf8)
        }

        private func start() async throws -> TmuxSession {
            let session = try await TmuxSession.balie("--profile", TemporaryHome.profile, home: home)
            try await session.waitFor("Passphrase:")
            return session
        }

        @Test func theAnswerIsTypedBeforeTheConsoleHasTheScreen() async throws {
            let session = try await start()
            try await session.type("sesame")
            try await session.press("Enter")
            try await session.waitFor("DB0001", "1/500")
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
            #expect(try session.hasRestoredTheTerminal())
            #expect(try await !session.screen().contains("sesame"))
        }

        @Test func aWrongAnswerIsTold() async throws {
            let session = try await start()
            try await session.type("mellon")
            try await session.press("Enter")
            try await session.waitFor("failed with status 1")
            #expect(try await session.waitForExit() == 3)
            #expect(try session.hasRestoredTheTerminal())
        }

        @Test func whoInterruptsTheQuestionGetsTheTerminalBack() async throws {
            let session = try await start()
            try await session.press("C-c")
            try await session.waitFor("was ended by signal 2")
            #expect(try await session.waitForExit() == 3)
            #expect(try session.hasRestoredTheTerminal())
        }

        @Test func theQuestionWaitsInTheBackground() async throws {
            let session = try await TmuxSession(["/bin/sh", "-i"], home: home)
            try await session.type("stty -g > before; \(Balie.path()) --profile \(TemporaryHome.profile)")
            try await session.press("Enter")
            try await session.waitFor("Passphrase:")
            try await session.press("C-z")
            try await session.waitFor("Stopped")
            try await session.type("stty -g > during; fg")
            try await session.press("Enter")
            try await session.waitUntil("the job again") { $0.lines.last { !$0.isEmpty }?.contains("balie") == true }
            try await session.type("sesame")
            try await session.press("Enter")
            try await session.waitFor("DB0001", "1/500")
            try await session.press("q")
            try await session.waitUntilGone("DB0001")
            try await session.type("stty -g > after; exit 7")
            try await session.press("Enter")
            #expect(try await session.waitForExit() == 7)
            let before = try home.text(of: "before")
            #expect(try home.text(of: "during") == before)
            #expect(try home.text(of: "after") == before)
        }

        @Test func aCommandHasNoTerminalAsLongAsTheConsoleHasTheScreen() async throws {
            let session = try await TmuxSession.balie(home: .withDemoData())
            try await session.waitFor("DB0001")
            try await session.press("C")
            try await session.waitFor("Or a command")
            try await session.fill("Name", with: "there")
            try await session.fill("Address", with: server.origin + DemoServer.hostFactPath)
            try await session.fill("Or a command", with: "sh \(home / "ask")")
            try await session.press("C-s")
            let screen = try await session.waitFor("failed with status", "cannot ask for a", "unlock")
            #expect(!screen.contains("Passphrase:"))
        }
    }
}
