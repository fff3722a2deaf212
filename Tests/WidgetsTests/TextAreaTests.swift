import TerminalCore
import Testing
import Widgets

@Suite struct TextAreaTests {
    let note = "Called twice about the invoice.\nWants mail."

    @Test func wrapsBetweenWords() {
        let drawn = canvas(14, 5) { TextArea(note).draw(in: $0, isFocused: true, on: &$1) }
        #expect(
            drawn.pictureWithCursor == """
                Called twice
                about the
                invoice.
                Wants mail.▏

                """)
    }

    @Test func preferredHeightCountsWrappedRows() {
        #expect(TextArea(note).preferredHeight(width: 14) == 4)
        #expect(TextArea("").preferredHeight(width: 14) == 1)
        #expect(TextArea("a\n").preferredHeight(width: 14) == 2)
        #expect(TextArea(note).preferredHeight(width: 0) > 30)
    }

    @Test func movesByDisplayRowAndKeepsItsColumn() {
        var area = TextArea("abcdefgh\nx\nabcdefgh")
        for key in [Key.up, .up] {
            let used = area.handle(key, width: 20)
            #expect(used)
        }
        #expect(area.cursor == 8)
        let used = area.handle(.up, width: 20)
        #expect(!used)
    }

    @Test func homeAndEndStayInTheDisplayRow() {
        var area = TextArea("Called twice about")
        _ = area.handle(.home, width: 14)
        #expect(area.cursor == 13)
        _ = area.handle(.up, width: 14)
        _ = area.handle(.end, width: 14)
        #expect(area.cursor == 12)
    }

    @Test func enterBreaksTheLineAndPasteKeepsLineBreaks() {
        var area = TextArea("ab")
        _ = area.handle(.left)
        _ = area.handle(.enter)
        area.paste("x\r\ny\u{7}")
        #expect(area.text == "a\nx\nyb")
    }

    @Test func cutsOneLineOnly() {
        var area = TextArea("one\ntwo\nsix")
        _ = area.handle(.up)
        _ = area.handle(.control("u"))
        #expect(area.text == "one\n\nsix")
    }

    @Test func scrollsToTheCursorAndSaysWhenMoreFollows() {
        let text = TextArea("one\ntwo\nsix\nten")
        let focused = canvas(6, 2) { text.draw(in: $0, isFocused: true, on: &$1) }
        #expect(focused.pictureWithCursor == "six\nten▏")
        #expect(picture(6, 2) { text.draw(in: $0, isFocused: false, on: &$1) } == "one\ntwo  …")
    }

    @Test func wrapsTextWithoutSpacesByColumns() {
        #expect(picture(7, 3) { TextArea("株式会社さくら").draw(in: $0, isFocused: false, on: &$1) } == "株式会\n社さく\nら")
    }

    @Test(arguments: hostileTexts) func keepsTheCursorVisibleInEveryText(text: String) {
        for width in 1...9 {
            var area = TextArea(text)
            for _ in 0...text.count {
                let drawn = canvas(width, 2) { area.draw(in: $0, isFocused: true, on: &$1) }
                #expect(drawn.cursor != nil, "\(text.debugDescription) at \(area.cursor) in \(width) columns")
                _ = area.handle(.left)
            }
        }
    }
}
