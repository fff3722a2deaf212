import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

@testable import BillingEngine

/// What a vendor's client outside sends: bytes to an endpoint over an engine.
struct Script: Sendable {
    private let hostFact: HostFactEndpoint
    private let m4: M4Endpoint
    /// What deletes the database once nobody needs it.
    private let owner: (any Sendable)?

    static let m4Settings = M4Settings(key: "geheim", checksHash: false)

    init(_ engine: TestEngine) { self.init(engine.service, owner: engine) }

    init(
        _ service: some BillingService, at moment: LocalTime = TestEngine.seedMoment, owner: (any Sendable)? = nil
    ) {
        self.owner = owner
        hostFact = HostFactEndpoint(serving: service, clock: .fixed(moment)) { key, address in
            if address == "10.0.0.9" { return HostFactCaller(.refusedAddress) }
            return switch key {
            case "geheim": HostFactCaller(.full, "desk")
            case "tweede": HostFactCaller(.full, "other")
            case "lezer": HostFactCaller(.readOnly, "reader")
            default: HostFactCaller(.unknownKey)
            }
        }
        m4 = M4Endpoint(serving: service) { caller, _ in
            [M4Account(name: caller, settings: Self.m4Settings, access: .full)]
        }
    }

    /// A form as HostFact takes it, without the key.
    func post(_ form: String, key: String = "geheim", _ headers: [WireHeader] = []) async -> WireResponse {
        await carry(WireRequest(path: "/", headers: headers, body: "api_key=\(key)&\(form)".utf8))
    }

    func carry(_ request: WireRequest) async -> WireResponse { await hostFact.carry(request) }

    func m4(_ call: String, _ form: String, _ headers: [WireHeader] = []) async -> WireResponse {
        await m4.carry(WireRequest(path: "/billing/api/\(call)", headers: headers, body: "u=admin&\(form)".utf8))
    }
}

extension WireResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSONValue { try JSONValue(parsing: body, limits: .answer) }

    /// The sentences of a refusal.
    func errors() throws -> [String] {
        guard case .array(let errors)? = try json()["errors"] else { return [] }
        return errors.compactMap(\.text)
    }

    /// The tag that came with the answer.
    var tag: WireHeader? { headers["ETag"].map { WireHeader("If-Match", $0) } }
}

extension JSONValue {
    /// The values of a list.
    var items: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }
}
