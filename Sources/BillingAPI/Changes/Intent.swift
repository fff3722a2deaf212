import Foundation

/// A change that somebody means to make: whole before it is sent, and the same when it is looked up afterwards.
public struct Intent: Hashable, Codable, Sendable, Identifiable {
    /// The `Idempotency-Key` that it is sent under: two sendings of one intent are one change.
    public let id: String
    public let system: SystemID
    public let action: ActionName
    /// What is changed; nil for what is added, and where no single record is.
    public let target: RecordRef?
    public let changes: [FieldChange]
    /// The state in which the record was read that the change was made from.
    public let base: EntityTag?
    /// Why, in the words of whoever sends it.
    public var reason: String
    /// The case it belongs to elsewhere.
    public var ticket: String

    public init(
        id: String = UUID().uuidString, system: SystemID, action: ActionName, target: RecordRef?,
        changes: [FieldChange], base: EntityTag? = nil, reason: String = "", ticket: String = ""
    ) {
        (self.id, self.system, self.action, self.target) = (id, system, action, target)
        (self.changes, self.base, self.reason, self.ticket) = (changes, base, reason, ticket)
    }

    /// Whether it says all that is typed, by parameter name in the vendor's writing.
    public func gives(_ typed: [String: String]) -> Bool {
        typed.allSatisfy { name, text in
            text.isEmpty || changes.contains { $0.field == name && $0.after == text }
        }
    }
}
