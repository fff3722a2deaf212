extension DisplayText {
    /// `text` made safe and broken into lines of at most `columns`.
    ///
    /// Breaks between words, inside a word only when it is longer than a line. Its own line ends are kept, and a
    /// paragraph's indentation; blanks where a line breaks are not.
    public static func wrapped(_ text: String, to columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .flatMap { wrappedParagraph($0, to: columns) }
    }

    /// `text` made safe, cut with `…` to at most `columns`.
    public static func truncated(_ text: String, to columns: Int) -> String {
        var result = ""
        fit(text, in: columns) { result.append($0.character) }
        return result
    }

    /// `text` made safe, cut or filled with blanks to exactly `columns`.
    public static func padded(_ text: String, to columns: Int) -> String {
        var result = ""
        var used = 0
        fit(text, in: columns) {
            result.append($0.character)
            used += $0.width
        }
        return result + String(repeating: " ", count: max(0, columns - used))
    }

    private static func wrappedParagraph(_ text: Substring, to columns: Int) -> [String] {
        var lines: [String] = []
        var line: [Cluster] = []
        var width = 0
        for var cluster in clusters(String(text)) {
            if cluster.width > columns { cluster = .ellipsis }
            if width + cluster.width > columns {
                if cluster == .blank {
                    lines.append(joined(line[...]))
                    line = []
                    width = 0
                    continue
                }
                let end = breakPoint(in: line)
                lines.append(joined(line[..<end]))
                line.removeFirst(end)
                width = line.reduce(0) { $0 + $1.width }
            }
            // After a break the blanks that caused it are used up.
            if cluster == .blank, line.isEmpty, !lines.isEmpty { continue }
            line.append(cluster)
            width += cluster.width
        }
        if !line.isEmpty || lines.isEmpty { lines.append(joined(line[...])) }
        return lines
    }

    /// Where the last word of a full line starts; its end when the line is one word.
    private static func breakPoint(in line: [Cluster]) -> Int {
        guard let blank = line.lastIndex(of: .blank), line[..<blank].contains(where: { $0 != .blank }) else {
            return line.count
        }
        return blank + 1
    }

    private static func joined(_ clusters: ArraySlice<Cluster>) -> String {
        var text = ""
        for cluster in clusters { text.append(cluster.character) }
        return text.trimmingTrailingSpaces()
    }
}
