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
        /// How often each product's name was mailed.
        var mails: [Int: Int] = [:]
        /// Writes that came at the same time: they share a transaction of the engine.
        var group: [Write] = []
        /// Whether an outcome lay on the disk before what it tells of.
        var wasPremature = false
        var answered: Set<String> = []
        var refusals: [Int: APIError] = [:]
        /// Nothing can be read.
        var readingRefusal: APIError?
        var run: BulkRun?
        /// Things happen so often until the program is killed.
        var eventsLeft = Int.max
        var sent = 0
    }

    private struct Write: Sendable {
        var carryOut: @Sendable (inout State) -> Result<any Sendable, APIError>
        var end: @Sendable (Result<any Sendable, APIError>) -> Void
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
    var mails: [Int: Int] { state.withLock { $0.mails } }
    var wasPremature: Bool { state.withLock { $0.wasPremature } }
    var sent: Int { state.withLock { $0.sent } }
    /// What lies on the disk.
    var run: BulkRun? { state.withLock { $0.run } }
    var wasKilled: Bool { state.withLock { $0.eventsLeft <= 0 } }
    var losesAnswers: Bool { kind != .embedded }

    func set(_ price: String, of product: Int) { state.withLock { $0.prices[product] = price } }
    func refuse(_ product: Int, _ error: APIError?) { state.withLock { $0.refusals[product] = error } }
    func refuseReading(_ error: APIError?) { state.withLock { $0.readingRefusal = error } }
    /// The program is killed after so many events; each happens whole or not at all.
    func kill(after events: Int?) { state.withLock { $0.eventsLeft = events ?? .max } }

    // MARK: The system

    var honoursConditions: Bool { kind != .vendor }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        state.withLock { $0.sent += 1 }
        let answer: Result<any Sendable, APIError>
        switch action {
        case let show as ShowProduct:
            answer = happening { state in
                if let refusal = state.readingRefusal { return .failure(refusal) }
                return .success(Found(Self.product(show[Product.identifier] ?? 0, state)))
            }
        case let edit as EditProduct: answer = await written { [self] in edited(edit, how, &$0) }
        case let mail as SendEmail: answer = await written { [self] in mailed(mail, how, &$0) }
        default: throw Self.dead
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
        return .success(Found(Self.product(id, state)))
    }

    private func mailed(_ mail: SendEmail, _ how: Sending, _ state: inout State) -> Result<any Sendable, APIError> {
        let id = mail[Debtor.identifier] ?? 0
        if let refusal = state.refusals[id] { return .failure(refusal) }
        let key = honoursConditions ? how.conditions?.idempotencyKey : nil
        guard key.map({ state.answered.insert($0).inserted }) ?? true else { return .success(MailAccepted([])) }
        state.mails[id, default: 0] += 1
        return .success(MailAccepted([]))
    }

    // MARK: What happens

    private func happening(
        _ event: (inout State) -> Result<any Sendable, APIError>
    ) -> Result<any Sendable, APIError> {
        state.withLock { state in
            guard state.eventsLeft > 0 else { return .failure(Self.dead) }
            state.eventsLeft -= 1
            return event(&state)
        }
    }

    /// The answer is an event of its own: the program may be gone when it comes.
    private func written(
        _ write: @escaping @Sendable (inout State) -> Result<any Sendable, APIError>
    ) async -> Result<any Sendable, APIError> {
        let answer = kind == .embedded ? await grouped(write) : happening(write)
        guard case .success = answer else { return answer }
        return happening { _ in answer }
    }

    /// Waits for a moment for others that come, and is carried out with them.
    private func grouped(
        _ write: @escaping @Sendable (inout State) -> Result<any Sendable, APIError>
    ) async -> Result<any Sendable, APIError> {
        await withCheckedContinuation { continuation in
            let isFirst = state.withLock { state in
                state.group.append(Write(carryOut: write) { continuation.resume(returning: $0) })
                return state.group.count == 1
            }
            guard isFirst else { return }
            Task {
                for _ in 0..<20 { await Task.yield() }
                commit()
            }
        }
    }

    /// The whole transaction is one event: before it nothing of it is there.
    private func commit() {
        let ends = state.withLock { state -> [(write: Write, answer: Result<any Sendable, APIError>)] in
            let group = state.group
            state.group = []
            guard state.eventsLeft > 0 else { return group.map { ($0, .failure(Self.dead)) } }
            state.eventsLeft -= 1
            return group.map { ($0, $0.carryOut(&state)) }
        }
        for (write, answer) in ends { write.end(answer) }
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
        try happen { state in
            for note in notes {
                if note.state == .done, state.writes[note.row + 1] == nil, state.mails[note.row + 1] == nil {
                    state.wasPremature = true
                }
                state.run?.note(note.state, of: note.row)
            }
        }
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

    /// A mail for each product, to a debtor of its number.
    func mailing() -> BulkRun {
        let rows = prices.keys.sorted().map { id in
            var mail = SendEmail()
            mail[Debtor.identifier] = id
            mail[SendEmail.template] = 3
            let intent = Intent(
                id: "mail-\(id)", system: Self.system, action: SendEmail.declaration.name,
                target: RecordRef(Self.system, .debtor, id), changes: mail.changes())
            return BulkRow("D\(id)", intent)
        }
        return BulkRun(
            LocalizedText(verbatim: "Mail"), in: Self.system, place: "simulated", begun: "2026-03-10T10:00:00Z", rows)
    }

    func runner(at now: LocalTime, time: DeadlineClock = .jumping) -> BulkRunner {
        BulkRunner(
            on: self, by: [EditProduct.self, SendEmail.self], losesAnswers: losesAnswers, clock: .fixed(now),
            time: time, shelf: self)
    }
}

extension DeadlineClock {
    /// Pauses take no time.
    static let jumping = DeadlineClock(now: { .now }, sleep: { _ in })
}
