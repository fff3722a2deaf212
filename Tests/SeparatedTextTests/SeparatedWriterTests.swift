import Testing

@testable import SeparatedText

struct SeparatedWriterTests {
    @Test(arguments: [
        (["a", "b"], "a,b\r\n"), (["a,b"], "\"a,b\"\r\n"), (["say \"x\""], "\"say \"\"x\"\"\"\r\n"),
        (["one\ntwo"], "\"one\ntwo\"\r\n"), (["one\r\ntwo"], "\"one\r\ntwo\"\r\n"), ([" a"], "\" a\"\r\n"),
        (["", ""], ",\r\n"),
        (["=1+1"], "'=1+1\r\n"), (["+31 6"], "'+31 6\r\n"), (["@x"], "'@x\r\n"), (["-1.50"], "-1.50\r\n"),
        (["-cmd"], "'-cmd\r\n"), (["\t=1"], "'\t=1\r\n"), (["'=1"], "''=1\r\n"), (["'t Hoen"], "'t Hoen\r\n"),
        (["-"], "'-\r\n"), (["1-2"], "1-2\r\n"),
    ]) func cellsAreQuotedAndGuarded(cells: [String], line: String) {
        #expect(SeparatedWriter().line(cells) == line)
    }

    @Test(arguments: [Character(","), ";", "\t"])
    func whatIsWrittenIsReadBack(separator: Character) throws {
        let texts = [
            "", " ", "a", "=1", "'=1", "''=1", "'", "''", "'a", "-1", "-1,5", "+", "\"", "\"\"", "a\"b", "a,b;c\td",
            "\n", "\r\n",
            "x\r", "é€北", "\u{200B}", "\u{1F1F3}\u{1F1F1}", "- a", "@", "1.234,56",
        ]
        let writer = SeparatedWriter(separator: separator)
        let bytes = Array((writer.line(["a", "b"]) + texts.map { writer.line([$0, "x"]) }.joined()).utf8)
        var reader = try SeparatedReader(separator: separator) {
            var isRead = false
            return {
                defer { isRead = true }
                return isRead ? [] : bytes
            }
        }
        var read: [String] = []
        while let row = try reader.next() { read.append(row.cells[0]) }
        #expect(read == texts)
    }
}
