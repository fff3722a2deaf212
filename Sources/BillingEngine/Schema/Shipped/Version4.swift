extension SQLiteSchema {
    /// Rows are found by more than before: what still has its old text is noted, to be brought up to date in parts.
    static let version4 = """
        CREATE TABLE search_pending (
            name TEXT NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL CHECK (last >= first),
            PRIMARY KEY (name, first)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO search_pending (name, first, last)
            SELECT 'debtor', (SELECT min(Identifier) FROM debtor), (SELECT max(Identifier) FROM debtor)
            WHERE EXISTS (SELECT 1 FROM debtor);
        CREATE TRIGGER debtor_search_old_insert AFTER INSERT ON debtor WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('debtor', new.Identifier, new.Identifier);
        END;
        CREATE TRIGGER debtor_search_old_update AFTER UPDATE OF Folded ON debtor
        WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('debtor', new.Identifier, new.Identifier);
        END;
        INSERT INTO search_pending (name, first, last)
            SELECT 'product', (SELECT min(Identifier) FROM product), (SELECT max(Identifier) FROM product)
            WHERE EXISTS (SELECT 1 FROM product);
        CREATE TRIGGER product_search_old_insert AFTER INSERT ON product WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('product', new.Identifier, new.Identifier);
        END;
        CREATE TRIGGER product_search_old_update AFTER UPDATE OF Folded ON product
        WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('product', new.Identifier, new.Identifier);
        END;
        INSERT INTO search_pending (name, first, last)
            SELECT 'service', (SELECT min(Identifier) FROM service), (SELECT max(Identifier) FROM service)
            WHERE EXISTS (SELECT 1 FROM service);
        CREATE TRIGGER service_search_old_insert AFTER INSERT ON service WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('service', new.Identifier, new.Identifier);
        END;
        CREATE TRIGGER service_search_old_update AFTER UPDATE OF Folded ON service
        WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('service', new.Identifier, new.Identifier);
        END;
        INSERT INTO search_pending (name, first, last)
            SELECT 'm4_user', (SELECT min(id) FROM m4_user), (SELECT max(id) FROM m4_user)
            WHERE EXISTS (SELECT 1 FROM m4_user);
        CREATE TRIGGER m4_user_search_old_insert AFTER INSERT ON m4_user WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('m4_user', new.id, new.id);
        END;
        CREATE TRIGGER m4_user_search_old_update AFTER UPDATE OF Folded ON m4_user
        WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
            INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('m4_user', new.id, new.id);
        END;
        """
}
