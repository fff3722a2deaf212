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
        let journal = journal
        let read = try? await threads.run { () -> Result<[HistoryEntry], JournalTrouble> in
            Result { () throws(JournalTrouble) in try journal.history(of: record, before: cursor, limit: limit) }
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
        guard limit > 0 else { return [] }
        var found = FoundSendings(record: record, cursor: cursor)
        for (_, file) in try files().reversed() where found.entries.count < limit {
            try file.forEachLineBackwards { bytes, _ in
                if let line = JournalLine(parsing: bytes) { found.add(line) }
                return found.entries.count < limit
            }
        }
        return found.entries
    }
}

/// The sendings of one record, from the end of a journal on: what became of one is met before it.
private struct FoundSendings {
    let record: RecordRef
    let cursor: Int?
    private(set) var entries: [HistoryEntry] = []
    /// By the number of the sending.
    private var outcomes: [Int: [Outcome]] = [:]

    init(record: RecordRef, cursor: Int?) {
        self.record = record
        self.cursor = cursor
    }

    mutating func add(_ line: JournalLine) {
        switch line.entry.event {
        case .outcome(let outcome, _, let sending): outcomes[sending, default: []].append(outcome)
        case .intent(let intent, _):
            let told = outcomes.removeValue(forKey: line.number) ?? []
            guard cursor.map({ line.number < $0 }) ?? true, isMeant(intent, told) else { return }
            guard let isDone = Self.isDone(told) else { return entries.append(entry(line, intent, isUndecided: true)) }
            if isDone { entries.append(entry(line, intent, isUndecided: false)) }
        case .remainder: break
        }
    }

    /// What was added has its number by the answer alone.
    private func isMeant(_ intent: Intent, _ outcomes: [Outcome]) -> Bool {
        intent.target == record || outcomes.contains(.done(record))
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
            note: ChangeNote(reason: intent.reason, ticket: intent.ticket), isUndecided: isUndecided)
    }
}
