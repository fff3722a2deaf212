import BillingModel
import MutationTesting
import TOMLReading
import Testing

@Suite struct TOMLSourceTests {
    /// The entries as a text that is easy to compare.
    private func shown(_ source: TOMLSource) -> String { shown(.table(source.entries)) }

    private func shown(_ node: TOMLNode) -> String {
        switch node {
        case .table(let entries): "{" + entries.map { "\($0.key): \(shown($0.value))" }.joined(separator: ", ") + "}"
        case .text(let text): "\"\(text)\""
        default: node.quoted.english
        }
    }

    @Test func knowsTheLineOfEveryKey() {
        let source = TOMLSource("# one\na = 1\n\n[b.\"c d\"]\ne.f = 2 # g\n[h]\r\n\"\\u0069\" = 3\r\n")
        #expect(source.rejected.isEmpty)
        #expect(source.line(of: ["a"]) == 2)
        #expect(source.line(of: ["b", "c d"]) == 4)
        #expect(source.line(of: ["b", "c d", "e", "f"]) == 5)
        #expect(source.line(of: ["b", "c d", "missing"]) == 4)
        #expect(source.line(of: ["h", "i"]) == 7)
        #expect(source.line(of: ["missing"]) == 1)
    }

    @Test(arguments: [
        ("", "{}"), ("\u{FEFF}a = 1", "{a: 1}"), (" # nothing\n\t\n", "{}"), ("a=1\r\nb=2", "{a: 1, b: 2}"),
        ("a = \"x\"", "{a: \"x\"}"), ("a = 'C:\\n'", "{a: \"C:\\n\"}"), ("a = \"\"", "{a: \"\"}"),
        ("a = ''", "{a: \"\"}"),
        (#"a = "\b\t\n\f\r\"\\""#, "{a: \"\u{8}\t\n\u{C}\r\"\\\"}"), (#"a = "\u20AC\U0001F600""#, "{a: \"€😀\"}"),
        ("a = \"é\u{2028}\" # é", "{a: \"é\u{2028}\"}"), ("a = \"[\"", "{a: \"[\"}"), ("a = '[' # [", "{a: \"[\"}"),
        ("a = \"#[\"", "{a: \"#[\"}"), ("# [=]", "{}"), ("a = '\"\"\"'", "{a: \"\"\"\"\"}"),
        ("a = 0", "{a: 0}"), ("a = +5", "{a: 5}"), ("a = -12", "{a: -12}"), ("a = 1_000", "{a: 1000}"),
        ("a = 0x1F", "{a: 31}"), ("a = 0xdead_beef", "{a: 3735928559}"), ("a = true\nb = false", "{a: true, b: false}"),
        ("a = 1.50", "{a: a value of type floating-point number}"), ("a = 1979-05-27", "{a: a value of type date}"),
        ("a-b_1 = 1", "{a-b_1: 1}"), ("\"a b\" = 1", "{a b: 1}"), ("'a.b' = 1", "{a.b: 1}"), ("\"\" = 1", "{: 1}"),
        ("1 = 2", "{1: 2}"), ("a.b . \"c\" = 1", "{a: {b: {c: 1}}}"), ("a.b = 1\na.c = 2", "{a: {b: 1, c: 2}}"),
        ("[a.b]", "{a: {b: {}}}"), ("[ \"a]b\" ]\nc = 1", "{a]b: {c: 1}}"), ("[a.b]\n[a]\nc = 1", "{a: {b: {}, c: 1}}"),
        ("[a]\nb.c = 1\n[a.b.d]\ne = 2", "{a: {b: {c: 1, d: {e: 2}}}}"),
        ("a = {}", "{a: {}}"), ("a = { b = 1, c.d = 'x' }", "{a: {b: 1, c: {d: \"x\"}}}"),
    ]) func readsWhatOurFilesNeed(text: String, entries: String) {
        let source = TOMLSource(text)
        #expect(source.rejected.isEmpty, "\(source.rejected)")
        #expect(shown(source) == entries)
    }

    private static func notTOML(_ words: String) -> LineProblem { .notTOML(LocalizedText(verbatim: words)) }

    private static let kind = FileKind(
        LocalizedText("a theme", "een thema"), table: "roles",
        insteadOfLists: LocalizedText("write a text", "schrijf een tekst"))

    private func sentences(_ problems: [LineProblem]) -> [String] {
        problems.map { $0.sentence(of: Self.kind).english }
    }

    private static let noValue = "is no text in quotes, number, true or false"
    private static let noCharacter = "a backslash in a text in double quotes begins no character; write \\\\"

    private static let refused: [(String, LineProblem)] = [
        ("[=]", .namelessTable), ("[[[", .namelessTable), ("  [ ]", .namelessTable), ("[", .namelessTable),
        ("[[list]]", .list), ("x = [1, }", .list), ("x = [", .list), ("x = { y = [", .list), ("\"\\\"\" = [", .list),
        ("x = \"\"\"", .longText), ("x = '''y'''", .longText), ("x = \"\u{0}\"", .nul),
        ("x = \"\u{7}\"", notTOML("it has a control character")), ("x =\r 1", notTOML("it has a control character")),
        ("x", notTOML("there is no = after its key")), ("x y = 1", notTOML("there is no = after its key")),
        ("= 1", notTOML("“= 1” is no key")), ("x. = 1", notTOML("“= 1” is no key")),
        ("é = 1", notTOML("“é = 1” is no key")), ("x =", notTOML("nothing \(noValue)")),
        ("x = what", notTOML("“what” \(noValue)")), ("x = 1e5", notTOML("“1e5” \(noValue)")),
        ("x = inf", notTOML("“inf” \(noValue)")), ("x = 0o7", notTOML("“0o7” \(noValue)")),
        ("x = 007", notTOML("“007” \(noValue)")), ("x = 1__0", notTOML("“1__0” \(noValue)")),
        ("x = 07:32:00", notTOML("“07:32:00” \(noValue)")),
        ("x = 1979-13-01", notTOML("“1979-13-01” \(noValue)")),
        ("x = 1979-05-27T07:32:00Z", notTOML("“1979-05-27T07:32:00Z” \(noValue)")),
        ("x = 99999999999999999999", notTOML("“99999999999999999999” \(noValue)")),
        ("x = 1 2", notTOML("“2” follows where the line should end")),
        ("x = \"a\" b", notTOML("“b” follows where the line should end")),
        ("[a]]] [", notTOML("“]] [” follows where the line should end")),
        ("x = \"a", notTOML("its text has no closing quote")), ("x = 'a", notTOML("its text has no closing quote")),
        (#"x = "\q""#, notTOML(noCharacter)), (#"x = "\u12""#, notTOML(noCharacter)),
        (#"x = "\uD800""#, notTOML(noCharacter)), (#"x = "\u0000""#, notTOML(noCharacter)),
        ("[a", notTOML("its bracket is not closed")), ("x = { y = 1", notTOML("its brace is not closed")),
        ("x = { y = 1, }", notTOML("“}” is no key")), ("x = { y = 1, y = 2 }", notTOML("its key is given twice")),
        ("before = 2", notTOML("its key is given twice")),
        ("before.x = 2", notTOML("“before” has a value already")),
        ("[before]", notTOML("“before” has a value already")),
        (String(repeating: "a.", count: 16) + "a = 1", notTOML("its key has more than 16 parts")),
        ("x = " + String(repeating: "{ y = ", count: 9), notTOML("its tables are nested too deeply")),
    ]

    @Test(arguments: refused) func aBadLineIsNamedAndCostsOnlyItself(line: String, problem: LineProblem) {
        let source = TOMLSource("before = \"kept\"\n\(line)\n[after]\nkept = 1")
        #expect(sentences(source.rejected.map(\.problem)) == sentences([problem]))
        for problem in source.rejected.map(\.problem) {
            let sentence = problem.sentence(of: Self.kind)
            #expect(sentence.dutch != sentence.english && sentence.dutch.hasSuffix("."))
        }
        #expect(source.rejected.map(\.line) == [2])
        #expect(shown(source) == "{after: {kept: 1}, before: \"kept\"}")
    }

    @Test(arguments: [
        ("[a]\n[a]", 2, "its table is given twice"), ("a.b = 1\n[a]", 2, "its table is given twice"),
        ("[a.b]\nx = 1\n[a]\nb.y = 2", 4, "“b” is a table with a header of its own"),
        ("a = { b = 1 }\n[a.c]", 2, "“a” has a value already"),
        ("a = { b = 1 }\na.c = 2", 2, "“a” has a value already"),
        ("[a.b]\n[a]\nb = 1", 3, "its key is given twice"),
    ]) func whatWasGivenBeforeStays(text: String, line: Int, words: String) {
        let source = TOMLSource(text)
        #expect(source.rejected.map(\.line) == [line])
        #expect(sentences(source.rejected.map(\.problem)) == sentences([Self.notTOML(words)]))
    }

    /// They would count for the table above it.
    @Test(arguments: ["[b", "[a]", "[[b]]", "[]"]) func linesBelowARefusedHeaderCountForNoTable(header: String) {
        let source = TOMLSource("[a]\nx = 1\n\(header)\ny = 2\n[c]\nz = 3")
        #expect(source.rejected.map(\.line) == [3])
        #expect(shown(source) == "{a: {x: 1}, c: {z: 3}}")
    }

    @Test func aFileOfNothingElseIsGivenUp() {
        let source = TOMLSource(String(repeating: "what\n", count: 200))
        #expect(source.isHopeless && source.entries.isEmpty)
    }

    private static let files = [
        """
        # hello
        default = "main"
        [profile.main]
        kind = "hostfact"
        url = 'https://a.example/Pro/apiv2/api.php'
        requests_per_minute = 75
        [profile.m4.currencies]
        "2" = "USD \\u20AC"
        """,
        """
        [palette]
        ice = 0x1F
        frost = 1_000
        [roles]
        'ok' = { fg = "ice", bold = true }
        tab.active = "dim"
        when = 1979-05-27
        pi = 3.14
        """,
    ]

    @Test func anyTextIsReadOrRefusedLineByLine() {
        var read = 0
        let mutations = Mutations(
            "TOML", of: Self.files, marks: "[]{}=\"'#.,_-+0x\\\n\r\t\u{0}\u{7}\u{FEFF}eETZ:! ", count: 4000)
        for bytes in mutations {
            let text = String(decoding: bytes, as: UTF8.self)
            let source = TOMLSource(text)
            let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
            #expect(source.rejected.allSatisfy { (1...lines).contains($0.line) })
            read += source.entries.isEmpty ? 0 : 1
        }
        #expect(read > 0)
    }
}
