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

    /// Inserts as much as the maximum length leaves room for.
    mutating func insert(_ text: String) {
        let room = maximumLength - characters.count
        guard room > 0, !text.isEmpty else { return }
        // A combining mark joins the character before it, so the text is taken apart anew.
        let before = String(characters[..<cursor]) + String(text.prefix(room))
        let after = String(characters[cursor...])
        characters = Array(before + after)
        cursor = min(before.count, characters.count)
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

    /// Where the word before the cursor begins, spaces after it included.
    var wordStart: Int {
        var index = cursor
        while index > 0, characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
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

/// Text from the keyboard or a paste, without what no field may hold.
enum TypedText {
    /// The text without control characters; every line break becomes `newline`, a tab a space.
    static func cleaned(_ text: String, newline: String) -> String {
        var result = ""
        for character in text {
            if character.isNewline {
                result += newline
            } else if character == "\t" {
                result += " "
            } else if !isControl(character) {
                result.append(character)
            } else {
                result.unicodeScalars.append(
                    contentsOf: character.unicodeScalars.filter { $0.properties.generalCategory != .control })
            }
        }
        return result
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
