import BillingAPI
import BillingModel
import SQLStore
import Synchronization

/// The embedded billing system: the vendors' rules over a store.
public struct EngineService: BillingService {
    private let store: any SQLStore
    private let clock: LocalClock
    private let outside: Outside
    private let ownAuthor: OwnAuthor
    private let zone = InstallationZone()
    private let landmarks = ListLandmarks()

    /// - Parameters:
    ///   - renderer: Makes the PDFs.
    ///   - author: Whose changes those are that nobody else sends.
    public init(
        store: any SQLStore, clock: LocalClock = .system, renderer: any DocumentRenderer = WeasyPrint.shared,
        author: OwnAuthor = .ofThisProgram
    ) {
        self.init(store: store, clock: clock, outside: Outside(renderer: renderer), author: author)
    }

    init(store: any SQLStore, clock: LocalClock, outside: Outside, author: OwnAuthor = .ofThisProgram) {
        ownAuthor = author
        self.store = store
        self.clock = clock
        self.outside = outside
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        Self.isCarriedOut(action) ? nil : Self.unsupported(action.declaration).message
    }

    private static let carriedOut = Mutex<[ObjectIdentifier: Bool]>([:])

    /// Looked up once for each action: the runtime takes its time, and every key press asks for every command.
    private static func isCarriedOut(_ action: any APIAction.Type) -> Bool {
        carriedOut.withLock { known in
            let id = ObjectIdentifier(action)
            if let answer = known[id] { return answer }
            let answer = action is any EngineAction.Type || action is any OutsideAction.Type
            known[id] = answer
            return answer
        }
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let action = action.with(try Action.declaration.checked(action.arguments))
        do {
            let answer: any Sendable
            if let known = action as? any EngineAction {
                answer = try await carryOut(known, how)
            } else if let known = action as? any OutsideAction {
                answer = try await carryOut(known)
            } else {
                throw Self.unsupported(Action.declaration)
            }
            guard let typed = answer as? Action.Answer else { throw Self.unsupported(Action.declaration) }
            return typed
        } catch {
            throw APIError(ofStore: error)
        }
    }

    public func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer? {
        let action = action.with(try Action.declaration.checked(action.arguments))
        guard let known = action as? any EngineAction else { return nil }
        do {
            return try await rehearsed(known) as? Action.Answer
        } catch {
            throw APIError(ofStore: error)
        }
    }

    /// Without a slip nothing is journalled; what was written goes with the transaction.
    private func rehearsed<Action: EngineAction>(_ action: Action) async throws -> any Sendable {
        let now = clock.now()
        do {
            return try await store.write { transaction -> Action.Answer in
                throw Rehearsed(answer: try action.run(in: context(transaction, at: now)))
            }
        } catch let end as Rehearsed<Action.Answer> {
            return end.answer
        }
    }

    /// Ends a transaction that was for its answer only.
    private struct Rehearsed<Answer: Sendable>: Error {
        let answer: Answer
    }

    public var honoursConditions: Bool { true }
    public var findsWords: Bool { true }

    /// By whose clocks the installation's days begin: those of the zone that its database names, once anything was read
    /// of it, else the machine's.
    public var installationClock: LocalClock {
        let (clock, zone) = (clock, zone)
        return LocalClock(now: { zone.local(clock.now()) }, offset: { zone.offset(at: $0) ?? clock.offset($0) })
    }

    /// A number that differs from the last one when anybody has written since.
    public func changeCounter() async throws(APIError) -> Int64 {
        try await Self.translating { try await store.changeCounter() }
    }

    /// Whether the database tells which records have changed, whoever changed them.
    public var tellsRecords: Bool { store.tellsRows }

    /// What has changed since the counter stood there, and where it stands now; nil where nothing has that anybody is
    /// shown.
    public func changes(since counter: Int64) async throws(APIError) -> (counter: Int64, change: SystemChange?) {
        let told = try await Self.translating { try await store.changes(since: counter) }
        return (told.counter, SystemChange(told.rows))
    }

    /// Waits until somebody may have written since the counter, or the changes, were last asked for.
    public func news() async { await store.news() }

    private func carryOut<Action: EngineAction>(
        _ action: Action, _ how: Sending
    ) async throws -> Action.Answer {
        let now = clock.now()
        switch Action.declaration.access {
        case .reads: return try await store.read { try action.run(in: context($0, at: now)) }
        case .writes:
            let conditions = how.conditions
            let request = try await conditions?.request(for: action, from: how.asker, with: outside.passwords)
            let author = await author(how)
            return try await store.write { transaction in
                var context = try context(transaction, at: now)
                context.slip = JournalSlip(author, how)
                return try conditions?.carryOut(action, known: request, in: context)
                    ?? action.runJournalled(in: context)
            }
        }
    }

    private func author(_ how: Sending) async -> ChangeAuthor {
        if let caller = how.asker.author { return caller }
        return await ownAuthor.known()
    }

    /// The transaction has ended before the answer is made.
    private func carryOut<Action: OutsideAction>(_ action: Action) async throws -> Action.Answer {
        let now = clock.now()
        let material = try await store.read { try action.gather(in: context($0, at: now)) }
        return try await action.answer(from: material, with: outside)
    }

    private func context(_ transaction: any StoreTransaction, at now: LocalTime) throws -> EngineContext {
        EngineContext(transaction: transaction, now: try zone.local(now, in: transaction), landmarks: landmarks)
    }

    /// Work on the store, whose errors become sentences.
    static func translating<T: Sendable>(_ work: () async throws -> T) async throws(APIError) -> T {
        do {
            return try await work()
        } catch {
            throw APIError(ofStore: error)
        }
    }

    private static func unsupported(_ declaration: ActionDeclaration) -> APIError {
        let name = "\(declaration.name.controller) \(declaration.name.action)"
        return APIError(
            .failure,
            LocalizedText(
                "The embedded billing system does not know the action \(name).",
                "Het ingebouwde facturatiesysteem kent de actie \(name) niet."))
    }
}
