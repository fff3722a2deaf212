import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import ProgramOutput

/// The keys of the HostFact and WeFact calls.
struct APIKeyCommand: AsyncParsableCommand {
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
        let keys = APIKeys(store: try database.open(.making))
        let key = try await keys.add(name, isReadOnly: isReadOnly, networks: networks)
        if !Output.line(key) { try await withdraw(from: keys) }
    }

    /// A key that could not be printed opens nothing: nobody will ever know it.
    private func withdraw(from keys: APIKeys) async throws {
        do throws(APIError) {
            try await keys.revoke(name)
        } catch {
            Balied.complain(
                LocalizedText(
                    "The key “\(name)” could not be printed, nor revoked. \(error.message.english) Then run: balied key revoke \(name)",
                    "De sleutel “\(name)” kon niet worden getoond en niet worden ingetrokken. \(error.message.dutch) Voer daarna uit: balied key revoke \(name)"
                )[Balied.language])
            throw ExitStatus.unprinted
        }
        Balied.complain(
            LocalizedText(
                "The key “\(name)” could not be printed and was revoked. Make another one with standard output open.",
                "De sleutel “\(name)” kon niet worden getoond en is ingetrokken. Maak een nieuwe met open standaarduitvoer."
            )[Balied.language])
        throw ExitStatus.unprinted
    }
}

struct ListKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the keys: name, rights, since when, and when it was revoked.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        for key in try await APIKeys(store: database.open(.reading)).list() {
            let rights = key.isReadOnly ? "read-only" : "read and write"
            let networks = key.networks.isEmpty ? "from anywhere" : "from \(key.networks.joined(separator: ", "))"
            let state = key.revoked.isEmpty ? "" : ", revoked \(key.revoked)"
            Output.line("\(key.name.plainLine)\t\(rights), \(networks.plainLine), made \(key.created)\(state)")
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
        try await APIKeys(store: database.open(.existing)).revoke(name)
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
