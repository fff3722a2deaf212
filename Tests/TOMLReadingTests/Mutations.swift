import Foundation

/// Files made from good ones by changing, dropping and doubling pieces, the same on every run.
struct Mutations {
    /// The environment may ask for more, such as a million in a run by hand.
    static let count = ProcessInfo.processInfo.environment["BALIE_MUTATIONS"].flatMap(Int.init) ?? 600

    private var state: UInt64

    init(seed: UInt64) { state = 0x9E37_79B9_7F4A_7C15 &+ seed &* 0x1000_0000_01B3 }

    private static let files = [
        """
        # hello
        default = "main"
        [profile.main]
        kind = "hostfact"
        url = 'https://a.example/Pro/apiv2/api.php'
        read_only = true
        requests_per_minute = 75
        [profile.m4.currencies]
        1 = "EUR"
        "2" = "USD \\u20AC"
        [mail]
        from = "Helpdesk <a@example.com>"
        """,
        """
        name = "D"
        [palette]
        ice = 0x1F
        frost = 1_000
        [roles]
        'ok' = { fg = "ice", bold = true }
        tab.active = "dim"
        when = 1979-05-27T07:32:00Z
        pi = 3.14e-2
        max = +inf
        """,
    ].map { Array($0) }

    private static let marks = Array("[]{}=\"'#.,_-+0x\\\n\r\t\u{0}\u{7}é\u{FEFF}\u{2028}eETZ:!~@ ")
    private static let pieces = [
        "[[", "]]", "\"\"\"", "'''", "= {", "}", " = [", "\\u", "\\UFFFFFFFF", "0x", "0b", "0o", "1e", "nan", "inf",
        "1979-05-27", "07:32", "\r\n", "[profile.main]", "a.b.c = 1", "{ a = { b = 1 } }", "= \"", "..", "true",
    ].map { Array($0) }

    mutating func next() -> String {
        var text = Self.files[random(Self.files.count)]
        for _ in 0...random(5) {
            let place = random(text.count + 1)
            switch random(6) {
            case 0 where place < text.count: text[place] = Self.marks[random(Self.marks.count)]
            case 1 where place < text.count:
                text.removeSubrange(place..<Swift.min(text.count, place + 1 + random(12)))
            case 2: text.insert(Self.marks[random(Self.marks.count)], at: place)
            case 3: text.insert(contentsOf: text[place...].prefix(random(30)), at: random(text.count + 1))
            case 4: text.removeSubrange(place...)
            default: text.insert(contentsOf: Self.pieces[random(Self.pieces.count)], at: place)
            }
        }
        return String(text)
    }

    private mutating func random(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(Swift.max(1, bound)))
    }
}
