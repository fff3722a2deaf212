extension SQLiteSchema {
    /// Answers about debtors were kept with a plain digest over the request, and so over the password in it. Those of
    /// other requests had none, and stay good.
    static let version3 = """
        DELETE FROM answered_request WHERE instr(answer, '"debtor":{') > 0;
        """
}
