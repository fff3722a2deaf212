extension PostgresTablesOfBalie {
    /// Who has which record open. Whoever may work with the records may with this table.
    static let version3 = """
        CREATE TABLE presence (
            form text COLLATE "C" PRIMARY KEY CHECK (form <> ''),
            person text COLLATE "C" NOT NULL CHECK (person <> ''),
            origin text COLLATE "C" NOT NULL DEFAULT '',
            kind text COLLATE "C" NOT NULL CHECK (kind <> ''),
            record bigint NOT NULL CHECK (record >= 1),
            since bigint NOT NULL,
            seen bigint NOT NULL
        );
        CREATE INDEX presence_record ON presence(kind, record);
        DO $$
        DECLARE
            role text;
        BEGIN
            FOR role IN
                SELECT DISTINCT grantee FROM information_schema.role_table_grants
                WHERE table_schema = current_schema() AND table_name = 'debtor' AND privilege_type = 'UPDATE'
                AND grantee NOT IN ('PUBLIC', current_user)
            LOOP
                EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO %I', role);
            END LOOP;
        END
        $$;
        """
}
