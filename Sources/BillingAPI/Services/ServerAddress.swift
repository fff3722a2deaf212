import BillingModel

/// Where a system's API answers: scheme, host, port and path, as a profile gives them.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    public var isSecure: Bool
    /// In lower case; an IPv6 address without its brackets.
    public var host: String
    public var port: Int
    /// Begins with `/`.
    public var path: String

    public init(isSecure: Bool = true, host: String, port: Int? = nil, path: String = "/") {
        self.isSecure = isSecure
        self.host = host
        self.port = port ?? Self.usualPort(isSecure)
        self.path = path
    }

    /// Reads `https://host:port/path`; the problem is a sentence about the text, without its beginning.
    public init(parsing text: String) throws(APIError) {
        guard let scheme = text.firstRange(of: "://"),
            ["http", "https"].contains(text[..<scheme.lowerBound].lowercased())
        else { throw Self.refused(text, "it must begin with https://", "het moet met https:// beginnen") }
        isSecure = text[..<scheme.lowerBound].lowercased() == "https"
        let rest = text[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest[authority.endIndex...]
        // A name or a password in an address ends up in logs and sentences.
        guard !authority.contains("@") else {
            throw Self.refused(nil, "it must hold no name or password", "er mag geen naam of wachtwoord in staan")
        }
        let (host, port) = try Self.split(authority, of: text)
        guard Self.isHost(host) else {
            throw Self.refused(text, "“\(host)” is no host", "“\(host)” is geen host")
        }
        guard path.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 32 && $0.value != 127 }), !path.contains("?"),
            !path.contains("#")
        else {
            throw Self.refused(
                text, "the path may hold no spaces, no “?” and no “#”",
                "het pad mag geen spaties, geen “?” en geen “#” bevatten")
        }
        self.host = host.lowercased()
        self.port = port ?? Self.usualPort(isSecure)
        self.path = path.isEmpty ? "/" : String(path)
    }

    /// Host and, where it is not the usual one, port: how a sentence names the system's place.
    public var place: String { port == Self.usualPort(isSecure) ? host : "\(bracketedHost):\(port)" }

    /// Scheme, host and port, without a path.
    public var origin: String { "\(isSecure ? "https" : "http")://\(bracketedHost)\(usualPortHidden)" }

    public var description: String { origin + path }

    /// Whether the host is this very machine.
    public var isLoopback: Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }
    private var usualPortHidden: String { port == Self.usualPort(isSecure) ? "" : ":\(port)" }

    private static func usualPort(_ isSecure: Bool) -> Int { isSecure ? 443 : 80 }

    private static func split(
        _ authority: Substring, of text: String
    ) throws(APIError) -> (host: String, port: Int?) {
        var host = authority
        var port: Int?
        let afterBrackets = authority.lastIndex(of: "]") ?? authority.startIndex
        if let colon = authority[afterBrackets...].lastIndex(of: ":") {
            host = authority[..<colon]
            let digits = authority[authority.index(after: colon)...]
            guard let number = UInt16(digits), number > 0 else {
                throw refused(text, "“\(digits)” is no port", "“\(digits)” is geen poort")
            }
            port = Int(number)
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inner = host.dropFirst().dropLast()
            guard inner.contains(":"), inner.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                throw refused(text, "“\(host)” is no host", "“\(host)” is geen host")
            }
            return (String(inner), port)
        }
        guard !host.contains(":") else { throw refused(text, "“\(host)” is no host", "“\(host)” is geen host") }
        return (String(host), port)
    }

    private static func isHost(_ host: String) -> Bool {
        guard !host.isEmpty, host.utf8.count <= 253 else { return false }
        if host.contains(":") { return true }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        }
    }

    private static func refused(_ text: String?, _ english: String, _ dutch: String) -> APIError {
        let quoted = text.map { " “\($0.plainLine)”" } ?? ""
        let example = "https://billing.example.com/Pro/apiv2/api.php"
        return APIError(
            .invalidInput,
            LocalizedText(
                "The address\(quoted) cannot be used: \(english). Write it as \(example).",
                "Het adres\(quoted) is niet bruikbaar: \(dutch). Schrijf het als \(example)."))
    }
}
