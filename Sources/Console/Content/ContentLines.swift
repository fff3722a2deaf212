import TerminalCore
import Widgets

/// Blocks as lines of text, one thing a line and nothing side by side: for a screen reader, or a pipe.
///
/// What colours and columns say on a screen is said in words.
struct ContentLines {
    let texts: Texts

    /// Blocks stand apart by an empty line.
    func lines(_ blocks: [Block]) -> [String] {
        let parts = blocks.map { lines(of: $0).map(Self.safe) }.filter { !$0.isEmpty }
        return Array(parts.joined(separator: [""]))
    }

    private func lines(of block: Block) -> [String] {
        switch block {
        case .title(let text): [text]
        case .facts(let facts): facts.lines.map { $0.label.isEmpty ? $0.text : "\($0.label): \($0.text)" }
        case .table(let table): lines(of: table)
        case .fields(let entries): entries.map(line)
        case .review(let entries): entries.map(line)
        case .words(let words):
            words.text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
        // What is chosen from is numbered.
        case .buttons(let buttons): buttons.titles.enumerated().map { "\($0 + 1) \($1)" }
        }
    }

    /// A row a line, each value behind its title.
    private func lines(of table: ContentTable) -> [String] {
        let count = table.rows.count
        return [texts.rowCount(count)]
            + table.rows.enumerated().map { index, row in
                let cells = zip(table.columns, row.cells).filter { !$1.isEmpty }.map { "\($0.title): \($1)" }
                return "\(index + 1)/\(count) \(cells.joined(separator: "; "))"
            }
    }

    private func line(_ entry: FieldEntry) -> String {
        let changed = entry.isChanged ? " (\(texts.changedMark))" : ""
        let problem = entry.problem.isEmpty ? "" : " – \(entry.problem)"
        return "\(entry.label): \(shown(entry.value))\(changed)\(problem)"
    }

    private func line(_ entry: ReviewEntry) -> String {
        guard let old = entry.old else { return "\(entry.label): \(shown(entry.new))" }
        return "\(entry.label): \(texts.wasAndBecomes(shown(old), shown(entry.new)))"
    }

    private func shown(_ text: String) -> String { text.isEmpty ? texts.nothing : text }

    /// Server text drives no terminal here either.
    private static func safe(_ line: String) -> String { String(DisplayText.clusters(line).map(\.character)) }
}
