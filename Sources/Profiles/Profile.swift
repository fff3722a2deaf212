import BillingAPI
import BillingModel

/// A billing system under a name, as the configuration describes it.
public struct Profile: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case embedded
        case hostfact
        case wefact
        case m4

        /// The system's name as staff say it; nothing for the embedded one.
        public var system: String {
            switch self {
            case .embedded: ""
            case .hostfact: "HostFact"
            case .wefact: "WeFact"
            case .m4: "M4"
            }
        }

        public var isRemote: Bool { self != .embedded }
    }

    /// Where a key comes from; the key itself never stands in the configuration.
    public enum KeySource: Equatable, Sendable {
        /// A line for `/bin/sh`, whose first line of output is the key.
        case command(String)
        /// A file that nobody else can read.
        case file(String)
    }

    public var name: String
    public var kind: Kind
    /// Of remote kinds.
    public var address: ServerAddress?
    public var key: KeySource?
    /// M4's caller.
    public var user: String
    /// A database's URL, of the embedded kind; nil is Balie's own.
    public var database: String?
    /// A line for the shell that prints the password of a database on a server.
    public var passwordCommand: String?
    public var isReadOnly: Bool
    public var language: Language?
    /// A colour's name, so that nobody mistakes one system for another.
    public var banner: String?
    /// Whether real customers are in it, so that its reviews are never sent by Enter alone.
    public var isProduction: Bool
    /// A PEM file of authorities to trust beside those of the machine.
    public var authorities: String?
    public var requestsPerMinute: Int
    public var timeoutSeconds: Int
    /// Where the shared request budget is kept; nil is the usual place.
    public var budgetFile: String?
    public var allowsPlainHTTP: Bool
    /// Whether this HostFact is known to take endings of services back.
    public var canWithdraw: Bool
    /// What M4 cannot list.
    public var references: ProfileReferences

    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
        user = ""
        isReadOnly = false
        isProduction = false
        requestsPerMinute = Self.usualRequestsPerMinute
        timeoutSeconds = Self.usualTimeoutSeconds
        allowsPlainHTTP = false
        canWithdraw = false
        references = ProfileReferences()
    }

    /// The hosted sister product documents about 500 a minute and 5000 an hour; this stays below both.
    /// Source: HostFact reference, 13.2.
    public static let usualRequestsPerMinute = 75
    public static let usualTimeoutSeconds = 30

    /// The colours that a banner can have, in the order of a terminal's palette.
    public static let bannerColors = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// Names become file names and words on a command line.
    public static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, text.utf8.count <= 64 else { return false }
        let isPlain = { (scalar: Unicode.Scalar) in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        }
        return isPlain(first) && text.unicodeScalars.allSatisfy { isPlain($0) || $0 == "-" || $0 == "_" }
    }

    /// What the banner says: the profile, and the host where there is one.
    public var place: String { address.map { "\(name) · \($0.place)" } ?? name }
}

/// The tables `id = "name"` of records that M4's wire has no call for. Source: M4 reference, section 10.
public struct ProfileReferences: Equatable, Sendable {
    public struct Entry: Equatable, Sendable {
        public var id: Int
        public var name: String

        public init(_ id: Int, _ name: String) {
            self.id = id
            self.name = name
        }
    }

    public var currencies: [Entry] = []
    public var directions: [Entry] = []
    public var numberPools: [Entry] = []
    public var managers: [Entry] = []

    public init() {}
}

/// How mail leaves this machine.
public struct MailSettings: Equatable, Sendable {
    /// Where Debian's mail servers put it.
    public static let usualCommand = "/usr/sbin/sendmail -t -i"

    /// A line for a shell that takes the message on its standard input.
    public var command: String?
    /// The sender, as `Name <address>`.
    public var from: String?

    public init(command: String? = nil, from: String? = nil) {
        self.command = command
        self.from = from
    }
}
