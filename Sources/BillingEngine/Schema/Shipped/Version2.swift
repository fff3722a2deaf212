extension SQLiteSchema {
    /// Who may call from outside, what was answered to whom, and mail that is tried more than once.
    static let version2 = """
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
        CREATE TABLE answered_request (
            caller TEXT NOT NULL,
            key TEXT NOT NULL CHECK (key <> ''),
            fingerprint TEXT NOT NULL,
            answer TEXT NOT NULL,
            created TEXT NOT NULL,
            PRIMARY KEY (caller, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX answered_request_created ON answered_request(created);
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
                CHECK (state = 'waiting' OR state = 'sending' OR state = 'sent' OR state = 'failed'),
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
        ALTER TABLE m4_user ADD COLUMN did_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE m4_user ADD COLUMN call_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE m4_user ADD COLUMN payment_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE m4_user ADD COLUMN invoice_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE debtor ADD COLUMN MandateDate TEXT NOT NULL DEFAULT '';
        """
}
