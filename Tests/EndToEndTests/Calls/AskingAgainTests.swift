import BillingAPI
import Foundation
import ProgramTesting
import Testing

extension CommandTests {
    /// A change whose console did not live to hear the answer, and a system that knows it again by its name.
    @Suite struct AskingAgainTests {
        private let home: TemporaryHome
        private let dataHome: TemporaryHome
        private let server: DemoServer

        init() async throws {
            (home, dataHome) = (try TemporaryHome(), try await TemporaryHome.withDemoData())
            server = try await DemoServer(over: dataHome.defaultDatabase.path, in: dataHome)
            try home.configure(.hostFact, at: server)
        }

        private func balie(_ words: String...) async throws -> ProgramEnd {
            try await run(Balie.path(), words, environment: home.environment)
        }

        private static let system = SystemID.profile(TemporaryHome.profile)

        private static func intent(
            _ controller: String, _ action: String, on debtor: Int? = nil, base: String? = nil,
            _ texts: KeyValuePairs<String, String>
        ) -> Intent {
            Intent(
                system: system, action: ActionName(controller, action), target: RecordRef(system, .debtor, debtor),
                changes: texts.map { name, text in
                    FieldChange(field: name, isSecret: name == "Password", before: nil, after: text)
                }, base: base.map { EntityTag($0) })
        }

        @Test func whatNeverArrivedIsDoneOnceHoweverOftenItIsAskedFor() async throws {
            let addition = Self.intent(
                "service", "add",
                [
                    "DebtorCode": "DB0001", "Subscription[ProductCode]": "P001", "Subscription[Periods]": "1",
                    "Subscription[Periodic]": "m",
                ])
            let services = "SELECT count(*) FROM service"
            let before = try #require(try dataHome.defaultDatabase.value(services).flatMap { Int($0) })
            for _ in 1...2 {
                try home.plant(addition)
                let settled = try await balie("outbox", "settle", "--ask-again")
                #expect(settled.exitCode == 0, "\(settled.errors)")
                #expect(settled.output == "1  Add service: settled: it was done.\n")
                #expect(try dataHome.defaultDatabase.value(services) == String(before + 1))
                #expect(try await balie("outbox").output == "Of every change the outcome is known.\n")
                #expect(try await balie("journal", "verify").exitCode == 0)
                // Another console of the same person, which knows nothing of the first.
                try FileManager.default.removeItem(atPath: home.journalFolder)
            }
        }

        /// It was made from a record that somebody has changed since: had it been done, the system would have said so.
        @Test func whatIsRefusedByNowWasNotDone() async throws {
            try home.plant(Self.intent("debtor", "edit", on: 1, base: "earlier", ["Identifier": "1", "City": "Breda"]))
            let settled = try await balie("outbox", "settle", "--ask-again")
            #expect(settled.exitCode == 0, "\(settled.errors)")
            #expect(settled.output.hasPrefix("1  Edit debtor: settled: it was not done. "), "\(settled.output)")
            #expect(try dataHome.defaultDatabase.value("SELECT City FROM debtor WHERE Identifier = 1") != "Breda")
            #expect(try await balie("outbox").output == "Of every change the outcome is known.\n")
        }

        private static let cannotBeAsked: [(Intent, hours: Int)] = [
            (intent("debtor", "edit", on: 1, ["Identifier": "1", "City": "Breda"]), 24),
            (
                intent(
                    "debtor", "updatelogincredentials",
                    ["Username": "DB0001", "EmailAddress": "info@company.com", "Password": "x"]), 1
            ),
        ]

        @Test(arguments: cannotBeAsked)
        func whatTheSystemMayHaveForgottenOrHadASecretStaysOpen(_ intent: Intent, hours: Int) async throws {
            try home.plant(intent, hoursAgo: hours)
            let asked = try await balie("outbox", "settle", "--ask-again")
            #expect(asked.exitCode == 1)
            #expect(asked.output.contains("its answer cannot be asked for again"), "\(asked.output)")
            #expect(try await balie("outbox").output.hasSuffix("1 change is undecided.\n"))
            #expect(try dataHome.defaultDatabase.value("SELECT City FROM debtor WHERE Identifier = 1") != "Breda")
        }

        @Test func readingIsNotAskingAgain() async throws {
            try home.plant(
                Self.intent("debtor", "edit", on: 1, ["Identifier": "1", "City": "Breda"]))
            let read = try await balie("outbox", "settle", "1")
            #expect(read.exitCode == 1, "\(read)")
            #expect(try dataHome.defaultDatabase.value("SELECT City FROM debtor WHERE Identifier = 1") != "Breda")
        }
    }
}
