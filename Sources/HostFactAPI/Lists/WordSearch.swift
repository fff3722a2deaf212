import BillingAPI
import Synchronization

/// Reading `searchfor` as staff type it: words in any order, numbers in any notation.
///
/// The vendor's search is for the text as it stands, and stays so for everybody who does not ask for this by a header;
/// vendors' systems pass over that. A server of ours says in its answer that it kept to it.
enum WordSearch {
    static let header = "Balie-Search"
    static let words = "words"

    static func isNamed(in headers: [WireHeader]) -> Bool { headers[header] == words }

    /// Whether an action looks for words.
    static func isWanted(by action: some HostFactAction) -> Bool {
        guard let list = action as? any ListAction else { return false }
        return list.findsWords && list.arguments.filled(ListParameters.searchFor) != nil
    }

    /// A search as a request's headers want it made; everything else as it is.
    static func read<Action: HostFactAction>(
        _ action: Action, _ headers: [WireHeader], for service: any BillingService
    ) -> Action {
        guard service.findsWords, isNamed(in: headers), var list = action as? any ListAction else { return action }
        list.findsWords = true
        return list as? Action ?? action
    }
}

/// What the answers of a system elsewhere say of how it searches.
final class KnownWordSearch: Sendable {
    private let known = Atomic(false)

    var isKnown: Bool { known.load(ordering: .acquiring) }

    func note(_ response: WireResponse) {
        known.store(WordSearch.isNamed(in: response.headers), ordering: .releasing)
    }
}
