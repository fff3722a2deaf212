import BillingAPI
import BillingModel
import HostFactAPI

/// Keeps the last call it was asked to send, and answers with what it was given.
actor KeepingService: BillingService {
    private(set) var name: ActionName?
    private(set) var arguments = Arguments()
    private let service: FixedService

    init(_ answers: [any Sendable]) {
        service = FixedService(answers: answers)
    }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        (name, arguments) = (Action.declaration.name, action.arguments)
        return try await service.send(action)
    }
}

/// Keeps the last request, and answers with the bytes it was given.
actor KeepingTransport: Transport {
    private(set) var request: WireRequest?
    private let response: WireResponse

    init(_ body: String, status: Int = 200) {
        response = WireResponse(status: status, body: body.utf8)
    }

    init(bytes: [UInt8]) {
        response = WireResponse(body: bytes)
    }

    var body: String { String(decoding: request?.body ?? [], as: UTF8.self) }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        self.request = request
        return response
    }
}
