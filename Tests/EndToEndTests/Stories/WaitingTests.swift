import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// What staff read when a server of their profile lets them wait.
    @Suite struct WaitingTests {
        private let home: TemporaryHome
        private let dataHome: TemporaryHome
        private let server: DemoServer

        init() async throws {
            (home, dataHome) = (try TemporaryHome(), try await TemporaryHome.withDemoData())
            server = try await DemoServer(over: dataHome.defaultDatabase.path, in: dataHome)
        }

        /// A process that is stopped takes connections and answers none, as one does whose disk is stuck.
        @Test func aTimeoutBeyondTenSecondsIsKeptToAndNamed() async throws {
            try home.configure(.hostFact, at: server, timeout: 12)
            kill(server.program.processID, SIGSTOP)
            defer { kill(server.program.processID, SIGCONT) }
            let session = try await TmuxSession.balie("--profile", TemporaryHome.profile, home: home)
            let picture = try await session.waitFor("within 12 s")
            #expect(!picture.contains("There is no answer"))
        }

        @Test func theBudgetsOwnSentenceIsReadAndNamesTheTime() async throws {
            try home.configure(.hostFact, at: server, perMinute: 12)
            // Used up at this moment, whenever that is.
            try "0 99999999999".write(toFile: home / "budget", atomically: true, encoding: .utf8)
            let session = try await TmuxSession.balie("--profile", TemporaryHome.profile, home: home)
            try await session.waitFor("has used up its requests")
        }
    }
}
