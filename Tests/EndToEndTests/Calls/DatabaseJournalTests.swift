import Foundation
import GRDB
import ProgramTesting
import Testing

extension CommandTests {
    /// What is changed in a database is written there with the change, and told by the commands.
    @Suite struct DatabaseJournalTests {
        private let home: TemporaryHome
        private var url: String { home.defaultDatabase.url }

        init() async throws { home = try await TemporaryHome.withDemoData() }

        private func balie(_ words: String...) async throws -> ProgramEnd {
            try await run(Balie.path(), words + ["--database", url], environment: home.environment)
        }

        private func balied(_ words: String...) async throws -> ProgramEnd {
            try await run(Balied.path(), words + ["--database", url], environment: home.environment)
        }

        private func edit(_ city: String) async throws {
            let done = try await balie("call", "debtor", "edit", "Identifier=1", "City=\(city)")
            #expect(done.exitCode == 0, "\(done.errors)")
        }

        @Test func aChangeIsListedWithWhoAndWhat() async throws {
            let none = try await balie("journal")
            #expect(none.exitCode == 0 && none.output == "")
            #expect(none.errors == "Nothing was changed in this database since it keeps a journal.\n")
            try await edit("Breda")
            let reset = try await balie(
                "call", "debtor", "updatelogincredentials", "Username=DB0001", "EmailAddress=info@company.com",
                "Password=planted-Secret-1")
            #expect(reset.exitCode == 0, "\(reset.errors)")
            let refused = try await balie("call", "debtor", "edit", "Identifier=9999", "City=X")
            #expect(refused.exitCode == 1)
            let listed = try await balie("journal")
            let lines = listed.output.split(separator: "\n").map(String.init)
            #expect(listed.exitCode == 0 && lines.count == 4, "\(listed)")
            #expect(lines[0].hasPrefix("1  ") && lines[0].hasSuffix("  Edit debtor  debtor 1"), "\(lines)")
            #expect(lines[1] == "    City: “Amsterdam” -> “Breda”")
            #expect(lines[2].hasSuffix("  Reset password  debtor 1") && lines[3] == "    Temporary password: changed")
            #expect(try await balie("journal", "--language", "nl").output.contains("  debiteur 1\n"))
        }

        @Test func whyItWasDoneIsListed() async throws {
            let why = ["--reason", "moved", "--ticket", "T-7"]
            let words = ["call", "debtor", "edit", "Identifier=1", "City=Breda", "--database", url]
            #expect(try await run(Balie.path(), words + why, environment: home.environment).exitCode == 0)
            #expect(try await balie("journal").output.hasSuffix("    Why: moved, T-7\n"))
            let long = ["--reason", String(repeating: "x", count: 501)]
            #expect(try await run(Balie.path(), words + long, environment: home.environment).exitCode == 2)
        }

        @Test func theListIsNarrowedAndPrintedForScripts() async throws {
            try await edit("Breda")
            #expect(try await balie("journal", "--record", "debtor:2").output.isEmpty)
            #expect(try await balie("journal", "--who", "nobody-here").output.isEmpty)
            #expect(try await balie("journal", "--since", "2099-01-01").output.isEmpty)
            let json = try await balie("journal", "--record", "debtor:1", "--since", "2020-01-01", "--json").output
            #expect(json.contains(#""proof":"user""#) && json.contains(#""action":"debtor edit","kind":"debtor""#))
            #expect(json.contains(#""changes":[{"after":"Breda","before":"Amsterdam","field":"City"}]"#), "\(json)")
            #expect(json.split(separator: "\n").count == 1)
        }

        /// A short command leaves its entry for the next server or console to seal.
        @Test func verifyProvesTheChainAndNamesWhatIsNotInIt() async throws {
            for city in ["Breda", "Delft"] { try await edit(city) }
            let open = try await balie("journal", "verify")
            #expect(open.exitCode == 0)
            #expect(
                open.output
                    == "0 entries, the chain is whole.\n2 entries are not in the chain yet: from 1 to 2.\n")
            #expect(try await balied("journal", "prune", "--keep-months", "12").output == "0 entries removed\n")
            let whole = try await balie("journal", "verify")
            let head = try #require(whole.output.firstMatch(of: /Head: link 2, ([0-9a-f]{64})\n/)).output.1
            #expect(try await balie("journal", "verify", "--expect", String(head)).exitCode == 0)
            let other = String(repeating: "0", count: 64)
            #expect(try await balie("journal", "verify", "--expect", other).exitCode == 1)
            try await DatabaseQueue(path: home.defaultDatabase.path).write {
                try $0.execute(sql: "UPDATE journal_entry SET actor = 'somebody' WHERE id = 1")
            }
            let broken = try await balie("journal", "verify")
            #expect(broken.exitCode == 1)
            #expect(broken.output.hasPrefix("Link 1: entry 1 was changed after it was written.\n"), "\(broken)")
        }

        @Test func aCustomerIsForgotten() async throws {
            try await edit("Breda")
            let erased = try await balied("journal", "erase", "debtor:1", "debtor:2")
            #expect(erased.output == "debtor:1\t1 entry emptied\ndebtor:2\t0 entries emptied\n", "\(erased)")
            let listed = try await balie("journal").output
            #expect(!listed.contains("Breda") && listed.contains("    what it said was deleted\n"), "\(listed)")
            #expect(listed.contains("  Empty entries of the journal  debtor 1\n"))
            #expect(try await balie("journal", "verify").exitCode == 0)
            #expect(try await balied("journal", "erase", "customer:1").exitCode == 2)
            #expect(try await balied("journal", "prune", "--keep-months", "0").exitCode == 2)
        }

        /// A console seals what it writes while it is open.
        @Test func aConsoleSealsWhatItWrites() async throws {
            let session = try await Window.all[0].start(home)
            try await session.waitFor("DB0001")
            try await edit("Breda")
            var told = ""
            let end = ContinuousClock.now + .seconds(300)
            while !told.hasPrefix("1 entry, the chain is whole.\nHead: "), .now < end {
                told = try await balie("journal", "verify").output
            }
            #expect(told.hasPrefix("1 entry, the chain is whole.\nHead: "), "\(told)")
            try await session.press("q")
            try await session.waitForExit()
        }
    }
}
