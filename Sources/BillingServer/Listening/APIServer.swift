import BillingAPI
import BillingModel
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Where a server came to listen.
public struct ListeningAddresses: Hashable, Sendable {
    public var api: ListenAddress
    public var metrics: ListenAddress?
}

/// The endpoints of billing systems over HTTP, and their counters on an address of their own.
///
/// Stops gracefully: what is under way is finished and answered, nothing else is taken.
public struct APIServer: Service {
    public typealias Health = @Sendable () async -> Bool

    private let configuration: ServerConfiguration
    private let routes: [ServerRoute]
    private let health: Health
    private let logger: Logger
    private let clock: DeadlineClock
    private let onListening: @Sendable (ListeningAddresses) -> Void

    /// - Parameters:
    ///   - health: Whether what the routes work on answers.
    ///   - onListening: Told once, when every address takes connections.
    public init(
        _ configuration: ServerConfiguration, routes: [ServerRoute], health: @escaping Health, logger: Logger,
        clock: DeadlineClock = .system, onListening: @escaping @Sendable (ListeningAddresses) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.routes = routes
        self.health = health
        self.logger = logger
        self.clock = clock
        self.onListening = onListening
    }

    public func run() async throws {
        let counters = ServerCounters()
        let ready = Readiness(waitsForMetrics: configuration.metrics != nil, onListening)
        let connections = OpenConnections(configuration, clock: clock, counters: counters, logger: logger)
        let shell = RequestShell(
            routes: routes, health: health, configuration: configuration, connections: connections, clock: clock,
            counters: counters, logger: logger)
        let tls = try configuration.tls?.configuration()
        var services: [any Service] = [
            try listener(configuration.listen, shell, tls, connections) { ready.apiListens(on: $0) }
        ]
        if let metrics = configuration.metrics {
            // Whoever reads counters is not counted.
            let connections = OpenConnections(configuration, clock: clock, counters: ServerCounters(), logger: logger)
            services.append(
                try listener(metrics, MetricsPage(counters: counters), nil, connections) { ready.metricsListen(on: $0) }
            )
        }
        do {
            try await ServiceGroup(configuration: .init(services: services, logger: Self.quiet(logger))).run()
        } catch let error as IOError {
            throw cannotListen(String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw cannotListen("there is no such host")
        }
    }

    private func listener(
        _ address: ListenAddress, _ responder: some HTTPResponder<ConnectionContext>, _ tls: TLSConfiguration?,
        _ connections: OpenConnections, _ onListening: @escaping @Sendable (ListenAddress) -> Void
    ) throws -> any Service {
        let limits = configuration.limits
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [
                    ConnectionWatch(connections, headDeadline: limits.head, patience: limits.deadline)
                ],
                idleTimeout: TimeAmount(limits.idle),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes, maxHeaderFieldCount: 100)
            ))
        let quiet = Self.quiet(logger)
        return Application(
            responder: responder,
            server: try tls.map { try .tls(plain, tlsConfiguration: $0) } ?? plain,
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), backlog: 1024,
                availableConnectionsDelegate: ConnectionRoom(connections: connections)),
            onServerRunning: { channel in
                onListening(ListenAddress(address.host, port: channel.localAddress?.port ?? address.port))
            },
            logger: quiet)
    }

    /// What libraries tell is for their authors, and may hold what callers sent.
    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = .critical
        return quiet
    }

    private func cannotListen(_ reason: String) -> APIError {
        let addresses = ([configuration.listen] + (configuration.metrics.map { [$0] } ?? []))
            .map(\.description).joined(separator: ", ")
        return APIError(
            .failure,
            LocalizedText(
                "Cannot listen on \(addresses): \(reason). Choose another address, or end the program that has it.",
                "Luisteren op \(addresses) lukt niet: \(reason). Kies een ander adres of beëindig het programma dat het heeft."
            ))
    }
}

extension APIServer {
    /// Runs the server for as long as `body` runs, then stops it gracefully.
    public func whileServing<Result: Sendable>(
        _ body: @escaping @Sendable (ListeningAddresses) async throws -> Result
    ) async throws -> Result {
        let (addresses, continuation) = AsyncStream<ListeningAddresses>.makeStream()
        let server = APIServer(
            configuration, routes: routes, health: health, logger: logger, clock: clock,
            onListening: {
                onListening($0)
                continuation.yield($0)
            })
        let group = ServiceGroup(configuration: .init(services: [server], logger: Self.quiet(logger)))
        let running = Task {
            defer { continuation.finish() }
            try await group.run()
        }
        for await address in addresses {
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await body(address)) } catch { result = .failure(error) }
            await group.triggerGracefulShutdown()
            try await running.value
            return try result.get()
        }
        try await running.value
        throw CancellationError()
    }
}

/// Waits until every address takes connections.
private final class Readiness: Sendable {
    private let addresses = Mutex<(api: ListenAddress?, metrics: ListenAddress?)>((nil, nil))
    private let waitsForMetrics: Bool
    private let onListening: @Sendable (ListeningAddresses) -> Void

    init(waitsForMetrics: Bool, _ onListening: @escaping @Sendable (ListeningAddresses) -> Void) {
        self.waitsForMetrics = waitsForMetrics
        self.onListening = onListening
    }

    func apiListens(on address: ListenAddress) { note { $0.api = address } }

    func metricsListen(on address: ListenAddress) { note { $0.metrics = address } }

    private func note(_ change: (inout (api: ListenAddress?, metrics: ListenAddress?)) -> Void) {
        let complete = addresses.withLock { addresses -> ListeningAddresses? in
            change(&addresses)
            guard let api = addresses.api, !waitsForMetrics || addresses.metrics != nil else { return nil }
            return ListeningAddresses(api: api, metrics: addresses.metrics)
        }
        if let complete { onListening(complete) }
    }
}
