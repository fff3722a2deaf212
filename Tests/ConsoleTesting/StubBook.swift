import BillingAPI
import BillingModel

/// A book of presence that only remembers, and tells what a test says.
public actor StubBook: PresenceBook {
    public enum Deed: Equatable, Sendable { case stay, look, leave }

    public private(set) var deeds: [Deed] = []
    private var others: [Present] = []
    private var isRefusing = false
    private var isHeld = false
    private let gate = HeldPause()

    public init() {}

    public func tell(_ others: [Present]) { self.others = others }

    /// From now on nothing can be read or written.
    public func refuse() { isRefusing = true }

    /// From now on what is asked waits.
    public func hold() { isHeld = true }

    /// Returns when so many questions have come to wait.
    public func arrived(_ count: Int) async { await gate.arrived(count) }

    public func letGo() async {
        isHeld = false
        await gate.end()
    }

    public func stay(_ form: OpenForm) async throws(APIError) -> [Present] { try await note(.stay) }
    public func look(_ form: OpenForm) async throws(APIError) -> [Present] { try await note(.look) }
    public func leave(_ form: OpenForm) async throws(APIError) { _ = try await note(.leave) }

    public nonisolated var pause: Duration { .seconds(5) }

    private func note(_ deed: Deed) async throws(APIError) -> [Present] {
        if isHeld { await gate.wait() }
        if isRefusing { throw APIError(.unreachable, LocalizedText("The disk is away.", "De schijf is weg.")) }
        deeds.append(deed)
        return others
    }
}
