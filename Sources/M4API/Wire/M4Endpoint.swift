import BillingAPI
import BillingModel

/// The server's side of M4's wire without HTTP: a request's bytes in, the answer's bytes out.
public struct M4Endpoint: Transport {
    /// What `caller` may do with a call.
    public typealias AccessCheck = @Sendable (_ caller: String, _ call: any M4Action.Type) async -> M4Access

    private let service: any BillingService
    private let settings: M4Settings
    private let limits: WireLimits
    private let access: AccessCheck

    /// - Parameter report: Told what went wrong inside, which callers are not told.
    public init(
        serving service: any BillingService, settings: M4Settings, limits: WireLimits = .request,
        report: @escaping OutwardService.Report = { _, _ in }, access: @escaping AccessCheck
    ) {
        self.service = OutwardService(service, report: report)
        self.settings = settings
        self.limits = limits
        self.access = access
    }

    /// Whatever the API itself refuses has the status 200. Source: M4 reference, section 2 and 12.
    public func carry(_ request: WireRequest) async -> WireResponse {
        let method = request.method.uppercased()
        guard ["GET", "POST"].contains(method) else { return response("Use POST.", status: 405) }
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        guard let type = M4Call.action(named: name) else {
            let outcome = await M4Call(name, []).answer(from: service)
            return response(outcome.xml, status: 404)
        }
        do throws(APIError) {
            let parameters = try await gated(request, isGET: method == "GET", type)
            let served = try await served(parameters, type)
            return response(await M4Call(name, parameters).answer(from: served).xml)
        } catch {
            return response(M4ErrorShape.gate.element(error.message.english, message: nil).document)
        }
    }

    private func response(_ xml: String, status: Int = 200) -> WireResponse {
        WireResponse(
            status: status, headers: [WireResponse.Header("Content-Type", "text/xml; charset=utf-8")], body: xml.utf8)
    }

    /// The parameters, once the settings allow the request to be looked at. Source: M4 reference, 6.3.
    private func gated(
        _ request: WireRequest, isGET: Bool, _ type: any M4Action.Type
    ) async throws(APIError) -> [RawParameter] {
        guard settings.isOn else { throw Self.refusal(M4Refusal.disabled) }
        guard !isGET || settings.allowsGET else { throw Self.refusal(M4Refusal.disabledGET) }
        let query = try PHPForm.decode(request.query.utf8, limits: limits)
        let body = isGET ? [] : try request.bodyParameters(limits: limits)
        // What stands in both is taken from the body.
        let names = Set(body.map(\.name))
        return query.filter { !names.contains($0.name) } + body
    }

    /// The service as the caller may use it, once the hash is right.
    private func served(
        _ parameters: [RawParameter], _ type: any M4Action.Type
    ) async throws(APIError) -> any BillingService {
        let access = await access(of: parameters.text(M4Call.callerName) ?? "", to: type)
        guard access.isEntitled(to: type) else { throw Self.refusal(M4Refusal.accessDenied) }
        if settings.checksHash {
            let expected = M4Hash.hash(of: type, parameters: parameters, key: settings.key)
            guard M4Hash.matches(parameters.text(M4Call.hashName) ?? "", expected) else {
                throw Self.refusal(M4Refusal.incorrectHash)
            }
        }
        guard access != .withoutPermission else { throw Self.refusal(M4Refusal.notAuthorized) }
        return access == .full ? service : SomeUsersService(service: service, access: access)
    }

    /// The older calls are documented without a caller: the key alone speaks for them. Source: M4 reference, 5.2.
    private func access(of caller: String, to type: any M4Action.Type) async -> M4Access {
        guard caller.isEmpty else { return await access(caller, type) }
        let namesCaller = type.hashValues.contains { if case .caller = $0 { true } else { false } }
        return namesCaller ? .denied : .full
    }

    private static func refusal(_ text: String) -> APIError { APIError(.forbidden, LocalizedText(verbatim: text)) }
}
