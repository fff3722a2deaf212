/// Text with a cursor between its characters: what the one-line and the many-line field share.
///
/// The text is kept as it came, hostile characters included; only drawing makes it safe.
struct EditBuffer: Equatable, Sendable {
    private(set) var characters: [Character]
    private(set) var cursor: Int
    let maximumLength: Int

    init(_ text: String, maximumLength: Int) {
        characters = Array(text)
        cursor = characters.count
        self.maximumLength = max(0, maximumLength)
    }

    var text: String { String(characters) }

    mutating func replaceAll(with text: String) {
        characters = Array(text)
        cursor = characters.count
    }

    mutating func move(to index: Int) {
        cursor = max(0, min(index, characters.count))
    }

    /// Inserts as much as the maximum length leaves room for; returns how many characters were left out.
    @discardableResult
    mutating func insert(_ text: String) -> Int {
        let room = max(0, maximumLength - characters.count)
        let fitting = text.prefix(room)
        guard !fitting.isEmpty else { return text.count }
        // A combining mark joins the character before it, so the text is taken apart anew.
        let before = String(characters[..<cursor]) + fitting
        let after = String(characters[cursor...])
        characters = Array(before + after)
        cursor = min(before.count, characters.count)
        return text.count - fitting.count
    }

    mutating func deleteBackward() {
        guard cursor > 0 else { return }
        delete(from: cursor - 1, to: cursor)
    }

    mutating func deleteForward() {
        guard cursor < characters.count else { return }
        delete(from: cursor, to: cursor + 1)
    }

    mutating func delete(from start: Int, to end: Int) {
        guard start < end else { return }
        let before = String(characters[..<start])
        characters = Array(before + String(characters[end...]))
        cursor = min(before.count, characters.count)
    }

    /// Where what stands between spaces before the cursor begins, spaces after it included: Ctrl-W deletes that much.
    var wordStart: Int {
        var index = cursor
        while index > 0, characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
        return index
    }

    /// Moves or deletes by words. A hidden text has only ends: where its words begin is part of what it hides.
    mutating func handle(_ key: WordKey, isHidden: Bool) {
        let previous = isHidden ? 0 : previousWord
        let next = isHidden ? characters.count : nextWord
        switch key {
        case .left: move(to: previous)
        case .right: move(to: next)
        case .deleteLeft: delete(from: previous, to: cursor)
        case .deleteRight: delete(from: cursor, to: next)
        }
    }

    /// Where the word before the cursor begins.
    private var previousWord: Int {
        var index = cursor
        while index > 0, !characters[index - 1].isPartOfWord { index -= 1 }
        while index > 0, characters[index - 1].isPartOfWord { index -= 1 }
        return index
    }

    /// Where the word after the cursor ends.
    private var nextWord: Int {
        var index = cursor
        while index < characters.count, !characters[index].isPartOfWord { index += 1 }
        while index < characters.count, characters[index].isPartOfWord { index += 1 }
        return index
    }

    /// Where the line with the cursor begins.
    var lineStart: Int {
        (characters[..<cursor].lastIndex { $0.isNewline } ?? -1) + 1
    }

    /// Where the line with the cursor ends, before its line break.
    var lineEnd: Int {
        characters[cursor...].firstIndex { $0.isNewline } ?? characters.count
    }
}

extension Character {
    /// Whether it belongs to a word, as Unicode's regular expressions have it.
    fileprivate var isPartOfWord: Bool {
        guard let first = unicodeScalars.first?.properties else { return false }
        switch first.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
        default: return first.isAlphabetic || first.isJoinControl
        }
    }
}
