import Synchronization

/// What belongs to the request that is being answered, wherever in the program that happens.
public struct RequestScope: Sendable {
    /// Names the request in the log, and in the answer's `X-Request-ID`.
    public var id: String
    public var deadline: ContinuousClock.Instant
    private let doubt = Doubt()

    public init(id: String, deadline: ContinuousClock.Instant) {
        self.id = id
        self.deadline = deadline
    }

    @TaskLocal public static var current: RequestScope?

    /// Says that nobody could look up who calls, so that a refusal is no judgement of their key.
    public func couldNotTellCaller() { doubt.isThere = true }

    var isCallerInDoubt: Bool { doubt.isThere }

    static func freshID() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private final class Doubt: Sendable {
        private let state = Mutex(false)

        var isThere: Bool {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }
}
