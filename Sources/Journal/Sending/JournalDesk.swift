import BillingAPI
import BillingModel
import Synchronization

/// Writes entries for services that must not wait for a disk, each whole or not at all.
public final class JournalDesk: Sendable {
    private let journal: any JournalWriting
    private let threads: SideThreads
    /// Outcomes that could not be written; they go first the next time.
    private let unwritten = Mutex<[JournalEntry.Event]>([])

    public init(
        _ journal: any JournalWriting,
        threads: SideThreads = SideThreads("journal", most: 1, mostWaiting: 64, patience: .seconds(10))
    ) {
        self.journal = journal
        self.threads = threads
    }

    /// Writes that something is about to be sent.
    ///
    /// - Returns: The entry's number. Where it throws, the journal says, now or as soon as its disk answers, that nothing
    ///   was sent.
    func write(_ intent: Intent, until: String) async throws(JournalTrouble) -> Int {
        let handing = HandingOver()
        do throws(JournalTrouble) {
            return try await onDisk { () throws(JournalTrouble) in
                let number = try self.journal.append(.intent(intent, until: until))
                if !handing.isTaken(number) {
                    self.keep(.outcome(.refused(Self.tooLate), of: intent.id, sending: number))
                    try self.writeKept()
                }
                return number
            }
        } catch {
            if let number = handing.leave() { return number }
            throw error
        }
    }

    /// Writes what became of it; what cannot be written now is written before the next entry.
    func write(_ outcome: Outcome, of intent: Intent, sending: Int) async throws(JournalTrouble) {
        keep(.outcome(outcome, of: intent.id, sending: sending))
        _ = try await onDisk { () throws(JournalTrouble) in 0 }
    }

    private func keep(_ event: JournalEntry.Event) { unwritten.withLock { $0.append(event) } }

    /// On the journal's own thread only, so that no two write the same.
    private func writeKept() throws(JournalTrouble) {
        while let next = unwritten.withLock({ $0.first }) {
            try journal.append(next)
            unwritten.withLock { _ = $0.removeFirst() }
        }
    }

    private func onDisk(_ work: @escaping @Sendable () throws(JournalTrouble) -> Int) async throws(JournalTrouble)
        -> Int
    {
        // A task of its own: whoever gives up must not leave half of it.
        let result = await Task { [threads] () -> Result<Int, JournalTrouble> in
            let done = try? await threads.run { () -> Result<Int, JournalTrouble> in
                Result { () throws(JournalTrouble) in
                    try self.writeKept()
                    return try work()
                }
            }
            return done ?? .failure(.silent)
        }.value
        return try result.get()
    }

    private static let tooLate = LocalizedText(
        "It was not sent: the disk with the journal answered too late.",
        "Het is niet verzonden: de schijf met het journaal antwoordde te laat.")
}

/// Settles between a thread that has written an entry and somebody who no longer waits for it: one of them knows.
private final class HandingOver: Sendable {
    private enum State { case open, written(Int), left }
    private let state = Mutex(State.open)

    /// False where nobody waits any more.
    func isTaken(_ number: Int) -> Bool {
        state.withLock { state in
            if case .left = state { return false }
            state = .written(number)
            return true
        }
    }

    /// The number, where it was written at the last moment.
    func leave() -> Int? {
        state.withLock { state in
            if case .written(let number) = state { return number }
            state = .left
            return nil
        }
    }
}
