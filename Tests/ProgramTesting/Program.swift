import Foundation

/// What a finished program left behind.
package struct Outcome: Equatable, Sendable {
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
package func runBalie(_ arguments: String..., home: TemporaryHome? = nil, input: String = "") async throws -> Outcome {
    let home = try home ?? TemporaryHome()
    return try await run(Balie.path(), arguments, environment: home.environment, input: input)
}

/// Runs a program to its end; one that takes longer than its limit is ended, which its exit code then tells.
package func run(
    _ program: String, _ arguments: [String], environment: [String: String], input: String = "",
    within limit: Duration = .seconds(60)
) async throws -> Outcome {
    // Files rather than pipes: a server that the program leaves behind cannot keep the test waiting for their end.
    let scratch = try TemporaryHome()
    try input.write(toFile: scratch / "input", atomically: false, encoding: .utf8)
    let process = try start(program, arguments, environment: environment, in: scratch)
    let ending = Task {
        try await Task.sleep(for: limit)
        kill(process, SIGKILL)
    }
    defer { ending.cancel() }
    let exitCode = await end(of: process)
    return try Outcome(exitCode: exitCode, output: scratch.text(of: "output"), errors: scratch.text(of: "errors"))
}

/// Starts a program on the files `input`, `output` and `errors` of the scratch folder.
///
/// Not by Foundation's `Process`, which takes a program for running as long as a server it started runs.
func start(
    _ program: String, _ arguments: [String], environment: [String: String], in scratch: TemporaryHome
) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, scratch / "input", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, scratch / "output", O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, scratch / "errors", O_WRONLY | O_CREAT, 0o600)

    // The threads that run tests block most signals, and what they start would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let words = ([program] + arguments).map { strdup($0) }
    let settings = environment.map { strdup("\($0)=\($1)") }
    defer { (words + settings).forEach { free($0) } }
    var process = pid_t()
    let fault = posix_spawn(&process, program, &actions, &attributes, words + [nil], settings + [nil])
    guard fault == 0 else {
        throw DriverError("\(program) could not be started: \(String(cString: strerror(fault))).")
    }
    return process
}

/// Waits for a program's end and tells its exit code; a signal counts as 128 and its number.
func end(of process: pid_t) async -> Int32 {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(returning: endNow(of: process)) }
    }
}

/// The same, keeping the thread waiting.
@discardableResult
func endNow(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
}
