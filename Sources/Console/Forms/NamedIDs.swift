import BillingAPI
import BillingModel

/// Records that a field keeps by their numbers and that staff call by their names, such as groups.
struct NamedIDs: Sendable {
    let kind: RecordKind
    private(set) var names: [String: String] = [:]
    /// The numbers of what has such a name, without capitals and accents.
    private var numbers: [String: Set<String>] = [:]

    init(_ kind: RecordKind) {
        self.kind = kind
    }

    mutating func add(_ more: [String: String]) {
        for (id, name) in more where !name.isEmpty && names[id] != name {
            if let old = names[id] { numbers[TextFolding.fold(old)]?.remove(id) }
            names[id] = name
            numbers[TextFolding.fold(name), default: []].insert(id)
        }
    }

    /// By their numbers, as a record has them.
    static func sorted(_ ids: some Sequence<String>) -> [String] {
        ids.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
    }

    static func ids(in text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    // MARK: Shown

    /// The name of one; with its number where another has the same name, and by that alone where it has none.
    func name(of id: String, _ texts: Texts) -> String {
        guard let name = names[id] else { return texts.numbered(kind, id) }
        return numbers[TextFolding.fold(name)]?.count == 1 ? name : "\(name) (\(id))"
    }

    func shown(_ ids: String, _ texts: Texts) -> String { shown(Self.ids(in: ids), texts) }

    func shown(_ ids: [String], _ texts: Texts) -> String {
        ids.map { name(of: $0, texts) }.joined(separator: ", ")
    }

    // MARK: Typed

    /// What names and numbers mean, and what of it is neither. A name may have commas in it.
    func reading(of typed: String) -> (ids: [String], unknown: [String]) {
        let parts = typed.split(separator: ",").map { String($0).withoutUnseenEnds }
        var (ids, unknown): ([String], [String]) = ([], [])
        var start = 0
        while start < parts.count {
            let ends = (start + 1...min(parts.count, start + Self.mostCommas)).reversed()
            let found = ends.lazy.compactMap { end in
                id(of: parts[start..<end].joined(separator: ", ")).map { (id: $0, end: end) }
            }.first
            if let found {
                if !ids.contains(found.id) { ids.append(found.id) }
                start = found.end
            } else {
                if !parts[start].isEmpty { unknown.append(parts[start]) }
                start += 1
            }
        }
        return (Self.sorted(ids), unknown)
    }

    private static let mostCommas = 4

    /// A whole name, a number with or without the word before it, or as much of a name as no other begins with.
    private func id(of text: String) -> String? {
        let folded = TextFolding.fold(text).replacing(", ", with: ",")
        guard !folded.isEmpty else { return nil }
        func plain(_ name: String) -> String { name.replacing(", ", with: ",") }
        let whole = numbers.filter { plain($0.key) == folded }.flatMap(\.value)
        if whole.count == 1 { return whole[0] }
        if let shared = id(ofShared: folded) { return shared }
        if let number = number(folded) { return number }
        let begun = numbers.filter { plain($0.key).hasPrefix(folded) }.flatMap(\.value)
        return whole.isEmpty && begun.count == 1 ? begun[0] : nil
    }

    /// As one is shown that has its name with others: `Shops (7)`.
    private func id(ofShared folded: String) -> String? {
        guard folded.last == ")" else { return nil }
        return names.first { id, name in TextFolding.fold("\(name) (\(id))").replacing(", ", with: ",") == folded }?.key
    }

    private func number(_ folded: String) -> String? {
        let words = Language.allCases.map { TextFolding.fold(Texts($0).numbered(kind, "")) }
        let digits = words.first { folded.hasPrefix($0) }.map { folded.dropFirst($0.count) } ?? folded[...]
        return Int(digits).flatMap { $0 > 0 ? String($0) : nil }
    }
}
