import SQLStore

/// The engine's tables as SQLite has them. Columns carry the vendors' member names.
enum SQLiteSchema {
    static let current = SQLSchema([version1, version2, version3, version4], applicationID: applicationID)

    /// “BALI” in the header of every database of ours, by which `file` and Balie tell it from others.
    private static let applicationID = 0x4241_4C49

    private static let version1 = [
        installation, groups, debtors, products, services, mail, users, userLookups, counts,
        search("debtor", key: "Identifier"), search("product", key: "Identifier"),
        search("service", key: "Identifier"), search("m4_user", key: "id"),
        counting("debtor"), counting("product"), counting("service"), counting("m4_user"),
    ].joined(separator: "\n")

    /// A check that a column has one of some values. SQLite would build a table for `IN` with each row it checks.
    static func isOne(of values: [String], _ column: String) -> String {
        values.map { "\(column) = '\($0)'" }.joined(separator: " OR ")
    }

    /// What is true of the whole database, such as that its data are invented.
    private static let installation = """
        CREATE TABLE installation (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// A text index over `Folded`, kept in step by triggers, and the list of its groups of three letters.
    private static func search(_ table: String, key: String) -> String {
        """
        CREATE VIRTUAL TABLE \(table)_search USING fts5(
            Folded, content='\(table)', content_rowid='\(key)', tokenize='trigram case_sensitive 1'
        );
        CREATE VIRTUAL TABLE \(table)_terms USING fts5vocab(\(table)_search, row);
        CREATE TRIGGER \(table)_search_insert AFTER INSERT ON \(table) BEGIN
            INSERT INTO \(table)_search(rowid, Folded) VALUES (new.\(key), new.Folded);
        END;
        CREATE TRIGGER \(table)_search_delete AFTER DELETE ON \(table) BEGIN
            INSERT INTO \(table)_search(\(table)_search, rowid, Folded) VALUES ('delete', old.\(key), old.Folded);
        END;
        CREATE TRIGGER \(table)_search_update AFTER UPDATE OF Folded ON \(table) WHEN old.Folded <> new.Folded BEGIN
            INSERT INTO \(table)_search(\(table)_search, rowid, Folded) VALUES ('delete', old.\(key), old.Folded);
            INSERT INTO \(table)_search(rowid, Folded) VALUES (new.\(key), new.Folded);
        END;
        """
    }

    /// The number of rows, so that a list's total costs nothing.
    private static let counts = """
        CREATE TABLE row_count (
            name TEXT PRIMARY KEY,
            total INTEGER NOT NULL CHECK (total >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO row_count VALUES ('debtor', 0), ('product', 0), ('service', 0), ('m4_user', 0);
        """

    private static func counting(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)_count_insert AFTER INSERT ON \(table) BEGIN
            UPDATE row_count SET total = total + 1 WHERE name = '\(table)';
        END;
        CREATE TRIGGER \(table)_count_delete AFTER DELETE ON \(table) BEGIN
            UPDATE row_count SET total = total - 1 WHERE name = '\(table)';
        END;
        """
    }
}
