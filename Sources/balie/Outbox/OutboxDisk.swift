import BillingAPI
import BillingModel
import Console
import Journal

/// The journal as the console's outbox; nobody's thread waits for its disk.
struct OutboxDisk: WriteOutbox {
    private var journal: FileJournal { OwnJournal.file }

    func find(askingAbout intents: Set<Intent.ID>) async throws(APIError) -> FoundWrites {
        try await onDisk { (journal) throws(JournalTrouble) in
            let sendings = Sendings(try journal.lines())
            let decided = intents.compactMap { id in sendings.wasDone(id).map { (id, $0) } }
            return FoundWrites(
                undecided: sendings.open, decided: Dictionary(decided, uniquingKeysWith: { first, _ in first }))
        }
    }

    func settle(_ intent: Intent.ID, wasDone: Bool) async throws(APIError) {
        let now = LocalClock.system.now()
        let isUnderWay = try await onDisk { (journal) throws(JournalTrouble) in
            let writes = Sendings(try journal.lines()).undecided.filter { $0.intent.id == intent }
            guard !writes.contains(where: { $0.isUnderWay(at: now) }) else { return true }
            for write in writes {
                try journal.append(.outcome(.settled(wasDone: wasDone), of: intent, sending: write.id))
            }
            return false
        }
        if isUnderWay { throw Self.tooEarly }
    }

    private func onDisk<Answer: Sendable>(
        _ work: @escaping @Sendable (FileJournal) throws(JournalTrouble) -> Answer
    ) async throws(APIError) -> Answer {
        do throws(JournalTrouble) {
            return try await journal.asked(work).get()
        } catch {
            throw APIError(.failure, error.sentence)
        }
    }

    private static let tooEarly = APIError(
        .failure,
        LocalizedText(
            "Its answer may still come; try again in a minute.",
            "Het antwoord kan nog komen; probeer het over een minuut."))
}
