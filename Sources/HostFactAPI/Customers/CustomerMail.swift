import BillingAPI
import BillingModel

/// A mail to a customer as a system of ours keeps it: written, and handed over or not.
public struct CustomerMail: Hashable, Sendable, Identifiable {
    public enum State: String, CaseIterable, Sendable {
        case waiting
        /// A program is handing it over.
        case sending
        /// The mail command has taken it.
        case sent
        /// Given up; only a person tries it again.
        case failed
    }

    public var id: Int
    /// Local time of the system, `YYYY-MM-DD HH:MM:SS`.
    public var created: String
    /// One address, or several separated by commas.
    public var recipient: String
    public var subject: String
    public var state: State
    public var attempts: Int
    /// Local time, like `created`; empty before the first, and of one that is not tried again.
    public var lastAttempt: String
    public var nextAttempt: String
    /// What the mail command said when it did not take it.
    public var lastError: String
    /// With dots in the place of a password; empty in a list.
    public var body: String

    public init(
        id: Int, created: String, recipient: String, subject: String, state: State, attempts: Int = 0,
        lastAttempt: String = "", nextAttempt: String = "", lastError: String = "", body: String = ""
    ) {
        (self.id, self.created, self.recipient, self.subject) = (id, created, recipient, subject)
        (self.state, self.attempts) = (state, attempts)
        (self.lastAttempt, self.nextAttempt, self.lastError) = (lastAttempt, nextAttempt, lastError)
        self.body = body
    }
}

extension CustomerMail {
    var json: JSONValue {
        let texts = [
            ("created", created), ("to", recipient), ("subject", subject), ("state", state.rawValue),
            ("attempts", String(attempts)), ("last", lastAttempt), ("next", nextAttempt), ("trouble", lastError),
            ("body", body),
        ].filter { !$0.1.isEmpty }
        return .object([JSONMember("id", String(id))] + texts.map { JSONMember($0.0, $0.1) })
    }

    /// Nil of what is none.
    init?(_ json: JSONValue) {
        func text(_ name: String) -> String { json[name]?.scalarText ?? "" }
        guard let id = Int(text("id")), id > 0, let state = State(rawValue: text("state")) else { return nil }
        self.init(
            id: id, created: text("created"), recipient: text("to"), subject: text("subject"), state: state,
            attempts: Int(text("attempts")) ?? 0, lastAttempt: text("last"), nextAttempt: text("next"),
            lastError: text("trouble"), body: text("body"))
    }
}
