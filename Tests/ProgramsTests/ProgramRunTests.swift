import Foundation
import Programs
import Testing

@Suite struct ProgramRunTests {
    private func run(_ script: String, input: String = "", deadline: Duration = .seconds(300)) -> ProgramRun {
        ProgramRun(arguments: ["/bin/sh", "-c", script], input: Array(input.utf8), deadline: deadline)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func whatGoesInAndComesOut() async {
        let result = await run("cat; echo klaar >&2; exit 3", input: "Zoë\n").result()
        #expect(result.ending == .exited(3))
        #expect(text(result.output) == "Zoë\n")
        #expect(text(result.errors) == "klaar\n")
    }

    @Test func moreThanAPipeHoldsGoesBothWays() async {
        var run = run("cat", input: String(repeating: "x", count: 1_000_000))
        run.mostOutput = 1_000_000
        #expect(await run.result().output.count == 1_000_000)
    }

    @Test func outputHasALimit() async {
        let result = await run("yes").result()
        #expect(result.ending == .tooMuchOutput)
        #expect(result.output.count == 65_537)
    }

    @Test func errorsAreKeptShortWithoutHoldingUp() async {
        let result = await run("head -c 1000000 /dev/zero | tr '\\0' x >&2").result()
        #expect(result.ending == .exited(0))
        #expect(result.errors.count == 4096)
    }

    @Test(arguments: ["sleep 1000", "yes >&2", "trap '' TERM; while :; do sleep 1; done", "kill -STOP $$"])
    func whatDoesNotEndIsEndedAtItsDeadline(script: String) async {
        #expect(await run(script, deadline: .milliseconds(300)).result().ending == .overdue)
    }

    @Test func whatItStartedIsEndedWithIt() async throws {
        // The child holds the pipe until it is gone.
        let pipe = NSTemporaryDirectory() + "programs-" + UUID().uuidString
        try #require(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        let reading = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(reading) }
        let result = await run("sleep 1000 3> '\(pipe)' & sleep 1000", deadline: .milliseconds(500)).result()
        #expect(result.ending == .overdue)
        var byte: UInt8 = 0
        // An end rather than nothing yet, as soon as nobody could write any more.
        while read(reading, &byte, 1) < 0, errno == EAGAIN { try await Task.sleep(for: .milliseconds(5)) }
        #expect(read(reading, &byte, 1) == 0)
    }

    @Test func whoKeepsTheStreamsOpenIsNotWaitedFor() async {
        let result = await run("sleep 600 & echo $!").result()
        #expect(result.ending == .exited(0))
        if let id = pid_t(text(result.output).dropLast()) { kill(id, SIGKILL) }
    }

    @Test func manyAtOnceKeepApart() async {
        await withTaskGroup(of: String.self) { group in
            for number in 1...20 {
                group.addTask { text(await run("cat", input: "\(number)").result().output) }
            }
            var seen: Set<String> = []
            for await text in group { seen.insert(text) }
            #expect(seen == Set((1...20).map(String.init)))
        }
    }

    @Test func cancellingStopsIt() async {
        let task = Task { await run("sleep 1000").result() }
        task.cancel()
        #expect(await task.value.ending == .cancelled)
    }

    @Test func aProgramMayBeGivenTimeToEnd() async {
        var run = run("echo here; sleep 0.2; echo there")
        run.timeAfterCancelling = .seconds(300)
        let task = Task { [run] in await run.result() }
        task.cancel()
        let result = await task.value
        #expect(result.ending == .exited(0))
        #expect(text(result.output) == "here\nthere\n")
    }

    @Test func aProgramThatIsNotThereIsNotStarted() async {
        for arguments in [["/nowhere/program"], ["no-such-program-anywhere"], [""], []] {
            let run = ProgramRun(arguments: arguments, deadline: .seconds(300))
            #expect(await run.result().ending == .notStarted(ENOENT))
        }
    }

    @Test func aSignalFromElsewhereIsTold() async {
        #expect(await run("kill -SEGV $$").result().ending == .killed(SIGSEGV))
    }

    @Test func signalsAreAsAProgramExpectsThem() async {
        let result = await run("grep SigBlk /proc/self/status").result()
        #expect(text(result.output) == "SigBlk:\t0000000000000000\n")
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] {
            #expect(await run("kill -\(signal) $$").result().ending == .killed(signal))
        }
    }

    @Test func nothingThatWeHaveOpenIsInherited() async throws {
        // Marked for nothing, as a careless library opens it.
        let careless = open("/dev/null", O_RDONLY)
        defer { close(careless) }
        #expect(await run("test -e /proc/self/fd/2").result().ending == .exited(0))
        #expect(await run("test -e /proc/self/fd/\(careless)").result().ending == .exited(1))
    }

    @Test func theEnvironmentIsOursUnlessAnotherIsGiven() async {
        var run = ProgramRun(arguments: ["/usr/bin/env"], deadline: .seconds(300))
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        #expect(text(await run.result().output).contains("HOME=\(home)\n"))
        run.environment = ["NAME": "Zoë"]
        #expect(text(await run.result().output) == "NAME=Zoë\n")
    }

    @Test func aProgramHasNoTerminalUnlessItIsLentOurs() async {
        let result = await run("exec < /dev/tty").result()
        #expect(result.ending != .exited(0))
    }

    @Test func itsProcessIDIsToldAtItsStart() async {
        var run = run("echo $$")
        let (told, tell) = AsyncStream.makeStream(of: Int32.self)
        run.onStart = { tell.yield($0) }
        let result = await run.result()
        tell.finish()
        var ids: [String] = []
        for await id in told { ids.append("\(id)\n") }
        #expect(ids == [text(result.output)])
    }
}
