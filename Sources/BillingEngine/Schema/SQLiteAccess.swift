extension SQLiteSchema {
    /// Who may call from outside, what was answered to whom, and mail that is tried more than once.
    static let version2 = [access, answeredRequests, mailDelivery, mailTemplates, userHistory, mandates]
        .joined(separator: "\n")

    /// Answers about debtors were kept with a plain digest over the request, and so over the password in it. Those of
    /// other requests had none, and stay good.
    static let version3 = """
        DELETE FROM answered_request WHERE instr(answer, '"debtor":{') > 0;
        """

    /// Keys are kept as hashes; of an M4 account the name of the file with its secret, since a hash needs the secret.
    private static let access = """
        CREATE TABLE api_key (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> ''),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            read_only TEXT NOT NULL DEFAULT '0' CHECK (read_only IN ('0', '1')),
            networks TEXT NOT NULL DEFAULT '',
            created TEXT NOT NULL,
            revoked TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE UNIQUE INDEX api_key_name ON api_key(name) WHERE revoked = '';
        CREATE TABLE m4_account (
            name TEXT PRIMARY KEY CHECK (name <> ''),
            secret_file TEXT NOT NULL CHECK (secret_file <> ''),
            allows_api TEXT NOT NULL DEFAULT '1' CHECK (allows_api IN ('0', '1')),
            allows_get TEXT NOT NULL DEFAULT '0' CHECK (allows_get IN ('0', '1')),
            manager_id INTEGER REFERENCES m4_user(id),
            created TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Answers to writes that carried an Idempotency-Key, stored with the write itself.
    private static let answeredRequests = """
        CREATE TABLE answered_request (
            caller TEXT NOT NULL,
            key TEXT NOT NULL CHECK (key <> ''),
            fingerprint TEXT NOT NULL,
            answer TEXT NOT NULL,
            created TEXT NOT NULL,
            PRIMARY KEY (caller, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX answered_request_created ON answered_request(created);
        """

    /// A mail that is being handed over belongs to one program until its lease ends. `secret` is the password that
    /// the body tells, to be blotted out. `next_attempt` and `lease_until` are universal time, the others local.
    private static let mailDelivery = """
        ALTER TABLE mail_outbox RENAME TO mail_outbox_1;
        DROP INDEX mail_outbox_waiting;
        CREATE TABLE mail_outbox (
            id INTEGER PRIMARY KEY,
            created TEXT NOT NULL,
            message_id TEXT NOT NULL DEFAULT '',
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            secret TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'waiting'
                CHECK (\(isOne(of: ["waiting", "sending", "sent", "failed"], "state"))),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            next_attempt TEXT NOT NULL DEFAULT '',
            lease_until TEXT NOT NULL DEFAULT '',
            last_attempt TEXT NOT NULL DEFAULT '',
            last_error TEXT NOT NULL DEFAULT ''
        ) STRICT;
        INSERT INTO mail_outbox (id, created, recipient, subject, body, state, attempts, last_attempt, last_error)
            SELECT id, created, recipient, subject, body, state, attempts, last_attempt, last_error FROM mail_outbox_1;
        DROP TABLE mail_outbox_1;
        CREATE INDEX mail_outbox_state ON mail_outbox(state, next_attempt);
        """

    /// The texts as they were when this was shipped, whatever `StandardMailTemplates` says by now.
    private static let mailTemplates = """
        CREATE TABLE mail_template (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> ''),
            subject TEXT NOT NULL CHECK (subject <> ''),
            body TEXT NOT NULL
        ) STRICT;
        INSERT INTO mail_template (id, name, subject, body) VALUES
            (1, 'Bericht', '{{#english}}A message about your account{{/english}}{{#dutch}}Bericht over uw account{{/dutch}}', '{{Message}}
        '),
        (2, 'Welkom', '{{#english}}Welcome{{/english}}{{#dutch}}Welkom{{/dutch}}', '{{#english}}
        Dear {{DisplayName}},

        Welcome. Your customer number is {{DebtorCode}}.

        Your user name is: {{Username}}
        {{#Password}}
        Your temporary password is: {{Password}}

        This password is valid for {{PasswordHours}} hours. Please choose a new one after you have logged in.
        {{/Password}}
        {{/english}}
        {{#dutch}}
        Beste {{DisplayName}},

        Welkom. Uw klantnummer is {{DebtorCode}}.

        Uw gebruikersnaam is: {{Username}}
        {{#Password}}
        Uw tijdelijke wachtwoord is: {{Password}}

        Dit wachtwoord is {{PasswordHours}} uur geldig. Kies na het inloggen een nieuw wachtwoord.
        {{/Password}}
        {{/dutch}}
        '),
        (3, 'Inloggegevens', '{{#english}}Your login details{{/english}}{{#dutch}}Uw inloggegevens{{/dutch}}', '{{#english}}
        Dear {{DisplayName}},

        Your user name is: {{Username}}
        {{#Password}}
        Your temporary password is: {{Password}}

        This password is valid for {{PasswordHours}} hours. Please choose a new one after you have logged in.
        {{/Password}}
        {{/english}}
        {{#dutch}}
        Beste {{DisplayName}},

        Uw gebruikersnaam is: {{Username}}
        {{#Password}}
        Uw tijdelijke wachtwoord is: {{Password}}

        Dit wachtwoord is {{PasswordHours}} uur geldig. Kies na het inloggen een nieuw wachtwoord.
        {{/Password}}
        {{/dutch}}
        ');
        """

    /// What keeps a user from being deleted. Source: M4 reference, 7.5.
    private static let userHistory = """
        ALTER TABLE m4_user ADD COLUMN did_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE m4_user ADD COLUMN call_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE m4_user ADD COLUMN payment_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE m4_user ADD COLUMN invoice_count INTEGER NOT NULL DEFAULT 0;
        """

    /// Source: HostFact reference, 4.4.
    private static let mandates = """
        ALTER TABLE debtor ADD COLUMN MandateDate TEXT NOT NULL DEFAULT '';
        """
}
