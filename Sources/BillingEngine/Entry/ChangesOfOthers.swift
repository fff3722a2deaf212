import BillingAPI
import Synchronization

/// Tells a program what has changed in its own engine.
///
/// A database that tells which records are changed tells of this program's own writes too. One that only counts writes
/// is asked for its counter once more behind each of them, before that one is answered, so that only those of others
/// are told: whoever reads after the answer has seen everything up to then.
public final class ChangesOfOthers: ServiceWrapper {
    public let service: any BillingService
    private let engine: EngineService
    private let state: Mutex<State>
    /// This program has written; several writes may be one piece of news.
    public let ownWrites: AsyncStream<Void>
    private let wrote: AsyncStream<Void>.Continuation

    private struct State {
        var last: Int64
        /// Writes of this program that are not counted yet, and those that are.
        var coming = 0
        var counted = 0
    }

    /// To be made before anything is read from the engine.
    public init(_ engine: EngineService) async throws(APIError) {
        self.engine = engine
        service = engine
        (ownWrites, wrote) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        state = Mutex(State(last: try await engine.changeCounter()))
    }

    /// Whether it is told which records have changed, this program's own among them.
    public var tellsRecords: Bool { engine.tellsRecords }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .writes else { return try await service.send(action, how) }
        defer { wrote.yield() }
        guard !tellsRecords else { return try await service.send(action, how) }
        state.withLock { $0.coming += 1 }
        let result: Result<Action.Answer, APIError>
        do throws(APIError) {
            result = .success(try await service.send(action, how))
        } catch {
            result = .failure(error)
        }
        // Where it cannot be read, the write is told as somebody else's; that costs one more look.
        let counter = try? await engine.changeCounter()
        state.withLock { state in
            state.coming -= 1
            state.counted += 1
            if let counter { state.last = counter }
        }
        return try result.get()
    }

    /// Where the system's counter stood when anything was last seen or written.
    public var counter: Int64 { state.withLock { $0.last } }

    /// Waits until there may be some: `look` tells.
    public func news() async { await engine.news() }

    /// What has changed since the last look, or the last write of this program; nil where nothing has that anybody is
    /// shown.
    public func look() async throws(APIError) -> SystemChange? {
        let (counted, last) = state.withLock { ($0.counted, $0.last) }
        let (counter, change) = try await engine.changes(since: last)
        return state.withLock { state in
            // What was just written here would be taken for another's; the next look tells both apart.
            guard state.coming == 0, state.counted == counted, counter != state.last else { return nil }
            state.last = counter
            return change
        }
    }
}
