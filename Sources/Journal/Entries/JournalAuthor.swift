import BillingAPI

/// Who did something, and from where.
public struct JournalAuthor: Hashable, Sendable {
    /// The operating system's user and machine: `anna@desk-2`.
    public var name: String
    /// Where the line comes from that they work over, as sshd says; nil of somebody at the machine itself.
    public var address: String?
    /// Nil of a program that runs without one.
    public var terminal: String?

    public init(name: String, address: String? = nil, terminal: String? = nil) {
        self.name = name
        self.address = address
        self.terminal = terminal
    }

    /// Whoever runs this program; may wait for a directory of users that is elsewhere.
    public static func here(_ environment: [String: String]) -> JournalAuthor {
        let author = ChangeAuthor.here(environment)
        return JournalAuthor(
            name: author.origin, address: author.address.isEmpty ? nil : author.address,
            terminal: author.terminal.isEmpty ? nil : author.terminal)
    }

    /// The user alone, without the machine.
    public var user: String { String(name.prefix { $0 != "@" }) }
}

extension ChangeAuthor {
    init(_ author: JournalAuthor) {
        self.init(
            author.user, by: .user, origin: author.name, address: author.address ?? "",
            terminal: author.terminal ?? "")
    }
}
