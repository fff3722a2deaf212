import Foundation
import Synchronization

/// Waits for changes of a file that others write to as well, on a thread of its own that is there for as long as
/// somebody waits. While nobody writes it sleeps, so that an idle program is woken once a minute.
///
/// That a file is written to is seen before the change counts: it counts when it is on the disk. So the file is looked
/// at a few times more after each writing, and now and then whatever is seen.
final class FileNews: ClosedAtTheEnd {
    private struct State {
        /// What the counter was when it was last asked for; nil before that.
        var known: Int64?
        var waiting: [UUID: CheckedContinuation<Void, Never>] = [:]
        /// Wakes the thread; nil while there is none.
        var waker: Waker?
        var isOver = false
        /// When those who waited were last told.
        var told: ContinuousClock.Instant?
    }

    private let openEyes: @Sendable (Waker) -> any FileEyes
    private let counter: @Sendable () throws -> Int64
    private let state = Mutex(State())

    /// - Parameters:
    ///   - counter: A number that is another one after each change; it may make the thread wait.
    ///   - eyes: What sees that the file is written to, and sleeps until it is.
    init(
        eyes: @escaping @Sendable (Waker) -> any FileEyes, counter: @escaping @Sendable () throws -> Int64
    ) {
        openEyes = eyes
        self.counter = counter
        OpenDatabases.add(self)
    }

    /// Notes what somebody who asked for the counter was told.
    func know(_ counter: Int64) { state.withLock { $0.known = counter } }

    /// Returns when the counter is another one than it was when it was last asked for, or cannot be told.
    func wait() async {
        let id = UUID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if !join(id, continuation) { continuation.resume() }
            }
        } onCancel: {
            leave(id)
        }
    }

    /// Nobody waits any more, now or later.
    func close() {
        let waiting = state.withLock { state in
            state.isOver = true
            state.waker?.wake()
            defer { state.waiting = [:] }
            return state.waiting
        }
        for waiter in waiting.values { waiter.resume() }
    }

    /// - Returns: False where there is nothing to wait for.
    private func join(_ id: UUID, _ waiter: CheckedContinuation<Void, Never>) -> Bool {
        let (isWaiting, fresh) = state.withLock { state -> (Bool, Waker?) in
            if state.isOver || Task.isCancelled { return (false, nil) }
            // The thread looks for everybody, and for this one from now on.
            if let waker = state.waker {
                state.waiting[id] = waiter
                waker.wake()
                return (true, nil)
            }
            guard let waker = Waker() else { return (false, nil) }
            state.waiting[id] = waiter
            state.waker = waker
            return (true, waker)
        }
        if let fresh {
            let thread = Thread { self.watch(fresh) }
            thread.name = "news"
            thread.start()
        }
        return isWaiting
    }

    private func leave(_ id: UUID) {
        let waiter = state.withLock { state in
            defer { if state.waiting.isEmpty { state.waker?.wake() } }
            return state.waiting.removeValue(forKey: id)
        }
        waiter?.resume()
    }

    /// Until there is news, or nobody waits.
    private func watch(_ waker: Waker) {
        let eyes = openEyes(waker)
        // Where many write all the time, what they write is told together.
        if let told = state.withLock({ $0.told }) { eyes.rest(Self.short - (ContinuousClock.now - told)) }
        var looks = 0
        while isAwaited(waker) {
            if hasChanged() { return tell(waker) }
            looks -= 1
            switch eyes.sleep(atMost: looks > 0 || !eyes.canSee ? Self.short : Self.long) {
            case .nothing: break
            case .woken: looks += 1
            case .written:
                looks = Self.looksAfterwards
                eyes.rest(Self.moment)
            }
        }
    }

    private func hasChanged() -> Bool {
        guard let known = state.withLock({ $0.known }), let now = try? counter() else { return true }
        return now != known
    }

    private func isAwaited(_ waker: Waker) -> Bool {
        state.withLock { state in
            if state.waiting.isEmpty { state.waker = nil }
            return !state.waiting.isEmpty
        }
    }

    private func tell(_ waker: Waker) {
        let waiting = state.withLock { state in
            state.waker = nil
            state.told = .now
            defer { state.waiting = [:] }
            return state.waiting
        }
        for waiter in waiting.values { waiter.resume() }
    }

    /// Long enough for most changes to be on the disk.
    private static let moment = Duration.milliseconds(100)
    /// The longest that anybody hears of a change later than it is there, as far as it is seen.
    private static let short = Duration.seconds(1)
    private static let looksAfterwards = 10
    /// For what is not seen, and for a disk that takes its time.
    private static let long = Duration.seconds(60)
}

/// What a sleep ended with.
enum FileSight: Sendable {
    /// The file was written to, or replaced.
    case written
    /// Somebody woke the sleeper.
    case woken
    case nothing
}

/// Sees that a file is written to. Used on one thread.
protocol FileEyes {
    /// Whether anything is seen at all.
    var canSee: Bool { get }

    /// Sleeps until something is seen, somebody wakes the sleeper, or the time is over.
    func sleep(atMost longest: Duration) -> FileSight

    /// Sleeps for that long, whatever is seen; not at all when it is less than nothing.
    func rest(_ duration: Duration)
}
