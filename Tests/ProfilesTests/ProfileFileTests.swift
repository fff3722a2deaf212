import BillingAPI
import Foundation
import Profiles
import Testing

@Suite struct ProfileFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let stored = """
        # Ours. Do not lose this line.
        default = "old"   # since May

        [profile.old]
        kind = "embedded"  # odd   spacing
        """

    private func draft(_ name: String = "main") -> ProfileDraft {
        var draft = ProfileDraft(name: name)
        draft.url = "https://billing.example.com/Pro/apiv2/api.php"
        draft.key = .command("pass show \"host fact\"")
        return draft
    }

    private func error(adding draft: ProfileDraft) -> APIError? {
        do throws(APIError) {
            try ProfileFile(folder.file).add(draft)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [false, true]) func aByteOrderMarkIsNoPartOfAConfiguration(isDefault: Bool) throws {
        try FileManager.default.createDirectory(atPath: folder.file.folder, withIntermediateDirectories: true)
        let text = "\u{FEFF}" + Self.stored
        try text.write(toFile: folder.file.path, atomically: true, encoding: .utf8)
        chmod(folder.file.path, 0o600)
        #expect(try folder.file.read().defaultProfile == "old")
        var new = draft()
        new.isDefault = isDefault
        try ProfileFile(folder.file).add(new)
        #expect(try folder.file.read().profiles.map(\.name).sorted() == ["main", "old"])
        #expect(try folder.file.read().defaultProfile == (isDefault ? "main" : "old"))
    }

    @Test func whoeverKeepsTheFolderLockedIsNamedAndNothingIsAdded() throws {
        try folder.write(Self.stored, to: "balie/config.toml")
        let other = open(folder.file.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(other) }
        #expect(flock(other, LOCK_EX) == 0)
        let error = #expect(throws: APIError.self) {
            try ProfileFile(folder.file, patience: .zero).add(draft())
        }
        #expect(error?.message.english.contains("keeps “\(folder.file.folder)” locked") == true)
        #expect(try folder.text(of: folder.file.path) == Self.stored)
    }

    @Test func theFirstProfileMakesAFolderOfItsOwn() throws {
        try ProfileFile(folder.file).add(draft())
        let profile = try folder.file.read().profile(named: "main")
        #expect(profile.key == .command("pass show \"host fact\""))
        #expect(try folder.mode(of: folder.file.path) == 0o600)
        #expect(try folder.mode(of: folder.file.folder) == 0o700)
    }

    @Test func whatStandsThereStays() throws {
        try folder.write(Self.stored, to: "balie/config.toml")
        try ProfileFile(folder.file).add(draft())
        let text = try folder.text(of: folder.file.path)
        #expect(text.hasPrefix(Self.stored + "\n\n[profile.main]\n"))
        #expect(try folder.file.read().profiles.map(\.name) == ["main", "old"])
    }

    @Test func anotherDefaultChangesOneLine() throws {
        try folder.write(Self.stored, to: "balie/config.toml")
        var draft = draft()
        draft.isDefault = true
        try ProfileFile(folder.file).add(draft)
        let text = try folder.text(of: folder.file.path)
        #expect(text.hasPrefix("# Ours. Do not lose this line.\ndefault = \"main\"\n\n[profile.old]\n"))
        #expect(try folder.file.read().defaultProfile == "main")
    }

    @Test func aFirstDefaultStandsAtTheTop() throws {
        try folder.write("[profile.old]\nkind = \"embedded\"\n", to: "balie/config.toml")
        var draft = draft()
        draft.isDefault = true
        try ProfileFile(folder.file).add(draft)
        #expect(try folder.text(of: folder.file.path).hasPrefix("default = \"main\"\n[profile.old]\n"))
    }

    @Test func aTypedKeyGetsAFileOfItsOwn() async throws {
        var draft = draft()
        draft.key = .typed(Secret("geheim"))
        try ProfileFile(folder.file).add(draft)
        let key = "\(folder.file.folder)/keys/main"
        #expect(try folder.text(of: key) == "geheim\n")
        #expect(try folder.mode(of: key) == 0o600)
        #expect(try !folder.text(of: folder.file.path).contains("geheim"))
        let profile = try folder.file.read().profile(named: "main")
        #expect(try await profile.key?.secret().content == "geheim")
    }

    @Test func aNameIsTakenOnce() throws {
        try ProfileFile(folder.file).add(draft())
        let before = try folder.text(of: folder.file.path)
        #expect(error(adding: draft())?.message.english.hasPrefix("There is already a profile “main” in ") == true)
        #expect(try folder.text(of: folder.file.path) == before)
    }

    @Test func aKeyOfAnotherProfileIsNotOverwritten() throws {
        try folder.write("alt", to: "balie/keys/main")
        var draft = draft()
        draft.key = .typed(Secret("nieuw"))
        #expect(error(adding: draft) != nil)
        #expect(try folder.text(of: "\(folder.file.folder)/keys/main") == "alt")
        #expect(!folder.file.exists)
    }

    @Test(arguments: ["", "a/b", "../x", "a b", "é", "-x", String(repeating: "a", count: 65)])
    func aNameThatIsNoFileNameIsRefused(name: String) {
        #expect(error(adding: draft(name))?.kind == .invalidInput)
        #expect(!folder.file.exists)
    }

    @Test(arguments: ["x\"\n[profile.evil]\nkind = \"embedded\"", "tab\there", "\u{1B}[2J"])
    func nothingTypedBecomesAnotherLine(command: String) throws {
        var draft = draft()
        draft.key = .command(command)
        #expect(error(adding: draft)?.kind == .invalidInput)
        #expect(!folder.file.exists)
    }

    @Test func aConfigurationThatDoesNotReadIsNotTouched() throws {
        try folder.write("what", to: "balie/config.toml")
        #expect(error(adding: draft())?.message.english.hasPrefix("config.toml:1: ") == true)
        #expect(try folder.text(of: folder.file.path) == "what")
    }

    @Test(arguments: [0o620, 0o602, 0o666]) func aConfigurationThatOthersCanChangeIsRefused(mode: Int) throws {
        let path = try folder.write(Self.stored, to: "balie/config.toml", mode: mode)
        #expect(error(adding: draft())?.message.english.hasSuffix("Run: chmod go-w \(path)") == true)
        #expect(throws: APIError.self) { try folder.file.read() }
    }

    @Test func aConfigurationThatOthersMayReadIsFine() throws {
        try folder.write(Self.stored, to: "balie/config.toml", mode: 0o644)
        #expect(try folder.file.read().defaultProfile == "old")
    }

    @Test func nothingIsLeftBesideTheFile() throws {
        try ProfileFile(folder.file).add(draft())
        try ProfileFile(folder.file).add(draft("second"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file.folder) == ["config.toml"])
    }
}
