import BillingAPI
import BillingModel

/// Holds chosen questions back until a test lets each go on.
public actor GatedService: ServiceWrapper {
    public nonisolated let service: any BillingService
    private var held: Set<ActionName> = []
    private var gates: [Int: CheckedContinuation<Void, Never>] = [:]
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    /// The questions that were held back, in the order they came.
    public private(set) var arrivals: [(name: ActionName, arguments: Arguments)] = []

    public init(_ service: any BillingService) {
        self.service = service
    }

    public func hold(_ action: (some APIAction).Type) { held.insert(action.declaration.name) }

    /// Returns when this many questions have been held back since the start.
    public func arrived(_ count: Int) async {
        guard arrivals.count < count else { return }
        await withCheckedContinuation { waiters.append((count, $0)) }
    }

    /// Lets a held question go on, counted from 0.
    public func release(_ number: Int) { gates.removeValue(forKey: number)?.resume() }

    /// Lets everything go on, now and later.
    public func open() {
        held = []
        for gate in gates.values { gate.resume() }
        gates = [:]
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let name = Action.declaration.name
        if held.contains(name) {
            let number = arrivals.count
            arrivals.append((name, action.arguments))
            await withCheckedContinuation { gate in
                gates[number] = gate
                wake()
            }
        }
        return try await service.send(action, how)
    }

    private func wake() {
        let ready = waiters.filter { $0.count <= arrivals.count }
        waiters.removeAll { $0.count <= arrivals.count }
        for waiter in ready { waiter.continuation.resume() }
    }
}
