import Foundation
import ProgramTesting
import Testing

extension CommandTests {
    /// Drafts from a command line; the files are written here as the first version of them is.
    @Suite struct DraftCommandTests {
        private let home: TemporaryHome
        private var folder: String { home / "state/balie/drafts" }

        init() throws {
            home = try TemporaryHome()
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }

        private func keep(
            _ id: String, saved: String, subject: String = "DB0001 Company X", version: Int = 1
        ) throws {
            let text = """
                {"version": \(version), "id": "\(id)", "saved": "\(saved)", "place": "work", "replaces": [],
                 "draft": {
                   "key": {"system": "profile:work", "action": {"controller": "debtor", "action": "edit"},
                           "record": {"system": "profile:work", "kind": "debtor", "identifier": 1}, "form": "fields"},
                   "title": {"english": "Edit debtor", "dutch": "Debiteur bewerken"}, "subject": "\(subject)",
                   "typed": {"City": "Leiden"}, "remarks": {}, "base": {"City": "Delft"}, "omitted": ["Password"]}}
                """
            let path = "\(folder)/\(id).json"
            _ = FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        }

        private func balie(_ words: String...) async throws -> ProgramEnd {
            try await run(Balie.path(), ["draft"] + words, environment: home.environment)
        }

        private let today = ISO8601DateFormatter().string(from: Date())

        @Test func listsShowsAndDrops() async throws {
            try keep("00000000000000a1", saved: today)
            try keep("11000000000000b2", saved: "2020-03-10T10:00:00Z")
            let list = try await balie("list")
            #expect(list.exitCode == 0 && list.errors.isEmpty)
            let lines = list.output.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines[0].hasPrefix("00000000000000a1  "))
            #expect(lines[0].hasSuffix("  work  Edit debtor  DB0001 Company X  1 field"))
            #expect(lines[1].contains("  2020-03-10 1") && lines[1].hasSuffix("(older than 30 days)"))

            let page = try await balie("show", "00")
            #expect(page.exitCode == 0)
            #expect(page.output.contains("\nCity: Leiden (was: Delft)\n"), "\(page.output)")
            #expect(page.output.contains("a secret is never kept"))

            let dropped = try await balie("drop", "00")
            #expect(dropped.exitCode == 0 && dropped.output == "One draft is dropped.\n")
            let old = try await balie("drop", "--older-than", "30", "--language", "nl")
            #expect(old.exitCode == 0 && old.output == "Eén concept is weggegooid.\n")
            let none = try await balie()
            #expect(none.exitCode == 0 && none.output.isEmpty && none.errors == "There are no drafts.\n")
        }

        @Test func tellsValuesToAProgram() async throws {
            try keep("00000000000000a1", saved: today)
            let list = try await balie("list", "--json")
            let drafts = try #require(
                try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
            #expect(drafts.first?["id"] as? String == "00000000000000a1")
            #expect(drafts.first?["action"] as? String == "debtor edit" && drafts.first?["old"] as? Bool == false)
            #expect(drafts.first?["typed"] == nil)
            let page = try await balie("show", "00000000000000a1", "--json")
            let draft = try #require(try JSONSerialization.jsonObject(with: Data(page.output.utf8)) as? [String: Any])
            #expect(draft["typed"] as? [String: String] == ["City": "Leiden"])
            #expect(draft["omitted"] as? [String] == ["Password"])
            let dropped = try await balie("drop", "00000000000000a1", "--json")
            #expect(dropped.output == "{\"dropped\":[\"00000000000000a1\"]}\n")
        }

        @Test func onlyOldDraftsGoByTheirAge() async throws {
            try keep("00000000000000a1", saved: today)
            try keep("11000000000000b2", saved: "2020-03-10T10:00:00Z")
            _ = try await balie("drop", "--older-than", "30")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["00000000000000a1.json"])
        }

        @Test func draftOfAnotherVersionIsToldAndStays() async throws {
            try keep("00000000000000a1", saved: today, version: 7)
            let list = try await balie("list")
            #expect(list.exitCode == 0 && list.output.isEmpty && list.errors.contains("(format 7)"))
            #expect(try await balie("show", "00").exitCode == 1)
            #expect(FileManager.default.fileExists(atPath: "\(folder)/00000000000000a1.json"))
            #expect(try await balie("drop", "00").exitCode == 0)
        }

        @Test func hostileTextDrivesNoTerminal() async throws {
            try keep("00000000000000a1", saved: today, subject: "X\\u001b[2J\\u202e\\u0007")
            for words in ["list", "show"] {
                let outcome = words == "list" ? try await balie("list") : try await balie("show", "00")
                #expect(outcome.exitCode == 0)
                #expect(!outcome.output.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{07}"].contains($0) })
            }
        }

        @Test func folderThatOthersCanLookIntoIsRefusedWithTheFix() async throws {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
            let outcome = try await balie("list")
            #expect(outcome.exitCode == 2 && outcome.errors.contains("chmod 700"))
        }

        @Test(arguments: [
            (["show", "ffff"], 1), (["drop", "ffff"], 1), (["drop", ""], 1), (["drop"], 2), (["show"], 2),
            (["drop", "--older-than", "99999"], 2), (["drop", "a1", "--older-than", "3"], 2), (["keep"], 2),
        ]) func whatCannotBeDoneIsSaidOnStandardError(_ words: [String], _ code: Int) async throws {
            try keep("00000000000000a1", saved: today)
            let outcome = try await run(Balie.path(), ["draft"] + words, environment: home.environment)
            #expect(outcome.exitCode == Int32(code), "\(outcome.errors)")
            #expect(!outcome.errors.isEmpty)
        }
    }
}
