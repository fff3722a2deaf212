import BillingAPI
import BillingModel
import HostFactAPI

/// Where the systems that Balie can open are kept: what the program has, and the console only asks for.
public protocol ProfileSetup: Sendable {
    /// The profiles there are, in the order in which staff should see them.
    func profiles() async throws(APIError) -> [KnownProfile]
    /// Tries a system without keeping anything; tells what was done, step by step, up to the first that failed.
    func check(_ draft: NewSystem, _ tell: @escaping @Sendable (CheckStep) async -> Void) async
    /// Keeps a new profile, its secret where secrets belong.
    func save(_ draft: NewSystem) async throws(APIError)
    /// Opens the system of a profile.
    func open(_ profile: String) async throws(APIError) -> OpenSystem
}

/// A system to go to.
public struct KnownSystem: Equatable, Sendable {
    public var id: SystemID
    public var name: String
    /// Kind and host: `HostFact billing.example.net`; empty of one that no profile tells of.
    public var place: String
    public var isOpen: Bool
    public var isInView: Bool

    init(_ profile: KnownProfile) {
        (id, name, place) = (.profile(profile.name), profile.name, profile.place)
        (isOpen, isInView) = (false, false)
    }

    init(_ system: OpenSystem, isInView: Bool) {
        (id, name, place) = (system.id, system.name, "")
        self.isInView = isInView
        isOpen = true
    }

    /// Those that no profile tells of first, such as a database, then the profiles in their order.
    static func all(open: [KnownSystem], _ profiles: [KnownProfile]) -> [KnownSystem] {
        let known = profiles.map { profile in
            var system = KnownSystem(profile)
            if let other = open.first(where: { $0.id == system.id }) {
                (system.isOpen, system.isInView) = (true, other.isInView)
            }
            return system
        }
        return open.filter { other in !known.contains { $0.id == other.id } } + known
    }
}

/// A profile to choose from.
public struct KnownProfile: Equatable, Sendable {
    public var name: String
    /// Kind and host: `HostFact billing.example.net`.
    public var place: String

    public init(name: String, place: String) {
        self.name = name
        self.place = place
    }
}

/// What staff filled in about a system.
public struct NewSystem: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case hostFact = "hostfact"
        case weFact = "wefact"
        case m4

        public var name: String {
            switch self {
            case .hostFact: "HostFact"
            case .weFact: "WeFact"
            case .m4: "M4"
            }
        }

        /// Where these systems usually answer.
        public var usualPath: String { self == .m4 ? "/billing/api/" : HostFactRequest.usualPath }
    }

    public enum Secret: Equatable, Sendable {
        case key(String)
        /// Prints the key when it is run.
        case command(String)
    }

    public var name: String
    public var kind: Kind
    /// Whole, with scheme and path.
    public var url: String
    /// In whose name M4 is called; empty for the others.
    public var user: String
    public var secret: Secret
    /// Name of a terminal colour; empty for the theme's own.
    public var bannerColour: String
    public var isReadOnly: Bool

    public init(
        name: String, kind: Kind, url: String, user: String, secret: Secret, bannerColour: String, isReadOnly: Bool
    ) {
        self.name = name
        self.kind = kind
        self.url = url
        self.user = user
        self.secret = secret
        self.bannerColour = bannerColour
        self.isReadOnly = isReadOnly
    }
}

extension NewSystem.Secret: CustomStringConvertible, CustomReflectable {
    /// Never the key: what is printed may end in a log.
    public var description: String {
        switch self {
        case .key: "a key"
        case .command: "a command"
        }
    }

    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// One step of a check, as a sentence for staff.
public struct CheckStep: Equatable, Sendable {
    public enum Judgement: Equatable, Sendable {
        case done
        /// It works, and staff should know something.
        case doubtful
        case failed
    }

    public var judgement: Judgement
    public var sentence: LocalizedText

    public init(_ judgement: Judgement, _ sentence: LocalizedText) {
        self.judgement = judgement
        self.sentence = sentence
    }
}
