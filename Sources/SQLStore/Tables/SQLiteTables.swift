/// What makes declared tables in an SQLite file.
public enum SQLiteTables {
    /// One script, with what the store keeps for itself.
    public static func script(making tables: [SQLTable]) -> String {
        let printer = SQLiteTablePrinter()
        return ([counts, spent].flatMap(printer.statements) + [counted(tables)] + tables.flatMap(printer.statements))
            .joined(separator: "\n")
    }

    /// The number of rows of each table that is counted, kept by triggers, so that a list's total costs nothing.
    static let counts = SQLTable(
        "row_count", .columns(["name"]),
        [SQLColumn("name", .text, isRequired: true), .integer("total", .atLeast("0"))])

    /// The newest identity of each table that is referred to whose row is gone.
    static let spent = SQLTable(
        "spent_identity", .columns(["name"]), [SQLColumn("name", .text, isRequired: true), .integer("last")])

    private static func counted(_ tables: [SQLTable]) -> String {
        let rows = tables.filter(\.isCounted).map { "('\($0.name)', 0)" }
        return rows.isEmpty ? "" : "INSERT INTO \(counts.name) VALUES \(rows.joined(separator: ", "));"
    }
}

struct SQLiteTablePrinter: TablePrinter {
    func identity(_ name: String) -> String { "\(name) INTEGER PRIMARY KEY" }

    func type(of column: SQLColumn) -> String { column.kind == .integer ? "INTEGER" : "TEXT" }

    func part(_ part: SQLIndex.Part) -> String {
        switch part {
        case .column(let name): name
        case .caseless(let name): SQLiteDialect().caseless(name)
        case .number(let name): SQLiteDialect().number(name)
        }
    }

    func options(of table: SQLTable) -> String { table.identity == nil ? " STRICT, WITHOUT ROWID" : " STRICT" }

    func copying(_ copy: SQLCopy, into table: SQLTable) -> String {
        """
        CREATE TRIGGER \(copy.name) AFTER UPDATE OF \(copy.column) ON \(copy.table)
        WHEN old.\(copy.column) <> new.\(copy.column) BEGIN
            UPDATE \(table.name) SET \(copy.column) = new.\(copy.column) WHERE \(copy.pointer) = new.\(copy.key);
        END;
        """
    }

    func additions(to table: SQLTable) -> [String] {
        guard let key = table.identity else { return [] }
        return (table.isSearched ? [search(table.name, key), oldTexts(table.name, key)] : [])
            + (table.isCounted ? [counting(table.name)] : []) + (table.isReferredTo ? [spending(table.name, key)] : [])
    }

    /// A text index over the folded texts, kept in step by triggers, and the list of its groups of three letters.
    private func search(_ table: String, _ key: String) -> String {
        let folded = SQLTable.folded
        return """
            CREATE VIRTUAL TABLE \(table)_search USING fts5(
                \(folded), content='\(table)', content_rowid='\(key)', tokenize='trigram case_sensitive 1'
            );
            CREATE VIRTUAL TABLE \(table)_terms USING fts5vocab(\(table)_search, row);
            CREATE TRIGGER \(table)_search_insert AFTER INSERT ON \(table) BEGIN
                INSERT INTO \(table)_search(rowid, \(folded)) VALUES (new.\(key), new.\(folded));
            END;
            CREATE TRIGGER \(table)_search_delete AFTER DELETE ON \(table) BEGIN
                INSERT INTO \(table)_search(\(table)_search, rowid, \(folded)) VALUES ('delete', old.\(key), old.\(folded));
            END;
            CREATE TRIGGER \(table)_search_update AFTER UPDATE OF \(folded) ON \(table) WHEN old.\(folded) <> new.\(folded) BEGIN
                INSERT INTO \(table)_search(\(table)_search, rowid, \(folded)) VALUES ('delete', old.\(key), old.\(folded));
                INSERT INTO \(table)_search(rowid, \(folded)) VALUES (new.\(key), new.\(folded));
            END;
            """
    }

    /// Programs of an earlier version that have the file open go on writing old texts, which begin without a separator
    /// (U+001F); their rows are noted as they come.
    private func oldTexts(_ table: String, _ key: String) -> String {
        let (folded, pending) = (SQLTable.folded, SQLTable.pendingTexts.name)
        return """
            CREATE TRIGGER \(table)_search_old_insert AFTER INSERT ON \(table) WHEN substr(new.\(folded), 1, 1) <> char(31) BEGIN
                INSERT OR IGNORE INTO \(pending) (name, first, last) VALUES ('\(table)', new.\(key), new.\(key));
            END;
            CREATE TRIGGER \(table)_search_old_update AFTER UPDATE OF \(folded) ON \(table)
            WHEN substr(new.\(folded), 1, 1) <> char(31) BEGIN
                INSERT OR IGNORE INTO \(pending) (name, first, last) VALUES ('\(table)', new.\(key), new.\(key));
            END;
            """
    }

    private func counting(_ table: String) -> String {
        let counts = SQLiteTables.counts.name
        return """
            CREATE TRIGGER \(table)_count_insert AFTER INSERT ON \(table) BEGIN
                UPDATE \(counts) SET total = total + 1 WHERE name = '\(table)';
            END;
            CREATE TRIGGER \(table)_count_delete AFTER DELETE ON \(table) BEGIN
                UPDATE \(counts) SET total = total - 1 WHERE name = '\(table)';
            END;
            """
    }

    /// A program of an earlier version gives a new row the identity after the highest that is there: that one is
    /// refused, where it was somebody else's before.
    private func spending(_ table: String, _ key: String) -> String {
        let spent = SQLiteTables.spent.name
        return """
            CREATE TRIGGER \(table)_spent_delete AFTER DELETE ON \(table) BEGIN
                INSERT INTO \(spent) (name, last) VALUES ('\(table)', old.\(key))
                ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
            END;
            CREATE TRIGGER \(table)_spent_insert AFTER INSERT ON \(table)
            WHEN new.\(key) <= (SELECT last FROM \(spent) WHERE name = '\(table)') BEGIN
                SELECT RAISE(ABORT, 'the identity was used before');
            END;
            """
    }
}
