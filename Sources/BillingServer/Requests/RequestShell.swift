import BillingAPI
import BillingModel
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The connection a request came over.
struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}

/// Hands a request's bytes to the endpoint of its path and the endpoint's bytes back; knows nothing of dialects.
struct RequestShell: HTTPResponder {
    private let routes: [ServerRoute]
    private let health: APIServer.Health
    private let trustedProxies: [IPNetwork]
    private let limits: ServerLimits
    private let clock: DeadlineClock
    private let counters: ServerCounters
    private let logger: Logger
    private let delays: WrongKeyDelays
    private let connections: OpenConnections
    private let underWay: RequestsUnderWay

    init(
        routes: [ServerRoute], health: @escaping APIServer.Health, configuration: ServerConfiguration,
        connections: OpenConnections, clock: DeadlineClock, counters: ServerCounters, logger: Logger
    ) {
        self.routes = routes
        self.health = health
        self.clock = clock
        self.counters = counters
        self.logger = logger
        self.connections = connections
        underWay = RequestsUnderWay(perCaller: configuration.limits.perCaller)
        trustedProxies = configuration.trustedProxies
        limits = configuration.limits
        delays = WrongKeyDelays(configuration.limits.wrongKeys, clock: clock)
    }

    func respond(to request: Request, context: ConnectionContext) async -> Response {
        let began = clock.now()
        let scope = RequestScope(id: RequestName.fresh(), deadline: began + limits.deadline)
        counters.began()
        var answer = await self.answer(request, context, scope)
        let duration = clock.now() - began
        counters.ended(answer, after: duration)
        log(answer, scope, duration)
        if connections.isFull { answer.closes = true }
        return answer.http(to: request, id: scope.id, over: context.channel, lingering: limits.lingering)
    }

    private func answer(_ request: Request, _ context: ConnectionContext, _ scope: RequestScope) async -> ShellAnswer {
        let (path, query) = Self.target(request.head.path ?? "")
        if ["GET", "HEAD"].contains(request.method.rawValue) {
            if path == "/health" { return await healthAnswer(scope) }
            // Whoever restarts what does not live must not do so while the database is away.
            if path == "/health/live" { return .plain(200, "ok", "health", .done) }
        }
        guard let route = routes.first(where: { $0.matches(path) }) else {
            return .plain(404, "There is nothing at this address.", closes: request.hasBody)
        }
        let headers = request.headers.map { WireHeader($0.name.rawName, $0.value) }
        let address = PeerAddress.client(
            behind: context.channel.remoteAddress?.ipAddress ?? "",
            forwarded: Self.forwarded.map { request.headers[values: $0] } ?? [],
            trusted: trustedProxies)
        guard delays.admits(address) else { return turnedAway(route, closes: request.hasBody) }
        guard underWay.admit(address) else {
            return .plain(429, "Too many requests at a time.", route.dialect, closes: request.hasBody)
        }
        defer { underWay.left(address) }
        let body: [UInt8]
        var closes = false
        switch await BodyReading.read(
            request, over: context.channel, upTo: limits.bodyBytes, until: scope.deadline, clock)
        {
        case .complete(let bytes): body = bytes
        case .tooLong(let bytes): (body, closes) = (bytes, true)
        case .late:
            return .plain(408, "The request took too long to arrive.", route.dialect, closes: true)
        case .cut: return .plain(400, "The request was cut off.", route.dialect, closes: true)
        }
        var wire = WireRequest(
            request.method.rawValue, path: path, query: query, contentType: request.headers[.contentType] ?? "",
            headers: headers, body: body, address: address)
        wire.id = scope.id
        wire.deadline = scope.deadline
        var answer = await carry(wire, route)
        answer.closes = closes
        answer.bytesIn = body.count
        return answer
    }

    private static let forwarded = HTTPField.Name("X-Forwarded-For")

    private func carry(_ request: WireRequest, _ route: ServerRoute) async -> ShellAnswer {
        let response: WireResponse
        do throws(APIError) {
            response = try await route.transport.carry(request)
        } catch {
            logger.error("\(error.message.english)", metadata: ["id": "\(request.id)"])
            return unavailable(route)
        }
        let summary = response.summary
        guard !summary.isCallerInDoubt else { return unavailable(route) }
        // Whoever has proved themselves and may not do something has sent no wrong key.
        guard summary.outcome == .denied, summary.caller.isEmpty else {
            if !summary.caller.isEmpty { delays.proved(request.address) }
            return ShellAnswer(response, dialect: route.dialect)
        }
        counters.sawWrongKey()
        switch delays.denied(request.address) {
        case .answer: break
        case .turnAway: return turnedAway(route, closes: false)
        case .wait(let moment):
            try? await clock.sleep(moment)
            delays.waited(request.address)
        }
        return ShellAnswer(response, dialect: route.dialect)
    }

    private func unavailable(_ route: ServerRoute) -> ShellAnswer {
        .plain(503, "This cannot be answered at the moment. Try again later.", route.dialect, .failed)
    }

    private func turnedAway(_ route: ServerRoute, closes: Bool) -> ShellAnswer {
        var answer = ShellAnswer.plain(
            429, "Too many wrong keys. Wait before you try again.", route.dialect, .denied, closes: closes)
        answer.response.headers.append(WireHeader("Retry-After", "\(limits.wrongKeys.longest.components.seconds)"))
        return answer
    }

    private func healthAnswer(_ scope: RequestScope) async -> ShellAnswer {
        let health = health
        let isWell = await clock.race(until: scope.deadline) { await health() } ?? false
        return .plain(
            isWell ? 200 : 503, isWell ? "ok" : "The database does not answer.", "health", isWell ? .done : .failed)
    }

    /// Path and query of a request line, which may name the host as well.
    private static func target(_ target: String) -> (path: String, query: String) {
        var rest = Substring(target.prefix { $0 != "#" })
        for scheme in ["http://", "https://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
        }
        let path = rest.prefix { $0 != "?" }
        return (path.isEmpty ? "/" : String(path), String(rest.dropFirst(path.count + 1)))
    }

    private func log(_ answer: ShellAnswer, _ scope: RequestScope, _ duration: Duration) {
        let summary = answer.response.summary
        logger.log(
            level: answer.dialect == "health" ? .debug : .info, "request",
            metadata: [
                "id": "\(scope.id)", "dialect": "\(answer.dialect)", "action": "\(summary.action?.label ?? "-")",
                "caller": "\(summary.caller.isEmpty ? "-" : summary.caller)",
                "outcome": "\(summary.outcome.rawValue)", "status": "\(answer.response.status)",
                "ms": "\(duration.milliseconds)", "in": "\(answer.bytesIn)",
                "out": "\(answer.response.body.count)",
            ])
    }
}

extension ActionName {
    var label: String { "\(controller).\(action)" }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
