import BillingAPI
import BillingServer
import Logging
import NIOSSL
import Synchronization

/// The lines a server has logged.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }
    var requests: [String] { all.filter { $0.contains(" msg=request ") } }

    var logger: Logger {
        var handler = LogfmtHandler(output: { line in self.lines.withLock { $0.append(line) } })
        handler.logLevel = .debug
        return Logger(label: "test") { _ in handler }
    }
}

/// Answers as a test says.
struct StubTransport: Transport {
    let answer: @Sendable (WireRequest) async throws(APIError) -> WireResponse

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse { try await answer(request) }
}

/// Keeps what it was handed and answers `done`.
final class RecordingTransport: Transport {
    private let requests = Mutex<[WireRequest]>([])

    var received: [WireRequest] { requests.withLock { $0 } }

    func carry(_ request: WireRequest) async -> WireResponse {
        requests.withLock { $0.append(request) }
        return WireResponse(body: "done".utf8)
    }
}

/// A server that listens while a test talks to it.
struct TestServer: Sendable {
    var port: Int
    var metricsPort: Int
    var log: LogLines
    var tls: NIOSSLContext?

    /// Runs a server with these routes on ports of its own, as long as `body` runs.
    ///
    /// - Parameter clock: By which a request is late; without one, none is.
    static func run<Result: Sendable>(
        _ routes: [ServerRoute], clock: DeadlineClock? = nil, health: @escaping APIServer.Health = { true },
        client: NIOSSLContext? = nil, _ change: (inout ServerConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (TestServer) async throws -> Result
    ) async throws -> Result {
        var configuration = ServerConfiguration.patient
        configuration.metrics = ListenAddress(port: 0)
        // Who has a clock of his own says himself when it passes.
        if clock == nil { configuration.limits.deadline = .seconds(3600) }
        change(&configuration)
        let log = LogLines()
        let server = APIServer(
            configuration, routes: routes, health: health, logger: log.logger, clock: clock ?? .system)
        return try await server.whileServing { addresses in
            try await body(
                TestServer(port: addresses.api.port, metricsPort: addresses.metrics?.port ?? 0, log: log, tls: client))
        }
    }

    /// One request with a body on a connection of its own.
    func post(_ path: String, _ body: String = "", headers: [(String, String)] = []) async throws -> RawAnswer? {
        let lines = headers.map { "\($0): \($1)\r\n" }.joined()
        return try await say(
            "POST \(path) HTTP/1.1\r\nHost: test\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    func get(_ path: String) async throws -> RawAnswer? { try await say("GET \(path) HTTP/1.1\r\nHost: test\r\n\r\n") }

    /// The answer to these bytes.
    func say(_ text: String) async throws -> RawAnswer? {
        try await withConversation(port: port, tls: tls) { conversation in
            try await conversation.say(text)
            return await conversation.answer()
        }
    }

    var metrics: String {
        get async throws {
            try await withConversation(port: metricsPort) { conversation in
                try await conversation.say("GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n")
                return await conversation.answer()?.body ?? ""
            }
        }
    }
}

extension ServerConfiguration {
    /// On a port of its own, without the deadlines that pass whatever a test's clock says: a busy machine takes its time.
    static var patient: ServerConfiguration {
        var configuration = ServerConfiguration(listen: ListenAddress(port: 0))
        configuration.limits.head = .seconds(3600)
        configuration.limits.idle = .seconds(3600)
        return configuration
    }
}
