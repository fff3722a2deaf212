import BillingAPI
import BillingModel

/// Why a search found a record although nothing of what is shown says so.
enum HiddenHit: Equatable {
    /// The fields that were hit, with their texts.
    case fields([DetailLine])
    /// The row itself does not tell.
    case elsewhere
}

extension Desk {
    /// - Parameter cells: What the list shows of the row.
    /// - Returns: Nil where these explain the hit by themselves.
    func hiddenHit(_ row: Row, _ words: SearchWords, beside cells: [String], _ texts: Texts) -> HiddenHit? {
        var shown = SearchText()
        for cell in cells {
            shown.add(text: cell)
            shown.add(number: cell)
        }
        let missing = words.parts(missingIn: shown.text)
        guard !missing.isEmpty else { return nil }
        let lines = foundBy.members.compactMap { member -> DetailLine? in
            let text = self.text(of: member, in: row)
            let folded = foundBy.text(of: text, in: member)
            guard !text.isEmpty, words.parts(missingIn: folded).count < words.parts.count,
                missing.contains(where: { part in !words.parts(missingIn: folded).contains(part) })
            else { return nil }
            return DetailLine(label: fields.first { $0.member == member }?.label[texts.language] ?? "", text: text)
        }
        return lines.isEmpty ? .elsewhere : .fields(lines)
    }
}
