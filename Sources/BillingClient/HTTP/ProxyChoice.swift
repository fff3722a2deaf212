import BillingAPI

/// What stands between Balie and a system.
public enum ProxyChoice: Hashable, Sendable {
    case direct
    case proxy(host: String, port: Int, user: String, password: String)

    /// The choice that the usual variables make for an address: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in either case.
    ///
    /// - Returns: Nil when the variable holds something that is no proxy's address.
    public init?(for address: ServerAddress, environment: [String: String]) {
        func variable(_ name: String) -> String? {
            [environment[name.lowercased()], environment[name]].compactMap { $0 }.first { !$0.isEmpty }
        }
        // A proxy's loopback is another machine.
        if address.isLoopback || Self.isExempt(address, variable("NO_PROXY") ?? "") {
            self = .direct
            return
        }
        guard let text = variable(address.isSecure ? "HTTPS_PROXY" : "HTTP_PROXY") else {
            self = .direct
            return
        }
        self.init(parsing: text)
    }

    /// Reads `http://user:password@host:port`; the scheme may be missing.
    private init?(parsing text: String) {
        var rest = text[...]
        if let scheme = rest.firstRange(of: "://") {
            // A proxy that is itself reached by TLS, or SOCKS, is not spoken.
            guard rest[..<scheme.lowerBound].lowercased() == "http" else { return nil }
            rest = rest[scheme.upperBound...]
        }
        var credentials = Substring()
        if let at = rest.lastIndex(of: "@") {
            credentials = rest[..<at]
            rest = rest[rest.index(after: at)...]
        }
        guard let address = try? ServerAddress(parsing: "http://\(rest)") else { return nil }
        let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = Self.unescaped(parts.first ?? ""),
            let password = Self.unescaped(parts.count > 1 ? parts[1] : "")
        else { return nil }
        self = .proxy(host: address.host, port: address.port, user: user, password: password)
    }

    /// Whether the list names the host: `*`, a whole host, or a domain with or without its leading dot.
    private static func isExempt(_ address: ServerAddress, _ list: String) -> Bool {
        for word in list.split(whereSeparator: { $0 == "," || $0 == " " }) {
            if word == "*" { return true }
            var name = word.lowercased()[...]
            if name.hasPrefix("["), let end = name.firstIndex(of: "]") {
                name = name[name.index(after: name.startIndex)..<end]
            } else if let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon {
                guard Int(name[name.index(after: colon)...]) == address.port else { continue }
                name = name[..<colon]
            }
            if name.hasPrefix(".") { name = name.dropFirst() }
            if !name.isEmpty, address.host == name || address.host.hasSuffix(".\(name)") { return true }
        }
        return false
    }

    private static func unescaped(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
