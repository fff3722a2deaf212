import BillingAPI
import Foundation
import Synchronization

/// What has happened since the start, for Prometheus. Its labels are names we declared, never what a caller sent.
final class ServerCounters: Sendable {
    struct Kind: Hashable, Sendable {
        var dialect: String
        var action: String
        var outcome: String
    }

    struct Durations: Sendable {
        /// How many requests took no longer than the bound beside it.
        var counts = [Int](repeating: 0, count: ServerCounters.bounds.count)
        var count = 0
        var seconds = 0.0
    }

    private struct State {
        var requests: [Kind: Int] = [:]
        var durations: [String: Durations] = [:]
        var inFlight = 0
        var wrongKeys = 0
        var connections = 0
        var endedConnections = 0
    }

    /// Seconds.
    static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    private let state = Mutex(State())
    private let start: Double

    init(start: Date = Date()) {
        self.start = start.timeIntervalSince1970
    }

    func began() { state.withLock { $0.inFlight += 1 } }

    func sawWrongKey() { state.withLock { $0.wrongKeys += 1 } }

    func connectionOpened() { state.withLock { $0.connections += 1 } }

    func connectionClosed() { state.withLock { $0.connections -= 1 } }

    /// By us, to make room or because no whole request came.
    func connectionEnded() { state.withLock { $0.endedConnections += 1 } }

    func ended(_ answer: ShellAnswer, after duration: Duration) {
        let summary = answer.response.summary
        let kind = Kind(
            dialect: answer.dialect, action: summary.action?.label ?? "none", outcome: summary.outcome.rawValue)
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        state.withLock { state in
            state.inFlight -= 1
            state.requests[kind, default: 0] += 1
            var durations = state.durations[answer.dialect] ?? Durations()
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound { durations.counts[index] += 1 }
            durations.count += 1
            durations.seconds += seconds
            state.durations[answer.dialect] = durations
        }
    }

    /// The text format of Prometheus, 0.0.4.
    var text: String {
        let state = state.withLock { $0 }
        return [
            Self.requests(state.requests), Self.durations(state.durations),
            Self.single("balied_requests_in_flight", "gauge", "Requests being answered.", "\(state.inFlight)"),
            Self.single("balied_connections", "gauge", "Connections that are open.", "\(state.connections)"),
            Self.single(
                "balied_connections_ended_total", "counter",
                "Connections ended to make room, or because no whole request came.", "\(state.endedConnections)"),
            Self.single("balied_wrong_keys_total", "counter", "Wrong keys and hashes.", "\(state.wrongKeys)"),
            Self.single(
                "process_start_time_seconds", "gauge", "Start of the process since 1970 in seconds.", "\(start)"),
        ].joined()
    }

    private static func single(_ name: String, _ type: String, _ help: String, _ value: String) -> String {
        "\(head(name, type, help))\(name) \(value)\n"
    }

    private static func head(_ name: String, _ type: String, _ help: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private static func requests(_ requests: [Kind: Int]) -> String {
        let name = "balied_requests_total"
        let lines = requests.map { kind, count in
            "\(name){dialect=\"\(kind.dialect)\",action=\"\(kind.action)\",outcome=\"\(kind.outcome)\"} \(count)\n"
        }
        return head(name, "counter", "Requests that were answered.") + lines.sorted().joined()
    }

    private static func durations(_ durations: [String: Durations]) -> String {
        let name = "balied_request_duration_seconds"
        var text = head(name, "histogram", "From a request's head to its answer.")
        for (dialect, durations) in durations.sorted(by: { $0.key < $1.key }) {
            for (bound, count) in zip(bounds, durations.counts) {
                text += "\(name)_bucket{dialect=\"\(dialect)\",le=\"\(bound)\"} \(count)\n"
            }
            text += "\(name)_bucket{dialect=\"\(dialect)\",le=\"+Inf\"} \(durations.count)\n"
            text += "\(name)_sum{dialect=\"\(dialect)\"} \(durations.seconds)\n"
            text += "\(name)_count{dialect=\"\(dialect)\"} \(durations.count)\n"
        }
        return text
    }
}
