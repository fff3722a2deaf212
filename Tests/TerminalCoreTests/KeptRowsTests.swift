import Testing

@testable import TerminalCore

@Suite struct KeptRowsTests {
    private final class Word: RowLook {
        let text: String

        init(_ text: String) { self.text = text }

        func isAlike(_ other: any RowLook) -> Bool { (other as? Word)?.text == text }
    }

    private final class Other: RowLook {
        func isAlike(_ other: any RowLook) -> Bool { other is Other }
    }

    private let size = Size(width: 8, height: 4)

    /// Draws words, a line each, and tells which of them were drawn and not taken over.
    private func drawn(
        _ words: [String], after earlier: Canvas?, on ground: StyleRole = .text
    ) -> (canvas: Canvas, drawn: [String]) {
        var canvas = Canvas(size: size, after: earlier)
        var drawn: [String] = []
        canvas.lay(ground, in: Rect(x: 0, y: 1, width: 8, height: 2))
        for (y, word) in words.enumerated() {
            let line = canvas.bounds.row(y)
            canvas.draw(Word(word), in: line) {
                drawn.append(word)
                $0.fill(line)
                $0.write(word, at: line.origin, role: .label)
            }
        }
        return (canvas, drawn)
    }

    @Test func whatLooksAsBeforeIsTakenOver() {
        let first = drawn(["株式", "b", "c", "d"], after: nil)
        #expect(first.drawn == ["株式", "b", "c", "d"])
        let second = drawn(["株式", "b", "x", "d"], after: first.canvas)
        #expect(second.drawn == ["x"])
        #expect(second.canvas == drawn(["株式", "b", "x", "d"], after: nil).canvas)
    }

    @Test func aLineThatMovedByOneIsTakenOver() {
        let first = drawn(["a", "b", "c", "d"], after: nil)
        let second = drawn(["b", "c", "d", "e"], after: first.canvas)
        #expect(second.drawn == ["e"])
        #expect(second.canvas == drawn(["b", "c", "d", "e"], after: nil).canvas)
        #expect(drawn(["a", "b", "c", "d"], after: second.canvas).drawn == ["a"])
    }

    @Test func theGroundIsThatOfThePictureItself() {
        let first = drawn(["a", "b", "c", "d"], after: nil)
        let second = drawn(["a", "b", "c", "d"], after: first.canvas, on: .dialog)
        #expect(second.drawn.isEmpty)
        #expect(second.canvas == drawn(["a", "b", "c", "d"], after: nil, on: .dialog).canvas)
    }

    /// What is drawn over a row later is no part of it.
    @Test func whatStandsInFrontIsNotTakenOver() {
        var first = drawn(["a", "b", "c", "d"], after: nil).canvas
        first.fade(first.bounds)
        first.write("dialog", at: Point(x: 1, y: 1))
        let second = drawn(["a", "b", "c", "d"], after: first)
        #expect(second.drawn.isEmpty)
        #expect(second.canvas == drawn(["a", "b", "c", "d"], after: nil).canvas)
    }

    @Test func halvesOfWideCharactersAtTheEdgesAreCutAsByDrawing() {
        let line = Rect(x: 1, y: 0, width: 4, height: 1)
        func draw(after earlier: Canvas?) -> Canvas {
            var canvas = Canvas(size: Size(width: 8, height: 1), after: earlier)
            canvas.write("株式会社", at: Point(x: 0, y: 0))
            canvas.draw(Word("ab"), in: line) {
                $0.fill(line)
                $0.write("ab", at: line.origin)
            }
            return canvas
        }
        let first = draw(after: nil)
        #expect(draw(after: first) == first)
        #expect(first.picture == " ab   社")
    }

    @Test func anotherSizeWidthOrKindIsDrawnAnew() {
        let first = drawn(["a"], after: nil).canvas
        var isDrawn = 0
        var larger = Canvas(size: Size(width: 9, height: 4), after: first)
        larger.draw(Word("a"), in: Rect(x: 0, y: 0, width: 8, height: 1)) { _ in isDrawn += 1 }
        var narrower = Canvas(size: size, after: first)
        narrower.draw(Word("a"), in: Rect(x: 0, y: 0, width: 7, height: 1)) { _ in isDrawn += 1 }
        var other = Canvas(size: size, after: first)
        other.draw(Other(), in: Rect(x: 0, y: 0, width: 8, height: 1)) { _ in isDrawn += 1 }
        // Outside of the canvas nothing can be kept.
        other.draw(Word("a"), in: Rect(x: 4, y: 0, width: 8, height: 1)) { _ in isDrawn += 1 }
        other.draw(Word("a"), in: Rect(x: 0, y: 9, width: 8, height: 1)) { _ in isDrawn += 1 }
        #expect(isDrawn == 5)
    }
}
