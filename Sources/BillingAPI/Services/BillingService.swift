/// A billing system, embedded or remote. Everything the console and the command line do goes through `send`.
public protocol BillingService: Sendable {
    func send<Action: APIAction>(_ action: Action) async throws(APIError) -> Action.Answer
}
