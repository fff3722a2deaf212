import BillingAPI
import BillingClient
import BillingEngine
import BillingModel
import HostFactAPI
import M4API
import Testing

/// How a request gets to the engine and its answer back.
///
/// Every case of these tests is written once and holds on each of them.
enum Way: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case engine
    case endpoint
    case hostFact = "HostFact over HTTP"
    case weFact = "WeFact over HTTP"
    case m4 = "M4 over HTTP"
    case callHostFact = "balie call, HostFact profile"
    case callWeFact = "balie call, WeFact profile"
    case callM4 = "balie call, M4 profile"

    var testDescription: String { rawValue }

    /// The ways to the actions of HostFact and WeFact.
    static let toHostFact: [Way] = [.engine, .endpoint, .hostFact, .weFact, .callHostFact, .callWeFact]
    static let toWeFact: [Way] = [.weFact, .callWeFact]
    /// Those on which a login can be reset. Source: HostFact reference, 13.1 (inferred).
    static let toLoginReset = toHostFact.filter { !toWeFact.contains($0) }
    static let toM4: [Way] = [.engine, .endpoint, .m4, .callM4]
}

extension Way {
    /// - Parameter key: The key that the caller has.
    /// - Returns: The service, and what must be kept while it is used.
    func connection(
        to engine: EngineService, key: String
    ) async throws -> (service: any BillingService, kept: (any Sendable)?) {
        switch self {
        case .engine: return (ParsingService(engine: engine), nil)
        case .endpoint: return (EndpointService(engine: engine, key: key), nil)
        case .hostFact, .weFact, .m4:
            let server = try await TestServer(engine)
            // On a busy machine too an answer comes before these.
            let settings = HTTPSettings(server.address, deadline: .seconds(300), connectTimeout: .seconds(300))
            return (try service(by: HTTPTransport(settings), key: key), server)
        case .callHostFact, .callWeFact, .callM4:
            let server = try await TestServer(engine)
            let desk = try Desk(kind: kind, at: server.address, key: key)
            return (service(by: CallTransport(home: desk.home), key: key), server)
        }
    }

    /// The kind of profile that leads this way.
    private var kind: String {
        switch self {
        case .weFact, .callWeFact: "wefact"
        case .m4, .callM4: "m4"
        case .engine, .endpoint, .hostFact, .callHostFact: "hostfact"
        }
    }

    private func service(by transport: some Transport, key: String) -> any BillingService {
        switch self {
        case .m4, .callM4: RemoteM4Service(transport: transport, as: Access.caller, key: key)
        case .weFact: RemoteHostFactService(transport: transport, key: key, system: "WeFact")
        // What a WeFact lacks is the program's business here.
        case .engine, .endpoint, .hostFact, .callHostFact, .callWeFact:
            RemoteHostFactService(transport: transport, key: key)
        }
    }
}

/// The engine with the checks before it that every way in has.
private struct ParsingService: BillingService {
    let engine: EngineService

    func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? { engine.reasonAgainst(action) }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let parameters = Action.declaration.parameters(action.arguments)
        return try await engine.send(Action(parsing: parameters), how)
    }
}

/// Client, wire and engine in one process.
private struct EndpointService: BillingService {
    let hostFact: RemoteHostFactService
    let m4: RemoteM4Service

    init(engine: EngineService, key: String) {
        hostFact = RemoteHostFactService(transport: Access.hostFact(engine), key: key)
        m4 = RemoteM4Service(transport: Access.m4(engine), as: Access.caller, key: key)
    }

    func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? { nil }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        action is any M4Action ? try await m4.send(action, how) : try await hostFact.send(action, how)
    }
}
