import BillingAPI
import BillingModel
import M4API
import Synchronization

/// An M4 that tells its accounts, when a test lets it.
actor AccountsService: BillingService {
    private var accounts: [Record<User>]
    private var refusal: APIError?
    private var isHeld = false
    private var gates: [CheckedContinuation<Void, Never>] = []
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private(set) var fetches = 0
    private(set) var changes = 0

    init(_ accounts: [Record<User>]) {
        self.accounts = accounts
    }

    nonisolated func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        action is any M4Action.Type ? nil : LocalizedText(verbatim: "Balie knows no call of M4 for this.")
    }

    func become(_ accounts: [Record<User>]) { self.accounts = accounts }
    func refuse(_ error: APIError?) { refusal = error }
    func hold() { isHeld = true }

    func release() {
        isHeld = false
        for gate in gates { gate.resume() }
        gates = []
    }

    func asked(_ count: Int) async {
        guard fetches < count else { return }
        await withCheckedContinuation { waiters.append((count, $0)) }
    }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        var answer: (any Sendable)?
        if action is ListUsers {
            answer = UserList(accounts)
            await noteFetch()
        } else if action is UpdateUserDetails {
            changes += 1
            answer = UserUpdated()
        }
        if let refusal { throw refusal }
        guard let typed = answer as? Action.Answer else {
            throw APIError(.failure, LocalizedText(verbatim: "No answer was prepared."))
        }
        return typed
    }

    private func noteFetch() async {
        fetches += 1
        let ready = waiters.filter { $0.count <= fetches }
        waiters.removeAll { $0.count <= fetches }
        for waiter in ready { waiter.continuation.resume() }
        if isHeld { await withCheckedContinuation { gates.append($0) } }
    }
}

/// Time that passes when a test says so.
final class HandTurnedTime: Sendable {
    private let elapsed = Mutex(Duration.zero)

    var uptime: Uptime { Uptime { [self] in elapsed.withLock { $0 } } }

    func pass(seconds: Int) { elapsed.withLock { $0 += .seconds(seconds) } }
}
