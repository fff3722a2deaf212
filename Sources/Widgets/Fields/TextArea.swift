import TerminalCore

/// A field of many lines.
public struct TextArea: Equatable, Sendable {
    private var buffer: EditBuffer
    /// The column that up and down return to after a shorter line.
    private var goalColumn: Int?

    /// The maximum length, in characters, holds for typing and pasting; a longer stored text stays whole.
    public init(_ text: String = "", maximumLength: Int = 65_536) {
        buffer = EditBuffer(text, maximumLength: maximumLength)
    }

    /// The text as it was typed or given; setting it puts the cursor behind it.
    public var text: String {
        get { buffer.text }
        set {
            buffer.replaceAll(with: newValue)
            goalColumn = nil
        }
    }

    /// Characters before the cursor.
    public var cursor: Int { buffer.cursor }

    /// Edits or moves; false for keys that are not the field's, and for up and down at its ends.
    ///
    /// `width` is the width it is drawn in; without it up and down move by whole lines of the text.
    public mutating func handle(_ key: Key, width: Int? = nil) -> Bool {
        switch key {
        case .up: return moveVertically(by: -1, width: width)
        case .down: return moveVertically(by: 1, width: width)
        default: break
        }
        guard edit(key, width: width) else { return false }
        goalColumn = nil
        return true
    }

    /// Inserts at the cursor; line breaks stay. Returns how many characters did not fit.
    @discardableResult
    public mutating func paste(_ text: String) -> Int {
        goalColumn = nil
        return buffer.insert(TypedText.cleaned(text, newline: "\n"))
    }

    /// Rows the text takes at a width, at least one.
    public func preferredHeight(width: Int) -> Int {
        WrappedLines(buffer.characters, width: width).ranges.count
    }

    /// Draws the rows around the cursor, or the first ones when the field has no focus.
    public func draw(in area: Rect, isFocused: Bool, role: StyleRole = .field, on canvas: inout Canvas) {
        guard !area.isEmpty else { return }
        canvas.layField(role, in: area, isFocused: isFocused)
        let lines = WrappedLines(buffer.characters, width: area.width)
        let row = lines.row(of: cursor)
        let first = isFocused ? Window.start(showing: row, upTo: row + 1, size: area.height) : 0
        for (y, range) in lines.ranges.dropFirst(first).prefix(area.height).enumerated() {
            let line = String(buffer.characters[range]).withoutTrailingSpaces
            canvas.write(line, at: Point(x: area.x, y: area.y + y), role: role, limit: area.width)
        }
        if lines.ranges.count > first + area.height {
            let corner = Rect(x: area.endX - 1, y: area.endY - 1, width: 1, height: 1)
            canvas.fill(corner, with: "…", role: role)
        }
        if isFocused {
            let column = min(lines.column(of: cursor), area.width - 1)
            canvas.setCursor(Point(x: area.x + column, y: area.y + row - first), in: area)
        }
    }

    private mutating func edit(_ key: Key, width: Int?) -> Bool {
        switch key {
        case .character(let character): buffer.insert(TypedText.cleaned(String(character), newline: "\n"))
        case .enter: buffer.insert("\n")
        case .left: buffer.move(to: cursor - 1)
        case .right: buffer.move(to: cursor + 1)
        case .home: buffer.move(to: displayLine(width).lowerBound)
        case .end: buffer.move(to: lastPlace(in: displayLine(width)))
        case .control("a"): buffer.move(to: buffer.lineStart)
        case .control("e"): buffer.move(to: buffer.lineEnd)
        case .backspace: buffer.deleteBackward()
        case .delete: buffer.deleteForward()
        case .control("u"): buffer.delete(from: buffer.lineStart, to: cursor)
        case .control("k"): buffer.delete(from: cursor, to: buffer.lineEnd)
        case .control("w"): buffer.delete(from: buffer.wordStart, to: cursor)
        default:
            guard let word = WordKey(key) else { return false }
            buffer.handle(word, isHidden: false)
        }
        return true
    }

    private func displayLine(_ width: Int?) -> Range<Int> {
        let lines = WrappedLines(buffer.characters, width: width)
        return lines.ranges[lines.row(of: cursor)]
    }

    /// The place behind a line's last character; before it where the text runs on in the next row.
    private func lastPlace(in line: Range<Int>) -> Int {
        let end = line.upperBound
        let runsOn = end < buffer.characters.count && !buffer.characters[end].isNewline
        return runsOn ? max(line.lowerBound, end - 1) : end
    }

    private mutating func moveVertically(by rows: Int, width: Int?) -> Bool {
        let lines = WrappedLines(buffer.characters, width: width)
        let row = lines.row(of: cursor) + rows
        guard lines.ranges.indices.contains(row) else { return false }
        let column = goalColumn ?? lines.column(of: cursor)
        buffer.move(to: min(lines.index(atColumn: column, row: row), lastPlace(in: lines.ranges[row])))
        goalColumn = column
        return true
    }
}

extension String {
    fileprivate var withoutTrailingSpaces: String {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...last])
    }
}
