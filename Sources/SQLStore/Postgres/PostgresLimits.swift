/// How long a server may take, in seconds.
struct PostgresLimits: Equatable, Sendable {
    private(set) var statement: Double = 30
    private(set) var lock: Double = 5
    /// Whoever stops in the middle of something holds nobody up for long.
    private(set) var idleInTransaction: Double = 60

    /// - Parameter options: What a URL gives the server as `options`, such as `-c lock_timeout=20s`; what it says of these
    ///   limits holds in place of the usual ones. Source: PostgreSQL 15, chapters 20.11.1 and 34.1.2.
    init(options: String) {
        for setting in options.split(separator: " ") where setting.contains("=") {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let seconds = Self.seconds(parts[1]) else { continue }
            let name = ["--", "-c"].contains(parts[0].prefix(2)) ? parts[0].dropFirst(2) : parts[0]
            switch name {
            case "statement_timeout": statement = seconds
            case "lock_timeout": lock = seconds
            case "idle_in_transaction_session_timeout": idleInTransaction = seconds
            default: break
            }
        }
    }

    /// Milliseconds where nothing else is said; none is a day.
    private static func seconds(_ text: Substring) -> Double? {
        let unit = text.drop { $0.isASCII && $0.isNumber }
        guard let number = Double(text.prefix(text.count - unit.count)) else { return nil }
        let factor: Double? =
            switch unit {
            case "", "ms": 0.001
            case "s": 1
            case "min": 60
            case "h": 3600
            default: nil
            }
        guard let factor else { return nil }
        return number == 0 ? 86_400 : number * factor
    }

    /// What a connection is told at its start. Compiling a statement takes longer than any of ours.
    var script: String {
        func inMilliseconds(_ seconds: Double) -> String { String(Int(seconds * 1000)) }
        return """
            SET statement_timeout = \(inMilliseconds(statement)); SET lock_timeout = \(inMilliseconds(lock));
            SET idle_in_transaction_session_timeout = \(inMilliseconds(idleInTransaction));
            SET standard_conforming_strings = on; SET jit = off
            """
    }
}
