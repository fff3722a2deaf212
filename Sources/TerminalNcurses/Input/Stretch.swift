/// A stretch of bytes that are no keys, between a mark that came and one that may never come.
///
/// It ends by silence, or when for long nothing came but what a hand could have typed. While bytes still pour in they
/// are not keys, however many: the rest of a paste must not run as commands.
struct Stretch {
    /// More than a hand types at once, or in a second.
    private static let flood = 32

    private var lastArrival: Duration
    private var lastFlood: Duration
    private var secondStart: Duration
    private var bytesInSecond = 0
    /// Whether more came than there can be.
    var isOversized = false

    init(at now: Duration) {
        (lastArrival, lastFlood, secondStart) = (now, now, now)
    }

    mutating func arrived(_ count: Int, at now: Duration, _ silence: Duration) {
        // A process that was stopped reads late what came in time.
        if count >= Self.flood || now - lastArrival > silence { lastFlood = now }
        bytesInSecond += count
        if now - secondStart >= .seconds(1) {
            if bytesInSecond >= Self.flood { lastFlood = now }
            (secondStart, bytesInSecond) = (now, 0)
        }
        lastArrival = now
    }

    /// When it is over if nothing comes, or nothing more than a trickle.
    func end(_ silence: Duration, _ patience: Patience) -> Duration {
        min(lastArrival + (isOversized ? patience.oversized : silence), lastFlood + patience.trickle)
    }

    func isTrickle(at now: Duration, _ patience: Patience) -> Bool { now >= lastFlood + patience.trickle }
}
