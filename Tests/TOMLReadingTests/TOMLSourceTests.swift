import TOMLReading
import Testing

@Suite struct TOMLSourceTests {
    private func text(_ key: String, in source: TOMLSource) -> String? {
        for case (key, .text(let text)) in source.entries { return text }
        return nil
    }

    @Test func knowsTheLineOfEveryKey() {
        let source = TOMLSource("# one\na = 1\n\n[b.\"c d\"]\ne.f = 2 # g\n[h]\n")
        #expect(source.rejected.isEmpty)
        #expect(source.line(of: ["a"]) == 2)
        #expect(source.line(of: ["b", "c d"]) == 4)
        #expect(source.line(of: ["b", "c d", "e", "f"]) == 5)
        #expect(source.line(of: ["b", "c d", "missing"]) == 4)
        #expect(source.line(of: ["missing"]) == 1)
    }

    @Test(arguments: [
        ("[=]", LineProblem.namelessTable), ("[[[", .namelessTable), ("x = [1, }", .list), ("x = [", .list),
        ("x = \"\"\"", .longText), ("x = '''", .longText), ("x = \"\u{0}\"", .nul), ("  [ ]", .namelessTable),
        ("x = { y = [", .list), ("[a]]] [", .list), ("\"\\\"\" = [", .list),
    ]) func keepsFromTheParserWhatItAssertsOn(line: String, problem: LineProblem) {
        let source = TOMLSource("before = \"kept\"\n\(line)\n")
        #expect(source.rejected.map(\.problem) == [problem])
        #expect(source.rejected.map(\.line) == [2])
        #expect(text("before", in: source) == "kept")
    }

    @Test(arguments: ["x = \"[\"", "x = '[' # [", "# [=]", "x = \"#[\"", "[a.b]", "[ \"a]b\" ]", "[[list]]"])
    func readsWhatOnlyLooksLikeIt(line: String) {
        #expect(TOMLSource(line + "\n").rejected.isEmpty)
    }

    @Test func aBadLineCostsOnlyItself() {
        let source = TOMLSource("a = \"1\"\nb = what\nc = \"3\"\nc = \"4\"\n")
        #expect(source.rejected.map(\.line) == [2, 4])
        #expect(text("a", in: source) == "1" && text("c", in: source) == "3")
    }

    @Test func aFileOfNothingElseIsGivenUp() {
        let source = TOMLSource(String(repeating: "what\n", count: 200))
        #expect(source.isHopeless && source.entries.isEmpty)
    }

    /// The parser ends the process where it asserts, so reaching the end is what this test is about.
    @Test(arguments: 0..<8) func noTextEndsTheProcess(seed: Int) {
        var mutations = Mutations(seed: UInt64(seed))
        var read = 0
        for _ in 0..<Mutations.count {
            let source = TOMLSource(mutations.next())
            read += source.isHopeless ? 0 : 1
            for (line, _) in source.rejected { #expect(line > 0) }
        }
        #expect(read > Mutations.count / 4)
    }
}
