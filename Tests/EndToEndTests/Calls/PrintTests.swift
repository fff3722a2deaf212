import Foundation
import ProgramTesting
import Testing

extension CommandTests {
    /// Pages without a screen, as a screen reader or a pipe gets them.
    @Suite struct PrintTests {
        @Test func printsAServiceAFactALine() async throws {
            let home = try await TemporaryHome.withDemoData()
            let outcome = try await runBalie("print", "service", "1", home: home)
            #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.prefix(2) == ["DB0001 Company X · Default product", ""])
            #expect(lines.contains("Price excl.: 250.00"))
            #expect(!outcome.output.contains("\u{1B}"))
        }

        @Test func printsValuesForAProgram() async throws {
            let home = try await TemporaryHome.withDemoData()
            let outcome = try await runBalie("print", "service", "1", "--json", home: home)
            let blocks = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
            #expect(blocks.first?["title"] as? String == "DB0001 Company X · Default product")
            let facts = try #require(blocks.last?["facts"] as? [[String: String]])
            #expect(facts.contains { $0["field"] == "DebtorCode" && $0["stored"] == "DB0001" })
            let ascii = try await runBalie("print", "service", "1", "--json", "--ascii", home: home)
            #expect(ascii.output.utf8.allSatisfy { $0 < 0x7F } && ascii.output.contains("\\u00b7"))
        }

        @Test func printsTheKeysInTheLanguageAndTheLettersOfTheTerminal() async throws {
            let home = try await TemporaryHome.withDemoData()
            let dutch = try await runBalie("print", "keys", "services", "--language", "nl", home: home)
            #expect(dutch.output.hasPrefix("Toetsen: Diensten\n\n"))
            #expect(dutch.output.contains("\np: ") == false && dutch.output.contains("\nt: "))
            let ascii = try await runBalie("print", "keys", "--ascii", home: home)
            #expect(ascii.exitCode == 0 && ascii.output.utf8.allSatisfy { $0 < 0x7F })
        }

        @Test func printsKeysOfOnesOwn() async throws {
            let home = try await TemporaryHome.withDemoData()
            let folder = home / "config/balie"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let file = URL(fileURLWithPath: "\(folder)/keymap.toml")
            try Data("[keys]\nfind = \"F7\"\nfly = \"F8\"\n".utf8).write(to: file)
            let outcome = try await runBalie("print", "keys", home: home)
            #expect(outcome.output.contains("\nF7: ") && outcome.errors.contains("fly"))
        }

        @Test(arguments: [
            (["service", "999999"], 1), (["service", "x"], 2), (["keys", "invoices"], 2), (["page"], 2),
            (["service", "1", "--database", "sqlite:/nowhere/x.sqlite"], 2),
        ]) func whatCannotBePrintedIsSaidOnStandardError(_ words: [String], _ code: Int) async throws {
            let home = try await TemporaryHome.withDemoData()
            let outcome = try await run(Balie.path(), ["print"] + words, environment: home.environment)
            #expect(outcome.exitCode == Int32(code), "\(outcome.errors)")
            #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
        }
    }
}
