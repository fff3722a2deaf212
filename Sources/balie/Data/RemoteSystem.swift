import BillingAPI
import BillingClient
import BillingModel
import Foundation
import HostFactAPI
import Journal
import M4API
import Profiles

/// The billing system behind a profile.
struct RemoteSystem {
    let profile: Profile
    /// In place of the profile's own key source, for a key that is only being tried.
    var key: Secret?

    init(_ profile: Profile, key: Secret? = nil) {
        self.profile = profile
        self.key = key
    }

    /// The service as programs of ours have it; reads the key, sends nothing.
    ///
    /// - Parameters:
    ///   - remedy: What lets staff write, where they may only read.
    ///   - keepsLists: For someone who looks around in lists, which are kept in memory for a while.
    ///   - report: Told that a change was sent whose outcome could not be written down.
    func service(
        readOnly remedy: LocalizedText? = nil, keepsLists: Bool = false,
        report: @escaping @Sendable (LocalizedText) -> Void = { _ in }
    ) async throws(APIError) -> any BillingService {
        try await opened(readOnly: remedy, keepsLists: keepsLists, report: report).service
    }

    /// The same, with what was done to its records as far as is known here, and with who has them open.
    func opened(
        readOnly remedy: LocalizedText? = nil, keepsLists: Bool = false,
        report: @escaping @Sendable (LocalizedText) -> Void = { _ in }
    ) async throws(APIError) -> (
        service: any BillingService, history: any RecordHistory, presence: any PresenceBook
    ) {
        guard let address = profile.address, let secret = try await secret() else {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "Profile “\(profile.name)” has no address or no key.",
                    "Profiel “\(profile.name)” heeft geen adres of geen sleutel."))
        }
        let transport = try HTTPTransport(settings(address))
        var elsewhere = ServiceStack.Elsewhere(
            name: "\(profile.kind.system) (\(address.place))", budget: budget(address),
            timeout: .seconds(profile.timeoutSeconds))
        if keepsLists { elsewhere.memory = { memory(of: $0) } }
        elsewhere.journal = { service in
            JournalService(
                service, desk: OwnJournal.desk, system: .profile(profile.name),
                patience: .seconds(profile.timeoutSeconds), report: report)
        }
        let remote = remote(transport, address, secret)
        let own = FileHistory(OwnJournal.file)
        let history: any RecordHistory =
            profile.kind == .m4
            ? own
            : RemoteHistory(
                of: remote, transport: transport, key: secret.content, system: elsewhere.name, orElse: own)
        return (
            ServiceStack.console(over: remote, elsewhere: elsewhere, readOnly: remedy), history,
            presence(transport, address, secret, of: remote)
        )
    }

    private func presence(
        _ transport: HTTPTransport, _ address: ServerAddress, _ secret: Secret, of remote: any BillingService
    ) -> RemotePresence {
        let (isM4, user) = (profile.kind == .m4, profile.user)
        return RemotePresence(
            transport: transport, besides: address.path,
            from: { await OwnAuthor.ofThisProgram.known().present.person },
            isThere: { remote.honoursConditions }
        ) { call in
            isM4
                ? PresenceProof.byHash(of: call, as: user, key: secret.content) : PresenceProof.byKey(secret.content)
        }
    }

    /// With whom requests to the system are counted; nil without an address.
    func budgetStanding() async -> BudgetStanding? {
        guard let address = profile.address else { return nil }
        return await budget(address).standing()
    }

    private func budget(_ address: ServerAddress) -> SharedBudget {
        let place =
            profile.budgetFile.map(BudgetPlace.file)
            ?? .usual(for: address, userFolder: "\(Places.state)/budget")
        return SharedBudget(place, perMinute: profile.requestsPerMinute)
    }

    private func memory(of service: any BillingService) -> any ServiceWrapper {
        profile.kind == .m4 ? UserDirectory(service, references: references) : SeenPages(service)
    }

    private func secret() async throws(APIError) -> Secret? {
        if let key { return key }
        guard let source = profile.key else { return nil }
        return try await source.secret()
    }

    private func settings(_ address: ServerAddress) throws(APIError) -> HTTPSettings {
        let environment = ProgramEnvironment.variables
        guard let proxy = ProxyChoice(for: address, environment: environment) else {
            let name = address.isSecure ? "HTTPS_PROXY" : "HTTP_PROXY"
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "\(name) holds no proxy that can be used; write it as http://host:port.",
                    "\(name) bevat geen bruikbare proxy; schrijf die als http://host:poort."))
        }
        return HTTPSettings(
            address, authorities: profile.authorities, deadline: .seconds(profile.timeoutSeconds),
            connectTimeout: .seconds(min(10, profile.timeoutSeconds)), proxy: proxy)
    }

    private func remote(
        _ transport: HTTPTransport, _ address: ServerAddress, _ secret: Secret
    ) -> any BillingService {
        switch profile.kind {
        case .m4:
            let path = address.path.hasSuffix("/") ? address.path : address.path + "/"
            return RemoteM4Service(
                transport: transport, as: profile.user, key: secret.content, path: path, author: .ofThisProgram)
        case .embedded, .hostfact, .wefact:
            return RemoteHostFactService(
                transport: transport, key: secret.content, path: address.path, system: profile.kind.system,
                canWithdraw: profile.canWithdraw, author: .ofThisProgram)
        }
    }

    private var references: [RecordKind: [M4Reference]] {
        let tables = profile.references
        let kinds: [RecordKind: [ProfileReferences.Entry]] = [
            .currency: tables.currencies, .direction: tables.directions, .numberPool: tables.numberPools,
            .manager: tables.managers,
        ]
        // A table that nobody wrote is not an empty list.
        return kinds.filter { !$0.value.isEmpty }
            .mapValues { $0.map { M4Reference(id: $0.id, code: "", name: $0.name) } }
    }
}
