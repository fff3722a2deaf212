import TerminalCore
import Testing
import Widgets

@Suite struct TextInputTests {
    func typed(_ keys: [Key], into text: String = "") -> TextInput {
        var input = TextInput(text)
        for key in keys { _ = input.handle(key) }
        return input
    }

    @Test(
        arguments: [
            ([.character("x")], "abcx", 4),
            ([.left, .character("x")], "abxc", 3),
            ([.home, .character("x")], "xabc", 1),
            ([.control("a"), .delete], "bc", 0),
            ([.left, .left, .backspace], "bc", 0),
            ([.left, .control("u")], "c", 0),
            ([.home, .right, .control("k")], "a", 1),
            ([.home, .left, .backspace], "abc", 0),
            ([.end, .right, .delete], "abc", 3),
        ] as [([Key], String, Int)])
    func editsAtTheCursor(keys: [Key], text: String, cursor: Int) {
        let input = typed(keys, into: "abc")
        #expect(input.text == text)
        #expect(input.cursor == cursor)
    }

    @Test func deletesTheWordBeforeTheCursor() {
        #expect(typed([.control("w")], into: "Jan de Vries  ").text == "Jan de ")
    }

    @Test(
        arguments: [
            ([.alt(.character("b")), .character("x")], "Jan de xVries"),
            ([.alt(.left), .alt(.left), .character("x")], "Jan xde Vries"),
            ([.home, .alt(.character("f")), .character("x")], "Janx de Vries"),
            ([.home, .alt(.right), .alt(.right), .character("x")], "Jan dex Vries"),
            ([.alt(.backspace)], "Jan de "),
            ([.home, .alt(.character("d"))], " de Vries"),
            ([.home, .alt(.delete), .alt(.delete)], " Vries"),
        ] as [([Key], String)])
    func altMovesAndDeletesByWord(keys: [Key], text: String) {
        #expect(typed(keys, into: "Jan de Vries").text == text)
    }

    @Test func noWordOfASecretShowsByItsKeys() {
        var input = TextInput("one two", isSecret: true)
        _ = input.handle(.alt(.character("b")))
        #expect(input.cursor == 0)
    }

    @Test(
        arguments: [
            ("Geheim12\n", "Geheim12"), ("Geheim12\r\n", "Geheim12"), ("\tGeheim12\t\r", "Geheim12"),
            ("\u{FEFF}Geheim12\u{200B}", "Geheim12"), (" Geheim12 \n", " Geheim12 "), ("Den\nHaag\n", "Den Haag"),
        ])
    func aPasteLosesTheLineEndsAndUnseenCharactersAtItsEnds(pasted: String, text: String) {
        var input = TextInput("")
        let left = input.paste(pasted)
        #expect(left == 0)
        #expect(input.text == text)
    }

    @Test func joinsACombiningMarkWithTheLetterBefore() {
        let input = typed([.character("e"), .character("\u{301}"), .character("x"), .left, .backspace])
        #expect(input.text == "x")
        #expect(input.cursor == 0)
    }

    @Test(arguments: [.up, .down, .enter, .tab, .escape, .pageUp, .function(1), .control("s")] as [Key])
    func leavesOtherKeysToTheForm(key: Key) {
        var input = TextInput("abc")
        let used = input.handle(key)
        #expect(!used)
        #expect(input.text == "abc")
    }

    @Test func pastesOneLineWithoutControlCharacters() {
        var input = TextInput("")
        input.paste("Jan\r\nde\tVries\u{1B}[31m\u{7}")
        #expect(input.text == "Jan de Vries[31m")
    }

    @Test func takesNoMoreThanTheMaximumButKeepsALongerStoredText() {
        var input = TextInput("ab", maximumLength: 4)
        input.paste("cdef")
        #expect(input.text == "abcd")
        let stored = TextInput("abcdef", maximumLength: 4)
        #expect(stored.text == "abcdef")
    }

    @Test func showsThePlaceholderWhileEmpty() {
        let drawn = canvas(8, 1) { area, canvas in
            TextInput("").draw(in: area, isFocused: true, role: .field, placeholder: "optional", on: &canvas)
        }
        #expect(drawn.pictureWithCursor == "▏optional")
        #expect(drawn.roles([.placeholder: "p"]) == "pppppppp")
    }

    @Test func hidesASecret() {
        let drawn = canvas(10, 1) { area, canvas in
            TextInput("geheim", isSecret: true).draw(in: area, isFocused: true, on: &canvas)
        }
        #expect(drawn.pictureWithCursor == "••••••▏")
    }

    @Test func aDeletedWordOfASecretTakesEverythingBeforeTheCursor() {
        var input = TextInput("een geheim", isSecret: true)
        _ = input.handle(.control("w"))
        #expect(input.text.isEmpty)
    }

    @Test(
        arguments: [
            ([], "…jklmnop▏"),
            ([.home], "▏abcdefghi…"),
            ([.home, .right, .right], "ab▏cdefghi…"),
            ([.left, .left], "…hijklmn▏op"),
        ] as [([Key], String)])
    func scrollsToTheCursor(keys: [Key], expected: String) {
        let input = typed(keys, into: "abcdefghijklmnop")
        let drawn = canvas(10, 1) { input.draw(in: $0, isFocused: true, on: &$1) }
        #expect(drawn.pictureWithCursor == expected)
    }

    @Test func withoutFocusShowsTheBeginning() {
        #expect(picture(8, 1) { TextInput("Keizersgracht").draw(in: $0, isFocused: false, on: &$1) } == "Keizers…")
    }

    @Test func scrollsWideCharactersByColumns() {
        let input = typed([.left], into: "株式会社さくら")
        let drawn = canvas(8, 1) { input.draw(in: $0, isFocused: true, on: &$1) }
        #expect(drawn.pictureWithCursor == "… さく▏ら")
    }

    @Test(arguments: hostileTexts) func keepsTheCursorVisibleInEveryText(text: String) {
        for width in 1...12 {
            var input = TextInput(text)
            for _ in 0...text.count {
                let drawn = canvas(width, 1) { input.draw(in: $0, isFocused: true, on: &$1) }
                #expect(drawn.cursor != nil, "\(text.debugDescription) at \(input.cursor) in \(width) columns")
                _ = input.handle(.left)
            }
        }
    }
}
