extension DisplayText {
    /// `text` in at most `rows` lines of `columns`; where it is longer, words before its last sentence give way to `…`.
    ///
    /// A sentence for staff begins with what happened and ends with what would do; what stands between is detail.
    public static func fitted(_ text: String, to columns: Int, rows: Int) -> [String] {
        guard columns > 0, rows > 0 else { return [] }
        let lines = wrapped(text, to: columns)
        guard lines.count > rows else { return lines }
        let words = text.split(whereSeparator: \.isWhitespace)
        let remedy = lastSentence(of: words)
        for left in stride(from: words.count - 1, to: 0, by: -1) {
            // The beginning keeps a word at least, then the end loses its first ones.
            let end = min(words.count - remedy, max(1, left - 1))
            let shortened = words.prefix(left - end) + ["…"] + words.suffix(end)
            let lines = wrapped(shortened.joined(separator: " "), to: columns)
            if lines.count <= rows { return lines }
        }
        return lines.prefix(rows - 1) + [truncated(lines[rows - 1] + " …", to: columns)]
    }

    /// Several texts in at most `rows` lines together: the longest ones are shortened first.
    public static func fitted(_ texts: [String], to columns: Int, rows: Int) -> [[String]] {
        var result = texts.map { wrapped($0, to: columns) }
        var total = result.reduce(0) { $0 + $1.count }
        while total > rows {
            let longest = result.indices.max { result[$0].count < result[$1].count }
            guard let longest, result[longest].count > 1 else { break }
            let shorter = fitted(texts[longest], to: columns, rows: result[longest].count - 1)
            total -= result[longest].count - shorter.count
            result[longest] = shorter
        }
        return result
    }

    /// Where the last sentence begins; in a single one its second half, after a colon or semicolon if there is one.
    private static func lastSentence(of words: [Substring]) -> Int {
        let inner = words.dropLast()
        if let index = inner.lastIndex(where: { $0.hasSuffix(".") || $0.hasSuffix("?") }) { return index + 1 }
        if let index = inner.lastIndex(where: { $0.hasSuffix(";") || $0.hasSuffix(":") }) { return index + 1 }
        return words.count / 2
    }
}
