import BillingAPI
import Foundation
import Profiles
import Testing

@Suite struct SecretTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func error(
        _ source: Profile.KeySource, within deadline: Duration = .seconds(300), mayAsk: Bool = true
    ) async -> APIError? {
        do throws(APIError) {
            _ = try await source.secret(within: deadline, mayAsk: mayAsk)
            return nil
        } catch {
            return error
        }
    }

    @Test func nothingPrintsASecret() {
        let secret = Secret("geheim")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])", "\(Optional(secret) as Any)"] {
            #expect(!text.contains("geheim"))
        }
    }

    @Test(arguments: ["geheim", "geheim\n", "  geheim \r\nsecond line\n", "\u{FEFF}geheim\n"])
    func theFirstLineIsTheKey(text: String)
        async throws
    {
        let path = try folder.write(text, to: "key")
        #expect(try await Profile.KeySource.file(path).secret().content == "geheim")
        #expect(try await Profile.KeySource.command("cat \(path)").secret().content == "geheim")
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o620, 0o610]) func aKeyThatOthersCanReachIsRefused(mode: Int)
        async throws
    {
        let path = try folder.write("geheim", to: "key", mode: mode)
        let error = await error(.file(path))
        #expect(error?.kind == .invalidInput)
        #expect(error?.message.english.hasSuffix("Run: chmod 600 \(path)") == true)
        #expect(error?.message.dutch.hasSuffix("Voer uit: chmod 600 \(path)") == true)
    }

    @Test func aPipeADeviceOrAFolderIsNoKey() async throws {
        let pipe = "\(folder.path)/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        for path in [pipe, "/dev/null", folder.path] {
            #expect(await error(.file(path))?.message.english.contains("is not a regular file") == true)
        }
    }

    @Test func aMissingFileIsNamed() async {
        let error = await error(.file("/nowhere/key"))
        #expect(error?.message.english.hasPrefix("The key file “/nowhere/key” does not exist;") == true)
    }

    @Test(arguments: ["", "\n\n", "  \n", "a\u{1B}b", String(repeating: "x", count: 70_000)])
    func whatIsNoKeyIsRefused(text: String) async throws {
        let error = await error(.file(try folder.write(text, to: "key")))
        #expect(error?.kind == .invalidInput)
    }

    @Test func aFailingCommandIsQuotedWithWhatItComplainedOf() async {
        let error = await error(.command("echo geheim; printf 'no \\033[31m such key\\n' >&2; exit 3"))
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("failed with status 3: no [31m such key") == true)
        // The command's words may hold the text itself; its output never stands after them.
        #expect(error?.message.english.hasSuffix("such key") == true)
    }

    @Test func aCommandThatASignalEndedOrThatSaysTooMuchIsTold() async {
        let killed = await error(.command("kill -TERM $$"))
        #expect(killed?.message.english == "The key's command “kill -TERM $$” was ended by signal 15.")
        #expect(await error(.command("yes"))?.message.english.hasSuffix("printed more than 64 KiB.") == true)
    }

    @Test func aCommandThatCannotAskIsToldSo() async {
        let error = await error(.command("echo no terminal >&2; exit 2"), mayAsk: false)
        #expect(
            error?.message.english == """
                The key's command “echo no terminal >&2; exit 2” failed with status 2: no terminal. \
                It cannot ask for a passphrase while the console has the screen; unlock the key store first.
                """)
    }

    @Test func aCommandThatPrintsNothingHasNoKey() async {
        let error = await error(.command("true"))
        #expect(error?.message.english == "What “true” prints has no key in its first line.")
    }

    @Test func aCommandThatDoesNotEndIsStopped() async {
        let error = await error(.command("echo geheim; sleep 600"), within: .milliseconds(300))
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("did not end within 0.3 s") == true)
    }

    @Test func aCommandHasNothingToRead() async throws {
        #expect(try await Profile.KeySource.command("cat; echo geheim").secret().content == "geheim")
    }

    @Test func whatAChildLeavesRunningIsNotWaitedFor() async throws {
        let note = "\(folder.path)/child"
        let command = "sleep 600 & echo geheim; echo $! > \(note)"
        #expect(try await Profile.KeySource.command(command).secret().content == "geheim")
        let child = try String(contentsOfFile: note, encoding: .utf8).dropLast()
        kill(try #require(pid_t(child)), SIGKILL)
    }
}
