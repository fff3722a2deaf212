import BillingAPI
import BillingModel
import TOMLReading

/// Everything that `config.toml` says.
public struct Configuration: Equatable, Sendable {
    /// The profile that opens without `--profile`; nil is Balie's own database.
    public var defaultProfile: String?
    /// Sorted by name.
    public var profiles: [Profile]
    public var mail: MailSettings
    /// Whether the console takes clicks and the wheel from its start on.
    public var usesMouse: Bool
    /// What works, but should be known.
    public var warnings: [LocalizedText]

    public init(
        defaultProfile: String? = nil, profiles: [Profile] = [], mail: MailSettings = MailSettings(),
        usesMouse: Bool = false, warnings: [LocalizedText] = []
    ) {
        self.defaultProfile = defaultProfile
        self.profiles = profiles
        self.mail = mail
        self.usesMouse = usesMouse
        self.warnings = warnings
    }

    /// Reads a configuration; every problem is one sentence with file and line.
    ///
    /// - Parameters:
    ///   - file: How sentences name the file; nil for what is no file yet, whose sentences name no line.
    ///   - home: What `~/` at the beginning of a path stands for.
    public init(parsing text: String, file: String?, home: String) throws(APIError) {
        var reader = ConfigurationReader(text, file: file, home: home)
        self = reader.read()
        guard reader.problems.isEmpty else {
            throw APIError(problems: reader.problems.map { Problem(nil, $0.english, $0.dutch) })
        }
    }

    /// The profile of a name.
    public func profile(named name: String) throws(APIError) -> Profile {
        if let profile = profiles.first(where: { $0.name == name }) { return profile }
        let names = profiles.map(\.name)
        let known = names.isEmpty ? "-" : names.joined(separator: ", ")
        let meant = Suggestion.ending(for: name, among: names)
        throw APIError(
            .invalidInput,
            LocalizedText(
                "There is no profile “\(name.plainLine)”\(meant.english) Known profiles: \(known).",
                "Er is geen profiel “\(name.plainLine)”\(meant.dutch) Bekende profielen: \(known)."))
    }
}
