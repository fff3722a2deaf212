import TerminalCore

/// A field of one line.
public struct TextInput: Equatable, Sendable {
    /// Draws `•` instead of the text.
    public let isSecret: Bool
    private var buffer: EditBuffer

    /// The maximum length, in characters, holds for typing and pasting; a longer stored text stays whole.
    public init(_ text: String = "", isSecret: Bool = false, maximumLength: Int = 4096) {
        self.isSecret = isSecret
        buffer = EditBuffer(text, maximumLength: maximumLength)
    }

    /// The text as it was typed or given; setting it puts the cursor behind it.
    public var text: String {
        get { buffer.text }
        set { buffer.replaceAll(with: newValue) }
    }

    /// Characters before the cursor.
    public var cursor: Int { buffer.cursor }

    /// Edits or moves; true when the key belongs to the field, also when it had nothing to do.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): buffer.insert(TypedText.cleaned(String(character), newline: " "))
        case .left: buffer.move(to: cursor - 1)
        case .right: buffer.move(to: cursor + 1)
        case .home, .control("a"): buffer.move(to: 0)
        case .end, .control("e"): buffer.move(to: .max)
        case .backspace: buffer.deleteBackward()
        case .delete: buffer.deleteForward()
        case .control("u"): buffer.delete(from: 0, to: cursor)
        case .control("k"): buffer.delete(from: cursor, to: buffer.characters.count)
        // Deleting one word would show where the words of a secret begin.
        case .control("w"): buffer.delete(from: isSecret ? 0 : buffer.wordStart, to: cursor)
        default:
            guard let word = WordKey(key) else { return false }
            buffer.handle(word, isHidden: isSecret)
        }
        return true
    }

    /// Inserts at the cursor: line breaks become spaces, those at the ends are left out, and so is what cannot be seen
    /// there. Returns how many characters did not fit.
    @discardableResult
    public mutating func paste(_ text: String) -> Int {
        buffer.insert(TypedText.pastedLine(text))
    }

    /// Draws in the area's first row; a focused field shows the part around its cursor.
    public func draw(
        in area: Rect, isFocused: Bool, role: StyleRole = .field, placeholder: String = "", on canvas: inout Canvas
    ) {
        let area = area.top(1)
        guard !area.isEmpty else { return }
        canvas.layField(role, in: area, isFocused: isFocused)
        if buffer.characters.isEmpty {
            canvas.write(placeholder, at: area.origin, role: .placeholder, limit: area.width)
            if isFocused { canvas.setCursor(area.origin, in: area) }
            return
        }
        let shown = isSecret ? Array(repeating: "•", count: buffer.characters.count) : buffer.characters
        guard isFocused else {
            canvas.write(String(shown), at: area.origin, role: role, limit: area.width)
            return
        }
        let view = LineView(shown, cursor: cursor, width: area.width)
        canvas.write(String(shown[view.first...]), at: area.origin, role: role, limit: area.width)
        if view.first > 0, view.cursorColumn > 0 {
            // A wide character's right half would stay behind the sign.
            canvas.fill(area.left(DisplayText.width(String(shown[view.first]))), role: role)
            canvas.write("…", at: area.origin, role: role)
        }
        canvas.setCursor(Point(x: area.x + view.cursorColumn, y: area.y), in: area)
    }
}

/// Which part of a long line is visible around its cursor.
struct LineView {
    /// Index of the first visible character.
    let first: Int
    let cursorColumn: Int

    init(_ characters: [Character], cursor: Int, width: Int) {
        var starts = [0]
        for character in characters {
            starts.append(starts[starts.count - 1] + DisplayText.width(String(character)))
        }
        let column = starts[cursor]
        let isAtEnd = cursor == characters.count
        // Behind the character under the cursor, a cut line still needs a column for its `…`.
        let end = isAtEnd ? column + 1 : starts[cursor + 1] + (cursor + 1 < characters.count ? 1 : 0)
        let start = Window.start(showing: column, upTo: end, size: width)
        first = starts.firstIndex { $0 >= start } ?? cursor
        cursorColumn = column - starts[first]
    }
}

extension Canvas {
    /// Empties a field's area; under the focused one lies a ground of its own, whatever stands in it.
    mutating func layField(_ role: StyleRole, in area: Rect, isFocused: Bool) {
        if isFocused { lay(role, in: area) } else { fill(area, role: role) }
    }

    /// Places the terminal's cursor when the point is inside both the area and the canvas.
    mutating func setCursor(_ point: Point, in area: Rect) {
        if area.intersection(bounds).contains(point) { cursor = point }
    }
}
