import SQLStore
import Synchronization

/// Counts how often something is read from a store.
final class CountingStore: SQLStore {
    private let store: any SQLStore
    private let count = Mutex(0)

    var reads: Int { count.withLock { $0 } }

    init(_ store: any SQLStore) {
        self.store = store
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any StoreTransaction) throws -> T) async throws -> T {
        count.withLock { $0 += 1 }
        return try await store.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any StoreTransaction) throws -> T) async throws -> T {
        try await store.write(body)
    }

    func changeCounter() async throws -> Int64 { try await store.changeCounter() }

    func news() async { await store.news() }

    func tidyUp() async throws { try await store.tidyUp() }
}
