import SQLStore

extension TestEngine {
    /// Sets what keeps a user from being deleted.
    func setHistory(of user: Int, dids: Int = 0, calls: Int = 0, invoices: Int = 0, payments: Int = 0) async throws {
        try await store.write { transaction in
            try transaction.execute(
                SQLQuery(
                    """
                    UPDATE m4_user SET did_count = ?, call_count = ?, invoice_count = ?, payment_count = ? WHERE id = ?
                    """,
                    [.integer(dids), .integer(calls), .integer(invoices), .integer(payments), .integer(user)]))
        }
    }

    func execute(_ text: String) async throws {
        try await store.write { try $0.execute(SQLQuery(text)) }
    }
}
