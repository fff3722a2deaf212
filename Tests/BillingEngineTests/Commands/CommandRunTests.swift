import Foundation
import Testing

@testable import BillingEngine

@Suite struct CommandRunTests {
    private func run(_ script: String, input: String = "", deadline: Duration = .seconds(60)) -> CommandRun {
        CommandRun(arguments: ["/bin/sh", "-c", script], input: Array(input.utf8), deadline: deadline)
    }

    @Test func whatGoesInAndComesOut() async {
        let result = await run("cat; echo klaar >&2; exit 3", input: "Zoë\n").result()
        #expect(result.ending == .exited(3))
        #expect(String(decoding: result.output, as: UTF8.self) == "Zoë\n")
        #expect(String(decoding: result.errors, as: UTF8.self) == "klaar\n")
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

    @Test func whoKeepsTheStreamsOpenIsNotWaitedFor() async {
        let result = await run("sleep 30 & echo $!").result()
        #expect(result.ending == .exited(0))
        if let id = pid_t(String(decoding: result.output, as: UTF8.self).dropLast()) { kill(id, SIGKILL) }
    }

    @Test func manyAtOnceKeepApart() async {
        await withTaskGroup(of: String.self) { group in
            for number in 1...20 {
                group.addTask { String(decoding: await run("cat", input: "\(number)").result().output, as: UTF8.self) }
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

    @Test func signalsAndFilesAreAsAProgramExpectsThem() async {
        let result = await run("ls /proc/self/fd; grep SigBlk /proc/self/status").result()
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.last == "SigBlk:\t0000000000000000")
    }
}
