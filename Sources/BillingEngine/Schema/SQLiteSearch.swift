extension SQLiteSchema {
    /// Rows are found by more than before: what still has its old text is noted, to be brought up to date in parts.
    ///
    /// Programs of an earlier version that have the file open go on writing old texts, which begin without a separator
    /// (U+001F); their rows are noted as they come.
    static let version4 =
        ([pendingTexts] + [
            oldTexts("debtor", key: "Identifier"), oldTexts("product", key: "Identifier"),
            oldTexts("service", key: "Identifier"), oldTexts("m4_user", key: "id"),
        ]).joined(separator: "\n")

    /// Keys from `first` to `last` of a table's rows that may have old texts.
    private static let pendingTexts = """
        CREATE TABLE search_pending (
            name TEXT NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL CHECK (last >= first),
            PRIMARY KEY (name, first)
        ) STRICT, WITHOUT ROWID;
        """

    private static func oldTexts(_ table: String, key: String) -> String {
        """
        INSERT INTO search_pending (name, first, last)
            SELECT '\(table)', (SELECT min(\(key)) FROM \(table)), (SELECT max(\(key)) FROM \(table))
            WHERE EXISTS (SELECT 1 FROM \(table));
        CREATE TRIGGER \(table)_search_old_insert AFTER INSERT ON \(table) WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('\(table)', new.\(key), new.\(key));
        END;
        CREATE TRIGGER \(table)_search_old_update AFTER UPDATE OF Folded ON \(table)
        WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('\(table)', new.\(key), new.\(key));
        END;
        """
    }
}
