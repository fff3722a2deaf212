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
        let service = DeadlineService(EngineService(store: store))
        let hostFact = hostFact(service)
        return [
            ServerRoute("hostfact", HostFactRequest.usualPath, to: hostFact),
            ServerRoute("hostfact", "/apiv2/api.php", to: hostFact),
            ServerRoute("m4", "/billing/api/*", to: m4(service)),
        ]
    }

    private func hostFact(_ service: any BillingService) -> HostFactEndpoint {
        let keys = APIKeys(store: store)
        return HostFactEndpoint(serving: service, report: report) { key, address in
            do throws(APIError) {
                return try await keys.caller(key, from: address)
            } catch {
                // Without the keys nobody can be let in.
                RequestScope.current?.couldNotTellCaller()
                log(error, ["about": "keys"])
                return HostFactCaller(.unknownKey)
            }
        }
    }

    private func m4(_ service: any BillingService) -> M4Endpoint {
        let accounts = M4Accounts(store: store) { account, error in log(error, ["account": "\(account)"]) }
        return M4Endpoint(serving: service, report: report) { caller in
            do throws(APIError) {
                return try await accounts.accounts(for: caller)
            } catch {
                RequestScope.current?.couldNotTellCaller()
                log(error, ["about": "accounts"])
                return []
            }
        }
    }

    private var report: OutwardService.Report {
        { action, error in log(error, ["action": "\(action.controller).\(action.action)"]) }
    }

    private func log(_ error: APIError, _ about: Logger.Metadata) {
        var metadata = about
        metadata["id"] = "\(RequestScope.current?.id ?? "-")"
        logger.error("\(error.message.english)", metadata: metadata)
    }
}
