import TerminalCore
import Widgets

/// Blocks on a canvas, one under the other. Titles stay; the rest scrolls under them.
struct ContentView {
    private let head: [Piece]
    private let body: [Piece]

    init(_ blocks: [Block], width: Int) {
        head = blocks.prefix(while: \.isTitle).map { $0.piece(width: width) }
        body = blocks.drop(while: \.isTitle).map { $0.piece(width: width) }
    }

    /// Rows that scroll.
    var height: Int { body.reduce(0) { $0 + $1.height } }

    /// Rows that stay.
    var headHeight: Int { head.reduce(0) { $0 + $1.height } }

    /// Draws from a row of what scrolls on.
    func draw(in area: Rect, from offset: Int = 0, on canvas: inout Canvas) {
        Self.draw(head, in: area, from: 0, on: &canvas)
        Self.draw(body, in: area.below(headHeight), from: offset, on: &canvas)
    }

    private static func draw(_ pieces: [Piece], in area: Rect, from offset: Int, on canvas: inout Canvas) {
        var y = area.y - offset
        for piece in pieces {
            let hidden = max(0, area.y - y)
            if hidden < piece.height, y < area.endY {
                piece.draw(in: area.below(y + hidden - area.y).top(piece.height - hidden), from: hidden, on: &canvas)
            }
            y += piece.height
        }
    }
}

/// A block for a width.
private enum Piece {
    case rows([[Span]])
    case table(ContentTable)
    case buttons(ButtonRow)

    /// Text in a row, from a column on.
    struct Span {
        var x: Int
        var text: String
        var role: StyleRole
        var limit: Int
    }

    var height: Int {
        switch self {
        case .rows(let rows): rows.count
        case .table(let table): table.rows.count + 1
        case .buttons: 1
        }
    }

    /// Draws the rows from `offset` on that fit.
    func draw(in area: Rect, from offset: Int, on canvas: inout Canvas) {
        switch self {
        case .rows(let rows):
            for (y, row) in rows.dropFirst(offset).prefix(area.height).enumerated() {
                for span in row {
                    let place = Point(x: area.x + span.x, y: area.y + y)
                    canvas.write(span.text, at: place, role: span.role, limit: span.limit)
                }
            }
        case .table(let table):
            TableView(columns: table.columns).draw(
                header: offset == 0, rows: Array(table.rows.dropFirst(max(0, offset - 1))), in: area, on: &canvas)
        case .buttons(let buttons): buttons.draw(in: area, isFocused: true, on: &canvas)
        }
    }
}

extension Block {
    fileprivate var isTitle: Bool { if case .title = self { true } else { false } }

    fileprivate func piece(width: Int) -> Piece {
        switch self {
        case .title(let text): .rows([[Piece.Span(x: 0, text: text, role: .title, limit: width)], []])
        case .facts(let facts): .rows(facts.rows(width: width))
        case .table(let table): .table(table)
        case .fields(let entries): .rows(entries.flatMap { $0.rows(width: width) })
        case .review(let entries): .rows(entries.flatMap { $0.rows(width: width) })
        case .words(let words):
            .rows(
                DisplayText.fitted(words.text, to: max(1, width), rows: words.mostRows ?? .max).map {
                    [Piece.Span(x: 0, text: $0, role: words.role, limit: width)]
                })
        case .buttons(let buttons): .buttons(buttons)
        }
    }
}

extension Facts {
    /// Where keys and what they do stand.
    private static let keysIndent = 2
    private static let keysWidth = 24

    fileprivate func rows(width: Int) -> [[Piece.Span]] {
        let labelWidth = labelWidth(in: width)
        return lines.flatMap { line in
            guard !line.label.isEmpty else {
                return [[Piece.Span(x: 0, text: line.text, role: line.role, limit: width)]]
            }
            var rows = values(of: line, x: labelWidth, width: width)
            rows[0].insert(label(line.label, labelWidth), at: 0)
            return rows
        }
    }

    /// Room for the longest label, as long as most of the width is left for the values.
    private func labelWidth(in width: Int) -> Int {
        switch labels {
        case .fitted: min((lines.map { DisplayText.width($0.label) }.max() ?? 0) + 2, width * 45 / 100)
        case .keys: Self.keysWidth
        }
    }

    private func label(_ text: String, _ width: Int) -> Piece.Span {
        switch labels {
        case .fitted: Piece.Span(x: 0, text: text, role: .label, limit: width - 1)
        case .keys:
            Piece.Span(x: Self.keysIndent, text: text, role: .keyHint, limit: width - 2 * Self.keysIndent)
        }
    }

    /// At least one row.
    private func values(of line: DetailLine, x: Int, width: Int) -> [[Piece.Span]] {
        let room = max(0, width - x)
        let margin = labels == .keys ? Self.keysIndent : 0
        let wrapped = mostRows == 1 ? [line.text] : DisplayText.wrapped(line.text, to: max(1, room - margin))
        let shown = wrapped.isEmpty ? [""] : Array(wrapped.prefix(max(1, mostRows ?? .max)))
        return shown.map { [Piece.Span(x: x, text: $0, role: line.role, limit: room)] }
    }
}

extension FieldEntry {
    /// A `*` stands before what was changed, and under a value what is wrong with it.
    fileprivate func rows(width: Int) -> [[Piece.Span]] {
        let label = min(30, max(14, width * 2 / 5))
        let room = max(0, width - label)
        func parts(_ text: String, _ sign: String, _ role: StyleRole) -> [[Piece.Span]] {
            DisplayText.wrapped(text, to: max(1, room - DisplayText.width(sign))).enumerated().map { row, part in
                let lead = row == 0 ? sign : String(repeating: " ", count: DisplayText.width(sign))
                return [Piece.Span(x: label, text: lead + part, role: role, limit: room)]
            }
        }
        var rows = parts(value, "", .text)
        if rows.isEmpty { rows = [[]] }
        if isChanged { rows[0].append(Piece.Span(x: 1, text: "*", role: .fieldChanged, limit: 1)) }
        rows[0].append(Piece.Span(x: 2, text: self.label, role: .label, limit: label - 3))
        return problem.isEmpty ? rows : rows + parts(problem, "└ ", .danger)
    }
}

extension ReviewEntry {
    /// What was behind a `-`, what will be behind a `+`; long ones are cut in their last row.
    fileprivate func rows(width: Int) -> [[Piece.Span]] {
        let label = min(28, max(12, width * 3 / 10))
        let room = max(0, width - label)
        func rows(_ sign: String, _ text: String, atMost most: Int, _ role: StyleRole) -> [[Piece.Span]] {
            let parts = DisplayText.wrapped(text, to: max(1, room - 2))
            return parts.prefix(most).enumerated().map { row, part in
                let isCut = row == most - 1 && parts.count > most
                let text = (row == 0 ? sign : " ") + " " + part + (isCut ? " …" : "")
                return [Piece.Span(x: label, text: text, role: role, limit: room)]
            }
        }
        let old = old.flatMap { $0.isEmpty ? nil : rows("-", $0, atMost: 2, .oldValue) } ?? []
        var all = old + rows("+", new, atMost: 4, .newValue)
        if all.isEmpty { all = [[]] }
        all[0].append(Piece.Span(x: 0, text: self.label, role: .label, limit: label - 1))
        return all
    }
}
