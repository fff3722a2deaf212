import ArgumentParser
import BillingModel

/// The options that every command on data has.
struct DataOptions: ParsableArguments {
    @Option(help: "A profile of config.toml; see balie profile list. Without it, the default one.")
    var profile: String?

    @Option(
        help:
            "The database: sqlite:PATH or postgres://HOST/DATABASE. Without it and without profiles, Balie's own in the data folder."
    )
    var database: String?

    @Flag(name: .customLong("read-only"), help: "Refuse every action that changes data.")
    var isReadOnly = false

    @Option(help: "en or nl; otherwise the language of the profile or of the terminal.")
    var language: Language?

    /// What was asked for, with the profile it leads to; a configuration that cannot be used ends the program.
    func choice() throws -> DataChoice {
        var choice = DataChoice()
        choice.profileName = profile
        choice.database = database
        choice.isReadOnlyByOption = isReadOnly
        choice.languageByOption = language
        try choice.settleOrLeave()
        return choice
    }
}
