import BillingAPI
import BillingModel
import Foundation

/// Users in memory, searched without letter case and diacritics and sorted by any column of the list.
struct UserIndex: Sendable {
    private static let customer = "user"

    private struct Question: Equatable {
        var sort: String
        var isDescending: Bool
        var words: SearchWords
        var conditions: [RowCondition]
        var thenBy: SecondOrder?
    }

    private let users: [Record<User>]
    /// What a search looks in, per user, made comparable once.
    private let folded: [[UInt8]]
    /// Positions in ascending order, by column.
    private var orders: [String: [Int]] = [:]
    private var lastFound: (question: Question, rows: [Int])?

    /// Administrator, managers and the like are left out where M4 tells what an account is.
    init(_ accounts: [Record<User>]) {
        users = accounts.filter { ["", Self.customer].contains($0.text(User.userType)) }
        folded = users.map { user in
            Array(BrowseUsers.foundBy.text { user[member: $0] }.utf8)
        }
    }

    /// - Throws: Where a condition asks for what M4 tells of no user.
    mutating func page(_ browse: BrowseUsers) throws(APIError) -> Page<Record<User>> {
        let rows = try rows(
            Question(
                sort: Self.column(browse[BrowseUsers.sort]).name,
                isDescending: browse[BrowseUsers.order] == BrowseUsers.descending,
                words: SearchWords(browse[BrowseUsers.searchFor] ?? ""), conditions: browse.conditions,
                thenBy: browse.thenBy))
        let offset = browse[BrowseUsers.offset] ?? 0
        let window = rows.dropFirst(offset).prefix(browse[BrowseUsers.limit] ?? Self.mostRows)
        return Page(offset: offset, rows: window.map { users[$0] }, total: rows.count)
    }

    private static let mostRows = 1000

    private mutating func rows(_ question: Question) throws(APIError) -> [Int] {
        if let lastFound, lastFound.question == question { return lastFound.rows }
        let order = order(by: question.sort, question.isDescending, question.thenBy)
        var rows = question.words.isEmpty ? order : order.filter { isFound($0, by: question.words) }
        for condition in question.conditions { rows = try filtered(rows, by: condition) }
        lastFound = (question, rows)
        return rows
    }

    /// What M4 tells of none of them can be asked of none; of a single one it may be missing.
    private func filtered(_ rows: [Int], by condition: RowCondition) throws(APIError) -> [Int] {
        let held = rows.map { row in
            condition.holds(text: { users[row][told: $0] }, folded: { folded[row] })
        }
        if !held.isEmpty, held.allSatisfy({ $0 == nil }) { throw .untold(condition.member, User.labels) }
        return zip(rows, held).filter { $0.1 == true }.map { $0.0 }
    }

    private func isFound(_ index: Int, by words: SearchWords) -> Bool {
        words.isMet { folded[index].contains(sequence: Array($0.utf8)) }
    }

    private mutating func order(by name: String, _ isDescending: Bool, _ second: SecondOrder?) -> [Int] {
        let first = isDescending ? order(by: name).reversed() : order(by: name)
        guard let second else { return first }
        // Each position's place among the others by the second column; equals there keep the order of the first.
        let places = order(by: second.member)
        var rank = Array(repeating: 0, count: users.count)
        let texts = users.map { Self.comparable($0[member: second.member]) }
        for (index, row) in places.enumerated() {
            let isEqual = index > 0 && texts[places[index - 1]] == texts[row]
            rank[row] = isEqual ? rank[places[index - 1]] : index
        }
        let column = Self.column(name).member
        let firsts = users.map { Self.comparable($0[member: column]) }
        var sorted: [Int] = []
        for run in first.runs(where: { firsts[$0] == firsts[$1] }) {
            sorted += run.enumerated().sorted { a, b in
                let (left, right) = (rank[a.element], rank[b.element])
                return left == right ? a.offset < b.offset : (left < right) != second.isDescending
            }.map(\.element)
        }
        return sorted
    }

    private mutating func order(by name: String) -> [Int] {
        if let known = orders[name] { return known }
        let column = Self.column(name)
        let ids = users.map { $0[User.id] ?? 0 }
        let order =
            switch column.kind {
            case .integer, .decimal, .percentage, .reference:
                Self.order(users.map { Double($0[text: column] ?? "") ?? -.infinity }, then: ids)
            default: Self.order(users.map { Self.comparable($0[text: column] ?? "") }, then: ids)
            }
        orders[name] = order
        return order
    }

    private static func order<Key: Comparable>(_ keys: [Key], then ids: [Int]) -> [Int] {
        keys.indices.sorted { (keys[$0], ids[$0]) < (keys[$1], ids[$1]) }
    }

    private static func column(_ name: String?) -> FieldDeclaration {
        BrowseUsers.columns.first { $0.name == name } ?? User.username.declaration
    }

    private static func comparable(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }
}

extension [Int] {
    /// The stretches of neighbours that are alike.
    fileprivate func runs(where isAlike: (Int, Int) -> Bool) -> [ArraySlice<Int>] {
        var runs: [ArraySlice<Int>] = []
        var start = startIndex
        for index in indices where index + 1 == endIndex || !isAlike(self[index], self[index + 1]) {
            runs.append(self[start...index])
            start = index + 1
        }
        return runs
    }
}

extension User {
    /// What the members of a list are called.
    static let labels: [FieldDeclaration] = BrowseUsers.columns + User.details
}
