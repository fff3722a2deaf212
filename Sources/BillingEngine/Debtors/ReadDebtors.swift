import BillingAPI
import HostFactAPI
import SQLStore

extension ListDebtors: EngineAction {
    func run(in context: EngineContext) throws -> Listed<Debtor> {
        let query = try query(on: DebtorTable.source, in: context)
        return try page(of: query, in: context) { ids in
            let records = try DebtorTable.listRecords(ids, in: context.transaction)
            guard tellsMore else { return records }
            let counts = try ServiceTable.counts(of: ids, context.today, in: context.transaction)
            return records.map { record in
                var record = record
                record.services = record[Debtor.identifier].flatMap { counts[$0] } ?? ServiceCount()
                return record
            }
        }
    }
}

extension ShowDebtor: EngineAction {
    func run(in context: EngineContext) throws -> Found<Debtor> {
        let id = try DebtorTable.identify(self[Debtor.identifier], self[Debtor.code], in: context.transaction)
        var record = try DebtorTable.record(id, in: context.transaction)
        if self[Self.getPassword] == true {
            let row = try TemporaryPassword.row(of: id, in: context.transaction)
            record.readablePassword = row.flatMap { TemporaryPassword.valid(in: $0, at: context.now) }
        }
        return Found(record)
    }
}
