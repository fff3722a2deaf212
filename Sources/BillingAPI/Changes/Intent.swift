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
}
