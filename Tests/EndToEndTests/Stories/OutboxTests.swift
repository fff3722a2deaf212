import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
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
        private func leaveAnUndecidedEdit(in window: Window) async throws {
            let session = try await window.start(home, "--profile", TemporaryHome.profile)
            try await session.waitFor("DB0001", " 1/500")
            try await session.press("e")
            try await session.waitFor(Shown.debtorForm)
            try await session.fill("City", with: "Breda")
            try await session.review()
            kill(server.program.processID, SIGSTOP)
            try await session.press("Right", "Enter")
            try await session.waitFor("Sending")
            try await session.signal(SIGKILL)
            try await session.waitForExit()
        }

        /// The next console, on the page of the one change that is undecided, once its answer is given up.
        private func openOutbox(in window: Window) async throws -> TmuxSession {
            let session = try await window.start(home, "--profile", TemporaryHome.profile)
            try await session.waitFor("DB0001", " 1/500")
            try await session.press("Down")
            try await session.waitFor("? 1 undecided (O)")
            try await session.press("O")
            try await session.waitFor("Edit debtor", "debtor 1", "1/1")
            try await session.press("Enter")
            try await session.waitFor("+ Breda", "[ Read again ]")
            return session
        }

        @Test(arguments: Window.all) func nextConsoleFindsThatItWasDone(in window: Window) async throws {
            try await leaveAnUndecidedEdit(in: window)
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

        /// The server is gone before it took anything, and another one answers in its place.
        @Test func nextConsoleFindsThatItWasNotAndItCanBeSentThen() async throws {
            let window = Window.all[0]
            let before = try #require(try city())
            try await leaveAnUndecidedEdit(in: window)
            kill(server.program.processID, SIGKILL)
            let place = try #require(server.origin.split(separator: "/").last.map(String.init))
            let other = try await RunningProgram(
                Balied.path(), ["serve", "--listen", place, "--database", dataHome.defaultDatabase.url],
                environment: dataHome.environment)
            _ = try await other.waitFor(#/Listening on (https?://[0-9.:]+)/#)
            let session = try await openOutbox(in: window)
            // While it may be on its way the old values decide nothing.
            let end = ContinuousClock.now + .seconds(180)
            while ContinuousClock.now < end {
                try await session.press("Right")
                try await session.waitFor("Enter read again")
                try await session.press("Enter")
                let picture = try await session.waitUntil("what was read") {
                    $0.contains("It was not done: ") || $0.contains("Enter back")
                }
                if picture.contains("It was not done: ") { break }
                try await Task.sleep(for: .seconds(1))
            }
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
