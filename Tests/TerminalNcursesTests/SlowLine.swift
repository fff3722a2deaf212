import TerminalCore

@testable import TerminalNcurses

extension Patience {
    /// That of a local terminal.
    static let usual = Patience { _ in nil }
}

/// A decoder at the end of a line, with a clock of its own: what was not finished in time has expired in time.
struct SlowLine {
    private(set) var decoder: KeyDecoder
    private(set) var events: [TerminalEvent] = []
    private var now = Duration.seconds(1000)

    init(_ patience: Patience, _ encoding: InputEncoding = .utf8) {
        decoder = KeyDecoder(encoding, patience: patience)
    }

    /// Whether nothing but Escape came, so that a longer wait makes it the key.
    var isEscapeAlone: Bool { decoder.deadline == now + Patience.usual.escape }

    mutating func send(_ bytes: some Collection<UInt8>) {
        events += decoder.decode(bytes, at: now)
    }

    mutating func wait(_ time: Duration) {
        let end = now + time
        while let deadline = decoder.deadline, deadline <= end {
            now = max(now, deadline)
            events += decoder.expire(at: now)
        }
        now = end
    }
}
