/// Why a change is made, in the words of whoever makes it.
public struct ChangeNote: Hashable, Codable, Sendable {
    public var reason: String
    /// The case that it belongs to elsewhere, such as `T-1042`.
    public var ticket: String

    /// Letters; what is longer is refused where it is typed, and cut where it comes from outside.
    public static let longestReason = 500
    public static let longestTicket = 100

    public init(reason: String = "", ticket: String = "") {
        self.reason = reason
        self.ticket = ticket
    }

    /// As it came from outside: each on one line, without what could drive a terminal.
    public init(told reason: String, ticket: String) {
        self.init(
            reason: String(reason.plainLine.prefix(Self.longestReason)),
            ticket: String(ticket.plainLine.prefix(Self.longestTicket)))
    }

    public var isEmpty: Bool { reason.isEmpty && ticket.isEmpty }
}

extension Intent {
    /// The same change, with what was said of it.
    public func noted(_ note: ChangeNote) -> Intent {
        var copy = self
        if !note.reason.isEmpty { copy.reason = note.reason }
        if !note.ticket.isEmpty { copy.ticket = note.ticket }
        return copy
    }
}
