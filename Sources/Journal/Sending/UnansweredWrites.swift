import BillingAPI
import Synchronization

/// The writes of this program without an answer, until their records are read again.
final class UnansweredWrites: Sendable {
    private struct Write: Sendable {
        var intent: Intent
        var sending: Int
        var evidence: @Sendable (any RecordAnswer) -> Evidence
    }

    private let writes = Mutex<[Write]>([])

    func add<Action: APIAction>(_ intent: Intent, sending: Int, _ action: Action) {
        guard intent.target != nil, let writing = action as? any WritingAction else { return }
        writes.withLock { $0.append(Self.write(intent, sending, writing)) }
    }

    private static func write<Change: WritingAction>(_ intent: Intent, _ sending: Int, _ action: Change) -> Write {
        Write(intent: intent, sending: sending) { Evidence(of: intent, by: Change.self, in: $0) }
    }

    /// The same was sent again and has an answer.
    func forget(_ intent: Intent) {
        writes.withLock { writes in writes.removeAll { $0.intent.id == intent.id } }
    }

    /// Those of a record that took effect, as it shows; they are kept no longer.
    func settled(by answer: any RecordAnswer, of record: RecordRef) -> [(intent: Intent, sending: Int)] {
        writes.withLock { writes in
            let done = writes.filter { $0.intent.target == record && $0.evidence(answer) == .tookEffect }
            writes.removeAll { write in done.contains { $0.sending == write.sending } }
            return done.map { ($0.intent, $0.sending) }
        }
    }
}
