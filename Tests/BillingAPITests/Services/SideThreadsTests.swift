import BillingAPI
import Foundation
import Synchronization
import Testing

@Suite struct SideThreadsTests {
    /// Work that is under way until a test lets it end.
    private final class Held: Sendable {
        private let gate = DispatchSemaphore(value: 0)
        private let begun = AsyncStream<Void>.makeStream()
        private let counts = Mutex((running: 0, most: 0))

        @Sendable func work() {
            counts.withLock { counts in
                counts.running += 1
                counts.most = max(counts.most, counts.running)
            }
            begun.continuation.yield()
            gate.wait()
            counts.withLock { $0.running -= 1 }
        }

        var most: Int { counts.withLock { $0.most } }
        func hasBegun(_ count: Int = 1) async {
            var left = count
            for await _ in begun.stream {
                left -= 1
                if left == 0 { return }
            }
        }
        func end(_ count: Int = 1) { for _ in 0..<count { gate.signal() } }
    }

    private func threads(
        most: Int = 1, waiting: Int = 8, clock: DeadlineClock = .system
    ) -> SideThreads {
        SideThreads("side", most: most, mostWaiting: waiting, patience: .seconds(600), clock: clock)
    }

    /// More than the processors, whose threads would all be held.
    @Test func workThatIsHeldHoldsUpNothingElse() async throws {
        let count = ProcessInfo.processInfo.activeProcessorCount + 2
        let (threads, held) = (threads(most: count), Held())
        await withTaskGroup { group in
            for _ in 0..<count { group.addTask { try? await threads.run(held.work) } }
            await held.hasBegun(count)
            #expect(held.most == count)
            held.end(count)
        }
    }

    @Test func noMoreGoesOnAtOnceThanMay() async throws {
        let (threads, held) = (threads(most: 2), Held())
        await withTaskGroup { group in
            for _ in 0..<6 { group.addTask { try? await threads.run(held.work) } }
            await held.hasBegun(2)
            held.end(6)
        }
        #expect(held.most == 2)
    }

    @Test func oneMoreThanMayWaitIsRefusedAtOnce() async throws {
        let (threads, held) = (threads(waiting: 1), Held())
        let first = Task { try await threads.run(held.work) }
        await held.hasBegun()
        await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask { () -> SideThreads.Refusal? in
                    do throws(SideThreads.Refusal) {
                        try await threads.run(held.work)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            // The other one waits until the first is done.
            #expect(await group.next() == .some(.tooMany))
            held.end(2)
            #expect(await group.next() == .some(nil))
        }
        try await first.value
    }

    @Test func whoIsCancelledIsNotHeld() async throws {
        let (threads, held) = (threads(), Held())
        let first = Task { try await threads.run(held.work) }
        await held.hasBegun()
        let second = Task { try await threads.run { Issue.record("Nobody wants this any more.") } }
        first.cancel()
        await #expect(throws: SideThreads.Refusal.cancelled) { try await first.value }
        second.cancel()
        await #expect(throws: SideThreads.Refusal.cancelled) { try await second.value }
        held.end()
        #expect(try await threads.run { true })
    }

    @Test func patienceComesToAnEnd() async throws {
        let held = Held()
        let threads = threads(clock: DeadlineClock(now: { .now }, sleep: { _ in await held.hasBegun() }))
        await #expect(throws: SideThreads.Refusal.tooLate) { try await threads.run(held.work) }
        held.end()
    }
}
