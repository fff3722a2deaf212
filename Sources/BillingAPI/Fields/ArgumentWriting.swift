extension FieldDeclaration {
    /// The members that rows give, in the order of the declaration; nil where the field has no rows.
    func entries(of rows: [[String: String]]) -> [[(name: String, text: String)]]? {
        guard case .rows(let members) = kind else { return nil }
        return rows.map { row in members.compactMap { member in row[member.name].map { (member.name, $0) } } }
    }

    /// Rows as one text, the way records have them: as JSON.
    public func writing(of rows: [[String: String]]) -> String {
        guard !rows.isEmpty, let entries = entries(of: rows) else { return "" }
        return JSONValue.array(entries.map { .object($0.map { JSONMember($0.name, $0.text) }) }).encoded()
    }
}

extension Arguments {
    /// What was given as one text, the way records have it.
    public func writing(of field: FieldDeclaration) -> String? {
        self[rows: field].map(field.writing) ?? self[text: field]
    }

    /// Gives a field the text that a record has of it.
    ///
    /// - Returns: False when the field does not take the text.
    mutating func set(writing text: String, of field: FieldDeclaration) -> Bool {
        guard case .rows = field.kind else {
            guard case .success(let accepted) = field.check(text) else { return false }
            self[text: field] = accepted
            return true
        }
        guard !text.isEmpty else {
            self[rows: field] = []
            return true
        }
        guard case .array(let items)? = try? JSONValue(parsing: text.utf8, limits: .answer) else { return false }
        self[rows: field] = items.map { item in
            guard case .object(let members) = item else { return [:] }
            let texts = members.compactMap { member in member.value.text.map { (member.name, $0) } }
            return Dictionary(texts, uniquingKeysWith: { first, _ in first })
        }
        return true
    }
}
