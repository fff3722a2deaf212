/// How a database writes down what tables are made by.
protocol TablePrinter {
    /// The identity's column, its name and its type.
    func identity(_ name: String) -> String
    func type(of column: SQLColumn) -> String
    func part(_ part: SQLIndex.Part) -> String
    /// What stands behind the parts of an index in which a value may stand twice.
    func end(ofIndexOn table: SQLTable) -> [String]
    /// What stands behind a table's closing bracket.
    func options(of table: SQLTable) -> String
    func copying(_ copy: SQLCopy, into table: SQLTable) -> String
    /// What makes rows found by words, and what else the store keeps beside a table.
    func additions(to table: SQLTable) -> [String]
}

extension TablePrinter {
    func end(ofIndexOn table: SQLTable) -> [String] { [] }

    /// The statements that make a table and what belongs to it.
    func statements(for table: SQLTable) -> [String] {
        [creation(of: table)] + table.indexes.map { creation(of: $0, on: table) }
            + table.copies.map { copying($0, into: table) } + additions(to: table)
    }

    private func creation(of table: SQLTable) -> String {
        var lines = table.identity.map { [identity($0)] } ?? []
        lines += table.columns.map { line(of: $0, in: table) }
        if case .columns(let names) = table.key, names.count > 1 {
            lines.append("PRIMARY KEY (\(names.joined(separator: ", ")))")
        }
        let body = lines.map { "    \($0)" }.joined(separator: ",\n")
        return "CREATE TABLE \(table.name) (\n\(body)\n)\(options(of: table));"
    }

    private func line(of column: SQLColumn, in table: SQLTable) -> String {
        var words = [column.name, type(of: column)]
        if case .columns([column.name]) = table.key {
            words.append("PRIMARY KEY")
        } else if column.isRequired {
            words.append("NOT NULL")
        }
        if let fallback = column.fallback {
            words.append("DEFAULT \(column.kind == .integer ? fallback : fallback.quoted(by: "'"))")
        }
        if column.isUnique { words.append("UNIQUE") }
        if let check = column.check { words.append("CHECK (\(condition(check, on: column.name)))") }
        if let reference = column.reference {
            words.append("REFERENCES \(reference.table)(\(reference.column))")
            if reference.cascades { words.append("ON DELETE CASCADE") }
        }
        return words.joined(separator: " ")
    }

    private func condition(_ check: SQLCheck, on column: String) -> String {
        switch check {
        case .filled: "\(column) <> ''"
        case .oneOf(let values) where values.count == 2:
            "\(column) IN (\(values.map { $0.quoted(by: "'") }.joined(separator: ", ")))"
        // SQLite would build a table for a longer `IN` with each row it checks.
        case .oneOf(let values): values.map { "\(column) = \($0.quoted(by: "'"))" }.joined(separator: " OR ")
        case .length(let lengths) where lengths.count == 1: "length(\(column)) = \(lengths[0])"
        case .length(let lengths): "length(\(column)) IN (\(lengths.map(String.init).joined(separator: ", ")))"
        case .atLeast(let least): "\(column) >= \(least)"
        }
    }

    private func creation(of index: SQLIndex, on table: SQLTable) -> String {
        let parts = (index.parts.map(part) + (index.isUnique ? [] : end(ofIndexOn: table))).joined(separator: ", ")
        let condition = index.condition.map { " WHERE \($0)" } ?? ""
        return "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(index.name) ON \(table.name)(\(parts))\(condition);"
    }
}
