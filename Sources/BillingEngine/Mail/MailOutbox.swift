import BillingAPI
import BillingModel
import SQLStore

/// The mails that were written, for whoever looks after them.
public struct MailOutbox: Sendable {
    private let store: any SQLStore
    private let clock: LocalClock
    private let zone = InstallationZone()

    public init(store: any SQLStore, clock: LocalClock = .system) {
        self.store = store
        self.clock = clock
    }

    /// The newest mails first, at most a thousand.
    ///
    /// - Parameter state: Only mails in this state; nil for all.
    public func list(_ state: QueuedMail.State? = nil, limit: Int = 50) async throws(APIError) -> [QueuedMail] {
        let condition = state.map { SQLQuery(" WHERE state = ?", [.text($0.rawValue)]) } ?? SQLQuery("")
        // The ids alone come from an index, however many mails there are in that state.
        let ids =
            "SELECT id FROM mail_outbox" + condition
            + SQLQuery(" ORDER BY id DESC LIMIT ?", [.integer(min(max(limit, 0), 1000))])
        let query = "\(QueuedMail.selection.from(Tables.mail.name)) WHERE id IN (" + ids + ") ORDER BY id DESC"
        return try await EngineService.translating {
            try await store.read { transaction in
                let offset = try offset(in: transaction)
                return try transaction.rows(query).map { QueuedMail($0, offset: offset) }
            }
        }
    }

    /// One mail; `.notFound` where there is none of that number.
    public func mail(_ id: Int) async throws(APIError) -> QueuedMail {
        try await EngineService.translating {
            try await store.read { try find(id, in: $0) }
        }
    }

    /// How many mails there are in each state; 0 where there are none.
    public func counts() async throws(APIError) -> [QueuedMail.State: Int] {
        try await EngineService.translating {
            try await store.read { transaction in
                var counts = Dictionary(uniqueKeysWithValues: QueuedMail.State.allCases.map { ($0, 0) })
                for row in try transaction.rows(SQLQuery("SELECT state, count(*) FROM mail_outbox GROUP BY state")) {
                    if let state = QueuedMail.State(rawValue: row.text(0)) { counts[state] = row.integer(1) }
                }
                return counts
            }
        }
    }

    /// Lets a mail that was given up be tried again, as often as a new one. It keeps its Message-ID.
    public func requeue(_ id: Int) async throws(APIError) {
        try await EngineService.translating {
            try await store.write { transaction in
                let mail = try find(id, in: transaction)
                guard mail.state == .failed else {
                    throw APIError(
                        .invalidInput,
                        LocalizedText(
                            "Mail \(id) is \(mail.state.rawValue); only a failed one can be tried again.",
                            "E-mail \(id) staat op \(mail.state.rawValue); alleen een mislukte kan opnieuw."))
                }
                try Self.requeue(id, in: transaction)
            }
        }
    }

    static func requeue(_ id: Int, in transaction: any StoreTransaction) throws {
        try transaction.execute(
            SQLQuery(
                """
                UPDATE mail_outbox SET state = 'waiting', attempts = 0, next_attempt = '', lease_until = ''
                WHERE id = ?
                """, [.integer(id)]))
    }

    /// Seconds east of Greenwich, in which its times are shown.
    private func offset(in transaction: any StoreTransaction) throws -> Int {
        try zone.local(clock.now(), in: transaction).offset
    }

    private func find(_ id: Int, in transaction: any StoreTransaction) throws -> QueuedMail {
        let query = SQLQuery("\(QueuedMail.selection.from(Tables.mail.name)) WHERE id = ?", [.integer(id)])
        guard let row = try transaction.row(query) else {
            throw APIError(
                .notFound,
                LocalizedText("There is no mail \(id) in the outbox.", "Er is geen e-mail \(id) in de uitbak."))
        }
        return QueuedMail(row, offset: try offset(in: transaction))
    }
}
