import Foundation
import ProgramTesting
import Testing

extension TerminalTests {
    /// What the terminal is asked at the start is answered a round trip later, by when Balie may have been left.
    @Suite struct LateAnswerTests {
        private static let question = "\u{1B}[?2026$p"
        private static let answer = "\u{1B}[?2026;2$y"
        private static let farewell = "\u{1B}[?2004l"

        /// Keeps what the next program at this terminal would read as typed.
        private static let next = #"""
            "$@"
            stty -icanon -echo min 0 time 5
            cat > "$HOME/typed"
            """#

        /// One that Balie has left already, on a busy machine, is no late answer but one that never came.
        @Test func itIsNotTypedIntoTheShell() async throws {
            for _ in 1...20 {
                let home = try await TemporaryHome.withDemoData()
                let terminal = try await PseudoTerminal(
                    ["/bin/sh", "-c", Self.next, "shell", Balie.path()],
                    environment: home.environment.merging(["SSH_TTY": "/dev/pts/0"]) { $1 })
                try await terminal.waitFor(Self.question)
                terminal.send("q")
                // Whenever it comes it is nobody's input; some moments later Balie is leaving.
                for _ in 1...20 { try await terminal.pass() }
                let isLate = !terminal.hasSent(Self.farewell)
                terminal.send(Self.answer)
                #expect(try await terminal.end() == 0)
                guard isLate else { continue }
                #expect(try home.text(of: "typed") == "")
                return
            }
            Issue.record("Balie was always left before it was answered.")
        }

        @Test func whoNeverAnswersKeepsNobody() async throws {
            let home = try await TemporaryHome.withDemoData()
            let terminal = try await PseudoTerminal([Balie.path()], environment: home.environment)
            try await terminal.waitFor(Self.question)
            terminal.send("q")
            #expect(try await terminal.end() == 0)
            #expect(terminal.hasSent(Self.farewell))
        }

        @Test func whatIsAnsweredAtOnceIsNoKey() async throws {
            let home = try await TemporaryHome.withDemoData()
            let terminal = try await PseudoTerminal([Balie.path()], environment: home.environment)
            try await terminal.waitFor(Self.question)
            terminal.send(Self.answer)
            // From then on pictures are held back until they are whole.
            try await terminal.waitFor("DB0001")
            terminal.send("2")
            try await terminal.waitFor("\u{1B}[?2026h")
            terminal.send("q")
            #expect(try await terminal.end() == 0)
        }
    }
}
