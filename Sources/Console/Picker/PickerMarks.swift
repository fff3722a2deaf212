import BillingModel
import TerminalCore
import Widgets

/// Which records a field holds while they are chosen for it: marks stay while the search goes on.
struct PickerMarks<Row: Sendable>: Sendable {
    /// One that is in the field, or was when the dialog opened.
    struct Member: Equatable, Sendable {
        var id: String
        var label: String
    }

    /// What a record is called in the field.
    let label: @Sendable (Row) -> String
    private let before: Set<String>
    private(set) var ids: Set<String>
    /// What is known of all that are or were in it.
    private var labels: [String: String] = [:]
    /// Whether anything was marked or let go of.
    private(set) var isUntouched = true
    /// Those that are in it, as far as the search finds them; nil where all records are searched.
    private(set) var members: [Member]?
    private(set) var cursor = 0

    init(_ field: FormField, _ label: @escaping @Sendable (Row) -> String) {
        self.label = label
        ids = Set(field.isReadable ? NamedIDs.ids(in: field.value) : [])
        before = ids
        guard case .references(let kind) = field.declaration.kind else { return }
        let texts = Texts(field.language)
        for id in ids { labels[id] = field.names.of(kind).name(of: id, texts) }
    }

    func has(_ id: Int) -> Bool { ids.contains(String(id)) }

    mutating func toggle(_ row: Row, _ id: Int) {
        labels[String(id)] = label(row)
        toggle(String(id))
    }

    private mutating func toggle(_ id: String) {
        isUntouched = false
        if ids.remove(id) == nil { ids.insert(id) }
    }

    /// What was put in and taken out, by number.
    var touched: [PickedRow] {
        NamedIDs.sorted(ids.symmetricDifference(before)).map { id in
            PickedRow(id: id, label: labels[id] ?? "", isIn: ids.contains(id))
        }
    }

    // MARK: Only those that are in it

    /// Shows them alone, or all records again.
    mutating func turn(_ term: String) {
        members = members == nil ? found(term) : nil
        cursor = 0
    }

    mutating func search(_ term: String) {
        guard members != nil else { return }
        members = found(term)
        cursor = 0
    }

    private func found(_ term: String) -> [Member] {
        let words = SearchWords(term)
        let all = ids.union(before).map { Member(id: $0, label: labels[$0] ?? $0) }
        return all.filter { words.find([$0.label]) }.sorted { ($0.label, $0.id) < ($1.label, $1.id) }
    }

    mutating func move(by step: Int) { cursor = min(max(0, cursor + step), max(0, (members ?? []).count - 1)) }

    mutating func toggleMember() -> Bool {
        guard let members, members.indices.contains(cursor) else { return false }
        toggle(members[cursor].id)
        return true
    }

    /// The rows around the cursor, and which of them it stands on.
    func table(_ height: Int) -> (rows: [TableRow], selected: Int)? {
        guard let members, !members.isEmpty else { return nil }
        let top = max(0, min(cursor - height / 2, members.count - height))
        let rows = members.dropFirst(top).prefix(height).map { member in
            TableRow(cells: [member.label], role: .dialog, isMarked: ids.contains(member.id))
        }
        return (rows, cursor - top)
    }
}
