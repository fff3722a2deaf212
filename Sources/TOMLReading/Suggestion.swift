import BillingModel

/// The known name that somebody probably meant.
public enum Suggestion {
    /// The nearest of `names`, unless even that one is too far from `word` to be a slip.
    public static func nearest(to word: String, among names: [String]) -> String? {
        let allowed = max(1, min(3, word.count / 3))
        return
            names
            .map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= allowed }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
            .name
    }

    /// How a sentence about an unknown word ends: `, did you mean “x”?` or just a full stop.
    public static func ending(for word: String, among names: [String]) -> LocalizedText {
        guard let nearest = nearest(to: word, among: names) else { return LocalizedText(verbatim: ".") }
        return LocalizedText(", did you mean “\(nearest)”?", ", bedoelt u “\(nearest)”?")
    }

    /// Insertions, deletions, changes and swaps of neighbours between two words.
    public static func distance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first), Array(second))
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var rows = [Array(0...b.count)]
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                let change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
