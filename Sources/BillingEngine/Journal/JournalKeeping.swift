import BillingAPI
import BillingModel
import SQLStore

// What proves a journal, and what is done to it; that stands in it too.
extension DatabaseJournal {
    /// Whether all that was written is there as it was.
    ///
    /// - Parameter digest: One that a link must have: the head at an earlier time, which shows a tail that was cut off.
    public func verified(expecting digest: String? = nil) async throws(APIError) -> SealedChain {
        try await EngineService.translating {
            try await store.read { try SealCheck.run(asked: digest, in: $0) }
        }
    }

    /// Deletes what the entries of a record say, and why; that they were made, when and by whom stays, and another entry
    /// says that they were emptied.
    ///
    /// - Returns: How many there were; 0 leaves no entry.
    public func erase(_ kind: RecordKind, _ record: Int) async throws(APIError) -> Int {
        // The chain holds digests of what they said: they must be in it before.
        try await JournalSealer(store: store).seal(isThorough: true)
        let (author, now) = (await author.known(), clock.now())
        return try await takingAway { transaction in
            let erase = JournalAction.text(JournalAction.erase)
            let those = SQLQuery(
                "kind = ? AND record = ? AND salt <> '' AND action <> ?",
                [.text(kind.rawValue), .integer(record), .text(erase)])
            let ids = try transaction.rows(
                "SELECT \(Tables.id) FROM \(Tables.journalEntry.name) WHERE " + those + " ORDER BY \(Tables.id)"
            ).map { String($0.integer(0)) }
            guard !ids.isEmpty else { return 0 }
            try transaction.execute(
                "UPDATE \(Tables.journalEntry.name) SET salt = '', changes = '', reason = '', ticket = '' WHERE "
                    + those)
            let entries = FieldChange(
                field: JournalAction.entries, isSecret: false, before: nil, after: ids.joined(separator: ","))
            try EntryRow(
                moment: now.universalText, author: author, action: JournalAction.erase, kind: kind, record: record,
                intent: "", note: ChangeNote(), changes: [entries]
            ).insert(in: transaction)
            return ids.count
        }
    }

    /// Takes away what is older than some months, from the beginning of the chain to the first link that is younger. The
    /// last link that goes is kept as the place where the chain begins now, and an entry says so.
    ///
    /// - Returns: How many entries went.
    public func prune(keepingMonths months: Int) async throws(APIError) -> Int {
        try await JournalSealer(store: store).seal(isThorough: true)
        let (author, now) = (await author.known(), clock.now())
        var oldest = now
        oldest.date = now.date.adding(months: -max(0, months))
        let kept = oldest.universalText
        return try await takingAway { transaction in
            guard let end = try Self.lastLink(before: kept, in: transaction) else { return 0 }
            let old = SQLQuery(
                "\(Tables.id) IN (SELECT entry FROM \(Tables.journalSeal.name) WHERE sequence <= ?)",
                [.integer(end.sequence)])
            let count = try transaction.integer(
                "SELECT count(*) FROM \(Tables.journalEntry.name) WHERE " + old)
            guard count > 0 else { return 0 }
            try transaction.execute("DELETE FROM \(Tables.journalEntry.name) WHERE " + old)
            try transaction.execute(
                SQLQuery(
                    "DELETE FROM \(Tables.journalSeal.name) WHERE sequence < ?", [.integer(end.sequence)]))
            let values = [
                (JournalAction.sequence, String(end.sequence)), (JournalAction.digest, end.digest),
            ]
            try EntryRow(
                moment: now.universalText, author: author, action: JournalAction.prune, kind: nil, record: nil,
                intent: "", note: ChangeNote(),
                changes: values.map { FieldChange(field: $0.0, isSecret: false, before: nil, after: $0.1) }
            ).insert(in: transaction)
            return count
        }
    }

    /// On a server the programs' role may not: it is told who may, and not to be given more rights.
    private func takingAway(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Int
    ) async throws(APIError) -> Int {
        try await EngineService.translating {
            do {
                return try await store.write(body)
            } catch let error as StoreError where error.kind == .noPermission && store.tellsRows {
                throw Self.onlyTheOwner
            }
        }
    }

    private static let onlyTheOwner = APIError(
        .forbidden,
        LocalizedText(
            "Nothing was taken out of the journal: only the role that owns the tables may do that. Name it in the URL.",
            "Er is niets uit het journaal gehaald: dat mag alleen de rol waarvan de tabellen zijn. Noem die in de URL.")
    )

    /// By the order of the chain, since a clock may have been wrong.
    private static func lastLink(
        before moment: String, in transaction: any StoreTransaction
    ) throws -> (sequence: Int, digest: String)? {
        let (seal, entry) = (Tables.journalSeal.name, Tables.journalEntry.name)
        let younger = try transaction.row(
            SQLQuery(
                """
                SELECT min(s.sequence) FROM \(seal) AS s JOIN \(entry) AS e ON e.\(Tables.id) = s.entry
                WHERE e.moment >= ?
                """, [.text(moment)]))
        let limit = younger.flatMap { row -> SQLQuery? in
            row[0] == .null ? nil : SQLQuery(" WHERE sequence < ?", [row[0]])
        }
        return try transaction.row(
            "SELECT sequence, digest FROM \(seal)" + (limit ?? SQLQuery("")) + " ORDER BY sequence DESC LIMIT 1"
        ).map { ($0.integer(0), $0.text(1)) }
    }
}
