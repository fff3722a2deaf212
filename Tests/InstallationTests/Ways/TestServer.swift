import BillingAPI
import BillingEngine
import BillingModel
import BillingServer
import HostFactAPI
import Logging

/// The endpoints over an engine on a port of this machine, for as long as the value lives.
final class TestServer: Sendable {
    let address: ServerAddress
    private let running: Task<Void, Never>

    init(_ engine: EngineService) async throws {
        let (ports, found) = AsyncThrowingStream<Int, any Error>.makeStream()
        var configuration = ServerConfiguration(listen: ListenAddress(port: 0))
        // On a busy machine too an answer comes before these.
        (configuration.limits.deadline, configuration.limits.idle) = (.seconds(300), .seconds(300))
        configuration.limits.head = .seconds(300)
        let server = APIServer(
            configuration,
            routes: [
                ServerRoute("hostfact", HostFactRequest.usualPath, to: Access.hostFact(engine)),
                ServerRoute("m4", "/billing/api/*", to: Access.m4(engine)),
            ], health: { true }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onListening: { found.yield($0.api.port) })
        running = Task {
            do {
                try await server.run()
                found.finish()
            } catch {
                found.finish(throwing: error)
            }
        }
        guard let port = try await ports.first(where: { _ in true }) else { throw CancellationError() }
        address = ServerAddress(isSecure: false, host: "127.0.0.1", port: port)
    }

    deinit { running.cancel() }

    func stop() async {
        running.cancel()
        await running.value
    }
}
