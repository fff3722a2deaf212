import ArgumentParser
import BillingEngine
import BillingModel
import BillingServer

/// The keys of the HostFact and WeFact calls.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "The keys that open the HostFact and WeFact calls.",
        subcommands: [AddKey.self, ListKeys.self, RevokeKey.self])
}

struct AddKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make a key and print it, this once.",
        discussion: """
            The key stands alone on standard output, so that it can go straight into a file:
              umask 077; balied key add desk --database sqlite:/srv/balie/balie.sqlite > desk.key
            Only a hash of it is kept: a lost key is revoked and replaced.
            """)

    @Argument(help: "What to call the key, in logs and to revoke it.")
    var name: String

    @OptionGroup var database: DatabaseOption

    @Flag(name: .customLong("read-only"), help: "The key may read and change nothing.")
    var isReadOnly = false

    @Option(
        name: .customLong("allow"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Addresses the key may be used from, such as 192.0.2.7 or 2001:db8::/32; anywhere without it.",
            valueName: "network"))
    var allowed: [String] = []

    func validate() throws { _ = try allowed.map(network) }

    func run() async throws {
        let networks = try allowed.map(network)
        let keys = APIKeys(store: try database.open())
        let key = try await keys.add(name, isReadOnly: isReadOnly, networks: networks)
        guard !StandardStream.output.write(key + "\n") else { return }
        // Nobody will ever know it.
        try await keys.revoke(name)
        throw unprintedKey
    }
}

struct ListKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the keys: name, rights, since when, and when it was revoked.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        for key in try await APIKeys(store: database.open()).list() {
            let rights = key.isReadOnly ? "read-only" : "read and write"
            let networks = key.networks.isEmpty ? "from anywhere" : "from \(key.networks.joined(separator: ", "))"
            let state = key.revoked.isEmpty ? "" : ", revoked \(key.revoked)"
            StandardStream.output.write(
                "\(key.name.plainLine)\t\(rights), \(networks.plainLine), made \(key.created)\(state)\n")
        }
    }
}

struct RevokeKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revoke a key; servers that run refuse it from then on.")

    @Argument(help: "The key's name.")
    var name: String

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try await APIKeys(store: database.open()).revoke(name)
    }
}

/// A network given as an option, or a sentence about it.
func network(_ text: String) throws -> IPNetwork {
    guard let network = IPNetwork(text) else {
        throw ValidationError(
            "“\(text.plainLine)” is no address or network. Write 192.0.2.7, 192.0.2.0/24, 2001:db8::1 or 2001:db8::/32."
        )
    }
    return network
}
