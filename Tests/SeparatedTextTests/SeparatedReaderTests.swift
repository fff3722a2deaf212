import BillingModel
import Testing

@testable import SeparatedText

struct SeparatedReaderTests {
    /// - Parameter part: How many bytes come at once.
    private func rows(
        _ bytes: [UInt8], separator: Character? = nil, part: Int = 65536
    ) throws -> (reader: SeparatedReader, rows: [SeparatedReader.Row]) {
        var reader = try SeparatedReader(separator: separator) {
            var rest = bytes[...]
            return {
                let next = Array(rest.prefix(part))
                rest = rest.dropFirst(part)
                return next
            }
        }
        let first = reader
        var rows: [SeparatedReader.Row] = []
        while let row = try reader.next() { rows.append(row) }
        return (first, rows)
    }

    private func cells(_ text: String, part: Int = 65536) throws -> [[String]] {
        try rows(Array(text.utf8), part: part).rows.map(\.cells)
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["1", "2"]]), ("a,b\r\n1,2", [["1", "2"]]), ("a,b\r1,2\r", [["1", "2"]]),
        ("a;b\n1;2,5\n", [["1", "2,5"]]), ("a\tb\n1\t2\n", [["1", "2"]]), ("a\n1\n\n\n2\n", [["1"], ["2"]]),
        ("a,b\n\"1,\"\"x\"\"\",2\n", [["1,\"x\"", "2"]]), ("a,b\n\"one\r\ntwo\",2\n", [["one\r\ntwo", "2"]]),
        ("a,b\n1\n", [["1", ""]]), ("a,b\n,\n", [["", ""]]), ("a\n\"\"\n", [[""]]), ("\"a;x\",b\n1,2", [["1", "2"]]),
        ("a,b\n\"1\"x,2\n", [["1x", "2"]]), ("a,b\n1\"2,3\n", [["1\"2", "3"]]), ("a\n北京\n", [["北京"]]),
    ]) func cellsAreThoseThatWereWritten(text: String, cells: [[String]]) throws {
        #expect(try self.cells(text) == cells)
        // Wherever the bytes are cut.
        for part in 1...5 { #expect(try self.cells(text, part: part) == cells) }
    }

    @Test func namesLoseTheMarkAndSpaceAround() throws {
        let read = try rows([0xEF, 0xBB, 0xBF] + Array(" Code , Name\n1,2".utf8))
        #expect(read.reader.names == ["Code", "Name"])
        #expect(try rows(Array("a b\n1".utf8)).reader.names == ["a b"])
    }

    @Test func linesAreCountedThroughQuotes() throws {
        let read = try rows(Array("a,b\n\"x\ny\nz\",2\n\n3,4\n".utf8))
        #expect(read.rows.map(\.line) == [2, 6])
    }

    @Test func whatIsNotUTF8IsReadAsWindowsWritesIt() throws {
        let read = try rows(Array("a;b\n".utf8) + [0x43, 0x61, 0x66, 0xE9, 0x3B, 0x80, 0x20, 0x31])
        #expect(read.reader.encoding == .windows1252)
        #expect(read.rows.map(\.cells) == [["Café", "€ 1"]])
        #expect(try rows(Array("a\nCafé".utf8)).reader.encoding == .utf8)
    }

    @Test func everyByteOfWindowsHasACharacter() {
        let texts = (0...255).map { Windows1252.scalar(UInt8($0)) }
        #expect(Set(texts).count == 256)
        #expect(texts[0x9F] == "Ÿ" && texts[0x80] == "€" && texts[0x96] == "–" && texts[0xFF] == "ÿ")
    }

    @Test(arguments: [
        ("", nil, "empty"), ("a,b\n1,2,3\n", 2, "3 cells for 2 columns"), ("a,b\n1,\"2\n3\n", 2, "never closed"),
        ("a\n" + String(repeating: ",", count: 3000), 2, "more than 2000 cells"),
        ("a\n" + String(repeating: "x", count: 1_100_000), 2, "longer than a mebibyte"),
    ]) func whatCannotBeReadIsToldWithItsLine(text: String, line: Int?, words: String) {
        let problem = #expect(throws: SeparatedProblem.self) { try rows(Array(text.utf8)) }
        #expect(problem?.line == line)
        #expect(problem?.message.english.contains(words) == true, "\(problem?.message.english ?? "")")
    }

    @Test func fileOfWideCharactersIsRefusedWithTheRemedy() {
        let problem = #expect(throws: SeparatedProblem.self) { try rows([0xFF, 0xFE, 0x61, 0]) }
        #expect(problem?.message.english.contains("Save it as “CSV UTF-8”") == true)
    }
}
