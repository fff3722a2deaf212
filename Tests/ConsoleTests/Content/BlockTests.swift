import BillingAPI
import TerminalCore
import Testing
import Widgets

@testable import Console

/// One page of every kind of block, on a screen, line by line, and as values.
@Suite struct BlockTests {
    private static let table = ContentTable(
        columns: [
            TableColumn(title: "Code", minimum: 4, ideal: 6), TableColumn(title: "Service", minimum: 6, ideal: 12),
        ],
        rows: [
            TableRow(cells: ["P001", "Hosting"]), TableRow(cells: ["", "Domain"]), TableRow(cells: ["P003", "VoIP"]),
        ])

    private static let blocks: [Block] = [
        .title("DB0001 · Company X"),
        .facts(
            Facts([
                DetailLine(label: "City", text: "Delft", source: .init(field: "City", stored: "Delft")),
                DetailLine(label: "Mobile", text: ""), DetailLine(label: "", text: "Runs"),
                DetailLine(label: "Price", text: "1,250.00", source: .init(field: "PriceExcl", stored: "1250.00")),
            ])),
        .table(table),
        .fields([
            FieldEntry(label: "E-mail", value: "", isChanged: true, problem: "It may not be empty."),
            FieldEntry(label: "City", value: "Delft"),
        ]),
        .review([
            ReviewEntry(label: "City", old: "Delft", new: "Gent"), ReviewEntry(label: "Note", old: "Old", new: ""),
            ReviewEntry(label: "Name", old: nil, new: "New"),
        ]),
        .words(Words("The customer is not told.")),
        .buttons(ButtonRow(["Back", "Send"])),
    ]

    private func draw(_ blocks: [Block], from offset: Int = 0, height: Int = 30, width: Int = 50) -> Canvas {
        var canvas = Canvas(size: Size(width: width, height: height))
        ContentView(blocks, width: width).draw(in: canvas.bounds, from: offset, on: &canvas)
        return canvas
    }

    @Test func aScreenShowsThemOneUnderTheOther() {
        #expect(
            draw(Self.blocks).picture.trimmingSuffix(while: \.isNewline) == """
                DB0001 · Company X

                City   Delft
                Runs
                Price  1,250.00
                  Code    Service
                  P001    Hosting
                          Domain
                  P003    VoIP
                 *E-mail
                                    └ It may not be empty.
                  City              Delft
                City           - Delft
                               + Gent
                Note           - Old
                               +
                Name           + New
                The customer is not told.
                [ Back ]  [ Send ]
                """)
    }

    @Test func theirRolesSayWhatTheyAre() throws {
        let canvas = draw(Self.blocks)
        let expected: [(y: Int, x: Int, StyleRole)] = [
            (0, 0, .title), (2, 0, .label), (2, 7, .text), (5, 2, .tableHeader), (9, 1, .fieldChanged),
            (10, 20, .danger), (12, 15, .oldValue), (13, 15, .newValue), (18, 0, .buttonFocused),
        ]
        for (y, x, role) in expected { #expect(canvas[x, y].role == role, "row \(y)") }
    }

    @Test(arguments: 0..<20) func whatScrollsIsTheSameUnderATitleThatStays(_ offset: Int) {
        let whole = draw(Self.blocks).picture.split(separator: "\n", omittingEmptySubsequences: false)
        let view = draw(Self.blocks, from: offset, height: 8).picture
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(view[0] == whole[0])
        #expect(Array(view[2...]) == Array(whole[(2 + offset)..<(8 + offset)]))
    }

    @Test(arguments: [(0, 0), (1, 1), (3, 40), (200, 1), (7, 7), (2000, 3)])
    func noSizeIsTooSmallOrTooLargeForThem(_ width: Int, _ height: Int) {
        for offset in [0, 1, 5, 1000] { _ = draw(Self.blocks, from: offset, height: height, width: width) }
    }

    @Test func lineByLineEachThingIsSaidInWords() {
        #expect(
            ContentLines(texts: Texts(.english)).lines(Self.blocks).joined(separator: "\n") == """
                DB0001 · Company X

                City: Delft
                Runs
                Price: 1,250.00

                3 rows
                1/3 Code: P001; Service: Hosting
                2/3 Service: Domain
                3/3 Code: P003; Service: VoIP

                E-mail: (empty) (changed) – It may not be empty.
                City: Delft

                City: was Delft, becomes Gent
                Note: was Old, becomes (empty)
                Name: New

                The customer is not told.

                1 Back
                2 Send
                """)
    }

    @Test func lineByLineItIsDutchToo() {
        let lines = ContentLines(texts: Texts(.dutch)).lines([
            .table(ContentTable(columns: Self.table.columns, rows: [Self.table.rows[0]])),
            .review([ReviewEntry(label: "Plaats", old: "", new: "Gent")]),
        ])
        #expect(lines == ["1 rij", "1/1 Code: P001; Service: Hosting", "", "Plaats: was (leeg), wordt Gent"])
    }

    @Test func hostileTextDrivesNoTerminalAndMakesNoLineOfItsOwn() {
        let hostile = "a\u{1B}[2Jb\nc\u{202E}d"
        let lines = ContentLines(texts: Texts(.english)).lines([
            .title(hostile), .facts(Facts([DetailLine(label: hostile, text: hostile)])),
        ])
        #expect(lines.count == 3)
        let scalars = lines.joined().unicodeScalars
        #expect(!scalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }

    @Test func valuesAreWhatTheSystemStores() {
        let values = ContentValues.json(Array(Self.blocks.prefix(3)))
        #expect(
            values.encoded() == """
                [{"title":"DB0001 · Company X"},{"facts":[{"label":"City","text":"Delft","field":"City","stored":"Delft"},\
                {"label":"","text":"Runs"},{"label":"Price","text":"1,250.00","field":"PriceExcl","stored":"1250.00"}]},\
                {"table":{"columns":["Code","Service"],"rows":[["P001","Hosting"],["","Domain"],["P003","VoIP"]]}}]
                """)
        #expect(
            ContentValues.json(Array(Self.blocks.dropFirst(3))).encoded() == """
                [{"fields":[{"label":"E-mail","value":"","changed":true,"problem":"It may not be empty."},\
                {"label":"City","value":"Delft","changed":false,"problem":null}]},\
                {"review":[{"label":"City","old":"Delft","new":"Gent"},{"label":"Note","old":"Old","new":""},\
                {"label":"Name","old":null,"new":"New"}]},\
                {"words":"The customer is not told."},{"buttons":["Back","Send"]}]
                """)
    }
}

extension String {
    fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isUnwanted(last) { text.removeLast() }
        return text
    }
}
