import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// A record that a search found, of whatever kind and system.
struct FoundRecord: Sendable, Identifiable {
    struct ID: Hashable, Sendable {
        var system: SystemID
        var tab: Tab
        var number: Int
    }

    /// The better one stands first.
    enum Rank: Int, Comparable, Sendable {
        /// What was typed is what the record is known by.
        case exact
        /// A word of its name begins with it.
        case beginning
        case elsewhere
        /// Has ended, is blocked.
        case ended

        /// The best one that a record can have which these words find.
        static func best(for words: SearchWords) -> Rank { words.parts.count == 1 ? .exact : .beginning }

        static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
    }

    let id: ID
    let rank: Rank
    let kind: String
    let code: String
    let name: String
    /// What was hit, where none of the others says so; otherwise what tells it from its namesakes.
    let detail: String
    let role: StyleRole
    /// The record's page.
    let page: AnyScreen?

    init<Kind: Desk>(_ row: Kind.Row, at desk: Kind, in system: SystemID, _ words: SearchWords, _ setting: Setting) {
        let texts = setting.texts
        id = ID(system: system, tab: desk.tab, number: desk.id(of: row))
        kind = desk.title(texts)
        let (code, name) = (desk.code(of: row), desk.name(of: row))
        (self.code, self.name) = (code, name)
        role = desk.role(of: row, today: setting.today)
        rank = Self.rank(words, known: [code, String(id.number)] + desk.identifiers(of: row), name: name, role)
        let beside = desk.columns.prefix(4).map { $0.cell(row, texts) }
        let other = beside.filter { !$0.isEmpty && $0 != code && $0 != name }.joined(separator: " · ")
        switch desk.hiddenHit(row, words, beside: beside + [code, name], texts) {
        case .fields(let lines): detail = lines.map { "\($0.label) \($0.text)" }.joined(separator: " · ")
        case .elsewhere: detail = other.isEmpty ? texts.hitElsewhere : "\(other) · \(texts.hitElsewhere)"
        case nil: detail = other
        }
        if case .page(let open)? = desk.command(.open)?.target { page = open(row) } else { page = nil }
    }

    /// A customer of whom only the number is known.
    init(unknown entry: RecentCustomers.Entry) {
        id = ID(system: entry.system, tab: .debtors, number: entry.number)
        (rank, kind, code, name, detail, role) = (.elsewhere, "", String(entry.number), "", "", .text)
        page = AnyScreen(DebtorPage(entry.number))
    }

    private static func rank(
        _ words: SearchWords, known: [String], name: String, _ role: StyleRole
    ) -> Rank {
        let texts = words.texts
        if Rank.best(for: words) == .exact, known.map(TextFolding.fold).contains(where: texts.contains) {
            return .exact
        }
        if role == .tableEnded { return .ended }
        let names = TextFolding.fold(name).split(separator: " ")
        let begins = texts.contains { text in names.contains { $0.hasPrefix(text) } }
        return begins ? .beginning : .elsewhere
    }

    func cells(_ system: String?) -> [String] { [code, name, detail, kind] + (system.map { [$0] } ?? []) }
}
