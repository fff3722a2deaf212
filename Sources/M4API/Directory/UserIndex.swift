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

    mutating func page(_ browse: BrowseUsers) -> Page<Record<User>> {
        let rows = rows(
            Question(
                sort: Self.column(browse[BrowseUsers.sort]).name,
                isDescending: browse[BrowseUsers.order] == BrowseUsers.descending,
                words: SearchWords(browse[BrowseUsers.searchFor] ?? "")))
        let offset = browse[BrowseUsers.offset] ?? 0
        let window = rows.dropFirst(offset).prefix(browse[BrowseUsers.limit] ?? Self.mostRows)
        return Page(offset: offset, rows: window.map { users[$0] }, total: rows.count)
    }

    private static let mostRows = 1000

    private mutating func rows(_ question: Question) -> [Int] {
        if let lastFound, lastFound.question == question { return lastFound.rows }
        let order = order(by: question.sort)
        let matching = question.words.isEmpty ? order : order.filter { isFound($0, by: question.words) }
        let rows = question.isDescending ? matching.reversed() : matching
        lastFound = (question, rows)
        return rows
    }

    private func isFound(_ index: Int, by words: SearchWords) -> Bool {
        words.isMet { folded[index].contains(sequence: Array($0.utf8)) }
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
