import BillingAPI
import BillingModel
import HostFactAPI

@testable import BillingClient

/// One write and one read through a HostFact service over HTTP, and what became of them.
struct Errand {
    var settings: HTTPSettings
    var key = "geheime-sleutel"
    /// Where the deadline comes as soon as the request is there, and not by a clock.
    private var isOverdueAt: FakeServer?

    init(_ settings: HTTPSettings) {
        self.settings = settings
    }

    /// - Parameter isOverdue: Whether the deadline comes as soon as the server has the request; otherwise it never
    ///   does, however busy the machine is.
    init(to server: FakeServer, isOverdue: Bool = false, limits: WireLimits = .answer) {
        isOverdueAt = isOverdue ? server : nil
        settings = .patient(ServerAddress(isSecure: false, host: "127.0.0.1", port: server.port))
        settings.limits = limits
    }

    func read() async -> Ending { await outcome(of: ShowDebtor(1)) }

    func write() async -> Ending {
        var action = EditProduct()
        action[Product.identifier] = 1
        action[Product.name] = "Hosting groot"
        return await outcome(of: action)
    }

    enum Ending {
        case answered
        case failed(APIError)

        var error: APIError? { if case .failed(let error) = self { error } else { nil } }
    }

    private func transport() throws(APIError) -> HTTPTransport {
        guard let server = isOverdueAt else { return try HTTPTransport(settings) }
        return try HTTPTransport(
            settings, clock: DeadlineClock(now: { .now }, sleep: { _ in await server.arrived(1) }))
    }

    private func outcome<Action: HostFactAction>(of action: Action) async -> Ending {
        do throws(APIError) {
            let service = RemoteHostFactService(transport: try transport(), key: key)
            _ = try await service.send(action)
            return .answered
        } catch {
            return .failed(error)
        }
    }
}
