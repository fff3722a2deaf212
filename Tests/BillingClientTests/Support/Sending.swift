import BillingAPI
import BillingClient
import BillingModel
import HostFactAPI

/// One write and one read through a HostFact service over HTTP, and what became of them.
struct Sending {
    var settings: HTTPSettings
    var key = "geheime-sleutel"

    init(_ settings: HTTPSettings) {
        self.settings = settings
    }

    init(to server: FakeServer, deadline: Duration = .seconds(20), limits: WireLimits = .answer) {
        settings = HTTPSettings(
            ServerAddress(isSecure: false, host: "127.0.0.1", port: server.port), deadline: deadline, limits: limits)
    }

    func read() async -> Outcome { await outcome(of: ShowDebtor(1)) }

    func write() async -> Outcome {
        var action = EditProduct()
        action[Product.identifier] = 1
        action[Product.name] = "Hosting groot"
        return await outcome(of: action)
    }

    enum Outcome {
        case answered
        case failed(APIError)

        var error: APIError? { if case .failed(let error) = self { error } else { nil } }
    }

    private func outcome<Action: HostFactAction>(of action: Action) async -> Outcome {
        do throws(APIError) {
            let service = RemoteHostFactService(transport: try HTTPTransport(settings), key: key)
            _ = try await service.send(action)
            return .answered
        } catch {
            return .failed(error)
        }
    }
}
