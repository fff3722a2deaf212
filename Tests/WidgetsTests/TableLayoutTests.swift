import Testing
import Widgets

@Suite struct TableLayoutTests {
    let columns = [
        TableColumn(title: "Code", minimum: 7, ideal: 8, priority: 0),
        TableColumn(title: "Name", minimum: 10, ideal: 20, isFlexible: true, priority: 0),
        TableColumn(title: "City", minimum: 6, ideal: 12, isFlexible: true, priority: 2),
        TableColumn(title: "Open", minimum: 9, ideal: 9, alignment: .trailing, priority: 1),
    ]

    func text(_ width: Int) -> String {
        TableLayout(columns: columns, width: width).placed
            .map { "\(columns[$0.index].title) \($0.x)+\($0.width)" }.joined(separator: ", ")
    }

    @Test func columnThatIsNotShownTakesNoRoom() {
        var columns = columns
        columns[2].isShown = false
        let without = columns.indices.filter { $0 != 2 }.map { columns[$0] }
        #expect(TableLayout.width(ofAll: columns) == TableLayout.width(ofAll: without))
        for width in [20, 40, 80] {
            let (hidden, absent) = (
                TableLayout(columns: columns, width: width), TableLayout(columns: without, width: width)
            )
            #expect(hidden.placed.map(\.x) == absent.placed.map(\.x))
            #expect(!hidden.placed.contains { $0.index == 2 })
        }
        columns.indices.forEach { columns[$0].isShown = false }
        #expect(TableLayout(columns: columns, width: 80).placed.isEmpty)
    }

    @Test(arguments: [
        (0, ""), (2, ""), (3, "Code 2+1"), (12, "Code 2+8"),
        (21, "Code 2+7, Name 11+10"),
        (32, "Code 2+7, Name 11+10, Open 23+9"),
        (40, "Code 2+7, Name 11+10, City 23+6, Open 31+9"),
        (57, "Code 2+8, Name 12+20, City 34+12, Open 48+9"),
        (80, "Code 2+8, Name 12+32, City 46+23, Open 71+9"),
    ])
    func placesWhatFits(width: Int, expected: String) {
        #expect(text(width) == expected)
    }

    @Test func neverGoesBeyondItsWidthAndNeverShrinksAColumnInAWiderWindow() {
        var shown = 0
        for width in 0...200 {
            let placed = TableLayout(columns: columns, width: width).placed
            if let last = placed.last { #expect(last.x + last.width <= width) }
            for (a, b) in zip(placed, placed.dropFirst()) { #expect(a.x + a.width + 2 == b.x) }
            #expect(placed.count >= shown)
            shown = placed.count
        }
    }

    @Test func survivesATableWithoutColumns() {
        #expect(TableLayout(columns: [], width: 80).placed.isEmpty)
    }
}
