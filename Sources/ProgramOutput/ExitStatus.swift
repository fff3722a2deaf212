import BillingModel
import Foundation

/// The exit codes that scripts rely on, beside 0 for what is done.
public enum ExitStatus: Int32, Error {
    /// The answer is no.
    case refused = 1
    /// Wrong options, or a configuration that cannot be used.
    case usage = 2
    /// The system or its database was not reached; nothing was sent.
    case unreachable = 3
    /// It was sent, but no answer tells whether it took effect.
    case unknownOutcome = 4
    /// All went well, but the answer could not be printed.
    case unprinted = 5

    /// Ends the program, with a sentence on standard error where not all could be printed.
    ///
    /// - Parameter status: How the command went; nil is done.
    public static func end(_ status: ExitStatus?, in language: Language) -> Never {
        guard let (reason, isAboutChange) = Output.end() else { exit(status?.rawValue ?? EXIT_SUCCESS) }
        StandardStream.error.write(unprinted(reason, isDone: status == nil && isAboutChange)[language] + "\n")
        exit((status ?? .unprinted).rawValue)
    }

    private static func unprinted(_ reason: LocalizedText, isDone: Bool) -> LocalizedText {
        let what = LocalizedText(
            "The answer could not be printed: \(reason.english).",
            "Het antwoord kon niet worden getoond: \(reason.dutch).")
        guard isDone else { return what }
        return LocalizedText(
            "\(what.english) What was asked was done; see what is stored before doing it again.",
            "\(what.dutch) Wat is gevraagd, is gedaan; kijk wat er is opgeslagen voor u het opnieuw doet.")
    }
}
