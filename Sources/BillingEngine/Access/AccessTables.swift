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
            throw Self.sentence(error)
        }
    }

    func write(_ body: @escaping @Sendable (any StoreTransaction) throws -> Void) async throws(APIError) {
        do {
            try await store.write(body)
        } catch {
            throw Self.sentence(error)
        }
    }

    private static func sentence(_ error: any Error) -> APIError {
        switch error {
        case let error as APIError: error
        case let error as StoreError: APIError(error)
        default:
            APIError(.failure, LocalizedText("The database failed: \(error).", "De database faalde: \(error)."))
        }
    }
}
