import Testing

import TerminalCore

@Suite struct TextLayoutTests {
    @Test(arguments: [
        ("", 5, [""]), ("a b", 5, ["a b"]), ("aaa bbb", 5, ["aaa", "bbb"]), ("aaa bb ccc", 6, ["aaa bb", "ccc"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]), ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
        ("a\nb\r\n\nc", 5, ["a", "b", "", "c"]),
        ("  in dent", 5, ["  in", "dent"]), ("aaaaa bbb", 5, ["aaaaa", "bbb"]), ("aaaa     b", 5, ["aaaa", "b"]),
        ("漢字漢字", 5, ["漢字", "漢字"]), ("漢a", 1, ["…", "a"]), ("é è ê", 3, ["é è", "ê"]), ("a\tb", 9, ["a␉b"]),
        ("abc", 0, []),
    ])
    func wrapsBetweenWords(_ text: String, _ columns: Int, _ lines: [String]) {
        #expect(DisplayText.wrapped(text, to: columns) == lines)
    }

    @Test(arguments: Hostile.corpus) func noLineIsWiderThanAsked(_ text: String) {
        for columns in 1...9 {
            #expect(DisplayText.wrapped(text, to: columns).allSatisfy { DisplayText.width($0) <= columns })
        }
    }
}
