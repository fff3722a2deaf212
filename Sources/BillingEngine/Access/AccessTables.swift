import BillingAPI
import BillingModel
import SQLStore

/// A store whose failures are sentences.
struct AccessTables: Sendable {
    let store: any SQLStore

    func rows(_ query: SQLQuery) async throws(APIError) -> [SQLRow] {
        do {
            return try await store.read { try $0.rows(query) }
        } catch {
            throw APIError(ofStore: error)
        }
    }

    /// A number that differs from the last one when anybody has written since.
    func changeCounter() async throws(APIError) -> Int64 {
        do {
            return try await store.changeCounter()
        } catch {
            throw APIError(ofStore: error)
        }
    }

    /// What was written since the counter stood there.
    func changes(since counter: Int64) async throws(APIError) -> StoreChanges {
        do {
            return try await store.changes(since: counter)
        } catch {
            throw APIError(ofStore: error)
        }
    }

    func write(_ body: @escaping @Sendable (any StoreTransaction) throws -> Void) async throws(APIError) {
        do {
            try await store.write(body)
        } catch {
            throw APIError(ofStore: error)
        }
    }
}
