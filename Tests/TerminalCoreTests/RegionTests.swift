import Testing

@testable import TerminalCore

@Suite struct RegionTests {
    private let canvas: Canvas = {
        var canvas = Canvas(size: Size(width: 20, height: 6))
        canvas.mark(Rect(x: 0, y: 0, width: 20, height: 6), as: RegionID("page"))
        canvas.mark(Rect(x: 2, y: 1, width: 4, height: 1), as: RegionID("tab", 2))
        return canvas
    }()

    @Test func theRegionInFrontIsTheOnePointedAt() {
        #expect(canvas.region(at: Point(x: 2, y: 1))?.id == RegionID("tab", 2))
        #expect(canvas.region(at: Point(x: 5, y: 1))?.id == RegionID("tab", 2))
        #expect(canvas.region(at: Point(x: 6, y: 1))?.id == RegionID("page"))
    }

    @Test(arguments: [
        Point(x: 20, y: 0), Point(x: 0, y: 6), Point(x: -1, y: 0), Point(x: 99_998, y: 99_998),
        Point(x: .max, y: .max), Point(x: .min, y: .min),
    ]) func outsideTheCanvasIsNoRegion(_ place: Point) {
        #expect(canvas.region(at: place) == nil)
    }

    @Test func aRegionIsNeverLargerThanTheCanvas() {
        var canvas = Canvas(size: Size(width: 4, height: 2))
        canvas.mark(Rect(x: -5, y: -5, width: 1000, height: 1000), as: RegionID("all"))
        canvas.mark(Rect(x: 4, y: 0, width: 3, height: 1), as: RegionID("beside"))
        #expect(canvas.regions == [Region(RegionID("all"), canvas.bounds)])
    }

    @Test func whatFadesBehindADialogIsOutOfReach() {
        var canvas = canvas
        canvas.mark(Rect(x: 0, y: 5, width: 20, height: 1), as: RegionID("below"))
        canvas.fade(Rect(x: 0, y: 1, width: 20, height: 3))
        #expect(canvas.regions.map(\.id) == [RegionID("below")])
    }
}
