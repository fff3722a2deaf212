/// Text as it may be shown: hostile characters replaced by visible signs, widths by grapheme cluster.
///
/// Control characters show as Unicode's control pictures (`␛`, `␍`, `␉`). Whatever else has no look of its own or
/// would change its surroundings (C1, bidirectional controls, zero-width characters, soft hyphens, tags, private and
/// unassigned characters) shows as `sign`. Every kind of space is a blank.
public enum DisplayText {
    /// A cluster that is safe to draw, with its columns (1 or 2).
    public struct Cluster: Equatable, Sendable {
        public var character: Character
        public var width: Int

        static let blank = Cluster(character: " ", width: 1)
        static let sign = Cluster(character: DisplayText.sign, width: 1)
        static let ellipsis = Cluster(character: "…", width: 1)
    }

    /// Stands for a character that must not reach a terminal; Unicode's own sign for 'something was here'.
    public static let sign: Character = "\u{FFFD}"

    /// Columns that `text` takes when shown whole.
    public static func width(_ text: some StringProtocol) -> Int {
        if let columns = plainColumns(text) { return columns }
        var iterator = ClusterIterator(text.unicodeScalars.makeIterator())
        var columns = 0
        while let cluster = iterator.next() { columns += cluster.width }
        return columns
    }

    /// Every cluster of `text`, made safe.
    public static func clusters(_ text: some StringProtocol) -> [Cluster] {
        var iterator = ClusterIterator(text.unicodeScalars.makeIterator())
        var result: [Cluster] = []
        while let cluster = iterator.next() { result.append(cluster) }
        return result
    }

    /// The clusters that fit in `columns`; where text is cut the last one is `…`.
    public static func clusters(_ text: some StringProtocol, fitting columns: Int) -> [Cluster] {
        var result: [Cluster] = []
        fit(text, in: columns) { result.append($0) }
        return result
    }

    /// Hands out the clusters that fit in `columns`, the last one `…` where text is cut.
    ///
    /// The one that ends exactly at the edge is held back until it is known whether another follows.
    static func fit(_ text: some StringProtocol, in columns: Int, emit: (Cluster) -> Void) {
        guard columns > 0 else { return }
        var iterator = ClusterIterator(text.unicodeScalars.makeIterator())
        var used = 0
        var held: Cluster?
        while let cluster = iterator.next() {
            let end = used + cluster.width
            if held == nil, end < columns {
                emit(cluster)
            } else if held == nil, end == columns {
                held = cluster
            } else {
                return emit(.ellipsis)
            }
            used = end
        }
        if let held { emit(held) }
    }

    /// The columns of text that is printable ASCII throughout, which nearly all text is; nil for any other.
    private static func plainColumns(_ text: some StringProtocol) -> Int? {
        text.utf8.withContiguousStorageIfAvailable { isPlain($0) ? $0.count : nil } ?? nil
    }

    /// Whether all bytes are printable ASCII: one column each, nothing to replace.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte &- 0x20 > 0x5E { return false }
        return true
    }

    /// The characters of ASCII by their code.
    static let plainCharacters: [Character] = (0..<128).map { Character(Unicode.Scalar($0)) }
}
