import SQLStore

/// Goes through the links of a journal in their order and finds what does not belong to one chain.
struct SealCheck {
    private struct Link {
        var sequence: Int
        var entry: Int
        var contents: String
        var previous: String
        var digest: String
        /// Nil where it is gone.
        var row: EntryRow?

        static let columns = "s.sequence, s.entry, s.contents, s.previous, s.digest"
        static let width = 5

        init(_ row: SQLRow) {
            (sequence, entry) = (row.integer(0), row.integer(1))
            (contents, previous, digest) = (row.text(2), row.text(3), row.text(4))
            let rest = SQLRow(Array(row.values.dropFirst(Self.width)))
            self.row = rest[0] == .null ? nil : EntryRow(rest)
        }

        /// Whether its digest was made of what stands there.
        var isItself: Bool {
            row?.digest(sequence: sequence, contents: contents, after: previous) == digest
        }
    }

    private let asked: String?
    private var chain = SealedChain()
    private var last: (sequence: Int, digest: String, entry: Int)?
    /// Entries that others say were emptied.
    private var emptied: Set<Int> = []
    /// The last links that were removed when the journal was cut, by their digests.
    private var cuts: [String: Int] = [:]

    /// - Parameter asked: A digest that some link must have.
    static func run(asked: String?, in transaction: any StoreTransaction) throws -> SealedChain {
        var check = SealCheck(asked: asked)
        guard try transaction.has(Tables.journalSeal) else { return check.chain }
        try check.readVouchers(in: transaction)
        try check.readLinks(in: transaction)
        try check.readTail(in: transaction)
        return check.chain
    }

    private init(asked: String?) {
        self.asked = asked
    }

    private mutating func readVouchers(in transaction: any StoreTransaction) throws {
        let names = [JournalAction.erase, JournalAction.prune].map(JournalAction.text)
        let query = SQLQuery(
            "\(EntryRow.selection.from(Tables.journalEntry.name)) WHERE action IN (?, ?)", names.map { .text($0) })
        for row in try transaction.rows(query) {
            let entry = EntryRow(row)
            let values = Dictionary(
                (entry.fieldChanges ?? []).map { ($0.field, $0.after ?? "") }, uniquingKeysWith: { first, _ in first })
            emptied.formUnion((values[JournalAction.entries] ?? "").split(separator: ",").compactMap { Int($0) })
            if let digest = values[JournalAction.digest],
                let sequence = values[JournalAction.sequence].flatMap({ Int($0) })
            {
                cuts[digest] = sequence
            }
        }
        if let asked { chain.expected = cuts[asked] }
    }

    private mutating func readLinks(in transaction: any StoreTransaction) throws {
        var behind = 0
        while true {
            let rows = try transaction.rows(
                SQLQuery(
                    """
                    SELECT \(Link.columns), \(EntryRow.joinedColumns) FROM journal_seal AS s
                    LEFT JOIN journal_entry AS e ON e.id = s.entry
                    WHERE s.sequence > ? ORDER BY s.sequence LIMIT \(Self.part)
                    """, [.integer(behind)]))
            for row in rows { add(Link(row)) }
            guard let end = rows.last, rows.count == Self.part else { break }
            behind = end.integer(0)
        }
        chain.head = last.map { SealedChain.Head(number: $0.sequence, digest: $0.digest) }
    }

    private static let part = 1000

    private mutating func readTail(in transaction: any StoreTransaction) throws {
        let row = try transaction.row(
            SQLQuery(
                """
                SELECT count(*), min(id), max(id) FROM journal_entry AS e
                WHERE NOT EXISTS (SELECT 1 FROM journal_seal AS s WHERE s.entry = e.id)
                """))
        guard let row, row.integer(0) > 0 else { return }
        chain.unsealed = (row.integer(1)...row.integer(2), row.integer(0))
    }

    private mutating func add(_ link: Link) {
        defer { last = (link.sequence, link.digest, link.entry) }
        if asked == link.digest { chain.expected = link.sequence }
        if last == nil, isCut(link) { return }
        let next = (last?.sequence ?? 0) + 1
        if link.sequence > next {
            find(link.sequence, .missing(next...link.sequence - 1))
        } else if link.previous != last?.digest ?? SealedChain.nothing {
            guard link.isItself, let last else { return tell(link, .moved(entry: link.entry)) }
            find(last.sequence, .replaced(entry: last.entry))
        }
        guard let row = link.row else { return tell(link, .removed(entry: link.entry)) }
        chain.entries += 1
        guard link.isItself, row.isErased || row.contents == link.contents else {
            return tell(link, .changed(entry: link.entry))
        }
        guard row.isErased else { return }
        if emptied.contains(link.entry) { chain.erased += 1 } else { tell(link, .emptied(entry: link.entry)) }
    }

    /// Whether the chain begins behind what was removed when the journal was cut; the last link of that is kept.
    private mutating func isCut(_ link: Link) -> Bool {
        guard link.row == nil, cuts[link.digest] == link.sequence else { return false }
        chain.prunedThrough = link.sequence
        return true
    }

    private mutating func tell(_ link: Link, _ kind: SealFinding.Kind) { find(link.sequence, kind) }

    private mutating func find(_ number: Int, _ kind: SealFinding.Kind) {
        chain.findings.append(SealFinding(number, kind))
    }
}
