import CSpawn
import Foundation

/// Why a program could not be started, as an error number.
struct StartFailure: Error {
    var number: Int32
}

/// A file descriptor that is closed once.
struct Descriptor {
    private(set) var number: Int32

    var isOpen: Bool { number >= 0 }

    mutating func close() {
        if isOpen { Foundation.close(number) }
        number = -1
    }
}

/// A running program and our ends of its standard streams.
struct StartedProgram {
    let id: pid_t
    var input: Descriptor
    var output: Descriptor
    var errors: Descriptor
    private var terminal: LentTerminal?

    /// Between making a pipe and marking it, no other program may be started, or it would keep the pipe open.
    private static let starting = NSLock()

    static func start(_ run: ProgramRun) throws(StartFailure) -> StartedProgram {
        starting.lock()
        defer { starting.unlock() }
        var terminal = run.terminal == .ours ? LentTerminal() : nil
        var pipes: [Pipe] = []
        do throws(StartFailure) {
            for _ in 0..<3 { pipes.append(try Pipe()) }
            let id = try spawn(run, pipes, hasTerminal: terminal != nil)
            terminal?.lend(to: id)
            pipes[0].reading.close()
            pipes[1].writing.close()
            pipes[2].writing.close()
            for end in [pipes[0].writing, pipes[1].reading, pipes[2].reading] {
                _ = fcntl(end.number, F_SETFL, O_NONBLOCK)
            }
            return StartedProgram(
                id: id, input: pipes[0].writing, output: pipes[1].reading, errors: pipes[2].reading,
                terminal: terminal)
        } catch {
            terminal?.close()
            for index in pipes.indices {
                pipes[index].reading.close()
                pipes[index].writing.close()
            }
            throw error
        }
    }

    enum State {
        case runs
        /// At the terminal that it was lent.
        case stopped
        case ended(ProgramRun.Ending)
    }

    mutating func state() -> State {
        var status: Int32 = 0
        let found = waitpid(id, &status, WNOHANG | (terminal == nil ? 0 : WUNTRACED))
        if found == 0 {
            // After a while in the background.
            terminal?.lend(to: id)
            return .runs
        }
        // Somebody else took its exit code: whether it did its work is not known.
        guard found == id else { return .ended(.killed(0)) }
        if status & 0xFF == 0x7F { return .stopped }
        let signal = status & 0x7F
        return .ended(signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal))
    }

    /// Stops our job too; comes back when the shell goes on with it, and lends the terminal anew.
    mutating func pauseTogether() {
        terminal?.takeBack()
        // Those beside us in the job first, and then us by a signal to this very thread: one to the process may take
        // its time, in which the terminal would be lent again. Where no shell could go on with us the kernel ignores it.
        let handler = signal(SIGTSTP, SIG_IGN)
        Foundation.kill(0, SIGTSTP)
        signal(SIGTSTP, handler)
        pthread_kill(pthread_self(), SIGTSTP)
        // A thread that others have started may hold it back, as they do.
        var (stop, before) = (sigset_t(), sigset_t())
        sigemptyset(&stop)
        sigaddset(&stop, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stop, &before)
        pthread_sigmask(SIG_SETMASK, &before, nil)
        terminal?.lend(to: id)
    }

    /// Ends it and whatever it started, and waits until it is gone.
    func kill() {
        Foundation.kill(-id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }

    mutating func closeAll() {
        terminal?.close()
        input.close()
        output.close()
        errors.close()
    }

    private static func spawn(
        _ run: ProgramRun, _ pipes: [Pipe], hasTerminal: Bool
    ) throws(StartFailure) -> pid_t {
        guard let program = run.arguments.first, !program.isEmpty else { throw StartFailure(number: ENOENT) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes[0].reading.number, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes[1].writing.number, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes[2].writing.number, STDERR_FILENO)
        // Also what a library has opened without marking it.
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that it can be ended with what it started; a session of its own has no terminal.
        // Signals as a program expects them.
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigfillset(&usual)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        let place = hasTerminal ? Int32(POSIX_SPAWN_SETPGROUP) : spawn_in_own_session
        let flags = place | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let words: [UnsafeMutablePointer<CChar>?] = run.arguments.map { strdup($0) } + [nil]
        let settings: [UnsafeMutablePointer<CChar>?] = (run.environment ?? [:]).map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + settings { free(word) } }
        var id: pid_t = 0
        let failure =
            run.environment == nil
            ? posix_spawnp(&id, program, &actions, &attributes, words, environ)
            : posix_spawnp(&id, program, &actions, &attributes, words, settings)
        guard failure == 0 else { throw StartFailure(number: failure) }
        return id
    }
}

/// A pipe that programs started later do not inherit, and whose ends are no standard streams.
private struct Pipe {
    var reading: Descriptor
    var writing: Descriptor

    init() throws(StartFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw StartFailure(number: errno) }
        // Above the standard streams, also where ours are closed: they are replaced in the program one by one.
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        let reason = errno
        for end in ends { close(end) }
        guard moved.allSatisfy({ $0 >= 0 }) else {
            for end in moved where end >= 0 { close(end) }
            throw StartFailure(number: reason)
        }
        reading = Descriptor(number: moved[0])
        writing = Descriptor(number: moved[1])
    }
}
