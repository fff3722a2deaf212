import BillingAPI
import BillingModel

/// Which column of a file is which field.
public struct ColumnMap: Sendable {
    /// The place in a row, and what stands there.
    struct Column: Sendable {
        var index: Int
        var field: FieldDeclaration
    }

    let columns: [Column]
    /// What records are known by; nil where the file has no such column, so that every row is a new record.
    let key: Column?

    /// - Parameters:
    ///   - heads: The file's names, in its order.
    ///   - map: What a column is called here, by its name in the file; an empty text leaves the column out.
    ///   - key: The field that records are known by; nil for the usual one of those that the file has.
    /// - Throws: `.invalidInput` with every column that is none, or may be several.
    public init(_ kind: FileKind, heads: [String], map: [String: String] = [:], key: String? = nil) throws(APIError) {
        var (found, problems): ([Column], [Problem]) = ([], [])
        let map = Dictionary(map.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        for (index, head) in heads.enumerated() {
            let name = map[head.lowercased()] ?? head
            if name.isEmpty { continue }
            do throws(APIError) {
                let field = try kind.field(called: name, head)
                if let other = found.first(where: { $0.field == field }) {
                    problems.append(Self.twice(field, heads[other.index], head))
                }
                found.append(Column(index: index, field: field))
            } catch {
                problems += error.problems
            }
        }
        let wanted = try key.map { key throws(APIError) in try kind.key(called: key) }
        self.key = (wanted.map { [$0] } ?? kind.keys).lazy.compactMap { key in found.first { $0.field == key } }.first
        if let wanted, self.key == nil {
            problems.append(
                Problem(
                    wanted, "The file has no column \(wanted.name).", "Het bestand heeft geen kolom \(wanted.name)."))
        }
        guard problems.isEmpty else { throw APIError(problems: problems) }
        // The number of a record cannot be given; other keys may be changed where they are not what it is known by.
        columns = found.filter { kind.fields.contains($0.field) }
    }

    private static func twice(_ field: FieldDeclaration, _ first: String, _ second: String) -> Problem {
        Problem(
            field, "“\(first.plainLine)” and “\(second.plainLine)” are both \(field.name); leave one out with --map.",
            "“\(first.plainLine)” en “\(second.plainLine)” zijn beide \(field.name); laat er één weg met --map.")
    }
}

extension FileKind {
    func key(called name: String) throws(APIError) -> FieldDeclaration {
        if let key = keys.first(where: { $0.name.lowercased() == name.lowercased() }) { return key }
        let names = keys.map(\.name).joined(separator: ", ")
        throw APIError(
            .invalidInput,
            LocalizedText(
                "\(self.name.capitalized) are not found by “\(name.plainLine)”, only by \(names).",
                "\(self.name.capitalized) worden niet gevonden op “\(name.plainLine)”, alleen op \(names)."))
    }

    /// The vendor's name, or the one that screens show, in either language.
    fileprivate func field(called name: String, _ head: String) throws(APIError) -> FieldDeclaration {
        if let field = column(named: name) { return field }
        let wanted = name.lowercased()
        let alike = columns.filter { [$0.label.english, $0.label.dutch].map { $0.lowercased() }.contains(wanted) }
        if let only = alike.first, alike.count == 1 { return only }
        let head = head.plainLine
        if let first = alike.first {
            let names = alike.map(\.name)
            throw APIError(problems: [
                Problem(
                    nil,
                    "Column “\(head)” may be \(names.joined(separator: " or ")); say --map '\(head)=\(first.name)'.",
                    "Kolom “\(head)” kan \(names.joined(separator: " of ")) zijn; geef --map '\(head)=\(first.name)'.")
            ])
        }
        throw APIError(problems: [
            Problem(
                nil,
                "Column “\(head)” is no field of \(self.name); say --map '\(head)=FIELD', or --map '\(head)=' to leave it out.",
                "Kolom “\(head)” is geen veld van \(self.name); geef --map '\(head)=VELD', of --map '\(head)=' om die weg te laten."
            )
        ])
    }
}
