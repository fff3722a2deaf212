import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

/// One HostFact or WeFact key as it may be shown: the key itself is nowhere.
public struct APIKey: Hashable, Sendable {
    public var name: String
    public var isReadOnly: Bool
    /// From where it may be used; anywhere when there are none.
    public var networks: [String]
    public var created: String
    /// When it was revoked; empty while it is good.
    public var revoked: String
}

/// The keys that open the HostFact and WeFact calls. Only their SHA-256 hashes are kept.
public struct APIKeys: Sendable {
    private let access: AccessTables
    private let goodKeys: WatchedRows
    private let clock: LocalClock
    private let zone = InstallationZone()

    public init(store: any SQLStore, clock: LocalClock = .system) {
        access = AccessTables(store: store)
        goodKeys = WatchedRows(
            SQLQuery("\(Self.good.from(Tables.apiKey.name)) WHERE revoked = ''"), of: Tables.apiKey, in: access)
        self.clock = clock
    }

    /// Makes a key of 32 random bytes and answers it, the only time it is seen.
    public func add(
        _ name: String, isReadOnly: Bool = false, networks: [IPNetwork] = []
    ) async throws(APIError) -> String {
        try AccessName.check(name)
        let key = Self.freshKey()
        let values = [
            SQLAssignment("name", name), SQLAssignment("hash", ContentHash.digits(of: key)),
            SQLAssignment("read_only", isReadOnly ? "1" : "0"),
            SQLAssignment("networks", networks.map(\.description).joined(separator: " ")),
        ]
        try await access.write { [clock, zone] transaction in
            guard try transaction.row(Self.goodKey(name)) == nil else { throw Self.nameTaken(name) }
            let created = try zone.local(clock.now(), in: transaction).text
            _ = try transaction.insert(into: Tables.apiKey, values + [SQLAssignment("created", created)])
        }
        return key
    }

    /// Every key that was ever made, the oldest first.
    public func list() async throws(APIError) -> [APIKey] {
        let shown = Selection(["name", "read_only", "networks", "created", "revoked"])
        return try await access.rows(SQLQuery("\(shown.from(Tables.apiKey.name)) ORDER BY id")).map(shown.of).map {
            row in
            APIKey(
                name: row.text("name"), isReadOnly: row.text("read_only") == "1",
                networks: row.text("networks").split(separator: " ").map(String.init),
                created: row.text("created"), revoked: row.text("revoked"))
        }
    }

    /// From now on the key opens nothing, also in servers that run.
    public func revoke(_ name: String) async throws(APIError) {
        try await access.write { [clock, zone] transaction in
            guard try transaction.row(Self.goodKey(name)) != nil else { throw Self.unknownName(name) }
            let now = try zone.local(clock.now(), in: transaction).text
            try transaction.execute(
                SQLQuery("UPDATE api_key SET revoked = ? WHERE name = ? AND revoked = ''", [.text(now), .text(name)]))
        }
    }

    /// Who calls with this key from this address.
    ///
    /// Each call compares with all keys, so that the time tells nothing about any. A key that was made or revoked, by
    /// whichever program, counts from the next call on.
    public func caller(_ key: String, from address: String) async throws(APIError) -> HostFactCaller {
        let given = ContentHash.digits(of: key)
        var found: SelectedRow?
        for row in try await goodKeys.rows().map(Self.good.of) where PasswordHash.isEqual(row.text("hash"), given) {
            found = row
        }
        guard let found else { return HostFactCaller(.unknownKey) }
        guard Self.allows(found.text("networks"), address) else {
            return HostFactCaller(.refusedAddress, found.text("name"))
        }
        return HostFactCaller(found.text("read_only") == "1" ? .readOnly : .full, found.text("name"))
    }

    private static let good = Selection(["name", "hash", "read_only", "networks"])

    /// An entry that cannot be read lets nobody in.
    private static func allows(_ networks: String, _ address: String) -> Bool {
        guard !networks.isEmpty else { return true }
        guard let address = IPAddress(address) else { return false }
        return networks.split(separator: " ").contains { IPNetwork($0)?.contains(address) ?? false }
    }

    private static func freshKey() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    private static func goodKey(_ name: String) -> SQLQuery {
        SQLQuery("SELECT id FROM api_key WHERE name = ? AND revoked = ''", [.text(name)])
    }

    private static func nameTaken(_ name: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "There is already a key “\(name)”. Choose another name, or revoke that key first.",
                "Er is al een sleutel “\(name)”. Kies een andere naam of trek die sleutel eerst in."))
    }

    private static func unknownName(_ name: String) -> APIError {
        APIError(
            .notFound,
            LocalizedText(
                "There is no key “\(name.plainLine)” to revoke. The command key list shows the names.",
                "Er is geen sleutel “\(name.plainLine)” om in te trekken. De opdracht key list toont de namen."))
    }
}
