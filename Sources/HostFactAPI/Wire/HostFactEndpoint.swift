import BillingAPI
import BillingModel

/// What an API key may do from an address.
public enum HostFactAccess: Hashable, Sendable {
    case full
    case readOnly
    case unknownKey
    case refusedAddress
}

/// Who calls, and what their key allows from where they call.
public struct HostFactCaller: Hashable, Sendable {
    /// The key's own name, for logs; empty for an unknown key.
    public var name: String
    public var access: HostFactAccess

    public init(_ access: HostFactAccess, _ name: String = "") {
        self.name = name
        self.access = access
    }
}

/// The server's side of HostFact's wire without HTTP: a request's bytes in, the answer's bytes out.
public struct HostFactEndpoint: Transport {
    /// Throws when nobody can be looked up, so that nobody is let in and nobody's key is wrong.
    public typealias AccessCheck =
        @Sendable (_ key: String, _ address: String) async throws(APIError) -> HostFactCaller

    private let service: any BillingService
    private let actions: [any HostFactAction.Type]?
    private let clock: LocalClock
    private let limits: WireLimits
    private let report: OutwardService.Report
    private let access: AccessCheck

    /// - Parameters:
    ///   - actions: What can be called here; nil is what the vendor has.
    ///   - report: Told what went wrong inside, which callers are not told.
    public init(
        serving service: any BillingService, _ actions: [any HostFactAction.Type]? = nil, clock: LocalClock = .system,
        limits: WireLimits = .request,
        report: @escaping OutwardService.Report = { _ in }, access: @escaping AccessCheck
    ) {
        self.service = service
        self.actions = actions
        self.clock = clock
        self.limits = limits
        self.report = report
        self.access = access
    }

    /// Whatever is wrong, the status is 200 and the envelope tells; see `APIError.status` for the one exception.
    ///
    /// Source: HostFact reference, 2.5 and 2.7.
    public func carry(_ request: WireRequest) async -> WireResponse {
        do throws(APIError) {
            return try await answer(request)
        } catch {
            return response(
                refusedBeforeDispatch(error),
                AnswerSummary(outcome: error.kind == .forbidden ? .denied : .malformed))
        }
    }

    private func response(_ envelope: JSONValue, _ summary: AnswerSummary) -> WireResponse {
        WireResponse(headers: Self.headers, body: envelope.encodedBytes(), summary: summary)
    }

    /// Source: HostFact reference, 2.5.
    public static let headers = [
        WireHeader("Content-Type", "application/json"),
        WireHeader("Cache-Control", "no-store, no-cache, must-revalidate"),
        WireHeader("Pragma", "no-cache"),
        WireHeader("Expires", "Thu, 19 Nov 1981 08:52:00 GMT"),
        WireHeader("X-Content-Type-Options", "nosniff"),
        WireHeader("X-Frame-Options", "SAMEORIGIN"),
        WireHeader("X-XSS-Protection", "1; mode=block"),
    ]

    private func answer(_ request: WireRequest) async throws(APIError) -> WireResponse {
        guard request.method.uppercased() == "POST" else {
            throw APIError(
                .invalidInput, LocalizedText("Send the request with POST.", "Verstuur het verzoek met POST."))
        }
        let parameters = try request.bodyParameters(limits: limits)
        let caller: HostFactCaller
        do throws(APIError) {
            caller = try await access(parameters.text(HostFactRequest.key) ?? "", request.address)
        } catch {
            report(InwardTrouble(error, .callers, Asker(request: request.id)))
            var summary = AnswerSummary(outcome: .denied)
            summary.isCallerInDoubt = true
            return response(
                refusedBeforeDispatch(APIError(.forbidden, LocalizedText(verbatim: Self.unknownKey))), summary)
        }
        let isRehearsal = request.path == HostFactRequest.rehearsalPath
        guard let served = service(for: caller, isRehearsal: isRehearsal) else {
            // Under the key's name: a right key from a wrong address is no guess.
            let words = caller.access == .unknownKey ? Self.unknownKey : "IP \(request.address) has no access to API"
            return response(
                refusedBeforeDispatch(APIError(.forbidden, LocalizedText(verbatim: words))),
                AnswerSummary(caller: caller.name, outcome: .denied))
        }
        let call = HostFactCall(
            parameters.text(HostFactRequest.controller) ?? "", parameters.text(HostFactRequest.action) ?? "",
            parameters.filter { !HostFactRequest.controls.contains($0.name) }, among: actions)
        let outcome = await call.answer(
            from: served, at: clock.now(), headers: request.headers,
            Sending(
                deadline: request.deadline,
                asker: Asker(
                    name: caller.name, request: request.id,
                    author: ChangeAuthor(caller.name, by: .key, address: request.address))))
        var response = response(
            outcome.envelope,
            AnswerSummary(action: call.declaredName, caller: caller.name, outcome: .init(outcome.error)))
        response.status = outcome.error?.status ?? 200
        response.headers += outcome.headers
        return response
    }

    private static let unknownKey = "API key is invalid"

    /// The service as the caller may use it; nil for one that may not.
    private func service(for caller: HostFactCaller, isRehearsal: Bool) -> (any BillingService)? {
        let service: any BillingService = isRehearsal ? RehearsingService(service) : service
        return switch caller.access {
        case .full: ServiceStack.server(over: service, report: report)
        case .readOnly: ServiceStack.server(over: service, rights: { ReadingAccess(service: $0) }, report: report)
        case .unknownKey, .refusedAddress: nil
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
private struct ReadingAccess: ServiceWrapper {
    let service: any BillingService

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .reads else {
            throw APIError(
                .forbidden, LocalizedText("This API key may only read.", "Deze API-sleutel mag alleen lezen."))
        }
        return try await service.send(action, how)
    }
}
