import BillingAPI
import BillingModel

/// What was sent for a record of a system elsewhere, as this user's own journal tells it.
public struct FileHistory: RecordHistory {
    private let journal: FileJournal
    private let threads: SideThreads

    public init(
        _ journal: FileJournal,
        threads: SideThreads = SideThreads("history", most: 1, mostWaiting: 8, patience: .seconds(30))
    ) {
        self.journal = journal
        self.threads = threads
    }

    public func history(
        of record: RecordRef, before cursor: Int?, limit: Int
    ) async throws(APIError) -> [HistoryEntry] {
        try await read { journal throws(JournalTrouble) in
            try journal.history(of: record, before: cursor, limit: limit)
        }
    }

    public func latest(of records: [RecordRef], limit: Int) async throws(APIError) -> [RecordEntry] {
        try await read { journal throws(JournalTrouble) in try journal.latest(of: records, limit: limit) }
    }

    private func read<Told: Sendable>(
        _ look: @escaping @Sendable (FileJournal) throws(JournalTrouble) -> [Told]
    ) async throws(APIError) -> [Told] {
        let journal = journal
        let read = try? await threads.run { () -> Result<[Told], JournalTrouble> in
            Result { () throws(JournalTrouble) in try look(journal) }
        }
        do throws(JournalTrouble) {
            return try (read ?? .failure(.silent)).get()
        } catch {
            throw APIError(.failure, error.sentence)
        }
    }
}

extension FileJournal {
    /// What was sent for a record and not refused, the newest first. Reads back no further than it has to.
    public func history(
        of record: RecordRef, before cursor: Int?, limit: Int
    ) throws(JournalTrouble) -> [HistoryEntry] {
        try found(of: [record], before: cursor, limit: limit).map(\.entry)
    }

    /// What was sent last for any of some records and not refused, the newest first.
    public func latest(of records: [RecordRef], limit: Int) throws(JournalTrouble) -> [RecordEntry] {
        try found(of: Set(records), before: nil, limit: limit)
    }

    private func found(
        of records: Set<RecordRef>, before cursor: Int?, limit: Int
    ) throws(JournalTrouble) -> [RecordEntry] {
        guard limit > 0 else { return [] }
        var found = FoundSendings(records: records, cursor: cursor)
        for (_, file) in try files().reversed() where found.entries.count < limit {
            try file.forEachLineBackwards { bytes, _ in
                if let line = JournalLine(parsing: bytes) { found.add(line) }
                return found.entries.count < limit
            }
        }
        return found.entries
    }
}

/// The sendings of some records, from the end of a journal on: what became of one is met before it.
private struct FoundSendings {
    let records: Set<RecordRef>
    let cursor: Int?
    private(set) var entries: [RecordEntry] = []
    /// By the number of the sending.
    private var outcomes: [Int: [Outcome]] = [:]

    init(records: Set<RecordRef>, cursor: Int?) {
        self.records = records
        self.cursor = cursor
    }

    mutating func add(_ line: JournalLine) {
        switch line.entry.event {
        case .outcome(let outcome, _, let sending): outcomes[sending, default: []].append(outcome)
        case .intent(let intent, _):
            let told = outcomes.removeValue(forKey: line.number) ?? []
            guard cursor.map({ line.number < $0 }) ?? true, let record = meant(by: intent, told) else { return }
            let isDone = Self.isDone(told)
            guard isDone != false else { return }
            entries.append(RecordEntry(entry(line, intent, isUndecided: isDone == nil), of: record))
        case .remainder: break
        }
    }

    /// What was added has its number by the answer alone.
    private func meant(by intent: Intent, _ outcomes: [Outcome]) -> RecordRef? {
        let told = outcomes.compactMap { outcome -> RecordRef? in
            if case .done(let record) = outcome { record } else { nil }
        }
        return ([intent.target].compactMap { $0 } + told).first(where: records.contains)
    }

    /// Nil where nothing tells.
    private static func isDone(_ outcomes: [Outcome]) -> Bool? {
        for outcome in outcomes {
            switch outcome {
            case .done: return true
            case .refused: return false
            case .settled(let wasDone): return wasDone
            case .undecided: continue
            }
        }
        return nil
    }

    private func entry(_ line: JournalLine, _ intent: Intent, isUndecided: Bool) -> HistoryEntry {
        HistoryEntry(
            id: line.number, moment: line.entry.moment, author: ChangeAuthor(line.entry.author), action: intent.action,
            changes: intent.changes.filter { $0.isSecret || $0.before != $0.after },
            note: ChangeNote(reason: intent.reason, ticket: intent.ticket), isUndecided: isUndecided,
            intent: intent.id)
    }
}
