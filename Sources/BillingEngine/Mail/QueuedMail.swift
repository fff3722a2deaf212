import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

/// A mail in the outbox.
public struct QueuedMail: Equatable, Sendable {
    public typealias State = CustomerMail.State

    public var id: Int
    /// Local time, `YYYY-MM-DD HH:MM:SS`.
    public var created: String
    /// The same at every attempt, without angle brackets.
    public var messageID: String
    /// One address, or several separated by commas.
    public var recipient: String
    public var subject: String
    /// The text, with dots in the place of a password.
    public var body: String
    public var state: State
    public var attempts: Int
    /// Local time, like `created`; empty while it is not waiting, or due at once.
    public var nextAttempt: String
    /// Local time, like `created`; empty before the first.
    public var lastAttempt: String
    /// What the mail command said when it did not take it.
    public var lastError: String

    static let selection = Selection([
        Tables.id, "created", "message_id", "recipient", "subject", "body", "secret", "state", "attempts",
        "next_attempt", "last_attempt", "last_error",
    ])
    static let blot = CustomerMail.blot

    /// - Parameter offset: Of local time, in seconds.
    init(_ row: SQLRow, offset: Int) {
        let row = Self.selection.of(row)
        id = row.integer(Tables.id)
        created = row.text("created")
        messageID = row.text("message_id")
        recipient = row.text("recipient")
        subject = row.text("subject")
        let secret = row.text("secret")
        body = secret.isEmpty ? row.text("body") : row.text("body").replacingOccurrences(of: secret, with: Self.blot)
        // The table's check allows no other.
        state = State(rawValue: row.text("state")) ?? .failed
        attempts = row.integer("attempts")
        let next = state == .waiting ? LocalTime(universalText: row.text("next_attempt"), offset: offset) : nil
        nextAttempt = next?.text ?? ""
        lastAttempt = row.text("last_attempt")
        lastError = row.text("last_error")
    }
}
