import TerminalCore

/// The rows of an editable text: every character belongs to exactly one row, or is the line break after it.
struct WrappedLines {
    /// Never empty; line breaks belong to no row.
    let ranges: [Range<Int>]
    private let widths: [Int]

    /// Wraps between words to one column less than `width`, which the cursor needs behind a full row.
    ///
    /// A space that does not fit stays at the end of its row, unseen. Nil only breaks at line breaks.
    init(_ characters: [Character], width: Int?) {
        let limit = width.map { max(1, $0 - 1) } ?? .max
        var ranges: [Range<Int>] = []
        var widths: [Int] = []
        var start = 0
        var afterSpace = 0
        var used = 0
        for (index, character) in characters.enumerated() {
            if character.isNewline {
                ranges.append(start..<index)
                widths.append(0)
                (start, afterSpace, used) = (index + 1, index + 1, 0)
                continue
            }
            let columns = DisplayText.width(String(character))
            widths.append(columns)
            if used + columns > limit, character != " ", index > start {
                let cut = afterSpace > start ? afterSpace : index
                ranges.append(start..<cut)
                used = widths[cut..<index].reduce(0, +)
                (start, afterSpace) = (cut, cut)
            }
            used += columns
            if character == " " { afterSpace = index + 1 }
        }
        ranges.append(start..<characters.count)
        self.ranges = ranges
        self.widths = widths
    }

    /// The row that holds a place between characters; a place between two rows belongs to the second.
    func row(of index: Int) -> Int {
        ranges.lastIndex { $0.lowerBound <= index } ?? 0
    }

    func column(of index: Int) -> Int {
        widths[ranges[row(of: index)].lowerBound..<index].reduce(0, +)
    }

    /// The last place in a row that is not right of a column.
    func index(atColumn column: Int, row: Int) -> Int {
        var used = 0
        for index in ranges[row] {
            if used + widths[index] > column { return index }
            used += widths[index]
        }
        return ranges[row].upperBound
    }
}
