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

    /// Between making a pipe and marking it, no other program may be started, or it would keep the pipe open.
    private static let starting = NSLock()

    static func start(_ arguments: [String]) throws(StartFailure) -> StartedProgram {
        starting.lock()
        defer { starting.unlock() }
        var pipes: [Pipe] = []
        do throws(StartFailure) {
            for _ in 0..<3 { pipes.append(try Pipe()) }
            let id = try spawn(arguments, pipes)
            pipes[0].reading.close()
            pipes[1].writing.close()
            pipes[2].writing.close()
            for end in [pipes[0].writing, pipes[1].reading, pipes[2].reading] {
                _ = fcntl(end.number, F_SETFL, O_NONBLOCK)
            }
            return StartedProgram(
                id: id, input: pipes[0].writing, output: pipes[1].reading, errors: pipes[2].reading)
        } catch {
            for index in pipes.indices {
                pipes[index].reading.close()
                pipes[index].writing.close()
            }
            throw error
        }
    }

    /// How it ended; nil while it runs.
    func ending() -> CommandRun.Ending? {
        var status: Int32 = 0
        let found = waitpid(id, &status, WNOHANG)
        if found == 0 { return nil }
        // Somebody else took its exit code: whether it did its work is not known.
        guard found == id else { return .killed(0) }
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }

    /// Ends it and whatever it started, and waits until it is gone.
    func kill() {
        Foundation.kill(-id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
    }

    mutating func closeAll() {
        input.close()
        output.close()
        errors.close()
    }

    private static func spawn(_ arguments: [String], _ pipes: [Pipe]) throws(StartFailure) -> pid_t {
        guard let program = arguments.first, !program.isEmpty else { throw StartFailure(number: ENOENT) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipes[0].reading.number, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes[1].writing.number, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pipes[2].writing.number, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that it can be ended with what it started; signals as a program expects them.
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigfillset(&usual)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        let failure = posix_spawnp(&id, program, &actions, &attributes, &words, environ)
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
