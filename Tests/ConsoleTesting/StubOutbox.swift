import BillingAPI
import Console

/// An outbox in memory: what lies there outlives a console of a test, and it refuses when a test says so.
public actor StubOutbox: WriteOutbox {
    public private(set) var writes: [OpenWrite]
    /// What was written down of which.
    public private(set) var settled: [Intent.ID: Bool]
    /// How often it was read.
    public private(set) var readings = 0
    private var refusal: APIError?

    public init(_ writes: [OpenWrite] = [], settled: [Intent.ID: Bool] = [:]) {
        (self.writes, self.settled) = (writes, settled)
    }

    /// From now on nothing can be written; nil lets it take things again.
    public func refuse(_ error: APIError?) { refusal = error }

    /// What another console, or the end of one, has left.
    public func leave(_ writes: [OpenWrite]) { self.writes = writes }

    public func find(askingAbout intents: Set<Intent.ID>) throws(APIError) -> FoundWrites {
        readings += 1
        return FoundWrites(undecided: writes, decided: settled.filter { intents.contains($0.key) })
    }

    public func settle(_ intent: Intent.ID, wasDone: Bool) throws(APIError) {
        if let refusal { throw refusal }
        settled[intent] = wasDone
        writes.removeAll { $0.id == intent }
    }
}
