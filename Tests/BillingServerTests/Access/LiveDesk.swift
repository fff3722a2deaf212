import BillingAPI
import BillingModel
import BillingServer
import Foundation
import HostFactAPI
import M4API
import SQLStore

@testable import BillingEngine

/// An engine with keys and accounts, and the routes to it as `balied` has them.
final class LiveDesk: Sendable {
    let store: any SQLStore
    let keys: APIKeys
    let accounts: M4Accounts
    private let folder: String

    init() async throws {
        folder = NSTemporaryDirectory() + "balied-" + UUID().uuidString
        store = try Engine.open("sqlite:\(folder)/test.sqlite").store
        try await DemoData.fill(store, debtors: 1)
        keys = APIKeys(store: store)
        accounts = M4Accounts(store: store)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func addAccount(_ name: String, _ secret: String, allowsGET: Bool = false) async throws {
        let path = "\(folder)/\(name).secret"
        _ = FileManager.default.createFile(
            atPath: path, contents: Data(secret.utf8), attributes: [.posixPermissions: 0o600])
        try await accounts.add(M4AccountEntry(name, secretFile: path, allowsGET: allowsGET))
    }

    var routes: [ServerRoute] {
        let service = EngineService(store: store)
        let (keys, accounts) = (keys, accounts)
        let hostFact = HostFactEndpoint(serving: service) { key, address in
            (try? await keys.caller(key, from: address)) ?? HostFactCaller(.unknownKey)
        }
        let m4 = M4Endpoint(serving: service) { caller, _ in (try? await accounts.accounts(for: caller)) ?? [] }
        return [
            ServerRoute("hostfact", HostFactRequest.usualPath, to: hostFact),
            ServerRoute("m4", "/billing/api/*", to: m4),
        ]
    }
}
