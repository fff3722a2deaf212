import Foundation
import Programs
import Synchronization

/// A terminal whose other end a test holds: every byte that a program sends to it is kept, and it answers nothing but
/// what the test does.
package final class PseudoTerminal: Sendable {
    package let processID: pid_t
    private let line: Line
    private let ending: Task<ProgramRun.Result, Never>
    private let program: String

    /// Starts a program that has it as its standard streams.
    ///
    /// - Parameter isControlling: Whether the kernel also tells the program, by SIGHUP, when the line is lost.
    package init(
        _ command: [String], columns: Int = 80, rows: Int = 24, environment: [String: String],
        isControlling: Bool = true
    ) async throws {
        let line = try Line(columns: columns, rows: rows)
        // The shell leads a session without a terminal, so that the first one it opens is the session's; who is to have
        // none of its own gets another session. The shell becomes the program.
        let start = isControlling ? #"exec "$@" <>"$tty" >&0 2>&0"# : #"exec setsid --wait "$@" <>"$tty" >&0 2>&0"#
        let notes = #"tty=$1; shift; "# + start
        var run = ProgramRun(
            arguments: ["/bin/sh", "-c", notes, "shell", line.path] + command, deadline: .seconds(3600))
        run.environment = environment
        let (started, tell) = AsyncStream.makeStream(of: pid_t.self)
        run.onStart = { tell.yield($0) }
        ending = Task { [run] in
            let result = await run.result()
            tell.finish()
            return result
        }
        guard let id = await started.first(where: { _ in true }) else {
            throw DriverError("\(command) could not be started.")
        }
        (processID, self.line, program) = (id, line, command.first ?? "")
    }

    deinit {
        ending.cancel()
        line.isGivenUp.withLock { $0 = true }
    }

    /// All that was sent so far.
    package var bytes: [UInt8] { line.bytes.withLock { $0 } }

    /// Whether this was sent, however the terminal would show it.
    package func hasSent(_ text: String) -> Bool {
        let (bytes, wanted) = (bytes, Array(text.utf8))
        return bytes.indices.dropLast(wanted.count - 1).contains { bytes[$0...].starts(with: wanted) }
    }

    /// What is typed, or what the terminal itself says.
    package func send(_ text: String) { line.send(Array(text.utf8)) }

    /// Takes the line away; what is sent to it from now on gets nowhere.
    package func hangUp() async throws {
        line.isGivenUp.withLock { $0 = true }
        try await wait("the line's end") { line.isClosed.withLock { $0 } }
    }

    /// A moment in which something may happen, which no test may rely on.
    package func pass() async throws { try await Task.sleep(for: .milliseconds(5)) }

    package func waitFor(_ text: String) async throws { try await wait("“\(text)”") { hasSent(text) } }

    package func wait(
        _ what: String, within limit: Duration = .seconds(180), until isReached: () throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + limit
        while try !isReached() {
            guard .now < end else {
                let sent = String(decoding: bytes.suffix(3000), as: UTF8.self).debugDescription
                throw DriverError("\(what) did not come; the last that was sent is \(sent)")
            }
            try await pass()
        }
    }

    /// The program's exit code, as soon as it has ended; a signal counts as 128 and its number.
    package func end() async throws -> Int32 {
        let code = try exitCode(of: await ending.value, program)
        // What it sent last may still be on its way.
        try? await wait("the last bytes", within: .seconds(5)) { line.isSilent }
        return code
    }
}

/// Both ends of the line; the program's is kept open, so that what it sent last is not lost with it.
private final class Line: Sendable {
    let path: String
    let bytes = Mutex<[UInt8]>([])
    let isGivenUp = Mutex(false)
    let isClosed = Mutex(false)
    private let ours: Int32
    private let theirs: Int32

    // TIOCSPTLCK and TIOCGPTN, which Swift's module of the C library leaves out with posix_openpt.
    private static let unlock: UInt = 0x4004_5431
    private static let tellNumber: UInt = 0x8004_5430

    init(columns: Int, rows: Int) throws {
        ours = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (number, isLocked): (Int32, Int32) = (0, 0)
        guard ours >= 0, ioctl(ours, Self.unlock, &isLocked) == 0, ioctl(ours, Self.tellNumber, &number) == 0 else {
            throw DriverError("There is no terminal left: \(String(cString: strerror(errno))).")
        }
        path = "/dev/pts/\(number)"
        theirs = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard theirs >= 0, ioctl(ours, UInt(TIOCSWINSZ), &size) == 0 else {
            throw DriverError("\(path) cannot be used: \(String(cString: strerror(errno))).")
        }
        Thread.detachNewThread { [self] in keepAll() }
    }

    deinit { close(theirs) }

    func send(_ text: [UInt8]) { _ = text.withUnsafeBytes { write(ours, $0.baseAddress, $0.count) } }

    /// Whether nothing is on its way to us.
    var isSilent: Bool {
        var descriptor = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
        return isClosed.withLock { $0 } || poll(&descriptor, 1, 0) == 0
    }

    private func keepAll() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isGivenUp.withLock({ $0 }) {
            var descriptor = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, 20) > 0 else { continue }
            let count = read(ours, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes.withLock { $0 += buffer[..<count] }
        }
        close(ours)
        isClosed.withLock { $0 = true }
    }
}
