import Testing

@testable import TerminalCore

@Suite struct CanvasTests {
    @Test func cutsWithAnEllipsisAtTheLimit() {
        var canvas = Canvas(size: Size(width: 10, height: 1))
        canvas.write("Keizersgracht", at: Point(x: 0, y: 0), limit: 6)
        #expect(canvas.picture == "Keize…")
    }

    @Test(arguments: [(0, "a 字"), (1, " a字"), (2, "漢a"), (3, "漢 a"), (4, "漢字a")])
    func halfAWideClusterBecomesBlank(_ x: Int, _ picture: String) {
        var canvas = Canvas(size: Size(width: 6, height: 1))
        canvas.write("漢字", at: Point(x: 0, y: 0))
        canvas.write("a", at: Point(x: x, y: 0))
        #expect(canvas.picture == picture)
        #expect(isWhole(canvas))
    }

    @Test func aWideClusterOverTwoHalvesBlanksBoth() {
        var canvas = Canvas(size: Size(width: 6, height: 1))
        canvas.write("漢字語", at: Point(x: 0, y: 0))
        canvas.write("👍", at: Point(x: 1, y: 0))
        #expect(canvas.picture == " 👍 語")
        #expect(isWhole(canvas))
    }

    @Test func fillingAcrossWideClustersLeavesNoHalves() {
        var canvas = Canvas(size: Size(width: 6, height: 2))
        canvas.write("漢字語", at: Point(x: 0, y: 0))
        canvas.write("漢字語", at: Point(x: 0, y: 1))
        canvas.fill(Rect(x: 1, y: 0, width: 4, height: 2), with: "x")
        #expect(canvas.picture == " xxxx\n xxxx")
        #expect(isWhole(canvas))
    }

    @Test(arguments: ["\u{1B}", "\n", "漢", "\u{202E}"] as [Unicode.Scalar])
    func fillingWithAnythingButOneColumnDrawsASign(_ character: Unicode.Scalar) {
        var canvas = Canvas(size: Size(width: 3, height: 1))
        canvas.fill(canvas.bounds, with: character)
        #expect(canvas.row(0).allSatisfy { Hostile.isSafe($0.character) && $0.width == 1 })
    }

    @Test(arguments: Hostile.corpus) func hostileTextNeverReachesACell(_ text: String) {
        for width in 1...12 {
            var canvas = Canvas(size: Size(width: width, height: 1))
            let used = canvas.write(text, at: Point(x: 0, y: 0))
            #expect(used <= width)
            #expect(canvas.row(0).allSatisfy { Hostile.isSafe($0.character) })
            #expect(isWhole(canvas))
        }
    }

    @Test func plainAndOtherTextAreCutAlike() {
        for limit in -1...8 {
            var plain = Canvas(size: Size(width: 8, height: 1))
            var other = plain
            let usedPlain = plain.write("abcdef", at: Point(x: 1, y: 0), limit: limit)
            let usedOther = other.write("äbcdef", at: Point(x: 1, y: 0), limit: limit)
            #expect(usedPlain == usedOther)
            #expect(plain.picture.count == other.picture.count)
        }
    }

    @Test func drawingAnywhereOnAnySizeStaysInside() {
        var random = Numbers(seed: 7)
        for _ in 0..<400 {
            let size = Size(width: random.next(-2...200), height: random.next(-2...60))
            var canvas = Canvas(size: size)
            for _ in 0..<30 { draw(on: &canvas, random: &random) }
            #expect(canvas.size == Size(width: max(0, size.width), height: max(0, size.height)))
            #expect(isWhole(canvas))
        }
    }

    @Test func absurdNumbersAreCut() {
        var canvas = Canvas(size: Size(width: 5, height: 5))
        let all = Rect(x: .min, y: .min, width: .max, height: .max)
        canvas.fill(all, with: "x")
        canvas.setRole(.dim, in: Rect(x: .max, y: .max, width: .max, height: .max))
        canvas.frame(Rect(x: -3, y: 2, width: .max, height: .max))
        canvas.write("a", at: Point(x: .max, y: .min), limit: .min)
        #expect(canvas[.max, .min] == .blank)
        #expect(canvas.row(-1).isEmpty)
        #expect(Canvas(size: Size(width: .max, height: 1)).size.width == Canvas.largestSide)
    }

    private func draw(on canvas: inout Canvas, random: inout Numbers) {
        let point = Point(x: random.next(-5...205), y: random.next(-5...65))
        let area = Rect(x: point.x, y: point.y, width: random.next(-3...210), height: random.next(-3...70))
        switch random.next(0...4) {
        case 0: canvas.fill(area, with: "x")
        case 1: canvas.frame(area)
        case 2: canvas.setRole(.dim, in: area.inset(columns: random.next(-2...9), rows: random.next(-2...9)))
        default:
            let text = Hostile.corpus[random.next(0...(Hostile.corpus.count - 1))]
            canvas.write(text, at: point, limit: random.next(-2...80))
        }
    }

    @Test func whatIsWrittenStandsOnTheGroundThatWasLaid() {
        var canvas = Canvas(size: Size(width: 6, height: 2))
        canvas.write("高高高", at: Point(x: 0, y: 0))
        canvas.lay(.dialog, in: Rect(x: 1, y: 0, width: 4, height: 2))
        canvas.write("高a…", at: Point(x: 0, y: 1), role: .label)
        canvas.write("株", at: Point(x: 4, y: 0), role: .label)
        canvas.fill(Rect(x: 2, y: 1, width: 1, height: 1), with: "─", role: .border)
        canvas.setRole(.match, in: Rect(x: 3, y: 1, width: 1, height: 1))
        #expect(canvas.picture == "    株\n高─…")
        let grounds = (0..<2).map { y in canvas.row(y).map { $0.ground == .dialog ? "d" : "." }.joined() }
        #expect(grounds == [".dddd.", ".dddd."])
        #expect(isWhole(canvas))
        #expect(canvas[3, 1].role == .match)
    }

    @Test func whatIsFadedIsDimOnTheGroundOfThePage() {
        var canvas = Canvas(size: Size(width: 4, height: 2))
        canvas.lay(.dialog, in: canvas.bounds)
        canvas.write("高x", at: Point(x: 0, y: 0), role: .danger)
        canvas.cursor = Point(x: 0, y: 0)
        canvas.fade(canvas.bounds.top(1))
        #expect(canvas.picture == "高x\n")
        #expect(canvas.row(0).allSatisfy { $0.role == .dim && $0.ground == .text })
        #expect(canvas.row(1).allSatisfy { $0.role == .dialog && $0.ground == .dialog })
        #expect(canvas.cursor == nil)
    }

    @Test(
        arguments: [
            ("abcdef", "abcdef", nil), ("abcdef", "abXdYf", 2..<5), ("abcdef", "Xbcdef", 0..<1),
            ("漢字ab", "漢語ab", 2..<4),
            ("漢字ab", "漢xyab", 2..<4), ("漢xyab", "漢字ab", 2..<4), ("a漢bcd", "ab漢cd", 1..<4),
            ("ae\u{301}bcd", "aebcd", 1..<2),
        ] as [(String, String, Range<Int>?)])
    func tellsTheColumnsThatChanged(_ old: String, _ new: String, _ columns: Range<Int>?) {
        var before = Canvas(size: Size(width: 6, height: 2))
        var canvas = before
        before.write(old, at: Point(x: 0, y: 1))
        canvas.write(new, at: Point(x: 0, y: 1))
        #expect(canvas.change(inRow: 1, since: before) == columns)
        #expect(canvas.change(inRow: 0, since: before) == nil)
    }

    @Test func changedMeaningOfHalfAClusterIsTheWholeClusters() {
        var before = Canvas(size: Size(width: 6, height: 1))
        before.write("漢字語", at: Point(x: 0, y: 0))
        var canvas = before
        canvas.setRole(.match, in: Rect(x: 1, y: 0, width: 2, height: 1))
        #expect(canvas.change(inRow: 0, since: before) == 0..<4)
    }

    /// Whether every right half follows a wide cluster and every wide cluster has its right half.
    private func isWhole(_ canvas: Canvas) -> Bool {
        (0..<canvas.size.height).allSatisfy { y in
            var due = 0
            for cell in canvas.row(y) {
                if (cell.width == 0) != (due == 1) { return false }
                due = cell.width == 2 ? 1 : 0
            }
            return due == 0
        }
    }
}

/// Numbers that are the same in every run.
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ range: ClosedRange<Int>) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Int(state >> 33) % range.count
    }
}
