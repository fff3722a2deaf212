import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// What goes over the line to the terminal: whoever works from a train waits for every byte.
    @Suite struct SlowLineTests {
        @Test func aFrameALineAndAPageTakeFewBytes() async throws {
            let session = try await TmuxSession(
                ["/bin/sh", "-c", "read key; exec \"$0\"", Balie.path()], columns: 120, rows: 40,
                home: try await TemporaryHome.withDemoData(), environment: ["TERM": "xterm-256color"])
            try await session.noteBytes()
            try await session.press("Enter")
            try await session.waitFor("DB0001", " 1/500")
            let frame = try await session.bytesUpToACopy(1)

            let lines = 10
            for line in 1...lines {
                try await session.press("j")
                try await session.waitFor(" \(1 + line)/500")
            }
            let moving = try await session.bytesUpToACopy(2) - frame

            let pages = 2
            for page in 1...pages {
                try await session.press("PageDown")
                try await session.waitFor(" \(1 + lines + 34 * page)/500")
            }
            let paging = try await session.bytesUpToACopy(3) - frame - moving

            // About a tenth more than it was when these were written down.
            #expect(frame <= 4700)
            #expect(moving / lines <= 310)
            #expect(paging / pages <= 4000)
        }
    }
}

extension TmuxSession {
    private var noted: String { "\(files).bytes" }

    /// Keeps every byte that the program sends to its terminal from now on.
    fileprivate func noteBytes() async throws {
        try await ask(["pipe-pane", "exec cat >> '\(noted)'"])
    }

    /// Copies what is selected, and tells how many bytes were sent until that: what is copied is drawn nowhere, so that
    /// nothing shortens it.
    fileprivate func bytesUpToACopy(_ number: Int) async throws -> Int {
        try await press("y")
        let end = ContinuousClock.now + deadline
        while true {
            let sent = (try? Data(contentsOf: URL(fileURLWithPath: noted))) ?? Data()
            let copies = sent.ranges(of: Data("\u{1B}]52;".utf8))
            if copies.count >= number { return copies[number - 1].lowerBound }
            if .now > end { throw DriverError("What was copied did not arrive within \(deadline).") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
