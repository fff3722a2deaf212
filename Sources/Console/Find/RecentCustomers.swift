import BillingAPI
import BillingModel

/// The customers that somebody opened last, newest first: by their identities alone, so that no list of names lies
/// about.
public struct RecentCustomers: Equatable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var system: SystemID
        public var number: Int

        public init(_ system: SystemID, _ number: Int) {
            self.system = system
            self.number = number
        }
    }

    public static let most = 20
    public private(set) var entries: [Entry] = []

    public init() {}

    public mutating func apply(_ deed: RecentDeed) {
        switch deed {
        case .opened(let entry): entries = Array(([entry] + entries.filter { $0 != entry }).prefix(Self.most))
        case .forget(let entry): entries.removeAll { $0 == entry }
        case .forgetAll: entries = []
        }
    }
}

/// What becomes of what somebody opened.
public enum RecentDeed: Equatable, Sendable {
    case opened(RecentCustomers.Entry)
    case forget(RecentCustomers.Entry)
    case forgetAll
}

/// Where they outlive the program.
public protocol RecentShelf: Sendable {
    /// Does it to what is kept by now, which another console of this person may have changed.
    ///
    /// - Returns: What is kept then.
    func change(_ deed: RecentDeed) async throws(APIError) -> RecentCustomers
}

// The file that says this: a number and a system in each line.
extension RecentCustomers {
    /// In the folder of the program's state.
    public static let fileName = "recents"

    /// A line that is not understood is passed over.
    public init(reading text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0]), number > 0, entries.count < Self.most else { continue }
            let entry = Entry(SystemID(text: String(parts[1])), number)
            if !entries.contains(entry) { entries.append(entry) }
        }
    }

    public var text: String { entries.map { "\($0.number) \($0.system.text)\n" }.joined() }
}
