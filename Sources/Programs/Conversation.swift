import Foundation

/// What is exchanged with a running program until it ends or is ended.
struct Conversation {
    private var program: StartedProgram
    private let run: ProgramRun
    private var start = ContinuousClock.now
    private var written = 0
    private var output: [UInt8] = []
    private var errors: [UInt8] = []
    /// Milliseconds between looks at a program that says nothing.
    private var pause: Int32 = 1

    init(program: StartedProgram, run: ProgramRun) {
        self.program = program
        self.run = run
    }

    mutating func carryOn(until cancellation: CancellationMark) -> ProgramRun.Result {
        while true {
            exchange(milliseconds: pause)
            // Most programs that have closed their streams end within a moment; the others are not asked all the time.
            pause = min(50, pause * 2)
            switch program.state() {
            case .runs: break
            case .stopped: pauseTogether()
            case .ended(let ending):
                // What it said last; who it left behind with its streams may keep them, nobody listens.
                exchange(milliseconds: 0)
                return finished(output.count > run.mostOutput ? .tooMuchOutput : ending)
            }
            if output.count > run.mostOutput { return stopped(.tooMuchOutput) }
            let now = ContinuousClock.now
            if now - start > run.deadline { return stopped(.overdue) }
            if let since = cancellation.since, now - since >= run.timeAfterCancelling { return stopped(.cancelled) }
        }
    }

    /// Stops with a program that was stopped at the terminal, as one job of the shell, and goes on with it.
    private mutating func pauseTogether() {
        let moment = ContinuousClock.now
        program.pauseTogether()
        // Nobody was there to answer it.
        start += ContinuousClock.now - moment
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
        read(&program.output, into: &output, most: run.mostOutput, stopsBeyond: true)
        read(&program.errors, into: &errors, most: run.mostErrors, stopsBeyond: false)
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

    /// - Parameter stopsBeyond: Whether one byte more than `most` is kept and ends the reading; otherwise the rest is
    ///   read away, so that a talkative program is not held up.
    private func read(_ stream: inout Descriptor, into bytes: inout [UInt8], most: Int, stopsBeyond: Bool) {
        let kept = stopsBeyond ? most + 1 : most
        var buffer = [UInt8](repeating: 0, count: 16_384)
        // Who never stops complaining must not keep us from looking at the time.
        var turns = 64
        while stream.isOpen, turns > 0 {
            turns -= 1
            let count = Foundation.read(stream.number, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<min(count, max(0, kept - bytes.count))]
                if stopsBeyond, bytes.count >= kept { return }
            } else if count == 0 {
                stream.close()
            } else if errno != EINTR {
                return
            }
        }
    }

    private mutating func stopped(_ ending: ProgramRun.Ending) -> ProgramRun.Result {
        program.kill()
        return finished(ending)
    }

    private mutating func finished(_ ending: ProgramRun.Ending) -> ProgramRun.Result {
        program.closeAll()
        return ProgramRun.Result(ending: ending, output: output, errors: errors)
    }
}
