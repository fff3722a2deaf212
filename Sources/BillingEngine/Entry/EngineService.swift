import BillingAPI
import BillingModel
import SQLStore

/// The embedded billing system: the vendors' rules over a store.
public struct EngineService: BillingService {
    private let store: any SQLStore
    private let clock: LocalClock

    public init(store: any SQLStore, clock: LocalClock = .system) {
        self.store = store
        self.clock = clock
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        action is any EngineAction.Type ? nil : Self.unsupported(action.declaration).message
    }

    public func send<Action: APIAction>(_ action: Action) async throws(APIError) -> Action.Answer {
        guard let known = action as? any EngineAction else { throw Self.unsupported(Action.declaration) }
        let problems = Action.declaration.violations(of: action.arguments)
        guard problems.isEmpty else { throw APIError(problems: problems) }
        do {
            let answer: any Sendable = try await carryOut(known)
            guard let typed = answer as? Action.Answer else { throw Self.unsupported(Action.declaration) }
            return typed
        } catch {
            throw Self.refusal(error)
        }
    }

    public var honoursConditions: Bool { true }

    /// A number that differs from the last one when anybody has written since.
    public func changeCounter() async throws(APIError) -> Int64 {
        do {
            return try await store.changeCounter()
        } catch {
            throw Self.refusal(error)
        }
    }

    private func carryOut<Action: EngineAction>(_ action: Action) async throws -> Action.Answer {
        let now = clock.now()
        switch Action.declaration.effect {
        case .reads: return try await store.read { try action.run(in: EngineContext(transaction: $0, now: now)) }
        case .writes:
            // Read here: the store runs the body elsewhere.
            let conditions = WriteConditions.current
            return try await store.write { transaction in
                let context = EngineContext(transaction: transaction, now: now)
                return try conditions?.carryOut(action, in: context) ?? action.run(in: context)
            }
        }
    }

    private static func refusal(_ error: any Error) -> APIError {
        switch error {
        case let error as APIError: error
        case let error as StoreError: APIError(error)
        default:
            APIError(.failure, LocalizedText("The database failed: \(error).", "De database faalde: \(error)."))
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
