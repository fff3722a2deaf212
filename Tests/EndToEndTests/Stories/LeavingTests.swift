import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// Every way out of the console leaves the terminal as it was.
    @Suite struct LeavingTests {
        @Test func quitsByQ() async throws {
            let session = try await Window.all[0].open(.withDemoData())
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
            try await expectRestored(session)
        }

        @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
        func endsWhenTold(by signal: Int32) async throws {
            let session = try await Window.all[0].open(.withDemoData())
            try await session.signal(signal)
            try await session.waitForExit()
            try await expectRestored(session)
        }

        /// A stopped server answers nobody, so that the change stays under way for as long as the test wants.
        @Test func waitsForTheAnswerToAChangeWhenTold() async throws {
            let dataHome = try await TemporaryHome.withDemoData()
            let data = dataHome.defaultDatabase
            let (home, server) = (try TemporaryHome(), try await DemoServer(over: data.path, in: dataHome))
            try home.configure(.hostFact, at: server)
            let session = try await Window.all[0].start(home, "--profile", TemporaryHome.profile)
            try await session.waitFor("DB0001", " 1/500")
            defer { kill(server.program.processID, SIGCONT) }
            try await session.sendCity("Breda", stopping: server.program.processID)
            try await session.signal(SIGTERM)
            try await session.waitFor("Balie was told to end.")
            #expect(session.isAlive())
            kill(server.program.processID, SIGCONT)
            try await session.waitForExit()
            #expect(try data.value("SELECT City FROM debtor WHERE Identifier = 1") == "Breda")
            try await session.waitFor("is bewerkt")
            #expect(try session.hasRestoredTheTerminal())
        }

        /// Stands for a trap in the program itself; the backtrace that Swift may print is not ours.
        @Test(arguments: [SIGTRAP, SIGSEGV, SIGABRT])
        func restoresTheTerminalWhenItCrashes(by signal: Int32) async throws {
            let session = try await TmuxSession.balie(
                home: .withDemoData(), environment: ["SWIFT_BACKTRACE": "enable=no"])
            try await session.waitFor("DB0001")
            try await session.signal(signal)
            #expect(try await session.waitForExit() == 128 + Int(signal))
            try await expectRestored(session)
        }

        @Test func endsWithItsTerminal() async throws {
            let session = try await Window.all[0].open(.withDemoData())
            let process = try await session.processID()
            try await session.hangUp()
            try await session.waitForExit()
            #expect(kill(process, 0) == -1)
            #expect(errno == ESRCH)
        }

        @Test func endsWithItsTerminalFromTheMiddleOfAForm() async throws {
            let home = try await TemporaryHome.withDemoData()
            let before = try home.defaultDatabase.snapshot()
            let session = try await Window.all[0].openFirstDebtor(home)
            try await session.press("p")
            try await session.waitFor(Shown.passwordDialog)
            try await session.fill(Shown.temporaryPassword, with: "sunny-otter-42")
            try await session.hangUp()
            try await session.waitForExit()
            #expect(try home.defaultDatabase.snapshot() == before)
        }

        @Test func comesBackFromTheBackground() async throws {
            let session = try await TmuxSession(["/bin/sh", "-i"], home: .withDemoData())
            try await session.type("stty -g > before; \(Balie.path())")
            try await session.press("Enter")
            try await session.waitFor("DEMO", "DB0001")
            try await session.press("2")
            try await session.waitFor("P002")
            try await session.press("C-z")
            try await session.waitFor("Stopped")
            #expect(try await session.isOnAlternateScreen() == false)
            try await session.type("stty -g > during; fg")
            try await session.press("Enter")
            try await session.waitFor("DEMO", "P002")
            try await session.press("Down")
            try await session.waitFor(" 2/")
            try await session.press("q")
            try await session.waitUntilGone("P002")
            try await session.type("echo left with $?; stty -g > after; exit 7")
            try await session.press("Enter")
            try await session.waitFor("left with 0")
            #expect(try await session.waitForExit() == 7)
            let before = try session.home.text(of: "before")
            #expect(try session.home.text(of: "during") == before)
            #expect(try session.home.text(of: "after") == before)
        }

        @Test func tellsWhyItCannotStart() async throws {
            let home = try TemporaryHome()
            let session = try await TmuxSession.balie("--database", "sqlite:\(home.path)", home: home)
            try await session.waitFor("cannot be opened")
            #expect(try await session.waitForExit() == 3)
            try await expectRestored(session)
        }

        @Test func needsATerminal() async throws {
            let outcome = try await runBalie(home: .withDemoData())
            #expect(outcome.exitCode == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("needs a terminal"))
        }

        private func expectRestored(_ session: TmuxSession, sourceLocation: SourceLocation = #_sourceLocation)
            async throws
        {
            #expect(try session.hasRestoredTheTerminal(), sourceLocation: sourceLocation)
            try await session.waitUntil("the end", sourceLocation: sourceLocation) { !$0.contains("DB0001") }
            #expect(try await session.isOnAlternateScreen() == false, sourceLocation: sourceLocation)
        }
    }
}
