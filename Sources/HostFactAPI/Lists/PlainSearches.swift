import BillingAPI
import BillingModel

/// What a system that looks for the text as it stands is asked beside what was typed.
struct PlainSearch: Equatable, Sendable {
    /// No more than these for one text, since a vendor counts requests.
    static let mostOthers = 2

    var text: String
    /// Where it is looked for; empty where what was typed is.
    var fields: [String] = []
    /// Whether it finds more than was typed, so that the rows must show the rest.
    var isWider = false

    /// The likely notations of a number, or single words of several.
    static func others(than typed: String, _ foundBy: FoundBy) -> [PlainSearch] {
        let numbers = numbers(typed, foundBy)
        let all = numbers.isEmpty ? words(typed) : numbers
        return Array(all.filter { $0.text != typed || !$0.fields.isEmpty }.prefix(mostOthers))
    }

    private static func numbers(_ typed: String, _ foundBy: FoundBy) -> [PlainSearch] {
        let everywhere = foundBy.phones + foundBy.numbers
        let kinds: [(texts: [String], fields: [String])] = [
            (LikelyNotations.phone(typed), everywhere), (LikelyNotations.iban(typed), foundBy.numbers),
            (LikelyNotations.postcode(typed), foundBy.numbers), (LikelyNotations.number(typed), everywhere),
        ]
        guard let kind = kinds.first(where: { !$0.texts.isEmpty && !$0.fields.isEmpty }) else { return [] }
        return kind.texts.map { PlainSearch(text: $0, fields: kind.fields) }
    }

    /// The last word, which often is a name, then the longest of the others.
    private static func words(_ typed: String) -> [PlainSearch] {
        let words = typed.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
        guard let last = words.last, words.count > 1, words.allSatisfy({ $0.count > 1 }) else { return [] }
        let longest = words.dropLast().max { $0.count < $1.count }
        return [last, longest].compactMap { $0 }.filter { $0.contains(where: \.isLetter) }
            .map { PlainSearch(text: $0, isWider: true) }
    }

    /// Whether a row that this found is what was typed, as far as it tells.
    func fits<Kind>(_ row: Record<Kind>, _ words: SearchWords, _ foundBy: FoundBy) -> Bool {
        let tellsAll = fields.allSatisfy { row[told: $0] != nil }
        return (isWider || tellsAll) ? row.isFound(by: words, foundBy) : true
    }
}

extension Record {
    /// Whether what is told of it contains all that is looked for.
    func isFound(by words: SearchWords, _ foundBy: FoundBy) -> Bool {
        let text = Array(foundBy.text { self[member: $0] }.utf8)
        return words.isMet { text.contains(sequence: Array($0.utf8)) }
    }
}

/// What several plain searches found together.
struct JoinedSearches<Kind: HostFactEntity>: Sendable {
    private(set) var rows: [Record<Kind>]
    private var hasMoreThanTheFirst = false
    private var readAt: LocalTime?
    private var known: Set<Int>

    init(_ first: Page<Record<Kind>>) {
        (rows, readAt) = (first.rows, first.readAt)
        known = Set(first.rows.compactMap { $0[Kind.identifier] })
    }

    mutating func add(_ page: Page<Record<Kind>>, where isWanted: (Record<Kind>) -> Bool) {
        readAt = readAt ?? page.readAt
        for row in page.rows where isWanted(row) {
            guard let id = row[Kind.identifier], known.insert(id).inserted else { continue }
            rows.append(row)
            hasMoreThanTheFirst = true
        }
    }

    func page(in window: PageWindow, sorted: ([Record<Kind>]) -> [Record<Kind>]) -> Page<Record<Kind>> {
        let all = hasMoreThanTheFirst ? sorted(rows) : rows
        return Page(
            offset: window.offset, rows: Array(all.dropFirst(window.offset).prefix(window.limit)), total: all.count,
            readAt: readAt)
    }
}
