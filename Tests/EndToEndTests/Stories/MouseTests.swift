import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// The mouse as a real terminal reports it, and what becomes of its mode on every way out.
    @Suite struct MouseTests {
        private static let (on, off) = ("1 1", "0 0")

        private func mode(of session: TmuxSession) async throws -> String {
            try await session.state("#{mouse_standard_flag} #{mouse_sgr_flag}")
        }

        /// A report in mode 1006 of what is done at the first place of a text.
        private func point(_ button: Int, at text: String, _ session: TmuxSession) async throws {
            let lines = try await session.screen().lines
            let row = try #require(lines.firstIndex { $0.contains(text) })
            let start = try #require(lines[row].range(of: text)?.lowerBound)
            let column = lines[row].distance(from: lines[row].startIndex, to: start)
            try await session.type("\u{1B}[<\(button);\(column + 1);\(row + 1)M")
            try await session.type("\u{1B}[<\(button);\(column + 1);\(row + 1)m")
        }

        private func openWithMouse(_ window: Window = Window.all[0]) async throws -> TmuxSession {
            let session = try await window.open(.withDemoData())
            #expect(try await mode(of: session) == Self.off)
            try await session.press("M")
            try await session.waitFor("Shift")
            #expect(try await mode(of: session) == Self.on)
            return session
        }

        @Test(arguments: Window.all) func clicksAndTheWheelWork(_ window: Window) async throws {
            let session = try await openWithMouse(window)
            try await point(0, at: "2 Products", session)
            try await session.waitFor("[2 Products]", "P002")
            try await point(0, at: "P004", session)
            try await session.waitFor("> P004")
            // The pane of a wide window names it too.
            try await point(65, at: "> P004", session)
            try await session.waitFor("> P005")
            try await session.type("\u{1B}[<0;9999;9999M\u{1B}[<0;99999999999999999999;1M\u{1B}[<;;M")
            try await session.press("Down")
            try await session.waitFor("> P006")
            try await session.press("M")
            try await session.waitFor("The mouse is off")
            #expect(try await mode(of: session) == Self.off)
        }

        @Test(arguments: [SIGTERM, SIGHUP, SIGTRAP, SIGSEGV, SIGABRT])
        func noEndLeavesTheMouseOn(by signal: Int32) async throws {
            let session = try await TmuxSession.balie(
                home: .withDemoData(), environment: ["SWIFT_BACKTRACE": "enable=no"])
            try await session.waitFor("DB0001")
            try await session.press("M")
            try await session.waitFor("Shift")
            try await session.signal(signal)
            try await session.waitForExit()
            try await session.waitUntilGone("DB0001")
            #expect(try await mode(of: session) == Self.off)
        }

        @Test func quittingLeavesItOff() async throws {
            let session = try await openWithMouse()
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
            try await session.waitUntilGone("DB0001")
            #expect(try await mode(of: session) == Self.off)
        }

        @Test func inTheBackgroundItIsOffAndThenOnAgain() async throws {
            let session = try await TmuxSession(["/bin/sh", "-i"], home: .withDemoData())
            try await session.type(Balie.path())
            try await session.press("Enter")
            try await session.waitFor("DEMO", "DB0001")
            try await session.press("M")
            try await session.waitFor("Shift")
            try await session.press("C-z")
            try await session.waitFor("Stopped")
            #expect(try await mode(of: session) == Self.off)
            try await session.type("fg")
            try await session.press("Enter")
            try await session.waitFor("DEMO", "DB0001")
            #expect(try await mode(of: session) == Self.on)
        }

        @Test func theConfigurationTurnsItOnFromTheStart() async throws {
            let home = try await TemporaryHome.withDemoData()
            let folder = home / "config/balie"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let file = URL(fileURLWithPath: "\(folder)/config.toml")
            try Data("mouse = true\n".utf8).write(to: file)
            let session = try await TmuxSession.balie(home: home)
            try await session.waitFor("DB0001")
            #expect(try await mode(of: session) == Self.on)
        }
    }
}
