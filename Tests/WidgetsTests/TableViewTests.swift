import TerminalCore
import Testing
import Widgets

@Suite struct TableViewTests {
    let columns = [
        TableColumn(title: "Name", minimum: 8, ideal: 14, isFlexible: true),
        TableColumn(title: "Open", minimum: 8, ideal: 8, alignment: .trailing, priority: 1),
    ]

    @Test func drawsHeaderSelectionMarksAndRowsThatLoad() {
        let rows = [
            TableRow(cells: ["株式会社さくら電機", "12,50"]),
            TableRow(cells: ["Cafe\u{301} 👍", "1.234,56"], isMarked: true),
            TableRow(cells: ["Jansen"]),
            nil,
        ]
        let view = TableView(columns: columns, sortedBy: 1, ascending: false, selectedRow: 1)
        let drawn = canvas(26, 6) { view.draw(header: true, rows: rows, in: $0, on: &$1) }
        #expect(
            drawn.picture == """
                  Name              Open ▼
                  株式会社さく…      12,50
                >*Cafe\u{301} 👍         1.234,56
                  Jansen
                  ···                  ···

                """)
        #expect(
            drawn.roles([.tableHeader: "h", .tableSelected: "s", .tableMarked: "m", .dim: "d", .text: "t"]) == """
                hhhhhhhhhhhhhhhhhhhhhhhhhh
                tttttttttttttttttttttttttt
                ssssssssssssssssssssssssss
                tttttttttttttttttttttttttt
                dddddddddddddddddddddddddd
                tttttttttttttttttttttttttt
                """)
    }

    /// Rows are taken over from the picture before: whatever changes in a table shows as if it were drawn anew.
    @Test func aTableAfterAnotherLooksAsIfDrawnAlone() {
        let size = Size(width: 40, height: 8)
        let decimal = TableColumn(title: "Price", minimum: 8, ideal: 8, alignment: .decimal)
        let rows = ["Jansen", "株式会社さくら電機", "Cafe\u{301} 👍", "Visser"].flatMap { name in
            ["1,5", "1.234,56"].map { TableRow(cells: [name, "12,50", $0]) }
        }
        var before = Canvas(size: size)
        func expectAsAlone(_ view: TableView, _ rows: [TableRow?], ground: StyleRole = .text, _ comment: Comment) {
            func draw(after earlier: Canvas?) -> Canvas {
                var canvas = Canvas(size: size, after: earlier)
                if ground != .text { canvas.lay(ground, in: canvas.bounds) }
                view.draw(header: true, rows: rows, in: canvas.bounds, on: &canvas)
                return canvas
            }
            let canvas = draw(after: before)
            #expect(canvas == draw(after: nil), comment)
            before = canvas
        }
        let all = columns + [decimal]
        var view = TableView(columns: all, selectedRow: 0)
        expectAsAlone(view, rows, "first")
        view.selectedRow = 1
        expectAsAlone(view, rows, "another row is selected")
        expectAsAlone(view, Array(rows.dropFirst()), "scrolled")
        expectAsAlone(view, rows, "scrolled back")
        expectAsAlone(view, [rows[0], nil, rows[2]], "a row is missing")
        var marked = rows
        marked[2].isMarked = true
        marked[4].role = .tableEnding
        marked[5].cellRoles = [1: .danger]
        expectAsAlone(view, marked, "marked")
        expectAsAlone(view, marked.filter { $0.cells[2] == "1,5" }, "fewer decimals")
        expectAsAlone(TableView(columns: all, highlighting: "vis"), marked, "filtered")
        expectAsAlone(TableView(columns: all, highlighting: "jan"), marked, "filtered otherwise")
        expectAsAlone(TableView(columns: all, highlighting: "jan"), marked, ground: .dialog, "on a dialog")
        expectAsAlone(TableView(columns: columns), marked, "fewer columns")
        expectAsAlone(TableView(columns: [columns[1], columns[0]]), marked, "columns in another order")
    }

    @Test(arguments: [
        ("jansen", "Jansen", "..xxxxxx............"),
        ("SEN", "Jansen", ".....xxx............"),
        ("会", "株式会社", "......xx............"),
        ("a", "İJana", "....x.x............."),
        ("jan bak", "Bakker, Jan", "..xxx.....xxx......."),
        ("zoe", "Café Zoë", ".......xxx.........."),
        ("STRASSE", "Hauptstraße 1", ".......xxxxxx......."),
        ("010 223 34 44", "+31 10 2233444", "......xxxxxxxxxx...."),
        ("zz", "Jansen", "...................."),
        ("gracht", "Oude Keizersgracht 12345", "..............xxxxx."),
    ])
    func setsHitsOff(term: String, cell: String, roles: String) {
        let view = TableView(columns: [columns[0]], highlighting: term)
        let drawn = canvas(20, 1) { view.draw(header: false, rows: [TableRow(cells: [cell])], in: $0, on: &$1) }
        #expect(drawn.roles([.match: "x"]) == roles)
    }

    @Test func keepsTheSortSignInANarrowHeader() {
        let view = TableView(columns: [TableColumn(title: "Termination", minimum: 6, ideal: 6)], sortedBy: 0)
        #expect(picture(8, 1) { view.draw(header: true, rows: [], in: $0, on: &$1) } == "  Ter… ▲")
    }

    @Test func marksKeepTheirSignBesideTheRole() {
        let view = TableView(columns: columns)
        let row = TableRow(cells: ["Jansen"], role: .tableEnded, isMarked: true)
        let drawn = canvas(12, 1) { view.draw(header: false, rows: [row], in: $0, on: &$1) }
        #expect(drawn.picture == " *Jansen")
        #expect(drawn.roles([.tableMarked: "m"]) == "mmmmmmmmmmmm")
    }

    @Test func numbersStandUnderEachOtherByTheirDecimalSign() {
        let columns = [TableColumn(title: "Price", minimum: 12, ideal: 12, alignment: .decimal)]
        let rows = ["12.50", "-1,368.0125", "", "7.125"].map { TableRow(cells: [$0]) }
        let drawn = picture(14, 4) { TableView(columns: columns).draw(header: false, rows: rows, in: $0, on: &$1) }
        #expect(drawn.split(separator: "\n") == ["       12.50", "   -1,368.0125", "        7.125"])
    }

    @Test func aNumberWithoutRoomForBlanksIsShownWhole() {
        let columns = [TableColumn(title: "Price", minimum: 8, ideal: 8, alignment: .decimal)]
        let rows = ["1,368.00", "0.0125"].map { TableRow(cells: [$0]) }
        let drawn = picture(10, 2) { TableView(columns: columns).draw(header: false, rows: rows, in: $0, on: &$1) }
        #expect(drawn == "  1,368.00\n    0.0125")
    }

    @Test func aCellThatMustBeSeenHasARoleOfItsOwn() {
        let columns = [TableColumn(title: "A", minimum: 2, ideal: 2), TableColumn(title: "B", minimum: 3, ideal: 3)]
        let row = TableRow(cells: ["a", "! b"], cellRoles: [1: .tableEnding])
        let roles: [StyleRole: Character] = [.tableEnding: "e", .tableSelected: "s", .text: "t"]
        let drawn = canvas(9, 2) {
            TableView(columns: columns, selectedRow: 1).draw(header: false, rows: [row, row], in: $0, on: &$1)
        }
        #expect(drawn.roles(roles) == "tttttteee\nsssssssss")
    }
}
