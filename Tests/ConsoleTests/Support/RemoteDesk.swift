import BillingAPI
import ConsoleTesting
import HostFactAPI
import M4API

/// The same billing system behind a vendor's wire, as the console has it for a system elsewhere.
extension Desk {
    func asHostFact(canWithdraw: Bool = false) -> SeenPages {
        let endpoint = HostFactEndpoint(serving: engine, clock: fixedClock) { _, _ in HostFactCaller(.full, "desk") }
        let remote = RemoteHostFactService(transport: endpoint, key: "key", canWithdraw: canWithdraw)
        return SeenPages(remote, clock: fixedClock)
    }

    func asM4(_ references: [RecordKind: [M4Reference]] = [:]) -> UserDirectory {
        let endpoint = M4Endpoint(serving: engine, settings: M4Settings(key: "key")) { _ in .full }
        let remote = RemoteM4Service(transport: endpoint, as: "admin", key: "key")
        return UserDirectory(remote, references: references, clock: fixedClock)
    }
}
