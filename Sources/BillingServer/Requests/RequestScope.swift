/// What belongs to the request that is being answered.
struct RequestScope: Sendable {
    /// Names the request in the log, and in the answer's `X-Request-ID`.
    var id: String
    var deadline: ContinuousClock.Instant
}

/// Names of requests, which nobody can guess and none has twice.
enum RequestName {
    static func fresh() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
