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
    /// What the system that is asked calls the key, where that is not the column's name.
    var naming: String?
    /// What rows can be filtered by that is no member of theirs.
    var virtual: [String: @Sendable (EngineContext) -> SQLQuery]

    init(
        _ table: SQLTable, searched: [String], naming: String? = nil, columns: [(SourceColumn.Kind, [String])],
        virtual: [String: @Sendable (EngineContext) -> SQLQuery] = [:]
    ) {
        guard let key = table.identity else { preconditionFailure("\(table.name) has no identities to list") }
        self.table = table
        self.key = key
        self.searched = searched
        self.naming = naming
        self.virtual = virtual
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

    /// - Throws: `APIError` where the list cannot be sorted by it.
    func second(_ order: SecondOrder) throws(APIError) -> (column: SourceColumn, isDescending: Bool) {
        guard let column = columns[order.member == naming ? key : order.member] else {
            throw APIError.untold(order.member, [])
        }
        return (column, order.isDescending)
    }
}
