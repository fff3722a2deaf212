import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import CrashReports
import Foundation
import Profiles
import ProgramOutput
import SQLStore

/// The server program's front door: subcommands and exit codes.
@main
struct Balied: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balied",
        abstract: "Serves the HostFact, WeFact and M4 calls over a Balie database.",
        discussion: """
            Make a key with balied key add, start with balied serve, and point a client at \
            http://HOST:PORT/Pro/apiv2/api.php or http://HOST:PORT/billing/api/CALL.

            Exit codes: 0 done; 1 refused; 2 wrong options, or no such database; 3 the database cannot be used; \
            5 done, but the answer could not be printed.
            """,
        version: "0.1.0",
        subcommands: [Serve.self, Migrate.self, APIKeyCommand.self, M4Command.self, JournalCommand.self])

    static func main() async {
        StandardStream.prepare()
        let folders = BaseFolders(ProgramEnvironment.variables)
        CrashReports.begin("balied \(configuration.version)", in: folders.state + "/crashes", language)
        var status: ExitStatus?
        do {
            var command = try parseAsRoot()
            if var asyncCommand = command as? any AsyncParsableCommand {
                try await asyncCommand.run()
            } else {
                try command.run()
            }
        } catch {
            status = Self.status(after: error)
        }
        await OpenDatabases.close()
        ExitStatus.end(status, in: language)
    }

    /// Says what went wrong; nil for what is done.
    private static func status(after error: any Error) -> ExitStatus? {
        switch error {
        case let status as ExitStatus: return status
        case let error as APIError:
            complain(error.message[language])
            return .refused
        case let failure as DatabaseFailure:
            complain(failure.error.message[language])
            return .unreachable
        default:
            let message = fullMessage(for: error)
            switch exitCode(for: error) {
            case .success:
                Output.line(message)
                return nil
            case .validationFailure:
                StandardStream.error.write(message.inert + "\n")
                return .usage
            default:
                complain(APIError.unforeseen(error).message[language])
                return .refused
            }
        }
    }

    static func complain(_ sentence: String) { StandardStream.error.write(sentence.plainLine + "\n") }

    static var language: Language { Language(locale: ProgramEnvironment.variables) }
}

/// The database could not be opened.
struct DatabaseFailure: Error {
    var error: APIError
}

struct DatabaseOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database: sqlite:PATH, which serving and adding make where there is none, or postgres://HOST/DATABASE.",
            valueName: "url"))
    var database: String

    @OptionGroup var password: PasswordOption

    /// - Parameter access: Only `.making` makes the database where there is none.
    func open(_ access: StoreAccess, readers: Int = 2) throws -> any SQLStore {
        do throws(APIError) {
            let password = try password.source(for: database)
            return try Engine.open(database, password: password, readers: readers, access: access).store
        } catch {
            if error.kind == .invalidInput { throw ValidationError(error.message[Balied.language]) }
            throw DatabaseFailure(error: error)
        }
    }

}

struct PasswordOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A line for the shell that prints the password of a postgres:// database; otherwise $BALIE_PASSWORD_COMMAND.",
            valueName: "command"))
    var passwordCommand: String?

    /// Nothing is asked before the first connection: the server starts also while whoever keeps the password is away.
    func source(for database: String) throws(APIError) -> DatabasePassword? {
        let option = ("--password-command", passwordCommand)
        let environment = ProgramEnvironment.variables
        guard let line = try PasswordCommand.line(for: database, option: option, environment) else { return nil }
        let command = PasswordCommand(line, mayAsk: true)
        return { () throws(APIError) in try command.password() }
    }
}
