import BillingAPI
import BillingModel
import HostFactAPI

/// Something that a list can be filtered by, under every name that staff may know it by.
struct FilterField: Sendable {
    enum Kind: Sendable {
        case text, number, day
        /// The groups that it is in, by their names.
        case group
        /// One of a few values; `no` is what is not `yes`.
        case choice([Choice])
    }

    /// What records call it.
    var member: String
    var label: LocalizedText
    var kind: Kind
    /// As `name` makes them of what is typed.
    private(set) var names: [String]

    init(_ member: String, _ label: LocalizedText, _ kind: Kind, also names: [String] = []) {
        self.member = member
        self.label = label
        self.kind = kind
        self.names = ([member, label.english, label.dutch] + names).map(Self.name)
    }

    /// Nil for what is told of no row: secrets and lists.
    init?(_ field: FieldDeclaration) {
        let kind: Kind
        switch field.kind {
        case .text, .multilineText, .code: kind = .text
        case .integer, .decimal, .percentage, .reference: kind = .number
        case .date: kind = .day
        case .flag(let coding):
            kind = .choice([Choice(coding.on, "yes", "ja"), Choice(coding.off, "no", "nee")])
        case .choice(let choices): kind = .choice(choices)
        case .secret, .references, .rows: return nil
        }
        self.init(field.member, field.label, kind)
    }

    var canBeEmpty: Bool {
        switch kind {
        case .text, .number, .day: true
        case .group, .choice: false
        }
    }

    /// Letters and digits, without case and diacritics: `E-mail` and `email` are one name.
    static func name(_ typed: String) -> String {
        String(TextFolding.fold(typed).filter { $0.isLetter || $0.isNumber })
    }

    fileprivate mutating func add(_ more: [String]) { names += more.map(Self.name).filter { !names.contains($0) } }
}

extension FilterField {
    static let moments = [
        FilterField(ObjectMember.created, LocalizedText("Created", "Aangemaakt"), .day),
        FilterField(ObjectMember.modified, LocalizedText("Modified", "Gewijzigd"), .day, also: ["changed"]),
    ]

    static let groups = FilterField(
        "Groups", LocalizedText("Group", "Groep"), .group, also: ["groups", "groepen"])
}

extension [FilterField] {
    /// The fields of a list under the names of its columns as well.
    ///
    /// - Parameter also: Further names, by member.
    init<Row>(_ fields: [FilterField], of columns: [ListColumn<Row>], also: [String: [String]] = [:]) {
        self = fields
        for index in indices {
            let member = self[index].member
            let titles = columns.filter { $0.sortKey == member }
                .flatMap { column in Language.allCases.map { column.title(Texts($0)) } }
            self[index].add((also[member] ?? []) + titles)
        }
    }

    /// What a name means: the field that has it, or those whose names begin with it.
    func called(_ typed: String) -> [FilterField] {
        let name = FilterField.name(typed)
        if let exact = first(where: { $0.names.contains(name) }) { return [exact] }
        var members: Set<String> = []
        return filter { field in
            field.names.contains { $0.hasPrefix(name) } && members.insert(field.member).inserted
        }
    }
}
