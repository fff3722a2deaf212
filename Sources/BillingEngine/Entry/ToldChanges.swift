import BillingAPI
import SQLStore

extension SystemChange {
    /// What staff and callers know as changed where these rows were written; nil of rows that are no part of any record.
    init?(_ rows: Set<ChangedRow>?) {
        guard let rows, rows.allSatisfy({ Self.known.contains($0.table) }) else {
            self = .anything
            return
        }
        let records = Set(rows.compactMap { ChangedRecord($0) })
        if records.isEmpty { return nil }
        self = .records(records)
    }

    /// Of a row of any other table, such as one of a later version, nobody knows what it means.
    private static let known = Set(Tables.all.map(\.name)).subtracting([Tables.installation.name])
}

extension ChangedRecord {
    fileprivate init?(_ row: ChangedRow) {
        switch row.table {
        case Tables.Name.debtor: self.init(.debtor, row.identity)
        case Tables.Name.product: self.init(.product, row.identity)
        case Tables.Name.service: self.init(.service, row.identity)
        case Tables.Name.group: self.init(.group, row.identity)
        // Which group it is the row does not tell.
        case Tables.debtorGroup.name, Tables.productGroup.name: self.init(.group)
        case Tables.Name.user: self.init(.user, row.identity)
        case Tables.Name.currency: self.init(.currency, row.identity)
        case Tables.Name.direction: self.init(.direction, row.identity)
        case Tables.Name.numberPool: self.init(.numberPool, row.identity)
        default: return nil
        }
    }
}
