import BillingAPI
import BillingModel
import SQLStore

/// The journal in a database: every change that was made to its records, by whatever way it came.
public struct DatabaseJournal: RecordHistory {
    let store: any SQLStore
    let author: OwnAuthor
    let clock: LocalClock

    /// - Parameter author: Who looks after it here; what is done to it stands in it too.
    public init(store: any SQLStore, author: OwnAuthor = .ofThisProgram, clock: LocalClock = .system) {
        self.store = store
        self.author = author
        self.clock = clock
    }

    /// An entry as it is listed.
    public struct Entry: Sendable {
        public var history: HistoryEntry
        /// Nil of a change that is of no single record.
        public var kind: RecordKind?
        public var record: Int?
        /// The name that the change was sent under; empty of one without.
        public var intent: String

        init(_ row: EntryRow) {
            history = row.history
            kind = RecordKind(rawValue: row.kind)
            record = row.record
            intent = row.intent
        }
    }

    /// Which entries are meant.
    public struct Filter: Sendable {
        /// In universal time; nil from the beginning on.
        public var since: String?
        public var kind: RecordKind?
        public var record: Int?

        public init(since: String? = nil, kind: RecordKind? = nil, record: Int? = nil) {
            self.since = since
            self.kind = kind
            self.record = record
        }

        fileprivate func query(behind id: Int) -> SQLQuery {
            var conditions = [SQLQuery("\(Tables.id) > ?", [.integer(id)])]
            if let since { conditions.append(SQLQuery("moment >= ?", [.text(since)])) }
            if let kind { conditions.append(SQLQuery("kind = ?", [.text(kind.rawValue)])) }
            if let record { conditions.append(SQLQuery("record = ?", [.integer(record)])) }
            return "\(EntryRow.selection.from(Tables.journalEntry.name)) WHERE "
                + SQLQuery.joined(conditions, by: " AND ") + " ORDER BY \(Tables.id) LIMIT \(part)"
        }

        fileprivate var part: Int { 500 }
    }

    /// Hands on the entries, the oldest first, some at a time.
    public func forEachEntry(_ filter: Filter, _ body: (Entry) throws -> Void) async throws {
        var behind = 0
        while true {
            let query = filter.query(behind: behind)
            let rows = try await EngineService.translating {
                try await store.read { transaction -> [EntryRow] in
                    guard try transaction.has(Tables.journalEntry) else { return [] }
                    return try transaction.rows(query).map { EntryRow($0) }
                }
            }
            for row in rows { try body(Entry(row)) }
            guard let last = rows.last, rows.count == filter.part else { return }
            behind = last.id
        }
    }

    public func history(
        of record: RecordRef, before cursor: Int?, limit: Int
    ) async throws(APIError) -> [HistoryEntry] {
        let older = cursor.map { SQLQuery(" AND \(Tables.id) < ?", [.integer($0)]) } ?? SQLQuery("")
        let query =
            SQLQuery(
                "\(EntryRow.selection.from(Tables.journalEntry.name)) WHERE kind = ? AND record = ?",
                [.text(record.kind.rawValue), .integer(record.identifier)]) + older
            + SQLQuery(" ORDER BY \(Tables.id) DESC LIMIT ?", [.integer(max(0, limit))])
        return try await EngineService.translating {
            try await store.read { transaction in
                guard try transaction.has(Tables.journalEntry) else { return [] }
                return try transaction.rows(query).map { EntryRow($0).history }
            }
        }
    }

    public func latest(of records: [RecordRef], limit: Int) async throws(APIError) -> [RecordEntry] {
        guard let system = records.first?.system else { return [] }
        let kinds = Dictionary(grouping: records, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }
        let those = kinds.map { kind, records in
            let places = Array(repeating: "?", count: records.count).joined(separator: ",")
            return SQLQuery(
                "(kind = ? AND record IN (\(places)))",
                [.text(kind.rawValue)] + records.map { .integer($0.identifier) })
        }
        let query =
            SQLQuery("\(EntryRow.selection.from(Tables.journalEntry.name)) WHERE record IS NOT NULL AND (")
            + SQLQuery.joined(those, by: " OR ")
            + SQLQuery(") ORDER BY \(Tables.id) DESC LIMIT ?", [.integer(max(0, limit))])
        return try await EngineService.translating {
            try await store.read { transaction in
                guard try transaction.has(Tables.journalEntry) else { return [] }
                return try transaction.rows(query).map { EntryRow($0) }.compactMap { row in
                    RecordKind(rawValue: row.kind).flatMap { RecordRef(system, $0, row.record) }
                        .map { RecordEntry(row.history, of: $0) }
                }
            }
        }
    }
}
