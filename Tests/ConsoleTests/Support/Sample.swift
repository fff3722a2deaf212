import BillingAPI
import HostFactAPI
import M4API

/// Records of a small office.
enum Sample {
    static func debtor(_ id: Int, _ company: String, _ more: [String: String] = [:]) -> Record<Debtor> {
        let own = [
            "Identifier": String(id), "DebtorCode": code(id), "CompanyName": company, "Initials": "Jan",
            "SurName": "Zed\(id)", "EmailAddress": "info\(id)@example.net", "Username": code(id), "City": "Delft",
            "Sex": "m", "Country": "NL", "InvoiceMethod": "0", "Taxable": "auto", "ActiveLogin": "yes",
            "Mailing": "yes", "InvoiceAuthorisation": "no", "PeriodicInvoiceDays": "-1", "InvoiceTemplate": "0",
            "Comment": "", "Groups": "4",
        ]
        return Record(own.merging(more) { _, given in given })
    }

    static func code(_ id: Int) -> String { "DB" + String(String(10_000 + id).dropFirst()) }

    static let debtors = [debtor(1, "Alpha Bakery"), debtor(2, "Beta Cycles"), debtor(3, "Gamma Media")]

    static func product(_ id: Int, _ code: String, _ name: String, price: String = "10") -> Record<Product> {
        Record([
            "Identifier": String(id), "ProductCode": code, "ProductName": name, "ProductKeyPhrase": name,
            "PriceExcl": price, "PricePeriod": "m", "TaxPercentage": "21", "ProductType": "other",
            "HasCustomPrice": "no",
        ])
    }

    static let products = [product(1, "P001", "Hosting small"), product(2, "P002", "Hosting large", price: "50.75")]

    static func group(_ id: Int, _ name: String, _ type: GroupType, _ items: [Int]) -> Record<Group> {
        var group = Record<Group>(["Identifier": String(id), "GroupName": name, "Type": type.rawValue])
        group.items = items.map { id in
            (id: id, texts: type == .product ? products[id - 1].texts(type) : debtors[id - 1].texts(type))
        }
        return group
    }

    static let groups = [group(4, "Shops", .debtor, [1, 2, 3]), group(6, "Wholesale", .debtor, [])]
    static let productGroups = [group(5, "Hosting", .product, [1, 2])]

    /// A service of debtor 1 with a contract of a year that began on 1 May 2025.
    static func service(_ id: Int, _ description: String, _ more: [String: String] = [:]) -> Record<Subscription> {
        let own = [
            "Identifier": String(id), "Debtor": "1", "DebtorCode": "DB0001", "CompanyName": "Alpha Bakery",
            "Status": "active", "ProductCode": "P001", "Description": description, "PriceExcl": "10", "Number": "1",
            "TaxPercentage": "21", "DiscountPercentage": "0", "Periods": "1", "Periodic": "m",
            "StartPeriod": "2026-04-01", "EndPeriod": "2026-05-01", "NextDate": "2026-03-18",
            "ContractPeriods": "1", "ContractPeriodic": "j", "StartContract": "2025-05-01",
            "EndContract": "2026-05-01", "TerminationDate": "",
        ]
        return Record(own.merging(more) { _, given in given })
    }

    static let services = [
        service(1, "Site one"), service(2, "Site two"),
        service(3, "Site three", ["Status": Termination.terminated, "TerminationDate": "2026-01-31"]),
    ]

    static func user(_ id: Int, _ name: String, _ more: [String: String] = [:]) -> Record<User> {
        let own = [
            User.id.declaration.member: String(id), "username": name, "first_name": "Name", "last_name": String(id),
            "accounting_number": "DB0001", "balance": "12.5", "blocked": "2", "hidden": "0", "city": "Delft",
            "email": "\(name)@example.net", "currency_id": "1", "warning_email_balance": "0",
        ]
        return Record(own.merging(more) { _, given in given })
    }

    /// What somebody typed into the form of debtor 1 on the system that `ScreenDriver` opens.
    static func draft(
        _ typed: [String: String] = ["City": "Leiden"], base: [String: String] = ["City": "Delft"],
        saved: String = "2026-03-09T15:30:00Z", id: String = "00000000000000a1", undecided: Undecided? = nil
    ) -> KeptDraft {
        let system = SystemID.database("test")
        let key = DraftKey(
            EditDebtor.declaration.name, in: system, on: RecordRef(system, .debtor, 1), form: "fields")
        let draft = Draft(
            key: key, title: EditDebtor.declaration.title, subject: "DB0001 Alpha Bakery", typed: typed, base: base,
            undecided: undecided)
        return KeptDraft(id: id, draft, place: "test.sqlite", saved: saved, replaces: [])
    }

    static let users = [user(3, "companyx"), user(4, "kapsalon")]
}

extension Record {
    /// What a group shows of one of its members.
    fileprivate func texts(_ type: GroupType) -> [String: String] {
        Dictionary(type.shownMembers.map { ($0, self[member: $0]) }, uniquingKeysWith: { first, _ in first })
    }
}
