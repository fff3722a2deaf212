import BillingAPI
import BillingModel
import SQLStore

/// Puts an end to the answers that are kept for repetitions, once their day is over.
public struct KeptAnswers: Sendable {
    private let store: any SQLStore
    private let clock: LocalClock

    public init(store: any SQLStore, clock: LocalClock = .system) {
        self.store = store
        self.clock = clock
    }

    /// Removes the answers that nobody is given any more. Costs one look at an index where there are none.
    public func removeOld() async throws(APIError) {
        let oldest = SQLValue.text(AnsweredRequest.oldest(at: clock.now()))
        try await EngineService.translating {
            let found = try await store.read {
                try $0.row(SQLQuery("SELECT 1 FROM answered_request WHERE created < ? LIMIT 1", [oldest]))
            }
            guard found != nil else { return }
            try await store.write {
                try $0.execute(SQLQuery("DELETE FROM answered_request WHERE created < ?", [oldest]))
            }
        }
    }

    /// Removes them on time until the task is cancelled.
    ///
    /// - Parameter report: Told what went wrong; it is tried again a minute later.
    public func run(report: @Sendable (APIError) -> Void) async {
        repeat {
            do throws(APIError) {
                try await removeOld()
            } catch {
                report(error)
            }
            try? await Task.sleep(for: .seconds(60))
        } while !Task.isCancelled
    }
}
