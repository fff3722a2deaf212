import Foundation
import ProgramTesting
import Testing

extension CommandTests {
    /// What is sent to a system elsewhere is written down before, and told by the commands.
    @Suite struct JournalTests {
        private let home: TemporaryHome
        private let dataHome: TemporaryHome
        private let server: DemoServer

        init() async throws {
            (home, dataHome) = (try TemporaryHome(), try await TemporaryHome.withDemoData())
            server = try await DemoServer(over: dataHome.defaultDatabase.path, in: dataHome)
            try home.configure(.hostFact, at: server)
        }

        private static let folder = "state/balie/journal"

        private func balie(_ words: String...) async throws -> ProgramEnd {
            try await run(Balie.path(), words, environment: home.environment)
        }

        private func edit(_ city: String) async throws -> ProgramEnd {
            try await balie(
                "call", "debtor", "edit", "Identifier=1", "City=\(city)", "--profile", TemporaryHome.profile)
        }

        private func city() throws -> String? {
            try dataHome.defaultDatabase.value("SELECT City FROM debtor WHERE Identifier = 1")
        }

        private func file() throws -> String {
            let names = try FileManager.default.contentsOfDirectory(atPath: home / Self.folder)
            return home / "\(Self.folder)/\(try #require(names.first { $0.hasSuffix(".jsonl") }))"
        }

        private func damage(_ change: (inout [String]) -> Void) throws {
            var lines = try String(contentsOfFile: file(), encoding: .utf8).split(separator: "\n").map(String.init)
            change(&lines)
            try lines.map { $0 + "\n" }.joined().write(toFile: file(), atomically: false, encoding: .utf8)
        }

        @Test func aChangeIsListedWithWhatBecameOfIt() async throws {
            #expect(try await edit("Breda").exitCode == 0)
            #expect(
                try await balie("call", "debtor", "edit", "Identifier=9999", "City=X", "--profile", "there").exitCode
                    == 1)
            let listed = try await balie("journal")
            #expect(listed.exitCode == 0)
            let lines = listed.output.split(separator: "\n").map(String.init)
            #expect(
                lines.contains { $0.hasPrefix("1  ") && $0.hasSuffix("  there  Edit debtor  debtor 1  done") },
                "\(lines)")
            #expect(lines.contains("    City: “Breda”"))
            #expect(lines.contains { $0.hasPrefix("3  ") && $0.hasSuffix("  debtor 9999  refused") }, "\(lines)")
            #expect(lines.contains { $0.hasPrefix("    HostFact refused: ") })
            let one = try await balie("journal", "--record", "debtor:1", "--json")
            #expect(one.output.split(separator: "\n").count == 2)
            #expect(one.output.contains(#""kind":"intent""#) && one.output.contains(#""outcome":"done""#))
            #expect(try await balie("journal", "--who", "nobody-here").output.isEmpty)
            #expect(try await balie("journal", "--since", "2099-01-01").output.isEmpty)
            #expect(try await balie("journal", "--profile", "elsewhere").output.isEmpty)
            #expect(try await balie("journal", "--language", "nl").output.contains("  debiteur 1  gedaan\n"))
        }

        @Test func readingIsNotWrittenDown() async throws {
            #expect(try await balie("call", "debtor", "show", "Identifier=1", "--profile", "there").exitCode == 0)
            #expect(!FileManager.default.fileExists(atPath: home / Self.folder))
            let listed = try await balie("journal")
            #expect(listed.exitCode == 0 && listed.errors.hasPrefix("There are no entries in “\(home / Self.folder)”"))
        }

        @Test func aPasswordIsNotInTheJournal() async throws {
            let changed = try await balie(
                "call", "debtor", "updatelogincredentials", "Username=DB0001", "EmailAddress=info@company.com",
                "Password=planted-Secret-1", "--profile", "there")
            #expect(changed.exitCode == 0, "\(changed.errors)")
            let text = try String(contentsOfFile: file(), encoding: .utf8)
            #expect(!text.contains("planted") && text.contains(#"{"field":"Password","secret":"changed"}"#))
            #expect(try await balie("journal").output.contains("changed"))
        }

        @Test func whatCannotBeWrittenDownIsNotSent() async throws {
            let before = try city()
            try FileManager.default.createDirectory(atPath: home / "state", withIntermediateDirectories: true)
            try "x".write(toFile: home / "state/balie", atomically: false, encoding: .utf8)
            let refused = try await edit("Breda")
            #expect(refused.exitCode == 1)
            #expect(refused.errors.hasPrefix("Edit debtor was not sent, since it could not be written down first."))
            #expect(try city() == before)
        }

        /// A limit of the shell stands for a full disk: nothing more is taken.
        @Test func aFullDiskIsToldAndTheChainStaysWhole() async throws {
            #expect(try await edit("Breda").exitCode == 0)
            let script = "trap '' XFSZ; ulimit -f 0; exec \"$@\""
            let words = ["call", "debtor", "edit", "Identifier=1", "City=Delft", "--profile", TemporaryHome.profile]
            let refused = try await run(
                "/bin/sh", ["-c", script, "sh", Balie.path()] + words, environment: home.environment)
            #expect(refused.exitCode == 1, "\(refused)")
            #expect(refused.errors.contains("cannot be written: File too large."), "\(refused.errors)")
            #expect(try city() == "Breda")
            #expect(try await balie("journal", "verify").output.hasPrefix("2 entries, the chain is whole.\n"))
        }

        @Test func verifyNamesTheLineAndPrintsTheHead() async throws {
            for city in ["Breda", "Delft"] { #expect(try await edit(city).exitCode == 0) }
            let whole = try await balie("journal", "verify")
            #expect(whole.exitCode == 0)
            let head = try #require(whole.output.firstMatch(of: /Head: entry 4, ([0-9a-f]{64})\n/)).output.1
            #expect(try await balie("journal", "verify", "--expect", String(head)).exitCode == 0)
            try damage { $0.removeLast() }
            #expect(try await balie("journal", "verify").exitCode == 0)
            let cut = try await balie("journal", "verify", "--expect", String(head))
            #expect(
                cut.exitCode == 1
                    && cut.output.contains("No entry has the digest \(head): the end of the journal was cut off"))
            try damage { $0[1] = $0[1].replacing("done", with: "refused") }
            let broken = try await balie("journal", "verify", "--language", "nl")
            #expect(broken.exitCode == 1)
            #expect(broken.output.contains(", regel 2: "), "\(broken.output)")
            #expect(try await balie("journal", "verify", "--expect", "12").exitCode == 2)
        }

        @Test func aChangeWithoutAnAnswerIsUndecidedUntilSomebodyLooks() async throws {
            try home.configure(.hostFact, at: server, timeout: 1)
            kill(server.program.processID, SIGSTOP)
            let unknown = try await edit("Breda")
            kill(server.program.processID, SIGCONT)
            #expect(unknown.exitCode == 4, "\(unknown.errors)")
            let listed = try await balie("outbox", "list")
            #expect(listed.output.hasSuffix("1 change is undecided.\n") && listed.output.contains("City: “Breda”"))
            // Whether it was taken once the server went on is the server's business: here the record has it.
            let url = dataHome.defaultDatabase.url
            let done = try await balie("call", "debtor", "edit", "Identifier=1", "City=Breda", "--database", url)
            #expect(done.exitCode == 0, "\(done.errors)")
            try home.configure(.hostFact, at: server)
            let settled = try await balie("outbox", "settle")
            #expect(settled.exitCode == 0, "\(settled)")
            #expect(settled.output == "1  Edit debtor: it took effect: the new values are there.\n")
            #expect(try await balie("outbox").output == "Of every change the outcome is known.\n")
            #expect(try await balie("journal", "verify").exitCode == 0)
        }

        /// What was under way when it ended is not forgotten, and not taken for sent in vain.
        @Test func aKilledConsoleLeavesItsChangeInTheOutbox() async throws {
            try home.configure(.hostFact, at: server, timeout: 5)
            let session = try await Window.all[0].start(home, "--profile", TemporaryHome.profile)
            try await session.waitFor("DB0001", " 1/500")
            try await session.sendCity("Breda", stopping: server.program.processID)
            try await home.waitForIntent()
            try await session.signal(SIGKILL)
            try await session.waitForExit()
            kill(server.program.processID, SIGCONT)
            let listed = try await balie("outbox")
            #expect(listed.output.contains("  under way\n") && listed.output.contains("City: “"), "\(listed.output)")
            #expect(listed.output.contains("-> “Breda”"))
            let end = ContinuousClock.now + .seconds(300)
            while try await balie("outbox").output.contains("  under way\n"), .now < end {
                try await Task.sleep(for: .milliseconds(200))
            }
            let url = dataHome.defaultDatabase.url
            _ = try await balie("call", "debtor", "edit", "Identifier=1", "City=Breda", "--database", url)
            let settled = try await balie("outbox", "settle")
            #expect(settled.exitCode == 0 && settled.output.contains("it took effect"), "\(settled)")
            #expect(try await balie("journal", "verify").exitCode == 0)
        }

        @Test func aPasswordIsSettledByWhoeverHasLooked() async throws {
            try home.configure(.hostFact, at: server, timeout: 1)
            kill(server.program.processID, SIGSTOP)
            defer { kill(server.program.processID, SIGCONT) }
            let unknown = try await balie(
                "call", "debtor", "updatelogincredentials", "Username=DB0001", "EmailAddress=info@company.com",
                "Password=planted-Secret-1", "--profile", "there")
            #expect(unknown.exitCode == 4, "\(unknown.errors)")
            #expect(try await balie("outbox", "settle", "--done").exitCode == 2)
            let strange = try await balie("outbox", "settle", "7", "--done")
            #expect(strange.exitCode == 1 && strange.errors.hasPrefix("There is no undecided change 7"))
            let settled = try await balie("outbox", "settle", "1", "--done")
            #expect(settled.exitCode == 0 && settled.output.hasSuffix("settled: it was done.\n"))
            #expect(try await balie("journal").output.contains("settled: it was done"))
        }
    }
}
