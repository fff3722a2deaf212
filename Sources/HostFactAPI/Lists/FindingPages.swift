import BillingAPI
import BillingModel

/// Finding what staff type at a system that looks for the text as it stands: it is asked in other notations too, three
/// times at most for one text, where the text itself led to few.
extension SeenPages {
    func find<List: ListAction>(_ list: List, _ how: Sending) async throws(APIError) -> Listed<List.Kind> {
        var answer = try await page(list, how)
        answer.page.isFoundByWords = service.findsWords
        let typed = list[ListParameters.searchFor] ?? ""
        let others = PlainSearch.others(than: typed, List.foundBy)
        guard !service.findsWords, !others.isEmpty, answer.total ?? answer.rows.count <= PageWindow.block else {
            return answer
        }
        // What was just asked is not asked again.
        var again = how
        again.anew = false
        let first = try await page(list.asking(for: PageWindow(offset: 0, limit: PageWindow.block)), again).page
        var joined = JoinedSearches(first)
        do throws(APIError) {
            try await ask(others, of: list, again, &joined)
        } catch {
            // What was found without them stands; that nothing was found would be no truth.
            guard !joined.rows.isEmpty else { throw error }
        }
        answer.page = joined.page(in: PageWindow(list), sorted: list.sorted)
        return answer
    }

    private func ask<List: ListAction>(
        _ others: [PlainSearch], of list: List, _ how: Sending, _ joined: inout JoinedSearches<List.Kind>
    ) async throws(APIError) {
        let words = SearchWords(list[ListParameters.searchFor] ?? "")
        var isSpent = false
        for (index, other) in others.enumerated() where !isSpent {
            // A second word alone is worth a request only where the first led to nobody.
            guard !Task.isCancelled, index == 0 || !other.isWider || joined.rows.isEmpty else { return }
            let rows = other.isWider && index > 0 ? ListParameters.mostRows : PageWindow.block
            let found = try await page(list.searching(other, rows: rows), how).page
            joined.add(found) { other.fits($0, words, List.foundBy) }
            guard other.isWider, joined.rows.isEmpty, !Task.isCancelled, found.total ?? 0 > rows, index == 0 else {
                continue
            }
            // Many have that name: who is meant may be among the others.
            let more = try await page(list.searching(other, rows: ListParameters.mostRows), how).page
            joined.add(more) { other.fits($0, words, List.foundBy) }
            isSpent = true
        }
    }
}

extension ListAction {
    fileprivate func searching(_ other: PlainSearch, rows: Int) -> Self {
        var list = asking(for: PageWindow(offset: 0, limit: rows))
        list[ListParameters.searchFor] = other.text
        if !other.fields.isEmpty { list[ListParameters.searchAt] = other.fields.joined(separator: "|") }
        return list
    }
}
