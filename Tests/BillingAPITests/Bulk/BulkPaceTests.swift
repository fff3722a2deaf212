import BillingModel
import HostFactAPI
import Synchronization
import Testing

@testable import BillingAPI

/// A clock on which time passes by pauses alone, each counted.
final class Pauses: Sendable {
    private let state = Mutex((count: 0, passed: Duration.zero))
    private let start = ContinuousClock.now
    private let onPause: @Sendable (Int) -> Void

    init(_ onPause: @escaping @Sendable (Int) -> Void = { _ in }) { self.onPause = onPause }

    var passed: Duration { state.withLock { $0.passed } }

    var clock: DeadlineClock {
        DeadlineClock(
            now: { [self] in start + passed },
            sleep: { [self] moment in
                let count = state.withLock { state in
                    state.passed = max(state.passed, moment - start)
                    state.count += 1
                    return state.count
                }
                onPause(count)
            })
    }
}

struct BulkPaceTests {
    @Test func halfOfWhatTheHostMaySendIsTaken() async throws {
        let system = SimulatedSystem(.vendor, products: 1)
        let pauses = Pauses()
        let paced = PacedService(system, at: BulkPace(halfOf: 75, burst: 250), clock: pauses.clock)
        for _ in 0..<125 { _ = try await paced.send(ShowProduct(1)) }
        #expect(pauses.passed == .zero)
        for _ in 0..<75 { _ = try await paced.send(ShowProduct(1)) }
        // 75 requests take two minutes of 37.5 each.
        #expect((.seconds(119)...(.seconds(122))).contains(pauses.passed))
    }

    @Test(arguments: [(100, 0), (125, 0), (200, 120), (500, 600)])
    func timeIsForetold(_ requests: Int, _ seconds: Int) {
        let time = BulkPace(halfOf: 75, burst: 250).time(for: requests)
        #expect(abs((time - .seconds(seconds)) / .seconds(1)) < 0.01)
    }

    @Test func whoGivesUpSendsNothing() async {
        let system = SimulatedSystem(.vendor, products: 1)
        let clock = DeadlineClock(now: { .now }, sleep: { _ in throw CancellationError() })
        let paced = PacedService(system, at: BulkPace(halfOf: 2, burst: 2), clock: clock)
        let task = Task { () -> Int in
            withUnsafeCurrentTask { $0?.cancel() }
            var refused = 0
            for _ in 0..<5 {
                do throws(APIError) { _ = try await paced.send(ShowProduct(1)) } catch { refused += 1 }
            }
            return refused
        }
        #expect(await task.value == 4)
        #expect(system.sent == 1)
    }
}
