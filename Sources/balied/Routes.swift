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
            ServerRoute("balie", HistoryRequest.path, to: history),
        ]
    }

    private func hostFact(_ service: EngineService) -> HostFactEndpoint {
        let keys = APIKeys(store: store)
        return HostFactEndpoint(
            serving: service, clock: service.installationClock, report: report(onCallers: "keys")
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

    private func m4(_ service: any BillingService) -> M4Endpoint {
        let accounts = M4Accounts(store: store) { account, error, asker in
            log(error, asker, ["account": "\(account)"])
        }
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
