import ArgumentParser
import BillingClient
import Foundation

/// The program's front door: options, subcommands, exit codes.
@main
struct Balie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balie",
        abstract: "The console of a support desk: find a customer, see, change, end, reset a password.",
        discussion: "Without a subcommand the console opens, on a database of its own with demo data at first.",
        version: "0.1.0",
        subcommands: [
            OpenConsole.self, Call.self, ProfileCommand.self, MailCommand.self, Demo.self, ThemeCommand.self,
            Actions.self,
        ],
        defaultSubcommand: OpenConsole.self)

    static func main() async {
        var failure: (any Error)?
        do { try await run() } catch { failure = error }
        // Connections are closed properly on every way out.
        await HTTPConnections.shutDown()
        guard let error = failure else { return }
        if let code = error as? ExitStatus { code.leave() }
        let code = exitCode(for: error)
        guard code != .success else { exit(withError: error) }
        // A wrong option is 2 here, as scripts that use Balie rely on.
        StandardError.write(fullMessage(for: error))
        ExitStatus.usage.leave()
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

/// The exit codes that scripts rely on.
enum ExitStatus: Int32, Error {
    case refused = 1
    case usage = 2
    case unreachable = 3
    case unknownOutcome = 4

    func leave() -> Never { Foundation.exit(rawValue) }
}

enum StandardError {
    static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
