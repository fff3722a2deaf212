import BillingAPI
import BillingModel

/// What an API key may do from an address.
public enum HostFactAccess: Hashable, Sendable {
    case full
    case readOnly
    case unknownKey
    case refusedAddress
}

/// The server's side of HostFact's wire without HTTP: a request's bytes in, the answer's bytes out.
public struct HostFactEndpoint: Transport {
    public typealias AccessCheck = @Sendable (_ key: String, _ address: String) async -> HostFactAccess

    private let service: any BillingService
    private let clock: LocalClock
    private let limits: WireLimits
    private let access: AccessCheck

    /// - Parameter report: Told what went wrong inside, which callers are not told.
    public init(
        serving service: any BillingService, clock: LocalClock = .system, limits: WireLimits = .request,
        report: @escaping OutwardService.Report = { _, _ in }, access: @escaping AccessCheck
    ) {
        self.service = OutwardService(service, report: report)
        self.clock = clock
        self.limits = limits
        self.access = access
    }

    /// Whatever is wrong, the status is 200 and the envelope tells. Source: HostFact reference, 2.5 and 2.7.
    public func carry(_ request: WireRequest) async -> WireResponse {
        let envelope: JSONValue
        do throws(APIError) {
            envelope = try await answer(request)
        } catch {
            envelope = refusedBeforeDispatch(error)
        }
        return WireResponse(headers: Self.headers, body: envelope.encoded().utf8)
    }

    /// Source: HostFact reference, 2.5.
    public static let headers = [
        WireResponse.Header("Content-Type", "application/json"),
        WireResponse.Header("Cache-Control", "no-store, no-cache, must-revalidate"),
        WireResponse.Header("Pragma", "no-cache"),
        WireResponse.Header("Expires", "Thu, 19 Nov 1981 08:52:00 GMT"),
        WireResponse.Header("X-Content-Type-Options", "nosniff"),
        WireResponse.Header("X-Frame-Options", "SAMEORIGIN"),
        WireResponse.Header("X-XSS-Protection", "1; mode=block"),
    ]

    private func answer(_ request: WireRequest) async throws(APIError) -> JSONValue {
        guard request.method.uppercased() == "POST" else {
            throw APIError(
                .invalidInput, LocalizedText("Send the request with POST.", "Verstuur het verzoek met POST."))
        }
        let parameters = try request.bodyParameters(limits: limits)
        let served = try await service(for: parameters.text(HostFactRequest.key) ?? "", from: request.address)
        let call = HostFactCall(
            parameters.text(HostFactRequest.controller) ?? "", parameters.text(HostFactRequest.action) ?? "",
            parameters.filter { !HostFactRequest.controls.contains($0.name) })
        return await call.answer(from: served, at: clock.now()).envelope
    }

    private func service(for key: String, from address: String) async throws(APIError) -> any BillingService {
        switch await access(key, address) {
        case .full: return service
        case .readOnly: return ReadingAccess(service: service)
        case .unknownKey: throw APIError(.forbidden, LocalizedText(verbatim: "API key is invalid"))
        case .refusedAddress:
            throw APIError(.forbidden, LocalizedText(verbatim: "IP \(address) has no access to API"))
        }
    }

    private func refusedBeforeDispatch(_ error: APIError) -> JSONValue {
        .object([
            JSONMember("controller", HostFactRequest.invalid), JSONMember("action", HostFactRequest.invalid),
            JSONMember("status", "error"), JSONMember("date", clock.now().isoText),
            JSONMember("errors", .strings(error.sentences.map(\.dutch))),
        ])
    }
}

/// The service as a key sees it that may only read.
private struct ReadingAccess: BillingService {
    let service: any BillingService

    func send<Action: APIAction>(_ action: Action) async throws(APIError) -> Action.Answer {
        guard Action.declaration.effect == .reads else {
            throw APIError(
                .forbidden, LocalizedText("This API key may only read.", "Deze API-sleutel mag alleen lezen."))
        }
        return try await service.send(action)
    }
}
