import SQLStore

extension DemoData {
    private static let name = "demo"

    /// Whether the data of a store were invented, which the console's banner then says.
    public static func isPresent(in store: any SQLStore) async throws -> Bool {
        try await store.read { try isPresent(in: $0) }
    }

    static func isPresent(in transaction: any StoreTransaction) throws -> Bool {
        try transaction.row(SQLQuery("SELECT value FROM installation WHERE name = ?", [.text(name)])) != nil
    }

    /// Whether a store holds nothing yet.
    public static func isMissing(in store: any SQLStore) async throws -> Bool {
        try await store.read { transaction in try Tables.records.allSatisfy { try transaction.count($0) == 0 } }
    }

    /// Fills a store that holds nothing yet, also one whose first start was cut off before its data were in.
    ///
    /// - Returns: Whether this call filled it; another program may have been quicker.
    public static func fillIfEmpty(_ store: any SQLStore) async throws -> Bool {
        guard try await isMissing(in: store) else { return false }
        do {
            try await fill(store)
            return true
        } catch {
            guard try await isPresent(in: store) else { throw error }
            return false
        }
    }

    static func mark(in transaction: any StoreTransaction) throws {
        try transaction.execute(
            SQLQuery("INSERT INTO installation (name, value) VALUES (?, 'yes')", [.text(name)]))
    }
}
