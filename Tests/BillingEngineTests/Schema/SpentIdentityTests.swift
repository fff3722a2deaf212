import BillingAPI
import Foundation
import HostFactAPI
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// An identity outlives its record in drafts, marks and journals, so none is ever given out again.
@Suite struct SpentIdentityTests {
    /// Makes a record as staff or a script do; gives its identity.
    private typealias Adding = @Sendable (TestEngine) async throws -> Int?

    private static let kinds: [(table: SQLTable, add: Adding)] = [
        (Tables.debtor, { engine in try await engine.service.send(debtor()).record[Debtor.identifier] }),
        (Tables.product, { engine in try await engine.service.send(product()).record[Product.identifier] }),
        (
            Tables.service,
            { engine in
                var add = AddService()
                add[Subscription.debtor] = 1
                add[Subscription.productCode] = "P001"
                add[Subscription.periodic] = "m"
                return try await engine.service.send(add).record[Subscription.identifier]
            }
        ),
        (
            Tables.group,
            { engine in
                var add = AddGroup()
                add[Group.name] = "Nieuw"
                add[Group.type] = GroupType.debtor.rawValue
                return try await engine.service.send(add).record[Group.identifier]
            }
        ),
        (
            // M4 has no call that adds one.
            Tables.user,
            { engine in
                try await engine.store.write { transaction in
                    try transaction.insert(
                        into: Tables.user,
                        [
                            SQLAssignment(User.username.name, UUID().uuidString),
                            SQLAssignment(SQLTable.folded, "\u{1F}"),
                        ])
                }
            }
        ),
    ]

    private static func debtor() -> AddDebtor {
        var add = AddDebtor()
        add[Debtor.companyName] = "Nieuw"
        return add
    }

    private static func product() -> AddProduct {
        var add = AddProduct()
        add[Product.name] = "Nieuw"
        add[Product.keyPhrase] = "Nieuw"
        add[Product.priceExcl] = 1
        return add
    }

    private func newest(_ table: SQLTable, in store: any SQLStore) async throws -> Int {
        try await store.read { try $0.integer(SQLQuery("SELECT max(\(table.identity ?? "")) FROM \(table.name)")) }
    }

    private func delete(_ id: Int, from table: SQLTable, in store: any SQLStore) async throws {
        try await store.write {
            try $0.execute(SQLQuery("DELETE FROM \(table.name) WHERE \(table.identity ?? "") = ?", [.integer(id)]))
        }
    }

    @Test(arguments: kinds.indices) func theIdentityOfADeletedRecordIsNotGivenOutAgain(kind: Int) async throws {
        let (table, add) = Self.kinds[kind]
        let engine = try await TestEngine()
        var last = try await newest(table, in: engine.store)
        for _ in 0..<3 {
            let id = try #require(try await add(engine))
            #expect(id == last + 1, "\(table.name)")
            try await delete(id, from: table, in: engine.store)
            last = id
        }
        // An older one that goes later takes nothing back, and another program knows as much.
        let kept = try #require(try await add(engine))
        #expect(kept == last + 1)
        let other = try Engine.open(engine.url).store
        try await delete(kept, from: table, in: other)
        #expect(try await add(engine) == kept + 1, "\(table.name)")
    }

    @Test(arguments: kinds.indices) func aFileOfAnEarlierVersionKeepsCountFromThenOn(kind: Int) async throws {
        let (table, _) = Self.kinds[kind]
        let folder = NSTemporaryDirectory() + "balie-spent-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let old = try SQLiteStore(path: "\(folder)/old.sqlite", schema: ShippedScripts.schema(4))
        try await DemoData.fill(old, debtors: 30, clock: .fixed(TestEngine.seedMoment))
        let store = try Engine.open("sqlite:\(folder)/old.sqlite").store
        let last = try await newest(table, in: store)
        if table.name == Tables.Name.debtor || table.name == Tables.Name.product {
            try await store.write { try $0.execute(SQLQuery("DELETE FROM service")) }
        }
        try await delete(last, from: table, in: store)
        // A program of the version before that still has the file open counts from the highest that is there.
        let columns = try await store.read { transaction in
            let rows = try transaction.rows(SQLQuery("SELECT name FROM pragma_table_info('\(table.name)')"))
            return rows.map { $0.text(0) }.filter { $0 != table.identity }
        }
        let again = """
            INSERT INTO \(table.name) (\(table.identity ?? ""), \(columns.joined(separator: ", ")))
            SELECT ?, \(columns.map { ["DebtorCode", "ProductCode", "username", "Username"].contains($0) ? "'new'" : $0 }
            .joined(separator: ", ")) FROM \(table.name) LIMIT 1
            """
        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.execute(SQLQuery(again, [.integer(last)])) }
        }
        #expect(error?.kind == .constraint)
        #expect(error?.message.contains("the identity was used before") == true)
        try await store.write { try $0.execute(SQLQuery(again, [.integer(last + 1)])) }
    }

    @Test func theCodeOfADeletedProductIsNotGivenOutAgain() async throws {
        let engine = try await TestEngine()
        let first = try await engine.service.send(Self.product()).record
        #expect(first.text(Product.code) == "P003")
        for expected in ["P004", "P005"] {
            let newest = try await newest(Tables.product, in: engine.store)
            var delete = DeleteProduct()
            delete[Product.identifier] = newest
            _ = try await engine.service.send(delete)
            #expect(try await engine.service.send(Self.product()).record.text(Product.code) == expected)
        }
        // One below the highest changes nothing.
        var delete = DeleteProduct()
        delete[Product.code] = "P002"
        _ = try await engine.service.send(delete)
        #expect(try await engine.service.send(Self.product()).record.text(Product.code) == "P006")
    }
}
