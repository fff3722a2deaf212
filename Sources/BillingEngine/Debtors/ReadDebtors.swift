import BillingAPI
import HostFactAPI
import SQLStore

extension ListDebtors: EngineAction {
    func run(in context: EngineContext) throws -> Listed<Debtor> {
        let query = try query(on: DebtorTable.source, in: context)
        return try page(of: query, in: context) { try DebtorTable.listRecords($0, in: context.transaction) }
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
