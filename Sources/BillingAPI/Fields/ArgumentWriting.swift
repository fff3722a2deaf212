extension Arguments {
    /// What was given as one text, the way records have it: rows as JSON.
    public func writing(of field: FieldDeclaration) -> String? {
        guard let rows = self[rows: field] else { return self[text: field] }
        if rows.isEmpty { return "" }
        let objects = rows.map { row in
            JSONValue.object(row.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value) })
        }
        return JSONValue.array(objects).encoded()
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
