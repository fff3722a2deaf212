import BillingAPI
import Synchronization

/// Tells a program what has changed in its own engine.
///
/// A database that tells which records are changed tells of this program's own writes too. One that only counts writes
/// is asked for its counter once more behind each of them, before that one is answered, so that only those of others
/// are told: whoever reads after the answer has seen everything up to then.
///
/// To link a change to the journal's chain is a commit of its own, which such a database counts too. So what is there is
/// linked before it is counted: then the link is no second piece of news, for this program and for none.
public final class ChangesOfOthers: ServiceWrapper {
    public let service: any BillingService
    private let engine: EngineService
    private let state: Mutex<State>
    /// Nil for who only reads.
    private let sealer: JournalSealer?

    private struct State {
        var last: Int64
        /// Writes of this program that are not counted yet, and those that are.
        var coming = 0
        var counted = 0
    }

    /// To be made before anything is read from the engine.
    public init(_ engine: EngineService, sealer: JournalSealer? = nil) async throws(APIError) {
        self.engine = engine
        self.sealer = sealer
        service = engine
        state = Mutex(State(last: try await engine.changeCounter()))
    }

    /// Whether it is told which records have changed, this program's own among them.
    public var tellsRecords: Bool { engine.tellsRecords }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .writes else { return try await service.send(action, how) }
        guard !tellsRecords else { return try await service.send(action, how) }
        state.withLock { $0.coming += 1 }
        let result: Result<Action.Answer, APIError>
        do throws(APIError) {
            result = .success(try await service.send(action, how))
        } catch {
            result = .failure(error)
        }
        // What goes wrong with it is told by whoever watches, which links what was left.
        _ = try? await sealer?.seal()
        // Where it cannot be read, the write is told as somebody else's; that costs one more look.
        let counter = try? await engine.changeCounter()
        state.withLock { state in
            state.coming -= 1
            state.counted += 1
            if let counter { state.last = counter }
        }
        return try result.get()
    }

    /// Tells what others have changed until the task is cancelled: in a file within a second, on a server at once. Where
    /// many write all the time, what they write is gathered, so that a slow line has time to read what the last news was
    /// about.
    ///
    /// - Parameter tell: Told what went wrong as well, once until it goes well again.
    public func watch(_ tell: @Sendable (Result<SystemChange, APIError>) async -> Void) async {
        var isTroubled = false
        while !Task.isCancelled {
            await engine.news()
            let trouble = await lookAround(tell)
            if let trouble, !isTroubled, !Task.isCancelled { await tell(.failure(trouble)) }
            isTroubled = trouble != nil
            if isTroubled { try? await Task.sleep(for: .seconds(1)) }
        }
    }

    private func lookAround(_ tell: @Sendable (Result<SystemChange, APIError>) async -> Void) async -> APIError? {
        var trouble: APIError?
        do throws(APIError) {
            try await seal()
        } catch {
            trouble = error
        }
        do throws(APIError) {
            guard let change = try await look() else { return trouble }
            await tell(.success(change))
            if tellsRecords { try? await Task.sleep(for: .milliseconds(300)) }
            return trouble
        } catch {
            return error
        }
    }

    /// Links what anybody wrote to the chain.
    func seal() async throws(APIError) { _ = try await sealer?.seal() }

    /// Waits until there may be some: `look` tells.
    func news() async { await engine.news() }

    /// What has changed since the last look, or the last write of this program; nil where nothing has that anybody is
    /// shown.
    func look() async throws(APIError) -> SystemChange? {
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
