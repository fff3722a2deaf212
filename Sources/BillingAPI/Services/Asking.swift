/// How a question is meant: told around `send`, and known to every wrapper below without passing it on.
public struct Asking: Equatable, Sendable {
    /// Nothing that is kept in memory will do.
    public var anew: Bool
    /// Another key may follow at once and change the question, so that a request should wait for a pause.
    public var betweenKeys: Bool

    public init(anew: Bool = false, betweenKeys: Bool = false) {
        self.anew = anew
        self.betweenKeys = betweenKeys
    }

    public static let anew = Asking(anew: true)
    public static let betweenKeys = Asking(betweenKeys: true)

    @TaskLocal public static var current = Asking()
}

/// Time that only goes forward, for ages: changing the machine's clock makes nothing older or newer.
public struct Uptime: Sendable {
    /// Since some moment that stays the same while the program runs.
    public var now: @Sendable () -> Duration

    public init(now: @escaping @Sendable () -> Duration) {
        self.now = now
    }

    public static let system: Uptime = {
        let start = ContinuousClock.now
        return Uptime { start.duration(to: .now) }
    }()
}
