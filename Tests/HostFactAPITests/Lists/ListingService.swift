import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization

/// A system elsewhere with a number of debtors, which keeps what it was asked.
actor ListingService: BillingService {
    var count: Int
    private(set) var asked: [PageAsked] = []
    private(set) var refusal: APIError?
    private var shift = 0

    struct PageAsked: Equatable, CustomStringConvertible {
        var offset: Int
        var limit: Int
        var term: String

        var description: String { "\(offset)+\(limit) \(term)" }
    }

    init(_ count: Int) {
        self.count = count
    }

    func become(_ count: Int) { self.count = count }
    /// From now on every row stands so many places further on; what comes in front has the numbers below.
    func move(by places: Int) { shift += places }
    func refuse(_ error: APIError?) { refusal = error }
    func forget() { asked = [] }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        if let refusal { throw refusal }
        var answer: (any Sendable)?
        if action is ListDebtors {
            let (offset, limit) = (
                action.arguments[ListParameters.offset] ?? 0, action.arguments[ListParameters.limit] ?? 1000
            )
            asked.append(
                PageAsked(offset: offset, limit: limit, term: action.arguments[ListParameters.searchFor] ?? ""))
            let rows = (offset..<max(offset, min(count, offset + limit))).map { row in
                Record<Debtor>([Debtor.identifier.name: String(row - shift)])
            }
            answer = Listed<Debtor>(total: rows.isEmpty ? 0 : count, offset: offset, filters: [], rows: rows)
        } else if action is EditDebtor {
            answer = Changed<Debtor>([], Record([:]))
        }
        guard let typed = answer as? Action.Answer else {
            throw APIError(.failure, LocalizedText(verbatim: "No answer was prepared."))
        }
        return typed
    }
}

/// Time that passes when a test says so.
final class HandTurnedTime: Sendable {
    private let elapsed = Mutex(Duration.zero)

    var uptime: Uptime { Uptime { [self] in elapsed.withLock { $0 } } }

    func pass(seconds: Int) { elapsed.withLock { $0 += .seconds(seconds) } }
}
