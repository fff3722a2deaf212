extension SQLiteSchema {
    /// What the ready filters of the lists are answered by.
    static let version8 = """
        CREATE INDEX debtor_without_login ON debtor(Username) WHERE Username = '';
        CREATE INDEX debtor_temporary_password ON debtor(PasswordExpires) WHERE PasswordExpires <> '';
        CREATE INDEX m4_user_blocked ON m4_user(blocked);
        CREATE INDEX m4_user_block_at ON m4_user(block_at);
        """
}
