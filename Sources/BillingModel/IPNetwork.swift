/// A network such as `192.0.2.0/24`, or one address.
public struct IPNetwork: Hashable, Sendable {
    public let address: IPAddress
    /// How many leading bits an address has in common with it.
    public let bits: Int

    /// Nil when the text is no network. Bits behind the prefix are cleared.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(parts[0]) else { return nil }
        let all = address.bytes.count * 8
        guard parts.count == 2 else {
            self.init(address: address, bits: all)
            return
        }
        // A mapped IPv4 address has become shorter, and its prefix with it.
        let shift = address.isIPv4 && parts[0].contains(":") ? 96 : 0
        guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
            let bits = Int(parts[1]), (shift...(all + shift)).contains(bits)
        else { return nil }
        self.init(address: address, bits: bits - shift)
    }

    private init(address: IPAddress, bits: Int) {
        self.address = address.masked(to: bits)
        self.bits = bits
    }

    public func contains(_ other: IPAddress) -> Bool {
        other.isIPv4 == address.isIPv4 && other.masked(to: bits) == address
    }
}

extension IPNetwork: CustomStringConvertible {
    public var description: String { bits == address.bytes.count * 8 ? "\(address)" : "\(address)/\(bits)" }
}
