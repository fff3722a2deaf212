import ArgumentParser
import BillingEngine
import BillingModel
import Foundation
import ProgramOutput

/// What concerns the M4 calls alone.
struct M4Command: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "m4", abstract: "The accounts of the M4 calls.", subcommands: [AccountCommand.self])
}

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "The accounts whose secret keys sign the M4 calls.",
        discussion: """
            An account's name is the caller in a call's parameter u, mostly admin. Managers and customers among the \
            M4 users call with the key of the account admin, as in M4, and may do what their own rights allow.
            """,
        subcommands: [AddAccount.self, ListAccounts.self, RemoveAccount.self])
}

struct AddAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add an account.",
        discussion: """
            The secret key stays in its file, which only its owner may read (chmod 600) and which must stay where it \
            is: checking a call takes the key itself. A changed file counts from the next call on.
            """)

    @Argument(help: "The caller's name, as it stands in u.")
    var name: String

    @OptionGroup var database: DatabaseOption

    @Option(
        help: ArgumentHelp("The file with the API Secret Key in its first line.", valueName: "file"))
    var secretFile: String

    @Flag(name: .customLong("no-api"), help: "Keep the account, but answer: API Requests are disabled.")
    var isClosed = false

    @Flag(help: "Take GET as well as POST. Parameters of a GET end up in logs on the way.")
    var allowGet = false

    @Option(help: ArgumentHelp("Show only the users assigned to this manager.", valueName: "id"))
    var manager: Int?

    func run() async throws {
        let file = URL(fileURLWithPath: secretFile).standardizedFileURL.path
        try await M4Accounts(store: database.open(.making)).add(
            M4AccountEntry(name, secretFile: file, allowsAPI: !isClosed, allowsGET: allowGet, manager: manager))
    }
}

struct ListAccounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts, with the files their secrets stand in.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        for account in try await M4Accounts(store: database.open(.reading)).list() {
            var words = [account.allowsAPI ? (account.allowsGET ? "POST and GET" : "POST") : "closed"]
            if let manager = account.manager { words.append("users of manager \(manager)") }
            words.append("secret in \(account.secretFile.plainLine)")
            Output.line("\(account.name.plainLine)\t\(words.joined(separator: ", "))")
        }
    }
}

struct RemoveAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an account; the file with its secret stays.")

    @Argument(help: "The account's name.")
    var name: String

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try await M4Accounts(store: database.open(.existing)).remove(name)
    }
}
