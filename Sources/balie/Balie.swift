import ArgumentParser
import BillingClient
import BillingModel
import CrashReports
import Foundation
import ProgramOutput
import SQLStore

/// The program's front door: options, subcommands, exit codes.
@main
struct Balie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balie",
        abstract: "The console of a support desk: find a customer, see, change, end, reset a password.",
        discussion: "Without a subcommand the console opens, on a database of its own with demo data at first.",
        version: "0.1.0",
        subcommands: [
            OpenConsole.self, Call.self, PrintCommand.self, ProfileCommand.self, MailCommand.self, DraftCommand.self,
            JournalCommand.self, OutboxCommand.self, Demo.self, CopyCommand.self, ExportCommand.self,
            ImportCommand.self, ThemeCommand.self, Actions.self,
        ],
        defaultSubcommand: OpenConsole.self)

    static func main() async {
        OneArena.use()
        StandardStream.prepare()
        CrashReports.begin("balie \(configuration.version)", in: Places.crashes, Places.language)
        var failure: (any Error)?
        do { try await run() } catch { failure = error }
        // Connections are closed properly on every way out.
        await HTTPConnections.shutDown()
        await OpenDatabases.close()
        ExitStatus.end(failure.flatMap(status), in: language)
    }

    /// How the program ends; nil for what is done.
    private static func status(after error: any Error) -> ExitStatus? {
        if let status = error as? ExitStatus { return status }
        let message = fullMessage(for: error)
        guard exitCode(for: error) != .success else {
            // --help, --version and the like.
            Output.line(message)
            return nil
        }
        // A wrong option is 2 here, as scripts that use Balie rely on.
        StandardError.write(message)
        return .usage
    }

    /// What the command was told to speak, even where it ended before it could look.
    private static var language: Language {
        let words = CommandLine.arguments
        let option = "--language"
        let following = words.firstIndex(of: option).map { words.index(after: $0) }
        let given = following.flatMap { $0 < words.endIndex ? words[$0] : nil }
        let joined = words.first { $0.hasPrefix("\(option)=") }.map { String($0.dropFirst(option.count + 1)) }
        return (given ?? joined).flatMap(Language.init) ?? Places.language
    }

    private static func run() async throws {
        if let session = try ConsoleSession(quick: Array(CommandLine.arguments.dropFirst())) {
            return try await session.run()
        }
        var command = try parseAsRoot()
        if var asyncCommand = command as? any AsyncParsableCommand {
            try await asyncCommand.run()
        } else {
            try command.run()
        }
    }
}
