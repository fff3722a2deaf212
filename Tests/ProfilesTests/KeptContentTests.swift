import BillingAPI
import Foundation
import Profiles
import Testing

/// What stands in config.toml stays, however its lines end.
@Suite struct KeptContentTests {
    @Test(arguments: ["\n", "\r\n"]) func aNewDefaultKeepsWhatIsThere(lineEnd: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lines = [
            "default = \"main\"", "[profile.main]", "kind = \"embedded\"", "[mail]", "command = \"/bin/true\"", "",
        ]
        let file = ConfigurationFile(folder: folder, home: folder)
        try Data(lines.joined(separator: lineEnd).utf8).write(to: URL(fileURLWithPath: file.path))
        chmod(file.path, 0o600)
        var draft = ProfileDraft(name: "new", kind: .embedded)
        draft.isDefault = true
        try ProfileFile(file).add(draft)
        let kept = try file.read()
        #expect(kept.profiles.map(\.name) == ["main", "new"])
        #expect(kept.defaultProfile == "new")
        #expect(kept.mail.command == "/bin/true")
    }
}
