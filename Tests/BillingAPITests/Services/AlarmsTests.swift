import Synchronization
import Testing

@testable import BillingAPI

/// Deadlines that share one sleep.
@Suite struct AlarmsTests {
    private static let start = ContinuousClock.now

    /// Sleeps end when the test says so.
    private final class Night: Sendable {
        private struct State {
            var sleeps: [(until: ContinuousClock.Instant, wake: CheckedContinuation<Void, Never>)] = []
            var all: [Int] = []
        }

        private let state = Mutex(State())
        let rung = Mutex<[String]>([])

        func sleep(until moment: ContinuousClock.Instant) async {
            await withCheckedContinuation { wake in
                state.withLock {
                    $0.sleeps.append((moment, wake))
                    $0.all.append(Int((moment - AlarmsTests.start).components.seconds))
                }
            }
        }

        /// Up to when anybody slept, in seconds.
        var sleeps: [Int] { state.withLock { $0.all } }

        func untilSleeps(are count: Int) async {
            while sleeps.count < count { await Task.yield() }
        }

        func end(_ seconds: Int) {
            let moment = AlarmsTests.start + .seconds(seconds)
            let woken = state.withLock { state in
                let due = state.sleeps.filter { $0.until == moment }
                state.sleeps.removeAll { $0.until == moment }
                return due
            }
            for sleep in woken { sleep.wake.resume() }
        }

        func alarm(_ name: String) -> @Sendable () -> Void {
            { self.rung.withLock { $0.append(name) } }
        }

        func untilRung(_ names: [String]) async {
            while rung.withLock({ $0.sorted() }) != names.sorted() { await Task.yield() }
        }
    }

    private func moment(_ seconds: Int) -> ContinuousClock.Instant { Self.start + .seconds(seconds) }

    @Test func laterOnesNeedNoSleepOfTheirOwnUntilTheFirstIsOver() async {
        let night = Night()
        let alarms = Alarms { await night.sleep(until: $0) }
        _ = alarms.set(at: moment(1), night.alarm("first"))
        _ = alarms.set(at: moment(3), night.alarm("third"))
        _ = alarms.set(at: moment(2), night.alarm("second"))
        await night.untilSleeps(are: 1)
        #expect(night.sleeps == [1])
        night.end(1)
        await night.untilRung(["first"])
        await night.untilSleeps(are: 2)
        #expect(night.sleeps == [1, 2])
        night.end(2)
        await night.untilRung(["first", "second"])
        await night.untilSleeps(are: 3)
        night.end(3)
        await night.untilRung(["first", "second", "third"])
    }

    @Test func whatIsCalledOffDoesNotRing() async {
        let night = Night()
        let alarms = Alarms { await night.sleep(until: $0) }
        alarms.callOff(alarms.set(at: moment(1), night.alarm("never")))
        _ = alarms.set(at: moment(1), night.alarm("rings"))
        await night.untilSleeps(are: 1)
        night.end(1)
        await night.untilRung(["rings"])
    }

    @Test func anEarlierOneDoesNotWaitForALaterSleep() async {
        let night = Night()
        let alarms = Alarms { await night.sleep(until: $0) }
        _ = alarms.set(at: moment(9), night.alarm("late"))
        _ = alarms.set(at: moment(1), night.alarm("early"))
        await night.untilSleeps(are: 2)
        night.end(1)
        await night.untilRung(["early"])
        await night.untilSleeps(are: 3)
        night.end(9)
        await night.untilRung(["early", "late"])
    }

    @Test func whenNoneIsLeftTheNextOneIsSleptForAgain() async {
        let night = Night()
        let alarms = Alarms { await night.sleep(until: $0) }
        alarms.callOff(alarms.set(at: moment(1), night.alarm("never")))
        await night.untilSleeps(are: 1)
        night.end(1)
        // Whoever comes just before that sleep is over is found by it, or has one.
        _ = alarms.set(at: moment(2), night.alarm("rings"))
        await night.untilSleeps(are: 2)
        night.end(2)
        await night.untilRung(["rings"])
    }
}
