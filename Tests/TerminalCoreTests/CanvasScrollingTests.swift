import Testing

@testable import TerminalCore

@Suite struct CanvasScrollingTests {
    private static let size = Size(width: 24, height: 20)

    /// A list between a title and a status line, from some row on; wide and marked characters stand in it.
    private func list(from first: Int, title: String = "Names", beside pane: [String] = []) -> Canvas {
        var canvas = Canvas(size: Self.size)
        canvas.write(title, at: Point(x: 0, y: 0), role: .title)
        for y in 1..<19 {
            canvas.write("\(first + y) 株式 Cafe\u{301}", at: Point(x: 0, y: y), role: y % 3 == 0 ? .dim : .text)
        }
        for (y, line) in pane.enumerated() { canvas.write(line, at: Point(x: 18, y: 1 + y)) }
        canvas.write("status", at: Point(x: 0, y: 19))
        return canvas
    }

    /// Roles go by the row of the screen, so that they must be those of the same rows to be the same cells.
    private func plainList(from first: Int) -> Canvas {
        var canvas = list(from: first)
        canvas.setRole(.text, in: canvas.bounds)
        return canvas
    }

    @Test(arguments: [1, 2, 3, 5, -1, -2, -4])
    func tellsTheRowsThatMoved(_ step: Int) {
        let (before, after) = (plainList(from: 40), plainList(from: 40 + step))
        #expect(after.scrolling(since: before) == Scrolling(rows: 1..<19, step: step))
    }

    @Test(arguments: [1, 4, -1, -4])
    func whatWasMovedNeedsNothingButTheRowsThatCameInto(_ step: Int) throws {
        let (before, after) = (plainList(from: 40), plainList(from: 40 + step))
        let scrolling = try #require(after.scrolling(since: before))
        var moved = before
        moved.scroll(scrolling)
        let changed = (0..<20).filter { after.change(inRow: $0, since: moved) != nil }
        #expect(changed == Array(scrolling.vacated))
        #expect(scrolling.vacated.count == abs(step))
        #expect(scrolling.vacated.allSatisfy { y in moved.row(y).allSatisfy { $0 == .blank } })
    }

    /// A selection bar that stays where it is belongs to two rows, which are drawn.
    @Test func aBarAtTheEndDoesNotHideThatTheRestMoved() throws {
        var (before, after) = (plainList(from: 40), plainList(from: 41))
        before.setRole(.tableSelected, in: Rect(x: 0, y: 18, width: 24, height: 1))
        after.setRole(.tableSelected, in: Rect(x: 0, y: 18, width: 24, height: 1))
        let scrolling = try #require(after.scrolling(since: before))
        var moved = before
        moved.scroll(scrolling)
        #expect((0..<20).count { after.change(inRow: $0, since: moved) != nil } == 2)
    }

    @Test func besideAPaneOnlyWholeRowsMove() throws {
        let pane = ["Name", "Street", "City"]
        var (before, after) = (list(from: 40, beside: pane), list(from: 41, beside: pane))
        for y in 0..<20 {
            before.setRole(.text, in: Rect(x: 0, y: y, width: 24, height: 1))
            after.setRole(.text, in: Rect(x: 0, y: y, width: 24, height: 1))
        }
        #expect(after.scrolling(since: before) == Scrolling(rows: 4..<19, step: 1))
    }

    @Test func nothingMovedWhereTooLittleDid() {
        let before = plainList(from: 40)
        var after = before
        #expect(after.scrolling(since: before) == nil)
        after.fill(Rect(x: 0, y: 1, width: 24, height: 18), with: "x")
        #expect(after.scrolling(since: before) == nil)
        #expect(Canvas(size: Self.size).scrolling(since: before) == nil)
        #expect(plainList(from: 400).scrolling(since: before) == nil)
        #expect(
            Canvas(size: Size(width: 0, height: 0)).scrolling(since: Canvas(size: Size(width: 0, height: 0))) == nil)
        #expect(Canvas(size: Size(width: 3, height: 30)).scrolling(since: before) == nil)
    }

    /// Whatever two pictures show: where moving is worth it, it spares rows, and it never costs one.
    @Test func movingSparesRowsInAnyPictures() {
        var random = Numbers(seed: 11)
        var found = 0
        for _ in 0..<300 {
            var before = Canvas(size: Size(width: random.next(1...12), height: random.next(1...40)))
            let texts = ["a", "b", "", "株", "e\u{301}x", "long text"]
            for y in 0..<before.size.height {
                before.write(texts[random.next(0...5)] + "\(random.next(0...30))", at: Point(x: 0, y: y))
            }
            let height = before.size.height
            var after = before
            let first = random.next(0...(height - 1))
            let rows = first..<random.next((first + 1)...height)
            after.scroll(Scrolling(rows: rows, step: random.next(-6...6)))
            for _ in 0..<random.next(0...3) {
                after.write("new", at: Point(x: random.next(0...3), y: random.next(0...(height - 1))))
            }
            guard let scrolling = after.scrolling(since: before) else { continue }
            found += 1
            var moved = before
            moved.scroll(scrolling)
            let spared =
                (0..<height).count { after.change(inRow: $0, since: before) != nil }
                - (0..<height).count { after.change(inRow: $0, since: moved) != nil }
            #expect(spared > 0)
            #expect(scrolling.rows.clamped(to: 0..<height) == scrolling.rows)
        }
        #expect(found > 10)
    }
}

extension Canvas {
    fileprivate func scrolling(since before: Canvas) -> Scrolling? {
        scrolling(since: before, changed: changedRows(since: before))
    }
}
