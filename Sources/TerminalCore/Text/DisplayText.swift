/// Text as it may be shown: hostile characters replaced by visible signs, widths by grapheme cluster.
///
/// Control characters show as Unicode's control pictures (`␛`, `␍`, `␉`). Whatever else has no look of its own or
/// would change its surroundings (C1, bidirectional controls, zero-width characters, soft hyphens, tags, private and
/// unassigned characters) shows as `sign`. Every kind of space is a blank.
public enum DisplayText {
    /// Stands for a character that must not reach a terminal; Unicode's own sign for 'something was here'.
    public static let sign: Unicode.Scalar = "\u{FFFD}"

    /// Columns that `text` takes when shown whole.
    public static func width(_ text: String) -> Int {
        if let columns = plainWidth(text) { return columns }
        var iterator = ClusterIterator(text)
        var columns = 0
        while let cluster = iterator.next() { columns += cluster.width }
        return columns
    }

    /// Columns that `text` takes when it is cut to at most `columns`.
    public static func width(_ text: String, fitting columns: Int) -> Int {
        if let all = plainWidth(text) { return max(0, min(all, columns)) }
        var used = 0
        fit(text, in: columns) { used += $0.width }
        return used
    }

    /// Every cluster of `text`, made safe.
    public static func clusters(_ text: String) -> [Cluster] {
        var iterator = ClusterIterator(text)
        var result: [Cluster] = []
        while let cluster = iterator.next() { result.append(cluster) }
        return result
    }

    /// The clusters that fit in `columns`; where text is cut the last one is `…`.
    public static func clusters(_ text: String, fitting columns: Int) -> [Cluster] {
        var result: [Cluster] = []
        fit(text, in: columns) { result.append($0) }
        return result
    }

    /// Hands out the clusters that fit in `columns`, the last one `…` where text is cut.
    ///
    /// The one that ends exactly at the edge is held back until it is known whether another follows.
    static func fit(_ text: String, in columns: Int, emit: (Cluster) -> Void) {
        guard columns > 0 else { return }
        var iterator = ClusterIterator(text)
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
    public static func plainWidth(_ text: String) -> Int? {
        text.utf8.withContiguousStorageIfAvailable { isPlain($0) ? $0.count : nil } ?? nil
    }

    /// Whether all bytes are printable ASCII: one column each, nothing to replace.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte &- 0x20 > 0x5E { return false }
        return true
    }
}
