import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization

/// Products with prices, on a system that keeps to conditions or to none, in a world that may end at any moment.
final class SimulatedSystem: BillingService, BulkShelf {
    enum Kind: CaseIterable, Sendable {
        /// The engine of this very program: it keeps to tags, and what it did is known.
        case embedded
        /// One of ours elsewhere: it keeps to tags, and knows a change that comes again.
        case balied
        /// A vendor's, which keeps to nothing.
        case vendor
    }

    private struct State {
        var prices: [Int: String]
        var writes: [Int: Int] = [:]
        var answered: Set<String> = []
        var refusals: [Int: APIError] = [:]
        var run: BulkRun?
        /// Things happen so often until the program is killed.
        var eventsLeft = Int.max
        var sent = 0
    }

    let kind: Kind
    private let state: Mutex<State>

    init(_ kind: Kind, products: Int) {
        self.kind = kind
        state = Mutex(State(prices: Dictionary(uniqueKeysWithValues: (1...products).map { ($0, "10") })))
    }

    var prices: [Int: String] { state.withLock { $0.prices } }
    /// How often each was written.
    var writes: [Int: Int] { state.withLock { $0.writes } }
    var sent: Int { state.withLock { $0.sent } }
    /// What lies on the disk.
    var run: BulkRun? { state.withLock { $0.run } }
    var wasKilled: Bool { state.withLock { $0.eventsLeft <= 0 } }
    var losesAnswers: Bool { kind != .embedded }

    func set(_ price: String, of product: Int) { state.withLock { $0.prices[product] = price } }
    func refuse(_ product: Int, _ error: APIError?) { state.withLock { $0.refusals[product] = error } }
    /// The program is killed after so many events; each happens whole or not at all.
    func kill(after events: Int?) { state.withLock { $0.eventsLeft = events ?? .max } }

    // MARK: The system

    var honoursConditions: Bool { kind != .vendor }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let answer: Result<any Sendable, APIError> = state.withLock { state in
            state.sent += 1
            guard state.eventsLeft > 0 else { return .failure(Self.dead) }
            state.eventsLeft -= 1
            switch action {
            case let show as ShowProduct: return .success(Found(Self.product(show[Product.identifier] ?? 0, state)))
            case let edit as EditProduct: return edited(edit, how, &state)
            default: return .failure(Self.dead)
            }
        }
        guard let typed = try answer.get() as? Action.Answer else { throw Self.dead }
        return typed
    }

    private func edited(_ edit: EditProduct, _ how: Sending, _ state: inout State) -> Result<any Sendable, APIError> {
        let id = edit[Product.identifier] ?? 0
        if let refusal = state.refusals[id] { return .failure(refusal) }
        let key = honoursConditions ? how.conditions?.idempotencyKey : nil
        if let key, state.answered.contains(key) { return .success(Found(Self.product(id, state))) }
        if honoursConditions, case .oneOf(let tags)? = how.conditions?.match,
            !tags.contains(where: { $0 == Found(Self.product(id, state)).tag })
        {
            return .failure(
                APIError(.invalidInput, LocalizedText(verbatim: "It has changed."), failedCondition: .state))
        }
        if let key { state.answered.insert(key) }
        state.prices[id] = edit.arguments[text: Product.priceExcl.declaration]
        state.writes[id, default: 0] += 1
        let answer = Found(Self.product(id, state))
        // The answer is an event of its own: the program may be gone when it comes.
        guard state.eventsLeft > 0 else { return .failure(Self.dead) }
        state.eventsLeft -= 1
        return .success(answer)
    }

    private static func product(_ id: Int, _ state: State) -> Record<Product> {
        Record(["Identifier": String(id), "ProductCode": "P\(id)", "PriceExcl": state.prices[id] ?? ""])
    }

    private static let dead = APIError(.failure, LocalizedText(verbatim: "The program was killed."))

    // MARK: The disk

    func find() async -> [BulkRun] { [run].compactMap { $0 } }

    func keep(_ run: BulkRun) async throws(APIError) { try happen { $0.run = run } }
    func take(_ id: BulkRun.ID) async {}
    func release(_ id: BulkRun.ID) async {}
    func drop(_ id: BulkRun.ID) async throws(APIError) { try happen { $0.run = nil } }

    func note(_ notes: [BulkNote], of id: BulkRun.ID) async throws(APIError) {
        try happen { state in for note in notes { state.run?.note(note.state, of: note.row) } }
    }

    private func happen(_ change: (inout State) -> Void) throws(APIError) {
        let isDead = state.withLock { state in
            guard state.eventsLeft > 0 else { return true }
            state.eventsLeft -= 1
            change(&state)
            return false
        }
        if isDead { throw Self.dead }
    }

    // MARK: A run over all products

    static let system = SystemID.database("simulated")

    /// From 10 to 11, as the products are now.
    func planned() async throws -> BulkRun {
        var rows: [BulkRow] = []
        for id in prices.keys.sorted() {
            let read = try await send(ShowProduct(id), .plain)
            var edit = EditProduct()
            edit[Product.identifier] = id
            edit[Product.priceExcl] = 11
            let intent = Intent(
                id: "row-\(id)", system: Self.system, action: EditProduct.declaration.name,
                target: read.ref(in: Self.system), changes: edit.changes(from: read), base: read.tag)
            rows.append(BulkRow("P\(id)", intent))
        }
        return BulkRun(
            LocalizedText(verbatim: "Price 11"), in: Self.system, place: "simulated", begun: "2026-03-10T10:00:00Z",
            rows)
    }

    func runner(at now: LocalTime, time: DeadlineClock = .jumping) -> BulkRunner {
        BulkRunner(
            on: self, by: [EditProduct.self], losesAnswers: losesAnswers, clock: .fixed(now), time: time, shelf: self)
    }
}

extension DeadlineClock {
    /// Pauses take no time.
    static let jumping = DeadlineClock(now: { .now }, sleep: { _ in })
}
