import BillingModel
import Synchronization

/// Whose address a request counts for.
enum PeerAddress {
    /// The last address in `X-Forwarded-For` that is no trusted proxy's, if a trusted proxy sent the request.
    ///
    /// What stands further to the left was written by whoever called, and proves nothing.
    static func client(behind peer: String, forwarded: [String], trusted: [IPNetwork]) -> String {
        if forwarded.isEmpty { return plain.of(peer) }
        guard let address = IPAddress(peer) else { return peer }
        var client = address
        func isTrusted(_ address: IPAddress) -> Bool { trusted.contains { $0.contains(address) } }
        for entry in forwarded.joined(separator: ",").split(separator: ",").reversed() {
            guard isTrusted(client), let before = IPAddress(host(in: entry)) else { break }
            client = before
        }
        return client.description
    }

    /// What counts as one caller: whoever has one IPv6 address has the 64 bits behind its network.
    static func caller(_ address: String) -> String { callers.of(address) }

    private static let plain = Kept { IPAddress($0)?.description ?? $0 }

    private static let callers = Kept { text in
        guard let address = IPAddress(text) else { return text }
        return address.isIPv4 ? address.description : address.masked(to: 64).description
    }

    /// What was made of the latest addresses: most requests come from one that has just sent another.
    private final class Kept: Sendable {
        private static let most = 1000
        private let make: @Sendable (String) -> String
        private let known = Mutex<[String: String]>([:])

        init(_ make: @escaping @Sendable (String) -> String) {
            self.make = make
        }

        func of(_ address: String) -> String {
            if let known = known.withLock({ $0[address] }) { return known }
            let made = make(address)
            known.withLock { known in
                if known.count >= Self.most { known = [:] }
                known[address] = made
            }
            return made
        }
    }

    /// The entry without a port: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    private static func host(in entry: Substring) -> Substring {
        let entry = entry.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
        if entry.hasPrefix("[") { return entry.dropFirst().prefix { $0 != "]" } }
        let colons = entry.filter { $0 == ":" }.count
        return colons == 1 ? entry.prefix { $0 != ":" } : entry
    }
}
