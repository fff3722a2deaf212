/// What a terminal shows: its lines from top to bottom, without the blanks at their ends.
struct Picture: Equatable, Sendable, CustomStringConvertible {
    var lines: [String]

    init(_ captured: String) {
        lines = captured.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop(while: { $0 == " " }).reversed())
        }
        if lines.last == "" { lines.removeLast() }
    }

    var text: String { lines.joined(separator: "\n") }

    var description: String { text }

    func contains(_ text: String) -> Bool {
        lines.contains { $0.contains(text) }
    }

    /// The first line that contains all of the given texts.
    func line(with texts: String...) -> String? {
        lines.first { line in texts.allSatisfy(line.contains) }
    }

    /// Whether a review says of a field what it was and, in the line below, what it will be.
    func shows(_ label: String, changedFrom old: String, to new: String) -> Bool {
        zip(lines, lines.dropFirst()).contains { before, after in
            before.contains(label) && before.contains("- " + old) && after.contains("+ " + new)
        }
    }

    /// The same in a frame, for a message.
    var framed: String {
        lines.map { "  │\($0)" }.joined(separator: "\n")
    }
}
