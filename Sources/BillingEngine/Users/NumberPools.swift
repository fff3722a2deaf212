import BillingAPI
import M4API
import SQLStore

extension ListNumberPools: EngineAction {
    /// Comment and owner are not kept here; the administrator owns every pool.
    func run(in context: EngineContext) throws -> NumberPoolList {
        let only = self[Self.pool].map { SQLQuery(" WHERE id = ?", [.integer($0)]) } ?? SQLQuery("")
        let rows = try context.transaction.rows("SELECT id, name FROM m4_number_pool" + only + " ORDER BY id")
        return NumberPoolList(rows.map { NumberPool(id: $0.integer(0), name: $0.text(1)) })
    }
}
