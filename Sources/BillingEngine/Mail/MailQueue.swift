import BillingAPI
import BillingModel
import SQLStore

/// The outbox as a deliverer works on it: takes a mail for itself, tells what became of it.
struct MailQueue: Sendable {
    let store: any SQLStore
    let clock: LocalClock
    private let zone = InstallationZone()
    let mostAttempts: Int
    let leaseSeconds: Int

    /// A mail that is this program's until its lease ends.
    struct Claim: Sendable {
        var mail: QueuedMail
        /// The text with the password it tells.
        var body: String
        /// 1 at the first attempt. Also tells this claim from a later one of the same mail.
        var attempt: Int
    }

    private static let isOverdue = "state = 'sending' AND lease_until <= ?"
    private static let isDue = "state = 'waiting' AND next_attempt <= ?"
    /// A mail whose program did not tell in time, else the waiting mail whose time came first. Takes the moment twice.
    private static let first = """
        SELECT coalesce(
            (SELECT id FROM mail_outbox WHERE \(isOverdue) ORDER BY id LIMIT 1),
            (SELECT id FROM mail_outbox WHERE \(isDue) ORDER BY next_attempt, id LIMIT 1))
        """

    /// Takes the mail that has been due longest; nil when none is.
    func claim() async throws(APIError) -> Claim? {
        let now = clock.now()
        let moment = SQLValue.text(now.universalText)
        let lease = SQLValue.text(now.adding(seconds: leaseSeconds).universalText)
        // The condition is repeated: two programs may have chosen the same mail, and one of them comes late.
        let statement = """
            UPDATE mail_outbox SET state = 'sending', attempts = attempts + 1, last_attempt = ?, lease_until = ?,
            message_id = CASE WHEN message_id = '' THEN ? ELSE message_id END
            WHERE id = (\(Self.first)) AND (\(Self.isOverdue) OR \(Self.isDue)) RETURNING \(QueuedMail.selection.columns)
            """
        let giveUp = SQLQuery(
            """
            UPDATE mail_outbox SET state = 'failed', lease_until = '', last_error = ?
            WHERE \(Self.isOverdue) AND attempts >= ?
            """, [.text("no program told what became of the last attempt"), moment, .integer(mostAttempts)])
        return try await EngineService.translating {
            // Looking takes no turn at writing.
            let first = SQLQuery(Self.first, [moment, moment])
            guard try await store.read({ try $0.integer(first) }) > 0 else { return nil }
            return try await store.write { transaction in
                try transaction.execute(giveUp)
                let local = try zone.local(now, in: transaction)
                let take = SQLQuery(
                    statement,
                    [.text(local.text), lease, .text(OutgoingMail.newMessageID())]
                        + Array(repeating: moment, count: 4))
                return try transaction.rows(take).first.map { row in
                    let taken = QueuedMail.selection.of(row)
                    return Claim(
                        mail: QueuedMail(row, offset: local.offset), body: taken.text("body"),
                        attempt: taken.integer("attempts"))
                }
            }
        }
    }

    /// Stores what became of a claimed mail, also when the task was cancelled meanwhile.
    func settle(_ claim: Claim, _ outcome: MailOutcome) async throws(APIError) {
        let change = change(claim, outcome)
        let store = store
        // A mail that has gone must be marked, or it goes again; so this is not part of the cancelled task.
        let marking = Task { try await store.write { try $0.execute(change) } }
        try await EngineService.translating { try await marking.value }
    }

    private func change(_ claim: Claim, _ outcome: MailOutcome) -> SQLQuery {
        switch outcome {
        case .sent:
            // It has gone, whoever believes to hold it now. The password it told is needed no longer.
            return SQLQuery(
                """
                UPDATE mail_outbox SET state = 'sent', lease_until = '', last_error = '',
                body = replace(body, secret, '\(QueuedMail.blot)'), secret = '' WHERE id = ? AND state <> 'sent'
                """, [.integer(claim.mail.id)])
        case .postponed(let reason):
            let next = clock.now().adding(seconds: Self.waitingSeconds(after: claim.attempt)).universalText
            return release(claim, "state = 'waiting', next_attempt = ?", [.text(next)], reason)
        case .failed(let reason):
            return release(claim, "state = 'failed'", [], reason)
        }
    }

    /// Only while the mail is still ours.
    private func release(_ claim: Claim, _ state: String, _ values: [SQLValue], _ reason: String) -> SQLQuery {
        SQLQuery(
            "UPDATE mail_outbox SET \(state), lease_until = '', last_error = ? WHERE id = ? AND state = 'sending' AND attempts = ?",
            values + [.text(reason), .integer(claim.mail.id), .integer(claim.attempt)])
    }

    /// One minute, then twice as long each time, at most four hours.
    static func waitingSeconds(after attempt: Int) -> Int {
        min(60 << min(max(attempt - 1, 0), 10), 4 * 3600)
    }
}
