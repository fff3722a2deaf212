import BillingAPI

/// The paths that are handed to one dialect's endpoint.
public struct ServerRoute: Sendable {
    /// Names the dialect in logs and counters, such as `hostfact`.
    public var dialect: String
    /// Such as `/billing/api/*`: a star stands for one part of a path. A slash at the end makes no difference.
    public var pattern: String
    public var transport: any Transport

    public init(_ dialect: String, _ pattern: String, to transport: any Transport) {
        self.dialect = dialect
        self.pattern = pattern
        self.transport = transport
    }

    func matches(_ path: String) -> Bool {
        guard path.hasPrefix("/") else { return false }
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let given = parts.last == "" ? parts.dropLast() : parts
        let wanted = pattern.split(separator: "/")
        return given.count == wanted.count
            && zip(given, wanted).allSatisfy { part, word in word == "*" ? !part.isEmpty : part == word }
    }
}
