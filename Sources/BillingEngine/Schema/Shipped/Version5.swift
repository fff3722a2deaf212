extension SQLiteSchema {
    /// Identities of records that are gone are never given out again.
    static let version5 = """
        CREATE TABLE spent_identity (
            name TEXT PRIMARY KEY,
            last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER record_group_spent_delete AFTER DELETE ON record_group BEGIN
            INSERT INTO spent_identity (name, last) VALUES ('record_group', old.Identifier)
            ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
        END;
        CREATE TRIGGER record_group_spent_insert AFTER INSERT ON record_group
        WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'record_group') BEGIN
            SELECT RAISE(ABORT, 'the identity was used before');
        END;
        CREATE TRIGGER debtor_spent_delete AFTER DELETE ON debtor BEGIN
            INSERT INTO spent_identity (name, last) VALUES ('debtor', old.Identifier)
            ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
        END;
        CREATE TRIGGER debtor_spent_insert AFTER INSERT ON debtor
        WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'debtor') BEGIN
            SELECT RAISE(ABORT, 'the identity was used before');
        END;
        CREATE TRIGGER product_spent_delete AFTER DELETE ON product BEGIN
            INSERT INTO spent_identity (name, last) VALUES ('product', old.Identifier)
            ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
        END;
        CREATE TRIGGER product_spent_insert AFTER INSERT ON product
        WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'product') BEGIN
            SELECT RAISE(ABORT, 'the identity was used before');
        END;
        CREATE TRIGGER service_spent_delete AFTER DELETE ON service BEGIN
            INSERT INTO spent_identity (name, last) VALUES ('service', old.Identifier)
            ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
        END;
        CREATE TRIGGER service_spent_insert AFTER INSERT ON service
        WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'service') BEGIN
            SELECT RAISE(ABORT, 'the identity was used before');
        END;
        CREATE TRIGGER m4_user_spent_delete AFTER DELETE ON m4_user BEGIN
            INSERT INTO spent_identity (name, last) VALUES ('m4_user', old.id)
            ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
        END;
        CREATE TRIGGER m4_user_spent_insert AFTER INSERT ON m4_user
        WHEN new.id <= (SELECT last FROM spent_identity WHERE name = 'm4_user') BEGIN
            SELECT RAISE(ABORT, 'the identity was used before');
        END;
        """
}
