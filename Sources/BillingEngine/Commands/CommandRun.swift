import Foundation

/// One run of another program: what goes into it, how long it may take, how much it may say.
///
/// No shell is involved. Its own standard streams are all that the program gets of ours.
struct CommandRun: Sendable {
    /// The program, looked for in `PATH` unless it is a path, and its arguments.
    var arguments: [String]
    var input: [UInt8]
    var deadline: Duration
    /// Bytes of output; a program that says more is stopped.
    var mostOutput = 65_536
    /// How much longer it may run once nobody waits for it any more.
    var timeAfterCancelling = Duration.zero

    enum Ending: Equatable, Sendable {
        case exited(Int32)
        /// By a signal that we did not send.
        case killed(Int32)
        case overdue
        case cancelled
        case tooMuchOutput
        /// With the error number.
        case notStarted(Int32)
    }

    struct Result: Sendable {
        var ending: Ending
        var output: [UInt8] = []
        var errors: [UInt8] = []
    }

    /// Runs the program on a thread of its own; gives what it said and how it ended. Cancelling the task ends it.
    func result() async -> Result {
        let cancellation = CancellationMark()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread { continuation.resume(returning: run(cancellation)) }
                thread.name = "command"
                thread.start()
            }
        } onCancel: {
            cancellation.set()
        }
    }

    private func run(_ cancellation: CancellationMark) -> Result {
        // A program that does not read its input must not end ours. The mark dies with this thread.
        var brokenPipe = sigset_t()
        sigemptyset(&brokenPipe)
        sigaddset(&brokenPipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &brokenPipe, nil)
        let started: StartedProgram
        do throws(StartFailure) {
            started = try StartedProgram.start(arguments)
        } catch {
            return Result(ending: .notStarted(error.number))
        }
        var conversation = Conversation(program: started, run: self)
        return conversation.carryOn(until: cancellation)
    }
}

/// Tells a thread that nobody waits for it any more.
final class CancellationMark: @unchecked Sendable {
    private let lock = NSLock()
    private var moment: ContinuousClock.Instant?

    func set() { lock.withLock { moment = moment ?? ContinuousClock.now } }
    /// Nil while somebody waits.
    var since: ContinuousClock.Instant? { lock.withLock { moment } }
}

/// What is exchanged with a running program until it ends or is ended.
private struct Conversation {
    var program: StartedProgram
    let run: CommandRun
    private let start = ContinuousClock.now
    private var written = 0
    private var output: [UInt8] = []
    private var errors: [UInt8] = []

    init(program: StartedProgram, run: CommandRun) {
        self.program = program
        self.run = run
    }

    mutating func carryOn(until cancellation: CancellationMark) -> CommandRun.Result {
        while true {
            exchange(milliseconds: 50)
            if let ending = program.ending() {
                // What it said last; who it left behind with its streams may keep them, nobody listens.
                exchange(milliseconds: 0)
                let isTooMuch = output.count > run.mostOutput
                return finished(isTooMuch ? .tooMuchOutput : ending)
            }
            if output.count > run.mostOutput { return stopped(.tooMuchOutput) }
            let now = ContinuousClock.now
            if now - start > run.deadline { return stopped(.overdue) }
            if let since = cancellation.since, now - since >= run.timeAfterCancelling { return stopped(.cancelled) }
        }
    }

    /// Waits until a stream is ready, or for that long; writes and reads what can be.
    private mutating func exchange(milliseconds: Int32) {
        if written >= run.input.count { program.input.close() }
        var polls: [pollfd] = []
        if program.input.isOpen { polls.append(pollfd(fd: program.input.number, events: Int16(POLLOUT), revents: 0)) }
        for stream in [program.output, program.errors] where stream.isOpen {
            polls.append(pollfd(fd: stream.number, events: Int16(POLLIN), revents: 0))
        }
        // With every stream at its end only the program's own end is waited for.
        poll(&polls, nfds_t(polls.count), milliseconds)
        if program.input.isOpen { write() }
        read(&program.output, into: &output, most: run.mostOutput + 1)
        read(&program.errors, into: &errors, most: 4096)
    }

    private mutating func write() {
        let count = run.input[written...].withUnsafeBytes {
            Foundation.write(program.input.number, $0.baseAddress, $0.count)
        }
        if count > 0 {
            written += count
        } else if errno != EAGAIN, errno != EINTR {
            // It reads no further; whether that is a fault its exit code tells.
            program.input.close()
        }
    }

    /// Reads on past `most` without keeping it, so that a talkative program is not held up.
    private func read(_ stream: inout Descriptor, into bytes: inout [UInt8], most: Int) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while stream.isOpen {
            let count = Foundation.read(stream.number, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<min(count, max(0, most - bytes.count))]
                if bytes.count >= most { return }
            } else if count == 0 {
                stream.close()
            } else if errno != EINTR {
                return
            }
        }
    }

    private mutating func stopped(_ ending: CommandRun.Ending) -> CommandRun.Result {
        program.kill()
        return finished(ending)
    }

    private mutating func finished(_ ending: CommandRun.Ending) -> CommandRun.Result {
        program.closeAll()
        return CommandRun.Result(ending: ending, output: output, errors: errors)
    }
}
