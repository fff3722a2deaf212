extension SQLiteSchema {
    /// Who changed what, and the chain that shows when an entry of it was touched.
    static let version6 = """
        CREATE TABLE journal_entry (
            id INTEGER PRIMARY KEY,
            moment TEXT NOT NULL,
            actor TEXT NOT NULL,
            proof TEXT NOT NULL CHECK (proof = 'user' OR proof = 'key' OR proof = 'account' OR proof = 'claimed'),
            origin TEXT NOT NULL DEFAULT '',
            address TEXT NOT NULL DEFAULT '',
            terminal TEXT NOT NULL DEFAULT '',
            action TEXT NOT NULL,
            kind TEXT NOT NULL DEFAULT '',
            record INTEGER,
            intent TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            ticket TEXT NOT NULL DEFAULT '',
            salt TEXT NOT NULL DEFAULT '',
            changes TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE INDEX journal_entry_record ON journal_entry(kind, record) WHERE record IS NOT NULL;
        CREATE TRIGGER journal_entry_spent_delete AFTER DELETE ON journal_entry BEGIN
            INSERT INTO spent_identity (name, last) VALUES ('journal_entry', old.id)
            ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
        END;
        CREATE TRIGGER journal_entry_spent_insert AFTER INSERT ON journal_entry
        WHEN new.id <= (SELECT last FROM spent_identity WHERE name = 'journal_entry') BEGIN
            SELECT RAISE(ABORT, 'the identity was used before');
        END;
        CREATE TABLE journal_seal (
            sequence INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL UNIQUE,
            contents TEXT NOT NULL CHECK (length(contents) = 64),
            previous TEXT NOT NULL CHECK (length(previous) = 64),
            digest TEXT NOT NULL CHECK (length(digest) = 64)
        ) STRICT, WITHOUT ROWID;
        """
}
