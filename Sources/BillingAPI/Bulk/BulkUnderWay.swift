import BillingModel
import Synchronization

/// A run that is carried out, or was: whoever carries it out tells here what becomes of it, and whoever looks is woken.
public final class BulkUnderWay: Sendable {
    private struct State {
        var run: BulkRun
        var isRunning = false
        var isStopping = false
        var trouble: LocalizedText?
        var began: ContinuousClock.Instant?
        /// Rows that have come to an end since it began, and those that are still to come.
        var ended = 0
        var left = 0
        var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
        var last = 0
    }

    private let state: Mutex<State>
    private let clock: DeadlineClock

    public init(_ run: BulkRun, clock: DeadlineClock = .system) {
        state = Mutex(State(run: run))
        self.clock = clock
    }

    // MARK: Looking

    public struct Progress: Equatable, Sendable {
        public var run: BulkRun
        public var isRunning: Bool
        /// It ends after the row that is under way.
        public var isStopping: Bool
        /// Why it has stopped before its end.
        public var trouble: LocalizedText?
        /// As far as the rows so far tell.
        public var timeLeft: Duration?
    }

    public var progress: Progress {
        let now = clock.now()
        return state.withLock { state in
            var timeLeft: Duration?
            if state.isRunning, let began = state.began, state.ended > 0 {
                timeLeft = (now - began) / state.ended * state.left
            }
            return Progress(
                run: state.run, isRunning: state.isRunning, isStopping: state.isStopping, trouble: state.trouble,
                timeLeft: timeLeft)
        }
    }

    /// Gives a sign at once and whenever something has changed, until the run has ended.
    public func signs() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { watcher in
            watcher.yield()
            let number = state.withLock { state -> Int? in
                guard state.isRunning else { return nil }
                state.last += 1
                state.watchers[state.last] = watcher
                return state.last
            }
            guard let number else { return watcher.finish() }
            watcher.onTermination = { [weak self] _ in self?.forget(number) }
        }
    }

    private func forget(_ watcher: Int) { state.withLock { $0.watchers[watcher] = nil } }

    /// Lets it end after the row that is under way.
    public func stop() {
        state.withLock { $0.isStopping = true }
        tell()
    }

    // MARK: Carrying out

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// It may be begun before its rows are counted: what stopped it in between still does.
    ///
    /// - Returns: The run as it is now.
    public func begin(_ rows: Int = 0) -> BulkRun {
        let now = clock.now()
        defer { tell() }
        return state.withLock { state in
            if !state.isRunning { (state.isRunning, state.isStopping, state.trouble) = (true, false, nil) }
            (state.began, state.ended, state.left) = (now, 0, rows)
            return state.run
        }
    }

    func note(_ row: Int, _ state: BulkRowState, isEnd: Bool = false) {
        self.state.withLock { all in
            all.run.note(state, of: row)
            guard isEnd else { return }
            all.ended += 1
            all.left = max(0, all.left - 1)
        }
    }

    func tell() {
        let watchers = state.withLock { Array($0.watchers.values) }
        for watcher in watchers { watcher.yield() }
    }

    /// - Parameter trouble: Why, where there is more to do.
    public func end(_ trouble: LocalizedText? = nil) {
        let watchers = state.withLock { state in
            (state.isRunning, state.isStopping, state.trouble) = (false, false, trouble)
            defer { state.watchers = [:] }
            return Array(state.watchers.values)
        }
        for watcher in watchers {
            watcher.yield()
            watcher.finish()
        }
    }
}
