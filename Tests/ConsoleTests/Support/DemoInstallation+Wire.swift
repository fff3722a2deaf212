import BillingAPI
import ConsoleTesting
import HostFactAPI
import M4API

/// The same billing system behind a vendor's wire, as the console has it for a system elsewhere.
extension DemoInstallation {
    var hostFactEndpoint: HostFactEndpoint {
        HostFactEndpoint(serving: engine, clock: fixedClock) { _, _ in HostFactCaller(.full, "desk") }
    }

    /// The same, where nobody's key is known.
    var closedEndpoint: HostFactEndpoint {
        HostFactEndpoint(serving: engine, clock: fixedClock) { _, _ in HostFactCaller(.unknownKey) }
    }

    /// What a server of ours has beside the vendor's calls.
    private struct Balied: Transport {
        let hostFact: HostFactEndpoint
        let customers: HostFactEndpoint

        func carry(_ request: WireRequest) async -> WireResponse {
            await (request.path == CustomerCall.path ? customers : hostFact).carry(request)
        }
    }

    private var balied: Balied {
        let customers = HostFactEndpoint(serving: engine, CustomerCall.actions, clock: fixedClock) { _, _ in
            HostFactCaller(.full, "desk")
        }
        return Balied(hostFact: hostFactEndpoint, customers: customers)
    }

    var m4Endpoint: M4Endpoint { M4Endpoint(serving: engine, settings: M4Settings(key: "key")) { _ in .full } }

    /// - Parameter transport: What stands between the console and the endpoint; nothing when none is given.
    func asHostFact(canWithdraw: Bool = false, through transport: (any Transport)? = nil) -> SeenPages {
        let remote = RemoteHostFactService(
            transport: transport ?? balied, key: "key", canWithdraw: canWithdraw)
        return SeenPages(remote, clock: fixedClock)
    }

    func asM4(_ references: [RecordKind: [M4Reference]] = [:], through transport: (any Transport)? = nil)
        -> UserDirectory
    {
        let remote = RemoteM4Service(transport: transport ?? m4Endpoint, as: "admin", key: "key")
        return UserDirectory(remote, references: references, clock: fixedClock)
    }
}
