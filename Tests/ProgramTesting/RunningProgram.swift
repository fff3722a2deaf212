import Foundation
import Synchronization

/// A program that goes on until it is told to end, such as a server; gone with the value at the latest.
package final class RunningProgram: Sendable {
    package let processID: pid_t
    private let scratch: TemporaryHome
    private let hasEnded = Mutex(false)

    package init(_ program: String, _ arguments: [String], environment: [String: String]) throws {
        scratch = try TemporaryHome()
        try "".write(toFile: scratch / "input", atomically: false, encoding: .utf8)
        processID = try start(program, arguments, environment: environment, in: scratch)
    }

    deinit {
        guard hasEnded.withLock({ !$0 }) else { return }
        kill(processID, SIGKILL)
        endNow(of: processID)
    }

    /// What it has written so far.
    package var output: String { (try? scratch.text(of: "output")) ?? "" }
    package var errors: String { (try? scratch.text(of: "errors")) ?? "" }

    /// Waits until what it writes holds this, and returns the match's first capture.
    package func waitFor(
        _ pattern: Regex<(Substring, Substring)>, within limit: Duration = .seconds(60)
    ) async throws -> String {
        let end = ContinuousClock.now + limit
        while true {
            for text in [output, errors] {
                if let match = text.firstMatch(of: pattern) { return String(match.1) }
            }
            // Nothing is left to wait for once it has ended; its status stays for whoever asks for its end.
            var state = siginfo_t()
            let isOver =
                waitid(P_PID, id_t(processID), &state, WEXITED | WNOHANG | WNOWAIT) == 0
                && state.si_signo == SIGCHLD
            guard !isOver, .now < end else {
                throw DriverError("The program \(isOver ? "ended" : "did not start") and wrote:\n\(output)\(errors)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Sends a signal and waits for the program's end.
    package func stop(_ signal: Int32 = SIGTERM) async -> Outcome {
        kill(processID, signal)
        let exitCode = await end(of: processID)
        hasEnded.withLock { $0 = true }
        return Outcome(exitCode: exitCode, output: output, errors: errors)
    }
}
