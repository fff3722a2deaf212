import BillingModel

/// Where to listen: a host's name or address, and a port; port 0 lets the system choose one.
public struct ListenAddress: Hashable, Sendable {
    public var host: String
    public var port: Int

    public init(_ host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }

    /// `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080`; nil for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        var host = text[..<colon]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let port = Int(digits), port <= 65535
        else { return nil }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":"), IPAddress(host) != nil else { return nil }
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
        self.init(String(host), port: port)
    }

    /// Whether only programs on the same machine can reach it.
    public var isLocal: Bool { host == "localhost" || (IPAddress(host)?.isLoopback ?? false) }
}

extension ListenAddress: CustomStringConvertible {
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
