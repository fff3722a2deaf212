/// Where a search term occurs in a text, upper and lower case alike.
public enum TextMatch {
    /// The hits, as positions in the text as given: lower-casing can change a text's length.
    public static func ranges(of term: String, in text: [Character]) -> [Range<Int>] {
        let term = term.map { $0.lowercased() }
        guard !term.isEmpty, text.count >= term.count else { return [] }
        let folded = text.map { $0.lowercased() }
        var hits: [Range<Int>] = []
        var index = 0
        while index + term.count <= folded.count {
            if folded[index..<(index + term.count)].elementsEqual(term) {
                hits.append(index..<(index + term.count))
                index += term.count
            } else {
                index += 1
            }
        }
        return hits
    }
}
