import Foundation
import Programs

/// What a finished program left behind.
package struct ProgramEnd: Equatable, Sendable {
    package var exitCode: Int32
    package var output: String
    package var errors: String

    package init(exitCode: Int32, output: String, errors: String) {
        self.exitCode = exitCode
        self.output = output
        self.errors = errors
    }
}

/// A failure of a driver itself, told as a sentence.
package struct DriverError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// The console program that was built together with these tests.
package enum Balie {
    package static func path() throws -> String { try builtProgram("balie", orAt: "BALIE_BINARY") }
}

/// The server program that was built together with these tests.
package enum Balied {
    package static func path() throws -> String { try builtProgram("balied", orAt: "BALIED_BINARY") }
}

/// The program that the environment variable names; otherwise that beside the tests, or in `.build/debug` above them.
private func builtProgram(_ name: String, orAt variable: String) throws -> String {
    if let given = ProcessInfo.processInfo.environment[variable] { return given }
    let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    var folder = tests.resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
        for place in [name, ".build/debug/\(name)"] {
            let candidate = folder.appendingPathComponent(place).path
            if isProgram(candidate) { return candidate }
        }
        folder.deleteLastPathComponent()
    }
    throw DriverError("There is no \(name) beside \(tests.path). Build it with: swift build --product \(name)")
}

private func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
}

/// Runs the console's command line to its end in a home of its own or the given one.
package func runBalie(_ arguments: String..., home: TemporaryHome? = nil, input: String = "") async throws -> ProgramEnd
{
    let home = try home ?? TemporaryHome()
    return try await run(Balie.path(), arguments, environment: home.environment, input: input)
}

/// Runs a program to its end; one that takes longer than its limit is ended, which its exit code then tells.
///
/// - Parameter environment: Ours where nil.
package func run(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil, input: String = "",
    within limit: Duration = .seconds(300)
) async throws -> ProgramEnd {
    var run = ProgramRun(arguments: [program] + arguments, input: Array(input.utf8), deadline: limit)
    run.environment = environment
    (run.mostOutput, run.mostErrors) = (100_000_000, 1_000_000)
    let result = await run.result()
    return ProgramEnd(
        exitCode: try exitCode(of: result, program), output: String(decoding: result.output, as: UTF8.self),
        errors: String(decoding: result.errors, as: UTF8.self))
}

/// How a program ended, as a shell tells it: a signal counts as 128 and its number.
func exitCode(of result: ProgramRun.Result, _ program: String) throws(DriverError) -> Int32 {
    switch result.ending {
    case .exited(let code): return code
    case .killed(let signal): return 128 + signal
    case .overdue, .cancelled: return 128 + SIGKILL
    case .tooMuchOutput: throw DriverError("\(program) wrote without an end.")
    case .notStarted(let fault):
        throw DriverError("\(program) could not be started: \(String(cString: strerror(fault))).")
    }
}
