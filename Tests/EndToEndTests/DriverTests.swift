import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// What the stories rely on, shown with a shell.
    @Suite struct DriverTests {
        @Test func typesTextAndReadsTheScreen() async throws {
            let session = try await TmuxSession(["/bin/sh"])
            try await session.type("echo 'a;b' \"日本\";")
            try await session.press("Enter")
            let screen = try await session.waitUntil("the answer") { $0.lines.contains { $0.hasSuffix("a;b 日本") } }
            #expect(screen.lines.count == 24)
        }

        @Test(arguments: [(80, 24), (132, 43), (40, 12)])
        func hasTheSizeItWasGiven(columns: Int, rows: Int) async throws {
            let session = try await TmuxSession(["/bin/sh"], columns: columns, rows: rows)
            try await session.type("stty size")
            try await session.press("Enter")
            try await session.waitFor("\(rows) \(columns)")
        }

        @Test func resizesTheWindow() async throws {
            let session = try await TmuxSession(["/bin/sh"])
            try await session.resize(columns: 100, rows: 30)
            try await session.type("stty size")
            try await session.press("Enter")
            try await session.waitFor("30 100")
        }

        @Test func givesTheProgramAHomeOfItsOwn() async throws {
            let session = try await TmuxSession(["/bin/sh"], environment: ["COLOUR": "blue"])
            try await session.type("env > listed; echo $COLOUR.")
            try await session.press("Enter")
            try await session.waitFor("blue.")
            let listed = try session.home.text(of: "listed")
            #expect(listed.contains("HOME=\(session.home.path)\n"))
            #expect(listed.contains("XDG_STATE_HOME=\(session.home.path)/state\n"))
        }

        @Test func tellsTheExitCode() async throws {
            let session = try await TmuxSession(["/bin/sh"])
            #expect(session.isAlive())
            try await session.type("exit 3")
            try await session.press("Enter")
            #expect(try await session.waitForExit() == 3)
        }

        @Test func tellsTheSignalThatEndedTheProgram() async throws {
            let session = try await TmuxSession(["/bin/cat"])
            try await session.signal(SIGKILL)
            #expect(try await session.waitForExit() == 128 + Int(SIGKILL))
        }

        @Test func showsTheLastScreenWhenItWaitsInVain() async throws {
            let session = try await TmuxSession(["/bin/sh", "-c", "echo here I am; cat"], deadline: .milliseconds(300))
            let error = await #expect(throws: DriverError.self) { try await session.waitFor("never shown") }
            #expect(error?.description.contains("DriverTests.swift") == true)
            #expect(error?.description.contains("\"never shown\" did not appear") == true)
            #expect(error?.description.contains("│here I am") == true)
        }

        @Test func waitsNoLongerOnceTheProgramHasEnded() async throws {
            let session = try await TmuxSession(["/bin/sh", "-c", "echo the last word"])
            try await session.waitFor("the last word")
            let error = await #expect(throws: DriverError.self) { try await session.waitFor("more") }
            #expect(error?.description.contains("The program ended while \"more\" was awaited.") == true)
        }

        @Test func refusesKeysThatDoNotExist() async throws {
            let session = try await TmuxSession(["/bin/cat"])
            let error = await #expect(throws: DriverError.self) { try await session.press("Entr") }
            #expect(error?.description == "There is no key \"Entr\" to press. For text there is type(_:).")
        }

        @Test func tellsTheExitCodeAfterAHangUp() async throws {
            let session = try await TmuxSession([
                "/bin/sh", "-c", "trap 'exit 5' HUP; echo ready; while :; do read line; done",
            ])
            try await session.waitFor("ready")
            try await session.hangUp()
            #expect(try await session.waitForExit() == 5)
        }

        @Test(arguments: [("stty -echo", false), ("stty -echo; stty echo", true)])
        func tellsWhetherTheTerminalWasRestored(commands: String, isRestored: Bool) async throws {
            let session = try await TmuxSession(["/bin/sh", "-c", commands])
            try await session.waitForExit()
            #expect(try session.hasRestoredTheTerminal() == isRestored)
        }

        @Test func readsWhatWasCopied() async throws {
            let session = try await TmuxSession(["/bin/sh", "-c", #"printf '\033]52;c;Qm9ubg==\007done'; cat"#])
            try await session.waitFor("done")
            #expect(try await session.clipboard() == "Bonn")
        }

        @Test func pastesATextAsPasted() async throws {
            let session = try await TmuxSession(["/bin/sh", "-c", #"printf '\033[?2004hready'; cat -v"#])
            try await session.waitFor("ready")
            try await session.paste("two words")
            try await session.press("Enter")
            try await session.waitFor("^[[200~two words^[[201~")
        }

        @Test func runsAProgramToItsEnd() async throws {
            let outcome = try await run(
                "/bin/sh", ["-c", "cat; echo $NAME; echo oops >&2; exit 4"], environment: ["NAME": "Bonn"],
                input: "in\n")
            #expect(outcome == ProgramEnd(exitCode: 4, output: "in\nBonn\n", errors: "oops\n"))
        }
    }
}
