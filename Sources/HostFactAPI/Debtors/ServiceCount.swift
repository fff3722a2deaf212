import BillingAPI

/// How many services a debtor has, and what becomes of them.
public struct ServiceCount: Equatable, Sendable {
    /// Those that have not ended.
    public var running: Int
    /// Those of them with a day on which they end.
    public var ending: Int
    public var ended: Int

    public init(running: Int = 0, ending: Int = 0, ended: Int = 0) {
        (self.running, self.ending, self.ended) = (running, ending, ended)
    }

    public enum State: CaseIterable, Sendable { case none, running, ending, ended }

    public var state: State {
        guard running > 0 else { return ended > 0 ? .ended : .none }
        return ending > 0 ? .ending : .running
    }
}

extension Record where Kind == Debtor {
    /// Told beside the rows of a list by Balie's own engine, in one program with it; nil elsewhere. No vendor has such a
    /// member, and it is never on the wire.
    public var services: ServiceCount? {
        get {
            let counts = self[told: Self.servicesMember]?.split(separator: " ").compactMap { Int($0) } ?? []
            guard counts.count == 3 else { return nil }
            return ServiceCount(running: counts[0], ending: counts[1], ended: counts[2])
        }
        set {
            guard let count = newValue else { return }
            self[member: Self.servicesMember] = "\(count.running) \(count.ending) \(count.ended)"
        }
    }

    private static var servicesMember: String { "services (running, ending, ended)" }
}
