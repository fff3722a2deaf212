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

    @Option(
        help: ArgumentHelp(
            "A line for the shell that prints the password of a postgres:// database; otherwise password_command of the profile, or $BALIE_PASSWORD_COMMAND.",
            valueName: "command"))
    var passwordCommand: String?

    @Flag(name: .customLong("read-only"), help: "Refuse every action that changes data.")
    var isReadOnly = false

    @Option(help: "en or nl; otherwise the language of the profile or of the terminal.")
    var language: Language?

    /// What was asked for, with the profile it leads to; a configuration that cannot be used ends the program.
    func choice() throws -> DataChoice {
        var choice = DataChoice()
        choice.profileName = profile
        choice.database = database
        choice.passwordCommandByOption = passwordCommand
        choice.isReadOnlyByOption = isReadOnly
        choice.languageByOption = language
        try choice.settleOrLeave()
        return choice
    }
}
