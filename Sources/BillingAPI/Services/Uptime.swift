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
