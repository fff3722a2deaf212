extension PostgresTablesOfBalie {
    /// What the ready filters of the lists are answered by.
    static let version5 = """
        CREATE INDEX IF NOT EXISTS debtor_without_login ON debtor(Username, Identifier) WHERE Username = '';
        CREATE INDEX IF NOT EXISTS debtor_temporary_password ON debtor(PasswordExpires, Identifier) WHERE PasswordExpires <> '';
        CREATE INDEX IF NOT EXISTS m4_user_blocked ON m4_user(blocked, id);
        CREATE INDEX IF NOT EXISTS m4_user_block_at ON m4_user(block_at, id);
        """
}
