import BillingAPI
import BillingEngine
import BillingServer
import HostFactAPI
import Logging
import M4API
import SQLStore

/// Which endpoint answers where, over one store.
struct Routes {
    let store: any SQLStore
    let logger: Logger

    var all: [ServerRoute] {
        let service = EngineService(store: store)
        let hostFact = hostFact(service)
        return [
            ServerRoute("hostfact", HostFactRequest.usualPath, to: hostFact),
            ServerRoute("hostfact", "/apiv2/api.php", to: hostFact),
            ServerRoute("m4", "/billing/api/*", to: m4(service)),
            ServerRoute("balie", HostFactRequest.rehearsalPath, to: hostFact),
            ServerRoute("balie", HistoryRequest.path, to: history),
            ServerRoute("balie", CustomerCall.path, to: self.hostFact(service, CustomerCall.actions)),
            ServerRoute("balie", PresenceCall.path, to: presence),
        ]
    }

    private func hostFact(
        _ service: EngineService, _ actions: [any HostFactAction.Type]? = nil
    ) -> HostFactEndpoint {
        let keys = APIKeys(store: store)
        return HostFactEndpoint(
            serving: service, actions, clock: service.installationClock, report: report(onCallers: "keys")
        ) { key, address throws(APIError) in
            try await keys.caller(key, from: address)
        }
    }

    private var history: HistoryEndpoint {
        let keys = APIKeys(store: store)
        return HistoryEndpoint(of: DatabaseJournal(store: store), report: report(onCallers: "keys")) {
            key, address throws(APIError) in
            try await keys.caller(key, from: address)
        }
    }

    private var accounts: M4Accounts {
        M4Accounts(store: store) { account, error, asker in log(error, asker, ["account": "\(account)"]) }
    }

    /// Who calls by a key of HostFact's call or by an account of M4's: consoles come by either.
    private var presence: PresenceEndpoint {
        let (keys, accounts, table) = (APIKeys(store: store), accounts, PresenceTable(beside: store))
        return PresenceEndpoint(
            { person, origin in OwnPresence(in: table) { (person, origin) } }, report: report(onCallers: "callers")
        ) {
            body, call, address throws(APIError) in
            guard let name = body[PresenceProof.account]?.text else {
                return PresenceCaller(
                    try await keys.caller(body[PresenceProof.key]?.text ?? "", from: address))
            }
            let hash = body[PresenceProof.hash]?.text ?? ""
            return PresenceProof.caller(among: try await accounts.accounts(for: name), of: call, name, hash)
        }
    }

    private func m4(_ service: any BillingService) -> M4Endpoint {
        let accounts = accounts
        return M4Endpoint(serving: service, report: report(onCallers: "accounts")) { caller, asker throws(APIError) in
            try await accounts.accounts(for: caller, asker)
        }
    }

    /// - Parameter callers: Where callers are looked up.
    private func report(onCallers callers: String) -> OutwardService.Report {
        { trouble in
            switch trouble.subject {
            case .action(let name):
                log(trouble.error, trouble.asker, ["action": "\(name.controller).\(name.action)"])
            case .callers: log(trouble.error, trouble.asker, ["about": "\(callers)"])
            }
        }
    }

    private func log(_ error: APIError, _ asker: Asker, _ about: Logger.Metadata) {
        var metadata = about
        metadata["id"] = "\(asker.request)"
        logger.error("\(error.message.english)", metadata: metadata)
    }
}
