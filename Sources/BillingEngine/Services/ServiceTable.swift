import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

/// Services as the store has them.
enum ServiceTable {
    /// A service's state is not stored: it is terminated once its day has passed.
    static func source(_ today: CalendarDate) -> ListSource {
        var source = ListSource(
            "service", searched: Service.searched,
            columns: [
                (.identifier, ["Identifier", "Debtor"]),
                (
                    .code,
                    ["DebtorCode", "ProductCode", "StartPeriod", "EndPeriod", "NextDate", "TerminationDate"]
                        + [ObjectMember.created, ObjectMember.modified]
                ),
                (.text, ["Description"]),
                (.number, ["Number", "PriceExcl"]),
            ])
        for name in ["CompanyName", "SurName"] {
            source.columns[name] = ListColumn(
                "(SELECT \(name) FROM debtor WHERE debtor.Identifier = service.Debtor)", .text)
        }
        source.columns["Status"] = ListColumn(statusExpression(today), .code)
        return source
    }

    static func hasEnded(_ today: CalendarDate) -> SQLQuery {
        SQLQuery("TerminationDate > '' AND TerminationDate < ?", [.text(today.text)])
    }

    static func record(_ id: Int, _ today: CalendarDate, in transaction: any StoreTransaction) throws -> Record<Service>
    {
        guard let record = try records([id], today, in: transaction).first else {
            throw VendorMessage.unknown("dienst")
        }
        return record
    }

    static func records(
        _ ids: [Int], _ today: CalendarDate, in transaction: any StoreTransaction
    ) throws -> [Record<Service>] {
        try transaction.rows(ids, select: select, key: "service.Identifier").map { row in
            var record = Record<Service>(row.texts)
            if let end = record[Service.terminationDate] {
                let hasEnded = end < today
                record[member: Termination.statusColumn] = hasEnded ? Termination.terminated : Termination.pending
                record[Service.status] = hasEnded ? "terminated" : "active"
            } else {
                record[Service.status] = "active"
            }
            return record
        }
    }

    static func folded(_ texts: [String: String]) -> String {
        TextFolding.foldedRow(Service.searched.map { texts[$0] ?? "" })
    }

    /// Brings the text for searching up to date in all services of a debtor or a product.
    static func refold(_ column: String, _ id: Int, in transaction: any StoreTransaction) throws {
        let rows = try transaction.rows(
            SQLQuery(
                """
                SELECT service.Identifier, \(Service.searched.map { $0 == "DebtorCode" ? "service.DebtorCode" : $0 }
                    .joined(separator: ", "))
                FROM service JOIN debtor ON debtor.Identifier = service.Debtor WHERE service.\(column) = ?
                """, [.integer(id)]))
        for row in rows {
            try transaction.execute(
                SQLQuery(
                    "UPDATE service SET Folded = ? WHERE Identifier = ?", [.text(folded(row.texts)), row[0]]))
        }
    }

    private static func statusExpression(_ today: CalendarDate) -> String {
        "CASE WHEN TerminationDate > '' AND TerminationDate < '\(today.text)' THEN 'terminated' ELSE 'active' END"
    }

    private static let select = """
        SELECT service.Identifier, Debtor, service.DebtorCode, ProductCode, Number, NumberSuffix, Description,
        PriceExcl, TaxPercentage, DiscountPercentage, Periods, Periodic, StartPeriod, EndPeriod, NextDate,
        ContractPeriods, ContractPeriodic, StartContract, EndContract, TerminationDate, TerminationCreated,
        Reminder, service.InvoiceAuthorisation, service.Created, service.Modified,
        CompanyName, Initials, SurName
        FROM service JOIN debtor ON debtor.Identifier = service.Debtor
        """
}
