import TOMLKit

/// The text of a TOML file: parsed as far as it can be, with the line of every key.
///
/// The parser never sees what it would assert on, which would end the process; such a line is rejected instead.
public struct TOMLSource: Sendable {
    /// The entries of the top level.
    public private(set) var entries: [(key: String, value: TOMLNode)] = []
    /// Lines that could not be read, counted from 1, and why.
    public private(set) var rejected: [(line: Int, problem: LineProblem)] = []
    private var lines: [String]
    private var lineNumbers: [String: Int] = [:]

    /// A file with more bad lines than this is given up.
    public static let mostBadLines = 50
    /// Nothing could be parsed.
    public private(set) var isHopeless = false

    public init(_ text: String) {
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        rejectUnparsableLines()
        isHopeless = rejected.count > Self.mostBadLines
        if !isHopeless { parse() }
        locateKeys()
    }

    /// The line of a key, given the names on the way to it.
    public func line(of path: [String]) -> Int {
        var path = path
        while !path.isEmpty {
            if let line = lineNumbers[Self.joined(path)] { return line }
            path.removeLast()
        }
        return 1
    }

    /// Takes out what no file of ours needs and what would end the process instead of failing.
    ///
    /// The parser asserts that a table has a name and that a list holds values; it stops at a NUL.
    private mutating func rejectUnparsableLines() {
        for (index, line) in lines.enumerated() {
            if let problem = LineScan(line).problem { reject(index, problem) }
        }
    }

    private mutating func reject(_ index: Int, _ problem: LineProblem) {
        rejected.append((index + 1, problem))
        lines[index] = ""
    }

    /// Parses; a line the parser refuses is taken out and costs only itself.
    private mutating func parse() {
        while true {
            do {
                if case .table(let found) = TOMLNode(table: try TOMLTable(string: lines.joined(separator: "\n"))) {
                    entries = found
                }
                return
            } catch {
                let failure = error as? TOMLParseError
                guard rejected.count < Self.mostBadLines,
                    let index = lineToDrop(reported: failure?.source.begin.line ?? 0)
                else {
                    isHopeless = true
                    return
                }
                reject(index, .notTOML(failure?.description ?? String(describing: type(of: error))))
            }
        }
    }

    /// The reported line, or the last one with text before it, since an error may be noticed late.
    private func lineToDrop(reported: Int) -> Int? {
        let reported = max(0, min(reported - 1, lines.count - 1))
        let isBlank = { (line: String) in line.allSatisfy(\.isWhitespace) }
        return lines[...reported].lastIndex { !isBlank($0) } ?? lines.lastIndex { !isBlank($0) }
    }

    private mutating func locateKeys() {
        var table: [String] = []
        for (index, line) in lines.enumerated() {
            let line = line.drop(while: \.isWhitespace)
            if line.first == "[" {
                table = Self.keyPath(line.drop { $0 == "[" })
                lineNumbers[Self.joined(table)] = lineNumbers[Self.joined(table)] ?? index + 1
            } else if line.contains("="), line.first != "#" {
                let path = table + Self.keyPath(line)
                lineNumbers[Self.joined(path)] = lineNumbers[Self.joined(path)] ?? index + 1
            }
        }
    }

    /// The parts of a dotted key at the beginning of a line, without quotes.
    private static func keyPath(_ line: Substring) -> [String] {
        var parts = [""]
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { parts[parts.count - 1].append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "." {
                parts.append("")
            } else if character == "=" || character == "]" {
                break
            } else if !character.isWhitespace {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    private static func joined(_ path: [String]) -> String {
        path.joined(separator: "\u{0}")
    }
}
