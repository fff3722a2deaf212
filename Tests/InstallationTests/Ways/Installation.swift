import BillingAPI
import BillingEngine
import BillingModel
import Foundation
import HostFactAPI
import M4API
import PostgresTesting
import SQLStore

/// A billing system with the vendors' examples in it, and the way a caller reaches it.
final class Installation: Sendable {
    /// As the caller has it.
    let service: any BillingService
    /// What answers in the end.
    let engine: EngineService
    let store: any SQLStore
    private let database: TestDatabase
    /// What must live as long as the way is used.
    private let connection: (any Sendable)?

    /// The moment at which everything happens; the vendor's examples count on it.
    static let now = LocalTime(
        date: CalendarDate("2022-11-24") ?? LocalClock.system.today, hour: 12, minute: 0, second: 0, offset: 3600)

    /// - Parameter key: The key that the caller has; the installation knows `Access.key` only.
    init(_ way: Way, debtors: Int = 1, key: String = Access.key) async throws {
        database = try await TestDatabase()
        store = try database.open()
        engine = EngineService(store: store, clock: .fixed(Self.now))
        try await DemoData.fill(store, debtors: debtors, clock: .fixed(Self.now))
        (service, connection) = try await way.connection(to: engine, key: key)
    }

    /// The rows of a query on what is stored, each as texts.
    func rows(_ query: String) async throws -> [[String]] {
        try await store.read { try $0.rows(SQLQuery(query)).map { $0.values.map(\.text) } }
    }

    /// Everything that the actions can change; of a mail what its reader sees, since its number is drawn by lot.
    func everything() async throws -> [[String]] {
        var rows = try await rows("SELECT 'mail', id, recipient, subject, body FROM mail_outbox ORDER BY id")
        for table in Self.tables { rows += try await self.rows("SELECT '\(table)', * FROM \(table) ORDER BY 2, 3") }
        return rows
    }

    private static let tables = [
        "debtor", "debtor_group", "product", "product_group", "service", "record_group", "m4_user",
    ]
}

/// Who may call: everybody with the key, under the name the key has.
enum Access {
    static let key = "geheim-van-de-balie"
    static let caller = "admin"

    static func hostFact(_ engine: EngineService) -> HostFactEndpoint {
        HostFactEndpoint(serving: engine, clock: .fixed(Installation.now)) { key, _ in
            key == Self.key ? HostFactCaller(.full, "desk") : HostFactCaller(.unknownKey)
        }
    }

    static func m4(_ engine: EngineService) -> M4Endpoint {
        M4Endpoint(serving: engine, settings: M4Settings(key: key)) { $0 == caller ? .full : .denied }
    }
}
