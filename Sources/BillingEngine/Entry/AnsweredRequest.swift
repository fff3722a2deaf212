import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import SQLStore

/// A write that its caller gave a name, so that a repetition can have the same answer.
struct AnsweredRequest {
    /// How long an answer is kept.
    static let hoursKept = 24

    var caller: String
    var key: String
    var fingerprint: String

    /// When the oldest answer was given that still counts.
    static func oldest(at now: LocalTime) -> String { now.adding(hours: -hoursKept).universalText }

    /// The answer that was given before, if there was one; throws when the name was used for another request.
    func earlierAnswer<Answer>(_ type: Answer.Type, in context: EngineContext) throws -> Answer? {
        let oldest = Self.oldest(at: context.now)
        // This one alone: those of others are removed on time, and would be looked at by everybody who writes.
        try context.transaction.execute(
            SQLQuery(
                "DELETE FROM answered_request WHERE caller = ? AND key = ? AND created < ?",
                [.text(caller), .text(key), .text(oldest)]))
        let row = try context.transaction.row(
            SQLQuery(
                "SELECT fingerprint, answer FROM answered_request WHERE caller = ? AND key = ?",
                [.text(caller), .text(key)]))
        guard let row else { return nil }
        guard row.text(0) == fingerprint else { throw APIError.reusedKey }
        guard let answer = StoredAnswer.read(row.text(1), as: type) else { throw Self.unreadable }
        return answer
    }

    func keep(_ answer: some Sendable, in context: EngineContext) throws {
        // An answer that cannot be told again must not be promised: the write is undone with it.
        guard let text = StoredAnswer.text(of: answer) else { throw Self.notRepeatable }
        try context.transaction.execute(
            SQLQuery(
                "INSERT INTO answered_request (caller, key, fingerprint, answer, created) VALUES (?, ?, ?, ?, ?)",
                [.text(caller), .text(key), .text(fingerprint), .text(text), .text(context.now.universalText)]))
    }

    private static let unreadable = APIError(
        .unknownOutcome,
        LocalizedText(
            "The request was carried out before, but its answer cannot be read any more. Check before repeating.",
            "Het verzoek is eerder uitgevoerd, maar het antwoord is niet meer te lezen. Controleer voor u het herhaalt."
        ))

    private static let notRepeatable = APIError(
        .invalidInput,
        LocalizedText(
            "The answer to this action cannot be kept; nothing was changed. Send it without Idempotency-Key.",
            "Het antwoord op deze actie kan niet worden bewaard; er is niets gewijzigd. Verstuur het zonder Idempotency-Key."
        ))
}

/// An answer in the vendor's own writing, without what belongs to one request.
enum StoredAnswer {
    static func text(of answer: some Sendable) -> String? {
        switch answer {
        case let answer as any HostFactAnswer: JSONValue.object(answer.envelopeMembers).encoded()
        case let answer as any M4Answer: answer.element.document
        default: nil
        }
    }

    static func read<Answer>(_ text: String, as type: Answer.Type) -> Answer? {
        switch type {
        case let type as any HostFactAnswer.Type:
            guard case .object(let members)? = try? JSONValue(parsing: text.utf8, limits: .answer) else { return nil }
            return type.reading(HostFactEnvelope(members)) as? Answer
        case let type as any M4Answer.Type:
            guard let root = try? M4Element(parsing: text.utf8) else { return nil }
            return type.reading(root) as? Answer
        default: return nil
        }
    }
}
