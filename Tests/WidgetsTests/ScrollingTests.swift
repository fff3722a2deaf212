import TerminalCore
import Testing
import Widgets

@Suite struct ScrollingTests {
    @Test(arguments: [
        (0, 5, 0), (0, 12, 3), (8, 2, 2), (8, 12, 8), (50, 12, 10), (0, -3, 0),
    ])
    func revealsARowWithTheLeastMovement(offset: Int, row: Int, expected: Int) {
        var scroll = ScrollState(offset: offset)
        scroll.reveal(row: row, viewport: 10, total: 20)
        #expect(scroll.offset == expected)
    }

    @Test(
        arguments: [
            (.down, 6), (.up, 4), (.pageDown, 10), (.pageUp, 0), (.home, 0), (.end, 10),
        ] as [(Key, Int)])
    func moves(key: Key, expected: Int) {
        var scroll = ScrollState(offset: 5)
        let used = scroll.handle(key, viewport: 10, total: 20)
        #expect(used)
        #expect(scroll.offset == expected)
    }

    @Test(arguments: [(0, 0), (10, 0), (0, 10), (10, 10), (-1, 5)])
    func hasNothingToDoWhenAllIsVisible(viewport: Int, total: Int) {
        var scroll = ScrollState()
        guard viewport <= 0 || viewport >= total else { return }
        let used = scroll.handle(.down, viewport: viewport, total: total)
        #expect(!used)
        scroll.reveal(row: 3, viewport: viewport, total: total)
        #expect(scroll.offset >= 0)
    }

    @Test(arguments: [(0, "█│││"), (10, "│││█"), (5, "│█││"), (99, "│││█")])
    func theBarShowsThePart(offset: Int, expected: String) {
        let drawn = picture(1, 4) { Scrollbar.draw(offset: offset, viewport: 4, total: 14, in: $0, on: &$1) }
        #expect(drawn.split(separator: "\n").joined() == expected)
    }

    @Test func theBarIsAbsentWhenAllIsVisible() {
        #expect(picture(1, 3) { Scrollbar.draw(offset: 0, viewport: 4, total: 4, in: $0, on: &$1) } == "\n\n")
    }

    @Test func aParagraphWrapsAndScrolls() {
        let text = Paragraph("It may have been stored; check before repeating.")
        #expect(text.height(width: 16) == 4)
        #expect(
            picture(16, 3) { text.draw(in: $0, offset: 1, on: &$1) } == """
                stored; check
                before
                repeating.
                """)
    }
}
