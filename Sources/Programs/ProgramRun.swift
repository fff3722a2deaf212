import Foundation

/// One run of another program: what goes into it, how long it may take, how much it may say.
///
/// This is the one way in which Balie runs other programs. No shell is involved. Its own standard streams are all that
/// the program gets of ours. A program that is ended is ended with all that it started and that stayed in its group.
public struct ProgramRun: Sendable {
    /// The program, looked for in `PATH` unless it is a path, and its arguments.
    public var arguments: [String]
    /// What it reads on its standard input.
    public var input: [UInt8]
    /// How long it may take.
    public var deadline: Duration
    /// Its environment variables; ours where nil.
    public var environment: [String: String]?
    /// Bytes of output; a program that says more is stopped.
    public var mostOutput = 65_536
    /// Bytes kept of what it complains; what comes after them is read away.
    public var mostErrors = 4096
    /// How much longer it may run once nobody waits for it any more.
    public var timeAfterCancelling = Duration.zero
    /// Where it may ask for something.
    public var terminal = Terminal.none
    /// Told its process id, on the thread that waits for it.
    public var onStart: (@Sendable (Int32) -> Void)?

    public init(arguments: [String], input: [UInt8] = [], deadline: Duration) {
        self.arguments = arguments
        self.input = input
        self.deadline = deadline
    }

    public enum Terminal: Sendable {
        /// None: a question to the terminal fails at once, instead of waiting or of drawing over the console.
        case none
        /// Ours, as long as it runs, where we have one and are in its foreground; otherwise none.
        case ours
    }

    public enum Ending: Equatable, Sendable {
        case exited(Int32)
        /// By a signal that we did not send.
        case killed(Int32)
        case overdue
        case cancelled
        case tooMuchOutput
        /// With the error number.
        case notStarted(Int32)
    }

    public struct Result: Sendable {
        public var ending: Ending
        /// Up to one byte more than it might say.
        public var output: [UInt8] = []
        public var errors: [UInt8] = []

        public init(ending: Ending, output: [UInt8] = [], errors: [UInt8] = []) {
            self.ending = ending
            self.output = output
            self.errors = errors
        }
    }

    /// Runs the program on a thread of its own; gives what it said and how it ended. Cancelling the task ends it.
    public func result() async -> Result {
        let cancellation = CancellationMark()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread { continuation.resume(returning: run(cancellation)) }
                thread.name = "program"
                thread.start()
            }
        } onCancel: {
            cancellation.set()
        }
    }

    private func run(_ cancellation: CancellationMark) -> Result {
        // A program that does not read its input must not end ours, nor the return of the terminal stop it. The marks
        // die with this thread.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGPIPE)
        sigaddset(&blocked, SIGTTOU)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        let started: StartedProgram
        do throws(StartFailure) {
            started = try StartedProgram.start(self)
        } catch {
            return Result(ending: .notStarted(error.number))
        }
        onStart?(started.id)
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
