/// The text of a TOML file: read as far as it can be, with the line of every key.
///
/// It is read line by line, by a grammar that takes what our files need of TOML 1.0. A line that is not taken costs
/// only itself; the lines below a header that is not taken are passed over with it, since they would else count for
/// the table above.
public struct TOMLSource: Sendable {
    /// The entries of the top level.
    public private(set) var entries: [(key: String, value: TOMLNode)] = []
    /// Lines that could not be read, counted from 1, and why.
    public private(set) var rejected: [(line: Int, problem: LineProblem)] = []
    private var lineNumbers: [[String]: Int] = [:]

    /// A file with more bad lines than this is given up.
    public static let mostBadLines = 50
    /// Nothing was read.
    public private(set) var isHopeless = false

    public init(_ text: String) {
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        let top = OpenTable(.header)
        var place: (path: [String], table: OpenTable)? = ([], top)
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            do throws(LineProblem) {
                switch try TOMLLineReader.read(line) {
                case .blank: break
                case .header(let path):
                    place = nil
                    place = (path, try top.begin(path[...]))
                    note(path, index + 1)
                case .pair(let path, let value):
                    guard let place else { continue }
                    try place.table.set(path[...], to: value)
                    note(place.path + path, index + 1)
                }
            } catch {
                if TOMLLine.isHeader(line) { place = nil }
                rejected.append((index + 1, error))
            }
        }
        isHopeless = rejected.count > Self.mostBadLines
        if !isHopeless { entries = top.entries }
    }

    private mutating func note(_ path: [String], _ line: Int) {
        if lineNumbers[path] == nil { lineNumbers[path] = line }
    }

    /// The line of a key, given the names on the way to it.
    public func line(of path: [String]) -> Int {
        var path = path
        while !path.isEmpty {
            if let line = lineNumbers[path] { return line }
            path.removeLast()
        }
        return 1
    }
}
