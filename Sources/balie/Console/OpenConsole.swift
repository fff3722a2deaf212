import ArgumentParser
import BillingModel

/// Opens the console.
struct OpenConsole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Open the console (what balie does without a subcommand).")

    @OptionGroup var data: DataOptions

    @Option(help: "A theme by name; see balie theme list.")
    var theme = ConsoleSession.standardTheme

    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false

    func run() async throws {
        try await ConsoleSession(data: data.choice(), theme: theme, isASCII: ascii).run()
    }
}

extension ConsoleSession {
    /// The session for arguments that are nothing but console options; nil for all others, which are parsed whole.
    ///
    /// A start should take no longer than a blink: reading its own declarations costs the parser more time than
    /// opening the database. Whatever is not exactly known here goes to the parser, which also words the errors.
    ///
    /// - Throws: When the configuration cannot be used.
    init?(quick arguments: [String]) throws {
        self.init(data: DataChoice())
        var words = arguments[...]
        while let word = words.popFirst() {
            switch word {
            case "--read-only": data.isReadOnlyByOption = true
            case "--ascii": isASCII = true
            case "--profile", "--database", "--password-command", "--theme", "--language":
                guard let value = words.popFirst(), !value.hasPrefix("-") else { return nil }
                guard take(word, value) else { return nil }
            default: return nil
            }
        }
        try data.settleOrLeave()
    }

    private mutating func take(_ option: String, _ value: String) -> Bool {
        switch option {
        case "--profile": data.profileName = value
        case "--database": data.database = value
        case "--password-command": data.passwordCommandByOption = value
        case "--theme": theme = value
        default:
            guard let language = Language(rawValue: value) else { return false }
            data.languageByOption = language
        }
        return true
    }
}
