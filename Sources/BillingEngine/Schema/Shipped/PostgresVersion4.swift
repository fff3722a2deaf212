extension PostgresTablesOfBalie {
    /// Whose a mail is; of one that was written before, where its address is that of one debtor alone.
    static let version4 = """
        ALTER TABLE mail_outbox ADD COLUMN debtor bigint;
        CREATE INDEX mail_outbox_debtor ON mail_outbox(debtor, id) WHERE debtor IS NOT NULL;
        UPDATE mail_outbox SET debtor = (
            SELECT CASE WHEN count(*) = 1 THEN min(Identifier) END FROM debtor
            WHERE lower(EmailAddress) = lower(mail_outbox.recipient)
        );
        """
}
