import Foundation
import Programs
import Synchronization

/// A program that goes on until it is told to end, such as a server; gone with the value at the latest.
package final class RunningProgram: Sendable {
    package let processID: pid_t
    private let program: String
    private let scratch: TemporaryHome
    private let ending: Task<ProgramRun.Result, Never>
    private let isOver: Ending

    private final class Ending: Sendable {
        let hasCome = Mutex(false)
    }

    package init(_ program: String, _ arguments: [String], environment: [String: String]) async throws {
        let scratch = try TemporaryHome()
        // The shell becomes the program. What it writes goes to files, which can be read while it runs.
        let files = ["output", "errors"].map { scratch / $0 }
        for file in files { try "".write(toFile: file, atomically: false, encoding: .utf8) }
        let redirect = "output=$1 errors=$2; shift 2; exec \"$@\" >> \"$output\" 2>> \"$errors\""
        var run = ProgramRun(
            arguments: ["/bin/sh", "-c", redirect, "shell"] + files + [program] + arguments, deadline: .seconds(3600))
        run.environment = environment
        let (started, start) = AsyncStream.makeStream(of: pid_t.self)
        run.onStart = { start.yield($0) }
        let isOver = Ending()
        ending = Task { [run] in
            let result = await run.result()
            isOver.hasCome.withLock { $0 = true }
            start.finish()
            return result
        }
        guard let id = await started.first(where: { _ in true }) else {
            throw DriverError("\(program) could not be started.")
        }
        (processID, self.program, self.scratch, self.isOver) = (id, program, scratch, isOver)
    }

    deinit { ending.cancel() }

    /// What it has written so far.
    package var output: String { (try? scratch.text(of: "output")) ?? "" }
    package var errors: String { (try? scratch.text(of: "errors")) ?? "" }

    /// Waits until what it writes holds this, and returns the match's first capture.
    package func waitFor(
        _ pattern: Regex<(Substring, Substring)>, within limit: Duration = .seconds(300)
    ) async throws -> String {
        let end = ContinuousClock.now + limit
        while true {
            // Asked before its words are read, which then are all that it said.
            let isOver = isOver.hasCome.withLock { $0 }
            for text in [output, errors] {
                if let match = text.firstMatch(of: pattern) { return String(match.1) }
            }
            guard !isOver, .now < end else {
                throw DriverError("The program \(isOver ? "ended" : "did not start") and wrote:\n\(output)\(errors)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Sends a signal and waits for the program's end.
    package func stop(_ signal: Int32 = SIGTERM) async throws -> ProgramEnd {
        if isOver.hasCome.withLock({ !$0 }) { kill(processID, signal) }
        let exitCode = try exitCode(of: await ending.value, program)
        return ProgramEnd(exitCode: exitCode, output: output, errors: errors)
    }
}
