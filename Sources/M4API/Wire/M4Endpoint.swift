import BillingAPI
import BillingModel

/// The server's side of M4's wire without HTTP: a request's bytes in, the answer's bytes out.
public struct M4Endpoint: Transport {
    /// The accounts that may be meant by a caller's name: one for a known name, none for an unknown one.
    ///
    /// A call without a name, as the older calls are documented, may be that of any account with all rights. Throws
    /// when nobody can be looked up, so that nobody is let in and nobody's key is wrong.
    public typealias AccountLookup =
        @Sendable (_ caller: String, _ asker: Asker) async throws(APIError) -> [M4Account]

    private let service: any BillingService
    private let limits: WireLimits
    private let report: OutwardService.Report
    private let accounts: AccountLookup

    /// - Parameter report: Told what went wrong inside, which callers are not told.
    public init(
        serving service: any BillingService, limits: WireLimits = .request,
        report: @escaping OutwardService.Report = { _ in }, accounts: @escaping AccountLookup
    ) {
        self.service = service
        self.limits = limits
        self.report = report
        self.accounts = accounts
    }

    /// An endpoint with the same settings for every caller.
    public init(
        serving service: any BillingService, settings: M4Settings, limits: WireLimits = .request,
        access: @escaping @Sendable (_ caller: String) async -> M4Access
    ) {
        self.init(serving: service, limits: limits) { caller, _ in
            let access = caller.isEmpty ? M4Access.full : await access(caller)
            return [M4Account(name: caller, settings: settings, access: access)]
        }
    }

    /// Whatever the API itself refuses has the status 200; see `APIError.status` for the one exception.
    ///
    /// Source: M4 reference, section 2 and 12.
    public func carry(_ request: WireRequest) async -> WireResponse {
        let method = request.method.uppercased()
        guard ["GET", "POST"].contains(method) else {
            let refusal = M4ErrorShape.gate.element("Use POST.", message: nil)
            return response(.document(refusal), status: 405, AnswerSummary(outcome: .malformed))
        }
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        guard let type = M4Call.action(named: name) else {
            let outcome = await M4Call(name, []).answer(from: service)
            return response(outcome.body, status: 404, AnswerSummary(outcome: .malformed))
        }
        do throws(APIError) {
            let parameters = try parameters(of: request, isGET: method == "GET")
            // Whose password is checked has not proved anything yet; there the key alone speaks.
            let caller = type.isAboutCaller ? "" : parameters.text(M4Call.callerName) ?? ""
            var asker = Asker(request: request.id)
            guard let known = await known(caller, asker) else { return undecided(type) }
            let account = try account(among: known, caller, parameters, isGET: method == "GET", type)
            // Managers use the administrator's key, but each has names of their own for requests.
            asker.name = account.name + "/" + (parameters.text(M4Call.callerName) ?? "")
            let isOwn = caller.isEmpty || caller == account.name
            asker.author = ChangeAuthor(
                isOwn ? account.name : "\(account.name)/\(caller)", by: .account, address: request.address)
            let served = served(account)
            let outcome = await M4Call(name, parameters).answer(
                from: served, headers: request.headers, Sending(deadline: request.deadline, asker: asker))
            var response = response(
                outcome.body, status: outcome.error?.status ?? 200,
                AnswerSummary(
                    action: type.declaration.name, caller: account.name, outcome: .init(outcome.error)))
            response.headers += outcome.headers
            return response
        } catch {
            return response(
                .document(M4Refusal(gate: error.message.english, of: type).element),
                AnswerSummary(
                    action: type.declaration.name, outcome: error.kind == .forbidden ? .denied : .malformed))
        }
    }

    private func response(_ body: M4Body, status: Int = 200, _ summary: AnswerSummary) -> WireResponse {
        WireResponse(
            status: status, headers: [WireHeader("Content-Type", body.contentType)], body: body.text.utf8,
            summary: summary)
    }

    private func parameters(of request: WireRequest, isGET: Bool) throws(APIError) -> [RawParameter] {
        let query = try PHPForm.decode(request.query.utf8, limits: limits)
        let body = isGET ? [] : try request.bodyParameters(limits: limits)
        // What stands in both is taken from the body.
        let names = Set(body.map(\.name))
        return query.filter { !names.contains($0.name) } + body
    }

    private func served(_ account: M4Account) -> any BillingService {
        guard account.access != .full else { return ServiceStack.server(over: service, report: report) }
        return ServiceStack.server(
            over: service, rights: { SomeUsersService(service: $0, access: account.access) }, report: report)
    }

    /// Nil when nobody can be looked up.
    private func known(_ caller: String, _ asker: Asker) async -> [M4Account]? {
        do throws(APIError) {
            return try await accounts(caller, asker)
        } catch {
            report(InwardTrouble(error, .callers, asker))
            return nil
        }
    }

    private func undecided(_ type: any M4Action.Type) -> WireResponse {
        var summary = AnswerSummary(action: type.declaration.name, outcome: .denied)
        summary.isCallerInDoubt = true
        return response(.document(M4Refusal(gate: type.words.denied, of: type).element), summary)
    }

    /// The account that makes the call, once its settings, its role and the hash allow it. Source: M4 reference, 6.3.
    private func account(
        among known: [M4Account], _ caller: String, _ parameters: [RawParameter], isGET: Bool,
        _ type: any M4Action.Type
    ) throws(APIError) -> M4Account {
        var open = known
        let isUnknown = open.isEmpty
        open.removeAll { !$0.settings.isOn }
        guard isUnknown || !open.isEmpty else { throw Self.refusal(M4Refusal.disabled) }
        if isGET { open.removeAll { !$0.settings.allowsGET } }
        guard isUnknown || !open.isEmpty else { throw Self.refusal(M4Refusal.disabledGET) }
        open.removeAll { !$0.access.isEntitled(to: type) }
        if caller.isEmpty, type.requiresCaller { open = [] }
        guard !open.isEmpty else { throw Self.refusal(type.words.denied) }
        guard let account = open.first(where: { Self.proves(parameters, $0.settings, type) }) else {
            throw Self.refusal(M4Refusal.incorrectHash)
        }
        guard account.access != .withoutPermission else { throw Self.refusal(type.words.unauthorized) }
        return account
    }

    private static func proves(
        _ parameters: [RawParameter], _ settings: M4Settings, _ type: any M4Action.Type
    ) -> Bool {
        guard settings.checksHash else { return true }
        let expected = M4Hash.hash(of: type, parameters: parameters, key: settings.key)
        return M4Hash.matches(parameters.text(M4Call.hashName) ?? "", expected)
    }

    private static func refusal(_ text: String) -> APIError { APIError(.forbidden, LocalizedText(verbatim: text)) }
}
