import M4API
import SQLStore

/// The records of the vendors' own examples, so that each example runs as it is printed.
enum DemoSeeds {
    /// The moment in the vendor's examples.
    private static let created = "2022-11-24 11:00:00"

    static func insert(in transaction: any StoreTransaction) throws {
        try insertGroups(in: transaction)
        try insertDebtor(in: transaction)
        try insertProducts(in: transaction)
        try insertService(in: transaction)
        try insertUserLookups(in: transaction)
        try insertUsers(in: transaction)
        try DemoMailTemplates.insert(in: transaction)
    }

    private static func insertGroups(in transaction: any StoreTransaction) throws {
        let groups = [
            (1, "Zakelijk", "debtor"), (2, "Hosting bestelformulier", "product"), (3, "Winkels", "debtor"),
            (4, "Hosting clients", "debtor"), (5, "Domeinen", "product"), (6, "Telefonie", "product"),
            (7, "Wederverkopers", "debtor"),
        ]
        for (id, name, type) in groups {
            try transaction.insert(
                into: Tables.group, ["Identifier": .integer(id), "GroupName": .text(name), "Type": .text(type)])
        }
    }

    private static func insertDebtor(in transaction: any StoreTransaction) throws {
        let texts = [
            "DebtorCode": "DB0001", "CompanyName": "Company X", "CompanyNumber": "123456789", "LegalForm": "ANDERS",
            "TaxNumber": "NL123456789B01", "Initials": "John", "SurName": "Jackson", "Address": "Keizersgracht 100",
            "ZipCode": "1015 AA", "City": "Amsterdam", "EmailAddress": "info@company.com",
            "PhoneNumber": "010 - 22 33 44", "AccountNumber": "NL59RABO0123123123", "AccountBIC": "RABONL2U",
            "AccountName": "Company X", "AccountBank": "Rabobank", "AccountCity": "Amsterdam", "Username": "DB0001",
            "SecurePassword": DemoData.passwordHash, "Created": created, "Modified": created,
        ]
        var values = texts.mapValues { SQLValue.text($0) }
        values["Identifier"] = .integer(1)
        values["Folded"] = .text(DebtorTable.folded(texts))
        try transaction.insert(into: Tables.debtor, values)
        try transaction.insert(into: Tables.debtorGroup, ["GroupId": .integer(4), "RecordId": .integer(1)])
    }

    private static func insertProducts(in transaction: any StoreTransaction) throws {
        let products = [
            (1, "P002", "Hosting small", "7.5", "hosting", "1"), (2, "P001", "Default product", "250", "other", "0"),
        ]
        for (id, code, name, price, type, package) in products {
            let texts = [
                "ProductCode": code, "ProductName": name, "ProductKeyPhrase": name, "PriceExcl": price,
                "PricePeriod": "m", "ProductType": type, "PackageID": package, "Created": created, "Modified": created,
            ]
            var values = texts.mapValues { SQLValue.text($0) }
            values["Identifier"] = .integer(id)
            values["Folded"] = .text(ProductTable.folded(texts))
            try transaction.insert(into: Tables.product, values)
        }
        try transaction.insert(into: Tables.productGroup, ["GroupId": .integer(2), "RecordId": .integer(1)])
    }

    private static func insertService(in transaction: any StoreTransaction) throws {
        let texts = [
            "DebtorCode": "DB0001", "ProductCode": "P001", "Description": "Default product", "PriceExcl": "250",
            "Periodic": "m", "StartPeriod": "2018-03-14", "EndPeriod": "2018-04-14", "NextDate": "2018-02-28",
            "ContractPeriods": "1", "ContractPeriodic": "m", "StartContract": "2018-01-14",
            "EndContract": "2018-08-14", "Created": created, "Modified": created,
        ]
        var values = texts.mapValues { SQLValue.text($0) }
        values["Identifier"] = .integer(1)
        values["Debtor"] = .integer(1)
        values["ProductId"] = .integer(2)
        let names = ["CompanyName": "Company X", "Initials": "John", "SurName": "Jackson"]
        values["Folded"] = .text(ServiceTable.folded(texts.merging(names) { own, _ in own }))
        try transaction.insert(into: Tables.service, values)
    }

    private static func insertUserLookups(in transaction: any StoreTransaction) throws {
        for (index, (code, rate)) in DemoData.currencies.enumerated() {
            try transaction.insert(
                into: Tables.currency, ["id": .integer(index + 1), "code": .text(code), "rate": .text(rate)])
        }
        for (index, direction) in DemoData.directions.enumerated() {
            try transaction.insert(
                into: Tables.direction,
                ["id": .integer(index + 1), "code": .text(direction.code), "name": .text(direction.name)])
        }
        for (index, name) in ["Blocked callers", "Premium numbers", "Own numbers"].enumerated() {
            try transaction.insert(into: Tables.numberPool, ["id": .integer(index + 1), "name": .text(name)])
        }
    }

    /// The administrator is no. 0, as in every installation of M4.
    private static func insertUsers(in transaction: any StoreTransaction) throws {
        try insertUser(0, "admin", "admin", "System", "Admin", in: transaction)
        try insertUser(
            1, "anja", "manager", "Anja", "Köhler", ["can_edit_users": "1", "email": "anja@balie.example"],
            in: transaction)
        try insertUser(
            2, "bram", "manager", "Bram", "de Wit",
            ["can_edit_users": "1", "only_assigned_users": "1", "email": "bram@balie.example"], in: transaction)
        try insertUser(
            3, "companyx", "user", "Company X", "",
            [
                "accounting_number": "DB0001", "agreement_number": "A-77", "agreement_date": "2022-11-24",
                "balance": "12.5", "vat_number": "NL123456789B01", "clientid": "123456789", "email": "info@company.com",
                "address": "Keizersgracht 100", "city": "Amsterdam", "postcode": "1015 AA", "phone": "010 - 22 33 44",
                "tax1_name": "VAT", "tax1_value": "21", "language": "nl",
            ], in: transaction)
        try transaction.execute(
            SQLQuery(
                """
                UPDATE m4_user SET direction_id = 1, taxation_country = 1, currency_id = 2, tariff_id = 1,
                responsible_manager_id = 1, did_count = 2, call_count = 1250, payment_count = 3, invoice_count = 4
                WHERE id = 3
                """))
    }

    private static func insertUser(
        _ id: Int, _ username: String, _ type: String, _ first: String, _ last: String, _ more: [String: String] = [:],
        in transaction: any StoreTransaction
    ) throws {
        var values = more.mapValues { SQLValue.text($0) }
        values["id"] = .integer(id)
        values["username"] = .text(username)
        values["usertype"] = .text(type)
        values["first_name"] = .text(first)
        values["last_name"] = .text(last)
        values["password_hash"] = .text(DemoData.passwordHash)
        let names = [User.username.name: username, User.firstName.name: first, User.lastName.name: last]
        values["Folded"] = .text(UserTable.folded(more.merging(names) { own, _ in own }))
        try transaction.insert(into: Tables.user, values)
    }
}

extension StoreTransaction {
    /// Makes a row of an example, whose key is among the values.
    func insert(into table: SQLTable, _ values: [String: SQLValue]) throws {
        let columns = values.sorted { $0.key < $1.key }
        _ = try insert(into: table, columns.map { SQLAssignment($0.key, $0.value) })
    }
}
