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
            let frame = try await session.bytesUpToABell(1)

            let lines = 10
            for line in 1...lines {
                try await session.press("j")
                try await session.waitFor(" \(1 + line)/500")
            }
            let moving = try await session.bytesUpToABell(2) - frame

            let pages = 2
            for page in 1...pages {
                try await session.press("PageDown")
                try await session.waitFor(" \(1 + lines + 34 * page)/500")
            }
            let paging = try await session.bytesUpToABell(3) - frame - moving

            let below = 1 + lines + 34 * pages
            for line in 1...lines {
                try await session.press("j")
                try await session.waitFor(" \(below + line)/500")
            }
            let scrolling = try await session.bytesUpToABell(4) - frame - moving - paging

            // About a tenth more than it was when these were written down. A bar over the whole width is two rows of
            // text at each line, whether it moves over the rows or they under it.
            #expect(frame <= 5700)
            #expect(moving / lines <= 325)
            #expect(paging / pages <= 4000)
            #expect(scrolling / lines <= 325)
        }

        /// Rows that only moved are sent by scrolling, one line and several at once.
        @Test(arguments: [
            (80, ["TERM": "xterm-256color"]), (120, ["TERM": "screen-256color"]), (80, ["TERM": "vt100"]),
            (80, ["LANG": "C", "LC_ALL": "C"]), (60, ["NO_COLOR": "1"]),
        ])
        func aListThatScrolledIsThatWhichIsDrawnAnew(_ columns: Int, _ environment: [String: String]) async throws {
            let session = try await TmuxSession.balie(
                columns: columns, home: try await .withDemoData(), environment: environment)
            // What is said of the terminal at the start may cover the position.
            try await session.waitFor("DB0001")
            var place = 1
            for step in [45, 1, 1, 3, -17, -9, -1, -1, 60] {
                try await session.ask(["send-keys", "-N", "\(abs(step))", step > 0 ? "j" : "k"])
                place += step
                let scrolled = try await session.screenOnceCopied(place)
                try await session.press("C-l")
                try await session.waitUntilGone("clipboard: DB00\(place)")
                #expect(try await session.screenOnceCopied(place).cells == scrolled.cells)
            }
        }
    }
}

extension Picture {
    /// The lines with the ground that each character stands on, by whichever sequences that was said. How a blank's
    /// letters would look is seen by nobody.
    fileprivate var cells: [String] {
        var ground = ""
        return lines.map { line in
            var cells = ""
            for (index, part) in line.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated() {
                var text = part[...]
                if index > 0, let end = part.firstIndex(of: "m") {
                    let codes = part[..<end].split(separator: ";")
                    if ["7", "48"].contains(codes.first) { ground = String(part[..<end]) }
                    if ["0", "49", nil].contains(codes.first) { ground = "" }
                    text = part[part.index(after: end)...]
                }
                cells += text.map { ground.isEmpty ? String($0) : "<\(ground)>\($0)." }.joined()
            }
            return String(cells.reversed().drop { $0 == " " }.reversed())
        }
    }
}

extension TmuxSession {
    /// The screen when a row from 10 to 99 is copied, and all that was drawn before stands there.
    fileprivate func screenOnceCopied(_ place: Int) async throws -> Picture {
        try await waitFor(" \(place)/500")
        try await press("y", "y")
        try await waitFor("clipboard: DB00\(place)")
        return try await styledScreen()
    }

    private var noted: String { "\(files).bytes" }

    /// Keeps every byte that the program sends to its terminal from now on.
    fileprivate func noteBytes() async throws {
        try await ask(["pipe-pane", "exec cat >> '\(noted)'"])
    }

    /// Presses a key that does nothing but ring, and tells how many bytes were sent until that: a bell is drawn nowhere, so
    /// that nothing shortens it. Of what is drawn since, the status line says a sentence more.
    fileprivate func bytesUpToABell(_ number: Int) async throws -> Int {
        try await press("Z")
        let end = ContinuousClock.now + deadline
        while true {
            let sent = (try? Data(contentsOf: URL(fileURLWithPath: noted))) ?? Data()
            let bells = sent.indices.filter { sent[$0] == 0x07 }
            if bells.count >= number { return bells[number - 1] }
            if .now > end { throw DriverError("The bell did not arrive within \(deadline).") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
