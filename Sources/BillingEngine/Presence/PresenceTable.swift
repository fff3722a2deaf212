import BillingAPI
import BillingModel
import SQLStore

/// Who has which record open, as rows that are worth nothing after a minute and a half.
///
/// Nobody's list is read again because of them: on PostgreSQL the table tells nobody, and beside an SQLite file, which tells
/// only that something in it was written, they lie in a file of their own.
public struct PresenceTable: Sendable {
    private let store: @Sendable () async throws -> any SQLStore

    /// Nothing is opened or made before somebody opens a form.
    public init(beside store: any SQLStore) {
        guard let file = (store as? SQLiteStore).map({ PresenceFile(beside: $0.path) }) else {
            self.store = { store }
            return
        }
        self.store = { try await file.store() }
    }

    /// Says that a form is open.
    public func note(_ form: OpenForm, by person: String, from origin: String) async throws(APIError) {
        try await write { transaction in
            let (now, name) = (transaction.dialect.seconds, Tables.presence.name)
            let isKnown = try transaction.row(
                SQLQuery("SELECT 1 FROM \(name) WHERE form = ? AND person = ?", [.text(form.id), .text(person)]))
            guard isKnown == nil else {
                return try transaction.execute(
                    SQLQuery("UPDATE \(name) SET seen = \(now) WHERE form = ?", [.text(form.id)]))
            }
            // Whoever comes clears away those who are long gone.
            try transaction.execute(SQLQuery("DELETE FROM \(name) WHERE \(Self.isOver(now))"))
            try transaction.execute(
                SQLQuery(
                    """
                    INSERT INTO \(name) (form, person, origin, kind, record, since, seen)
                    VALUES (?, ?, ?, ?, ?, \(now), \(now)) ON CONFLICT (form) DO NOTHING
                    """,
                    [
                        .text(form.id), .text(person), .text(origin), .text(form.kind.rawValue),
                        .integer(form.identifier),
                    ]))
        }
    }

    /// Who else has its record open, the longest first.
    public func others(than form: OpenForm) async throws(APIError) -> [Present] {
        do {
            return try await store().read { transaction in
                let now = transaction.dialect.seconds
                let rows = try transaction.rows(
                    SQLQuery(
                        """
                        SELECT person, origin, since FROM \(Tables.presence.name)
                        WHERE kind = ? AND record = ? AND form <> ? AND NOT (\(Self.isOver(now)))
                        ORDER BY since, form LIMIT \(Self.mostTold)
                        """, [.text(form.kind.rawValue), .integer(form.identifier), .text(form.id)]))
                return rows.map { Present($0.text(0), from: $0.text(1), since: $0.integer(2)) }
            }
        } catch {
            throw APIError(ofStore: error)
        }
    }

    /// - Parameter person: Whose form it is: nobody else's is taken away.
    public func remove(_ form: OpenForm, of person: String) async throws(APIError) {
        try await write { transaction in
            try transaction.execute(
                SQLQuery(
                    "DELETE FROM \(Tables.presence.name) WHERE form = ? AND person = ?",
                    [.text(form.id), .text(person)]))
        }
    }

    /// More names than a form has rows for tell nobody more.
    private static let mostTold = 20

    private static func isOver(_ now: String) -> String { "seen < \(now) - \(PresenceRules.expiry)" }

    private func write(_ body: @escaping @Sendable (any StoreTransaction) throws -> Void) async throws(APIError) {
        do {
            try await store().write(body)
        } catch {
            throw APIError(ofStore: error)
        }
    }
}

/// The presence of one person on the embedded engine: of whoever runs this program, or calls it.
public struct OwnPresence: PresenceBook {
    /// Who it is and where they sit, as far as that is known.
    public typealias Who = @Sendable () async -> (person: String, origin: String)

    private let table: PresenceTable
    private let who: Who

    public init(in table: PresenceTable, as who: @escaping Who) {
        self.table = table
        self.who = who
    }

    public func stay(_ form: OpenForm) async throws(APIError) -> [Present] {
        let who = await who()
        try await table.note(form, by: who.person, from: String(who.origin.prefix(PresenceRules.longestOrigin)))
        return try await table.others(than: form)
    }

    public func look(_ form: OpenForm) async throws(APIError) -> [Present] { try await table.others(than: form) }

    public func leave(_ form: OpenForm) async throws(APIError) {
        try await table.remove(form, of: await who().person)
    }

    public var pause: Duration { .seconds(5) }
}
