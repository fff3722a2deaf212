import ArgumentParser
import BillingAPI
import BillingModel
import Foundation
import Profiles
import ProgramOutput

extension Profile.Kind: ExpressibleByArgument {}

/// Appends a profile to config.toml.
struct AddProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a profile to config.toml; what stands there stays as it is.",
        discussion: """
            balie profile add main --kind hostfact --url https://billing.example.com/Pro/apiv2/api.php \\
                --api-key-command 'pass show hostfact' --banner red --default

            The key itself is never an argument, since everybody on the machine could read it there.
            """)

    @Argument(help: "The profile's name.")
    var name: String

    @Option(help: "embedded, hostfact, wefact or m4.")
    var kind: Profile.Kind

    @Option(help: "The API's whole address; for M4 https://HOST/billing/api/.")
    var url: String?

    @Option(help: "A line for the shell that prints the key.")
    var apiKeyCommand: String?

    @Option(help: "A file with the key, mode 600.")
    var apiKeyFile: String?

    @Flag(help: "Read the key from standard input and keep it in a file beside config.toml.")
    var apiKeyStdin = false

    @Option(help: "M4: the user who calls.")
    var user: String?

    @Option(help: "embedded: the database's URL, such as sqlite:/srv/balie.sqlite.")
    var database: String?

    @Option(help: "embedded: a line for the shell that prints the password of a postgres:// database.")
    var passwordCommand: String?

    @Option(help: "The banner's colour: black, red, green, yellow, blue, magenta, cyan or white.")
    var banner: String?

    @Flag(help: "Refuse every action that changes data.")
    var readOnly = false

    @Option(help: "en or nl: the console's language in this profile, and that of what this command says.")
    var language: Language?

    @Option(help: "A PEM file of authorities to trust beside those of this machine.")
    var caFile: String?

    @Flag(help: "Allow an address without encryption.")
    var allowHTTP = false

    @Flag(name: .customLong("default"), help: "Open this profile when none is named.")
    var isDefault = false

    private var words: Explaining { Explaining(language: language ?? Places.language) }

    func validate() throws {
        let sources = [apiKeyCommand != nil, apiKeyFile != nil, apiKeyStdin].filter { $0 }.count
        guard sources <= 1 else {
            throw ValidationError("Give one of --api-key-command, --api-key-file and --api-key-stdin.")
        }
        guard sources == 1 || !kind.isRemote else {
            throw ValidationError("Give --api-key-command, --api-key-file or --api-key-stdin.")
        }
    }

    func run() throws {
        try words.explaining {
            var draft = ProfileDraft(name: name, kind: kind)
            draft.url = url ?? ""
            draft.user = user ?? ""
            draft.database = database ?? ""
            draft.passwordCommand = passwordCommand ?? ""
            draft.banner = banner
            draft.isReadOnly = readOnly
            draft.language = language
            draft.authorities = caFile.map(Self.whole) ?? ""
            draft.allowsPlainHTTP = allowHTTP
            draft.isDefault = isDefault
            draft.key = try key()
            let file = Places.configuration
            try ProfileFile(file).add(draft)
            Output.line(
                LocalizedText(
                    "Profile “\(name)” is in \(file.path). Try it with: balie profile check \(name)",
                    "Profiel “\(name)” staat in \(file.path). Probeer het met: balie profile check \(name)")[
                        words.language], isReceipt: true)
        }
    }

    private func key() throws -> ProfileDraft.Key? {
        if let apiKeyCommand { return .command(apiKeyCommand) }
        if let apiKeyFile { return .file(Self.whole(apiKeyFile)) }
        guard apiKeyStdin else { return nil }
        if isatty(STDIN_FILENO) == 1 { StandardStream.error.write("API key: ") }
        let line = HiddenInput.line() ?? ""
        return .typed(Secret(line.withoutByteOrderMark.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// A path as it is meant where the command runs.
    private static func whole(_ path: String) -> String {
        path.hasPrefix("/") || path.hasPrefix("~/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

/// A line of standard input that a terminal does not show.
private enum HiddenInput {
    static func line() -> String? {
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return readLine() }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            StandardStream.error.write("\n")
        }
        return readLine()
    }
}
