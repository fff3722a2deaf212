import BillingAPI
import BillingModel

/// Passes everything on and keeps which changes were sent.
public actor RecordingService: ServiceWrapper {
    public nonisolated let service: any BillingService
    public private(set) var written: [ActionName] = []
    public private(set) var read: [ActionName] = []

    public init(_ service: any BillingService) {
        self.service = service
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let name = Action.declaration.name
        if Action.declaration.access == .writes { written.append(name) } else { read.append(name) }
        return try await service.send(action, how)
    }
}
