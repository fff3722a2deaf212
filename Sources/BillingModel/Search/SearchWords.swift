/// What somebody looks for, as a condition on the folded text of a record.
///
/// As staff type it, every word must be found, in any order. A number may stand in another notation than it is typed
/// in: a word with signs is also looked for without them, and a telephone number by its digits within the country.
/// `SearchText` is what a record is found by.
public struct SearchWords: Hashable, Sendable {
    /// Some lists of texts: a record must contain every text of at least one.
    public typealias Part = [[String]]

    /// A record must meet all of these; none of them finds every record.
    public let parts: [Part]

    /// More words than anybody types are not looked for.
    private static let most = 64

    /// Every word of what staff typed.
    public init(_ typed: String) {
        var parts: [Part] = []
        var run: [String] = []
        for word in Self.words(typed) {
            if PhoneDigits.isPart(word) {
                run.append(word)
            } else {
                parts += Self.parts(ofRun: run)
                run = []
                parts.append(Self.part(ofWord: word))
            }
        }
        parts += Self.parts(ofRun: run)
        self.parts = Self.withoutRepetition(parts)
    }

    /// One text as it stands, letter case and diacritics apart: the vendors' way to search.
    public init(exactly text: String) {
        let folded = TextFolding.fold(text)
        parts = folded.isEmpty ? [] : [[[folded]]]
    }

    private init(parts: [Part]) {
        self.parts = Self.withoutRepetition(parts)
    }

    public var isEmpty: Bool { parts.isEmpty }

    /// What finds a record that both find.
    public func and(_ other: SearchWords) -> SearchWords { SearchWords(parts: parts + other.parts) }

    /// Every text that may have led to a hit.
    public var texts: Set<String> { Set(parts.joined().joined()) }

    /// Whether a record is found, by a function that tells whether it contains a text.
    public func isMet(where contains: (String) throws -> Bool) rethrows -> Bool {
        try parts.allSatisfy { part in try part.contains { try $0.allSatisfy(contains) } }
    }

    /// Whether a record is found that has these texts, each of which may be a number.
    public func find(_ texts: [String]) -> Bool {
        var text = SearchText()
        for member in texts {
            text.add(text: member)
            text.add(number: member)
        }
        let bytes = Array(text.text.utf8)
        return isMet { bytes.contains(sequence: Array($0.utf8)) }
    }

    /// What of this is looked for and does not stand in a record's folded text.
    public func parts(missingIn text: String) -> [Part] {
        let bytes = Array(text.utf8)
        return parts.filter { part in
            !part.contains { way in way.allSatisfy { bytes.contains(sequence: Array($0.utf8)) } }
        }
    }

    private static func words(_ typed: String) -> [String] {
        TextFolding.fold(typed).split(whereSeparator: \.isWhitespace).prefix(most).compactMap { word in
            // “Bakker, Jan” is two words and no comma.
            let bare = word.drop { $0 == "," || $0 == ";" }
            let end = bare.lastIndex { $0 != "," && $0 != ";" }
            return end.map { String(bare[...$0]) }
        }
    }

    private static func part(ofWord word: String) -> Part {
        let bare = SearchText.withoutSigns(word)
        return bare.isEmpty || !word.contains(where: \.isNumber) ? [[word]] : weakest([[word], [bare]])
    }

    /// Words of digits and signs in a row: each as it is, or all together as one telephone number.
    private static func parts(ofRun run: [String]) -> [Part] {
        let numbers = run.filter { $0.contains(where: \.isNumber) }
        guard !numbers.isEmpty else { return run.map { [[$0]] } }
        let bare = numbers.map(SearchText.withoutSigns)
        let telephone = PhoneDigits.national(run.joined()).map { [$0] }
        // A whole telephone number in groups of a few digits: the groups alone stand in anybody's numbers.
        if let whole = telephone.first?.first, whole.utf8.count >= PhoneDigits.whole,
            bare.allSatisfy({ $0.utf8.count < PhoneDigits.whole })
        {
            return [telephone]
        }
        let each = numbers.map { PhoneDigits.national($0).first ?? SearchText.withoutSigns($0) }
        return [weakest([numbers, bare, each] + telephone)]
    }

    /// Of several ways to find a record, those that no other makes needless.
    private static func weakest(_ ways: Part) -> Part {
        var kept: Part = []
        for way in ways where !kept.contains(where: { isImplied($0, by: way) }) {
            kept.removeAll { isImplied(way, by: $0) }
            kept.append(way)
        }
        return kept
    }

    /// Whether whatever contains all of the second contains all of the first.
    private static func isImplied(_ texts: [String], by others: [String]) -> Bool {
        texts.allSatisfy { text in others.contains { Array($0.utf8).contains(sequence: Array(text.utf8)) } }
    }

    /// Parts that another part makes needless are left out, such as `jan` beside `janssen`.
    private static func withoutRepetition(_ parts: [Part]) -> [Part] {
        var kept: [Part] = []
        for part in parts where !kept.contains(where: { isImplied(part, by: $0) }) {
            kept.removeAll { isImplied($0, by: part) }
            kept.append(part)
        }
        return kept
    }

    private static func isImplied(_ part: Part, by other: Part) -> Bool {
        other.allSatisfy { way in part.contains { isImplied($0, by: way) } }
    }
}

extension [UInt8] {
    /// Whether the bytes occur in these, side by side.
    public func contains(sequence wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, count >= wanted.count else { return wanted.isEmpty }
        return withUnsafeBufferPointer { bytes in
            wanted.withUnsafeBufferPointer { wanted in
                (0...(bytes.count - wanted.count)).contains { start in
                    bytes[start] == first && (1..<wanted.count).allSatisfy { bytes[start + $0] == wanted[$0] }
                }
            }
        }
    }
}
