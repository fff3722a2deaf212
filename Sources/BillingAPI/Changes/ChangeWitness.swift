import BillingModel

/// Who changed a record last, and when.
public struct LastChange: Hashable, Sendable {
    /// As staff know them, such as `anna@desk-2` or the name of a key.
    public var who: String
    public var moment: LocalTime

    public init(who: String, moment: LocalTime) {
        self.who = who
        self.moment = moment
    }
}

/// Tells who changed a record, where its system keeps that.
public protocol ChangeWitness: Sendable {
    /// Nil where nobody knows, or where it cannot be read now: the change itself is shown all the same.
    func lastChange(of record: RecordRef) async -> LastChange?
}
