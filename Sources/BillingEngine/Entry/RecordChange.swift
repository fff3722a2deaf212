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

    func update(_ table: String, id: Int, in transaction: any StoreTransaction) throws {
        guard !values.isEmpty else { return }
        let assignments = values.map { "\($0.column) = ?" }.joined(separator: ", ")
        try transaction.execute(
            SQLQuery(
                "UPDATE \(table) SET \(assignments) WHERE Identifier = ?",
                values.map { .text($0.text) } + [.integer(id)]))
    }

    /// Makes a row of the values; gives its id.
    func insert(into table: String, in transaction: any StoreTransaction) throws -> Int {
        let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
        try transaction.execute(
            SQLQuery(
                "INSERT INTO \(table) (\(values.map(\.column).joined(separator: ", "))) VALUES (\(places))",
                values.map { .text($0.text) }))
        return Int(transaction.lastInsertedID)
    }
}

extension APIError {
    /// Throws all the problems at once, if there are any.
    static func check(_ problems: [Problem]) throws(APIError) {
        if !problems.isEmpty { throw APIError(problems: problems) }
    }
}

extension StoreTransaction {
    /// Rows of a table by their keys, in the order of the keys.
    func rows(_ keys: [Int], select: String, key: String) throws -> [SQLRow] {
        guard !keys.isEmpty else { return [] }
        let places = Array(repeating: "?", count: keys.count).joined(separator: ",")
        let found = try rows(SQLQuery("\(select) WHERE \(key) IN (\(places))", keys.map { .integer($0) }))
        let byKey = Dictionary(found.map { ($0.integer(0), $0) }, uniquingKeysWith: { first, _ in first })
        return keys.compactMap { byKey[$0] }
    }

    /// Whether another row of the table has the value.
    func isTaken(_ value: String, in column: String, of table: String, except id: Int) throws -> Bool {
        try row(
            SQLQuery("SELECT 1 FROM \(table) WHERE \(column) = ? AND Identifier <> ?", [.text(value), .integer(id)]))
            != nil
    }
}
