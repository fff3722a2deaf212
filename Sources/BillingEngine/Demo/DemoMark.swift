import SQLStore

extension DemoData {
    private static let name = "demo"

    /// Whether the data of a store were invented, which the console's banner then says.
    public static func isPresent(in store: any SQLStore) async throws -> Bool {
        try await store.read { transaction in
            try transaction.row(SQLQuery("SELECT value FROM installation WHERE name = ?", [.text(name)])) != nil
        }
    }

    static func mark(in transaction: any StoreTransaction) throws {
        try transaction.execute(
            SQLQuery("INSERT INTO installation (name, value) VALUES (?, 'yes')", [.text(name)]))
    }
}
