import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import PostgresTesting
import SQLStore

@testable import BillingEngine

/// The installation that the HostFact reference's worked examples come from, section 15, as far as they show it.
final class ExampleInstallation: Sendable {
    let store: any SQLStore
    private let database: TestDatabase

    /// 2 March 2026, 9:15 in Amsterdam.
    static let moment = moment("2026-03-02", hour: 9, minute: 15)

    static func moment(_ day: String, hour: Int = 11, minute: Int = 0) -> LocalTime {
        let date = CalendarDate(day) ?? LocalClock.system.today
        return LocalTime(date: date, hour: hour, minute: minute, second: 0, offset: 3600)
    }

    init() async throws {
        database = try await TestDatabase()
        store = try database.open()
        try await store.write { transaction in
            try Self.insertCustomers(in: transaction)
            try Self.insertCatalogue(in: transaction)
        }
    }

    /// A client of it at a moment.
    func script(at moment: LocalTime = ExampleInstallation.moment) -> Script {
        Script(EngineService(store: store, clock: .fixed(moment)), at: moment, owner: self)
    }

    /// As many more debtors, numbered from 1000.
    func addDebtors(_ count: Int) async throws {
        try await store.write { transaction in
            for number in 1000..<(1000 + count) {
                try Self.insertDebtor(number, ["CompanyName": "Klant \(number)"], in: transaction)
            }
        }
    }

    private static func insertCustomers(in transaction: any StoreTransaction) throws {
        try insertDebtor(
            7,
            [
                "CompanyName": "Bakkerij Zon", "CompanyNumber": "12345678", "LegalForm": "ANDERS", "Sex": "f",
                "Initials": "Eva", "SurName": "Smit", "Address": "Dorpsstraat 5", "ZipCode": "1234 AB",
                "City": "Utrecht", "EmailAddress": "eva@zon.example", "Modified": "2026-02-27 16:40:11",
            ], in: transaction)
        try insertDebtor(9, ["CompanyName": "Slagerij Maan", "City": "Ede"], in: transaction)
        try insertGroup(3, "Winkels", "debtor", of: [7, 9], in: transaction)
    }

    private static func insertDebtor(
        _ id: Int, _ more: [String: String], in transaction: any StoreTransaction
    ) throws {
        let code = "DB" + String(repeating: "0", count: max(0, 4 - String(id).count)) + String(id)
        var texts = ["DebtorCode": code, "Username": code, "Created": created, "Modified": created]
        texts.merge(more) { _, own in own }
        var values = texts.mapValues { SQLValue.text($0) }
        values["Identifier"] = .integer(id)
        values["Folded"] = .text(DebtorTable.folded(texts))
        try transaction.insert(into: Tables.debtor, values)
    }

    private static func insertGroup(
        _ id: Int, _ name: String, _ type: String, of records: [Int], in transaction: any StoreTransaction
    ) throws {
        try transaction.insert(
            into: Tables.group, ["Identifier": .integer(id), "GroupName": .text(name), "Type": .text(type)])
        let membership = type == "product" ? Tables.productGroup : Tables.debtorGroup
        for record in records {
            try transaction.insert(into: membership, ["GroupId": .integer(id), "RecordId": .integer(record)])
        }
    }

    /// Product 5, and a service 11 so that the next one is number 12.
    private static func insertCatalogue(in transaction: any StoreTransaction) throws {
        let product = [
            "ProductCode": "P005", "ProductName": "Toestel", "ProductKeyPhrase": "Toestel", "PriceExcl": "12.5",
            "PricePeriod": "m", "TaxPercentage": "21", "Created": created, "Modified": created,
        ]
        var values = product.mapValues { SQLValue.text($0) }
        values["Identifier"] = .integer(5)
        values["Folded"] = .text(ProductTable.folded(product))
        try transaction.insert(into: Tables.product, values)
        try insertGroup(1, "Toestellen", "product", of: [], in: transaction)

        let service = [
            "DebtorCode": "DB0009", "Description": "Onderhoud", "PriceExcl": "10", "Periodic": "m",
            "StartPeriod": "2026-03-01", "EndPeriod": "2026-04-01", "NextDate": "2026-02-15", "ContractPeriods": "1",
            "ContractPeriodic": "m", "StartContract": "2026-01-01", "EndContract": "2026-02-01", "Created": created,
            "Modified": created,
        ]
        values = service.mapValues { SQLValue.text($0) }
        values["Identifier"] = .integer(11)
        values["Debtor"] = .integer(9)
        let names = ["CompanyName": "Slagerij Maan", "SurName": ""]
        values["Folded"] = .text(ServiceTable.folded(service.merging(names) { own, _ in own }))
        try transaction.insert(into: Tables.service, values)
    }

    private static let created = "2026-01-05 10:00:00"
}
