import BillingModel
import TerminalCore
import Widgets

/// Things that are found by a few letters of their names: what is typed, what answers to it, and which one is marked.
struct FuzzyList<Item: Sendable>: Sendable {
    struct Line: Sendable {
        var item: Item
        var label: String
        /// By what else it is found.
        var aliases: [String] = []
        /// What stands in front of the label, such as its key.
        var lead = ""
        /// What stands behind it.
        var note: String?
        /// Choosing it does nothing but say the note.
        var isOff = false
    }

    struct Found: Sendable {
        var line: Line
        /// The characters of its label that were meant.
        var positions: [Int]
    }

    let lines: [Line]
    private(set) var input = TextInput()
    private(set) var cursor = 0
    /// What answers to the letters, the best first.
    private(set) var found: [Found]

    init(_ lines: [Line]) {
        self.lines = lines
        found = Self.matching("", among: lines)
    }

    var term: String { SearchTerm.of(input.text) }
    var marked: Line? { found.indices.contains(cursor) ? found[cursor].line : nil }

    /// How much less an alias is worth than a label.
    private static var aliasLoss: Int { 5 }

    /// Among those that answer alike the shorter label stands first, which is more of what was typed; then the order stays.
    private static func matching(_ typed: String, among lines: [Line]) -> [Found] {
        let scored = lines.enumerated().compactMap { place, line -> (rank: (Int, Int, Int), found: Found)? in
            let label = FuzzyMatch(typed, in: line.label)
            let alias = line.aliases.compactMap { FuzzyMatch(typed, in: $0)?.score }.max().map { $0 - aliasLoss }
            guard let score = [label?.score, alias].compactMap(\.self).max() else { return nil }
            let positions = label.flatMap { $0.score == score ? $0.positions : nil } ?? []
            return ((-score, typed.isEmpty ? 0 : line.label.count, place), Found(line: line, positions: positions))
        }
        return scored.sorted { $0.rank < $1.rank }.map(\.found)
    }

    /// False where the key means nothing to a line of text.
    mutating func handle(_ key: Key) -> Bool {
        let before = input.text
        guard input.handle(key) else { return false }
        if input.text != before { look() }
        return true
    }

    /// Returns how many characters did not fit.
    mutating func paste(_ text: String) -> Int {
        defer { look() }
        return input.paste(text)
    }

    private mutating func look() {
        cursor = 0
        found = Self.matching(term, among: lines)
    }

    mutating func move(_ step: Int) { cursor = min(max(0, cursor + step), max(0, found.count - 1)) }

    // MARK: View

    /// - Parameters:
    ///   - sign: What stands before the text that is typed.
    ///   - leadWidth: Columns for what stands in front of the labels, and the sign of the marked one.
    func draw(
        in area: Rect, sign: String, placeholder: String, leadWidth: Int, on canvas: inout Canvas
    ) {
        let used = canvas.write(sign, at: area.origin, role: .label)
        input.draw(
            in: area.top(1).right(of: used), isFocused: true, role: .fieldFocused, placeholder: placeholder, on: &canvas
        )
        let body = area.below(2)
        let top = max(0, cursor - body.height + 1)
        for (row, found) in found.dropFirst(top).prefix(body.height).enumerated() {
            let line = Rect(x: body.x, y: body.y + row, width: body.width, height: 1)
            draw(found, in: line, isMarked: top + row == cursor, leadWidth, on: &canvas)
        }
    }

    private func draw(
        _ found: Found, in row: Rect, isMarked: Bool, _ leadWidth: Int, on canvas: inout Canvas
    ) {
        let line = found.line
        let role: StyleRole = isMarked ? .tableSelected : line.isOff ? .keyHintDisabled : .dialog
        canvas.fill(row, role: role)
        canvas.write((isMarked ? "> " : "  ") + line.lead, at: row.origin, role: role, limit: leadWidth)
        let place = row.right(of: leadWidth)
        let used = canvas.write(line.label, at: place.origin, role: role, limit: place.width)
        mark(found.positions, of: line.label, in: place, on: &canvas)
        // The name stands whole; of a long note its end stays.
        let room = place.width - used
        guard let note = line.note, room > 6 else { return }
        let shown = DisplayText.fitted(note, to: room - 3, rows: 1).first ?? ""
        canvas.write(" – " + shown, at: Point(x: place.x + used, y: row.y), role: role, limit: room)
    }

    private func mark(_ positions: [Int], of label: String, in place: Rect, on canvas: inout Canvas) {
        var x = place.x
        for (position, character) in label.enumerated() where x < place.endX {
            let width = DisplayText.width(String(character))
            if positions.contains(position), x + width <= place.endX {
                canvas.setRole(.match, in: Rect(x: x, y: place.y, width: width, height: 1))
            }
            x += width
        }
    }
}
