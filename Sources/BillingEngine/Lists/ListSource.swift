import BillingAPI
import SQLStore

/// A column that lists can be sorted by and searched in.
struct SourceColumn {
    enum Kind {
        /// Codes, dates and other texts that sort letter by letter.
        case code
        /// Texts for people, sorted without regard to letter case.
        case text
        /// Numbers kept as texts.
        case number
        /// Whole-number columns, searched for exactly.
        case identifier
    }

    var expression: String
    var kind: Kind

    init(_ expression: String, _ kind: Kind) {
        self.expression = expression
        self.kind = kind
    }

    func order(in dialect: any SQLDialect, indexed: Bool) -> String {
        let value = kind == .number ? dialect.number(expression) : expression
        let chosen = indexed ? value : dialect.unindexed(value)
        return kind == .text ? dialect.caseless(chosen) : chosen
    }
}

/// A table that lists are made of: its rows have identities, and texts that they are found by.
struct ListSource {
    var table: SQLTable
    var key: String
    var columns: [String: SourceColumn]
    /// The columns whose folded texts stand in `Folded` whole, in rows of every version.
    var searched: [String]

    init(_ table: SQLTable, searched: [String], columns: [(SourceColumn.Kind, [String])]) {
        guard let key = table.identity else { preconditionFailure("\(table.name) has no identities to list") }
        self.table = table
        self.key = key
        self.searched = searched
        self.columns = [:]
        for (kind, names) in columns {
            for name in names { self.columns[name] = SourceColumn(name, kind) }
        }
    }

    /// The columns of declared fields, each of the kind that its values have.
    static func columns(of fields: [FieldDeclaration]) -> [(SourceColumn.Kind, [String])] {
        fields.compactMap { field in
            let kind: SourceColumn.Kind? =
                switch field.kind {
                case .text, .multilineText: .text
                case .integer, .decimal, .percentage: .number
                case .date, .flag, .choice, .code: .code
                case .reference: .identifier
                case .secret, .references, .rows: nil
                }
            return kind.map { ($0, [field.member]) }
        }
    }
}
