import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import BillingServer
import Foundation
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

            Exit codes: 0 done; 1 refused; 2 wrong options; 3 the database cannot be used.
            """,
        version: "0.1.0",
        subcommands: [Serve.self, KeyCommand.self, M4Command.self])

    static func main() async {
        // A reader that went away is told by a failed write, after which a key that nobody saw is revoked.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asyncCommand = command as? any AsyncParsableCommand {
                try await asyncCommand.run()
            } else {
                try command.run()
            }
        } catch let error as APIError {
            complain(error.message[Self.language])
            ExitStatus.refused.leave()
        } catch let failure as DatabaseFailure {
            complain(failure.error.message[Self.language])
            ExitStatus.unreachable.leave()
        } catch {
            let code = exitCode(for: error)
            guard code != .success else { exit(withError: error) }
            guard code == .validationFailure else {
                complain("balied stopped: \(error)")
                ExitStatus.refused.leave()
            }
            StandardStream.error.write(fullMessage(for: error) + "\n")
            ExitStatus.usage.leave()
        }
    }

    private static func complain(_ sentence: String) { StandardStream.error.write(sentence.plainLine + "\n") }

    static var language: Language {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.hasPrefix("nl") ? .dutch : .english
    }
}

/// The exit codes that scripts rely on; `balie` has the same.
enum ExitStatus: Int32 {
    case refused = 1
    case usage = 2
    case unreachable = 3

    func leave() -> Never { Foundation.exit(rawValue) }
}

/// The database could not be opened.
struct DatabaseFailure: Error {
    var error: APIError
}

/// Whoever made the key could not be told it.
let unprintedKey = APIError(
    .failure,
    LocalizedText(
        "The key could not be printed and was revoked. Try again with standard output open.",
        "De sleutel kon niet worden getoond en is ingetrokken. Probeer het opnieuw met open standaarduitvoer."))

struct DatabaseOption: ParsableArguments {
    @Option(help: ArgumentHelp("The database: sqlite:PATH, made where there is none.", valueName: "url"))
    var database: String

    func open(readers: Int = 2) throws -> any SQLStore {
        do throws(APIError) {
            return try Engine.open(database, readers: readers).store
        } catch {
            if error.kind == .invalidInput { throw ValidationError(error.message[Balied.language]) }
            throw DatabaseFailure(error: error)
        }
    }
}
