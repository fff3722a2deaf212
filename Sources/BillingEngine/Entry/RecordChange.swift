import BillingAPI
import BillingModel
import SQLStore

/// The columns of one row that an action changes, and what is wrong with what was given.
struct RecordChange {
    private(set) var values: [(column: String, text: String)] = []
    var problems: [Problem] = []

    /// Takes over every given parameter that is a column of its own.
    init(_ arguments: Arguments, of declaration: ActionDeclaration, except: [String]) {
        for field in declaration.parameters where !except.contains(field.name) {
            guard let text = arguments[text: field] else { continue }
            if text.isEmpty { clear(field) } else { set(field.member, text) }
        }
    }

    /// Takes over what a new row is given; what is left out or empty gets the value that every row starts with.
    init(adding arguments: Arguments, of declaration: ActionDeclaration, except: [String]) {
        var filled = arguments
        for field in declaration.parameters where !arguments.isFilled(field) { filled[text: field] = nil }
        self.init(filled, of: declaration, except: except)
    }

    mutating func set(_ column: String, _ text: String) {
        values.removeAll { $0.column == column }
        values.append((column, text))
    }

    /// An empty text empties a text, but keeps a secret; what must have a value goes back to the value it has from the start.
    private mutating func clear(_ field: FieldDeclaration) {
        switch field.kind {
        case .text, .multilineText, .date: set(field.member, "")
        // Inferred: objects show the permanent password empty and the temporary one not at all, so that a client that
        // sends back what it was shown does not mean to take either away. Whose login is to end has ActiveLogin.
        case .secret: break
        default:
            if let fallback = field.fallback {
                set(field.member, fallback)
            } else {
                problems.append(.empty(field))
            }
        }
    }

    /// The row's texts after the change.
    func applied(to texts: [String: String]) -> [String: String] {
        var result = texts
        for (column, text) in values { result[column] = text }
        return result
    }

    func update(_ table: SQLTable, id: Int, in transaction: any StoreTransaction) throws {
        guard !values.isEmpty else { return }
        let assignments = values.map { "\($0.column) = ?" }.joined(separator: ", ")
        try transaction.execute(
            SQLQuery(
                "UPDATE \(table.name) SET \(assignments) WHERE \(table.identity ?? "") = ?",
                values.map { .text($0.text) } + [.integer(id)]))
    }

    /// Makes a row of the values; gives its id.
    func insert(into table: SQLTable, in transaction: any StoreTransaction) throws -> Int {
        try transaction.insert(into: table, values.map { SQLAssignment($0.column, $0.text) })
    }
}

extension APIError {
    /// Throws all the problems at once, if there are any.
    static func check(_ problems: [Problem]) throws(APIError) {
        if !problems.isEmpty { throw APIError(problems: problems) }
    }
}

extension StoreTransaction {
    /// The texts of rows by their identities, in the order of these; the identity comes first in the selection.
    ///
    /// - Parameter source: What stands behind FROM, where that is more than the table.
    func texts(
        _ ids: [Int], _ selection: Selection, from table: SQLTable, _ source: String? = nil
    ) throws -> [[String: String]] {
        guard !ids.isEmpty, let key = table.identity else { return [] }
        let places = Array(repeating: "?", count: ids.count).joined(separator: ",")
        let query = "\(selection.from(source ?? table.name)) WHERE \(table.name).\(key) IN (\(places))"
        let found = try rows(SQLQuery(query, ids.map { .integer($0) }))
        let byID = Dictionary(found.map { ($0.integer(0), $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0].map { selection.of($0).texts } }
    }

    /// Whether another row of the table has the value; any row, where there is no id yet.
    func isTaken(
        _ value: String, in column: String, of table: SQLTable, except id: Int?, isCaseless: Bool = false
    ) throws -> Bool {
        let condition = SQLQuery(isCaseless ? dialect.equalsCaseless(column) : "\(column) = ?", [.text(value)])
        let others = id.map { SQLQuery(" AND \(table.identity ?? "") <> ?", [.integer($0)]) } ?? SQLQuery("")
        return try row("SELECT 1 FROM \(table.name) WHERE " + condition + others) != nil
    }
}
