import Foundation
import ProgramTesting
import Testing

extension UnsentWorkTests {
    /// What a killed console had sent is found by the next one, which finds out what became of it.
    @Suite struct OutboxTests {
        private let home: TemporaryHome
        private let dataHome: TemporaryHome
        private let server: DemoServer

        init() async throws {
            (home, dataHome) = (try TemporaryHome(), try await TemporaryHome.withDemoData())
            server = try await DemoServer(over: dataHome.defaultDatabase.path, in: dataHome)
            try home.configure(.hostFact, at: server, timeout: 3)
        }

        private func city() throws -> String? {
            try dataHome.defaultDatabase.value("SELECT City FROM debtor WHERE Identifier = 1")
        }

        /// Killed while the server holds the answer: it takes what was sent only when it goes on.
        private func leaveAnUndecidedEdit(in window: Window, at server: pid_t) async throws {
            let session = try await window.start(home, "--profile", TemporaryHome.profile)
            try await session.waitFor("DB0001", " 1/500")
            try await session.sendCity("Breda", stopping: server)
            // The screen says that it is sent a moment before it is written down.
            try await home.waitForIntent()
            try await session.signal(SIGKILL)
            try await session.waitForExit()
        }

        /// The next console, on the page of the one change that is undecided, once its answer is given up.
        private func openOutbox(in window: Window) async throws -> TmuxSession {
            let session = try await window.start(home, "--profile", TemporaryHome.profile)
            try await session.waitFor("DB0001", " 1/500")
            // A key takes away what the start says; of what is undecided it may say that only now, once, and the next key
            // takes that away too.
            let lasting = "? 1 undecided (O)"
            try await session.press("Down")
            let seen = try await session.waitUntil("word of what is undecided") {
                $0.line(with: "Of one change that was sent") != nil || $0.line(with: lasting) != nil
            }
            if seen.line(with: lasting) == nil { try await session.press("Up") }
            try await session.waitFor(lasting)
            try await session.press("O")
            try await session.waitFor("Edit debtor", "debtor 1", "1/1")
            try await session.press("Enter")
            try await session.waitFor("+ Breda", "[ Read again ]")
            return session
        }

        @Test(arguments: Window.all) func nextConsoleFindsThatItWasDone(in window: Window) async throws {
            try await leaveAnUndecidedEdit(in: window, at: server.program.processID)
            kill(server.program.processID, SIGCONT)
            // Whether it was taken once the server went on is the server's business: here the record has it.
            let done = try await run(
                Balie.path(),
                ["call", "debtor", "edit", "Identifier=1", "City=Breda", "--database", dataHome.defaultDatabase.url],
                environment: dataHome.environment)
            #expect(done.exitCode == 0, "\(done.errors)")
            let session = try await openOutbox(in: window)
            try await session.press("Right", "Enter")
            try await session.waitFor("It was done: Edit debtor")
            try await session.press("Escape")
            try await session.waitFor("DB0001")
            try await session.press("Up")
            try await session.waitUntilGone("undecided")
            let outbox = try await run(Balie.path(), ["outbox"], environment: home.environment)
            #expect(outbox.output == "Of every change the outcome is known.\n")
            let verified = try await run(Balie.path(), ["journal", "verify"], environment: home.environment)
            #expect(verified.exitCode == 0)
        }

        /// A server that is gone before it took anything, and another one on the same data.
        @Test func nextConsoleFindsThatItWasNotAndItCanBeSentThen() async throws {
            let window = Window.all[0]
            let before = try #require(try city())
            let gone = try await RunningProgram(
                Balied.path(), ["serve", "--listen", "127.0.0.1:0", "--database", dataHome.defaultDatabase.url],
                environment: dataHome.environment)
            let origin = try await gone.waitFor(#/Listening on (https?://[0-9.:]+)/#)
            try home.configure(.hostFact, at: server, origin: origin, timeout: 3)
            try await leaveAnUndecidedEdit(in: window, at: gone.processID)
            kill(gone.processID, SIGKILL)
            try home.configure(.hostFact, at: server)
            // While it may be on its way the old values decide nothing.
            try home.letAnHourPass()

            let session = try await openOutbox(in: window)
            try await session.press("Right", "Enter")
            try await session.waitFor("It was not done: Edit debtor")
            #expect(try city() == before)
            try await session.press("Escape")
            try await session.waitFor("DB0001")
            try await session.press("g", "e")
            try await session.waitFor("Typed here and not sent", "+ Breda")
            try await session.press("Enter")
            try await session.waitUntilGone("[ Go on with it ]")
            try await session.review()
            try await session.send()
            try await session.waitFor("is bewerkt")
            #expect(try city() == "Breda")
        }
    }
}
