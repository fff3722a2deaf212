import BillingModel
import TerminalCore
import Widgets

/// What can be copied of a record to the terminal's clipboard, each under a letter of its own.
struct CopyDialog: Screen {
    struct Line: Equatable, Sendable {
        /// Nil where the letters have run out: the arrows lead there.
        var letter: Character?
        var label: String
        var text: String
    }

    // MARK: State
    let lines: [Line]
    private let subject: String
    private(set) var cursor = 0

    /// - Parameters:
    ///   - code: Under the letter that opened the dialog, so that twice the same key copies it.
    ///   - row: The record as its list shows it, between tabs.
    init(_ subject: String, code: String, row: [String], facts: [DetailLine], _ texts: Texts) {
        self.subject = subject
        var seen: Set<String> = [code]
        let told = facts.filter { !$0.label.isEmpty && !$0.text.isEmpty && seen.insert($0.text).inserted }
        let whole = facts.filter { !$0.text.isEmpty }
            .map { $0.label.isEmpty ? $0.text : "\($0.label): \($0.text)" }.joined(separator: "\n")
        lines =
            Self.lettered(
                [("y", texts.code, code)] + told.map { (nil, $0.label, $0.text) } + [
                    ("r", texts.wholeRow, row.joined(separator: "\t")), ("a", texts.wholeRecord, whole),
                ]
            ).filter { !$0.text.isEmpty }
    }

    private static func lettered(_ lines: [(letter: Character?, label: String, text: String)]) -> [Line] {
        let letters = Letters.given(to: lines.map(\.label), fixed: lines.map(\.letter))
        return zip(lines, letters).map { Line(letter: $1, label: $0.label, text: $0.text) }
    }

    var presentation: Presentation { .dialog }
    func title(_ setting: Setting) -> String { setting.texts.copyWhat }

    // MARK: Actions
    enum Action: Sendable { case entered(Entry), move(Int), copy, leave }

    func focus(_ setting: Setting) -> Focus { .search }
    func entered(_ entry: Entry) -> Action? { .entered(entry) }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        [
            Binding(.choose, .copy), Binding(.back, .leave), Binding(.up, .move(-1)), Binding(.down, .move(1)),
        ]
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .entered(.key(.character(let letter))):
            guard let line = lines.first(where: { $0.letter == letter }) else { return .alert }
            return copied(line)
        case .entered: return .alert
        case .move(let step):
            cursor = min(max(0, cursor + step), max(0, lines.count - 1))
            return .none
        case .copy: return lines.indices.contains(cursor) ? copied(lines[cursor]) : .alert
        case .leave: return .leave
        }
    }

    /// What was copied is said last, on the page that is left.
    private func copied(_ line: Line) -> Effect<Action> { .leave + .copy(line.text) }

    // MARK: View
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let rows = min(lines.count, max(1, area.height - DialogBox.border.height - 2))
        let size = Size(width: min(64, area.width), height: rows + 1 + DialogBox.border.height)
        let inner = DialogBox.draw(title: title(setting), size: size, in: area, on: &canvas)
        canvas.write(subject, at: inner.origin, role: .dim, limit: inner.width)
        let body = inner.below(1)
        let top = max(0, cursor - body.height + 1)
        let labels = lines.map { DisplayText.width($0.label) }.max() ?? 0
        for (row, line) in lines.dropFirst(top).prefix(body.height).enumerated() {
            let isSelected = top + row == cursor
            let y = body.y + row
            let role: StyleRole = isSelected ? .tableSelected : .dialog
            canvas.fill(Rect(x: body.x, y: y, width: body.width, height: 1), role: role)
            canvas.write(isSelected ? ">" : " ", at: Point(x: body.x, y: y), role: role)
            let letter = line.letter.map(String.init) ?? ""
            canvas.write(letter, at: Point(x: body.x + 2, y: y), role: isSelected ? role : .keyHint)
            canvas.write(line.label, at: Point(x: body.x + 4, y: y), role: role, limit: labels)
            let text = line.text.replacing("\n", with: " · ").replacing("\t", with: " · ")
            let start = 6 + min(labels, 24)
            canvas.write(text, at: Point(x: body.x + start, y: y), role: role, limit: max(0, body.width - start))
        }
    }
}

extension Desk {
    /// What can be copied of a record.
    func copying(_ row: Row, _ facts: [DetailLine], _ texts: Texts) -> CopyDialog {
        CopyDialog(subject(of: row), code: code(of: row), row: columns.map { $0.cell(row, texts) }, facts: facts, texts)
    }
}
