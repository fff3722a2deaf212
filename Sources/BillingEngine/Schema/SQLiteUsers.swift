extension SQLiteSchema {
    /// M4's users, managers and the administrator (id 0); flags as `1` and `0`, amounts and percentages as texts.
    static let users = """
        CREATE TABLE m4_user (
            id INTEGER PRIMARY KEY,
            username TEXT NOT NULL CHECK (username <> ''),
            usertype TEXT NOT NULL DEFAULT 'user' CHECK (\(isOne(of: ["admin", "manager", "user"], "usertype"))),
            password_hash TEXT NOT NULL DEFAULT '',
            first_name TEXT NOT NULL DEFAULT '',
            last_name TEXT NOT NULL DEFAULT '',
            balance TEXT NOT NULL DEFAULT '0' CHECK (balance <> ''),
            blocked TEXT NOT NULL DEFAULT '0' CHECK (blocked IN ('0', '1')),
            tariff_id INTEGER,
            owner_id INTEGER NOT NULL DEFAULT 0,
            user_status TEXT NOT NULL DEFAULT '',
            hidden TEXT NOT NULL DEFAULT '0' CHECK (hidden IN ('0', '1')),
            clientid TEXT NOT NULL DEFAULT '',
            agreement_number TEXT NOT NULL DEFAULT '',
            agreement_date TEXT NOT NULL DEFAULT '' CHECK (length(agreement_date) IN (0, 10)),
            language TEXT NOT NULL DEFAULT 'en',
            taxation_country INTEGER REFERENCES m4_direction(id),
            vat_number TEXT NOT NULL DEFAULT '',
            accounting_number TEXT NOT NULL DEFAULT '',
            currency_id INTEGER NOT NULL DEFAULT 1 REFERENCES m4_currency(id),
            call_limit TEXT NOT NULL DEFAULT '0',
            responsible_manager_id INTEGER REFERENCES m4_user(id),
            hide_non_answered_calls TEXT NOT NULL DEFAULT '0' CHECK (hide_non_answered_calls IN ('0', '1')),
            block_at TEXT NOT NULL DEFAULT '' CHECK (length(block_at) IN (0, 10)),
            block_at_conditional TEXT NOT NULL DEFAULT '',
            block_conditional_use TEXT NOT NULL DEFAULT '0' CHECK (block_conditional_use IN ('0', '1')),
            warning_email_active TEXT NOT NULL DEFAULT '0' CHECK (warning_email_active IN ('0', '1')),
            warning_email_balance TEXT NOT NULL DEFAULT '0',
            warning_email_hour TEXT NOT NULL DEFAULT '-1',
            generate_invoice TEXT NOT NULL DEFAULT '1' CHECK (generate_invoice IN ('0', '1')),
            enable_static_source_list TEXT NOT NULL DEFAULT 'no'
                CHECK (\(isOne(of: ["no", "blacklist", "whitelist"], "enable_static_source_list"))),
            static_source_list_id INTEGER REFERENCES m4_number_pool(id),
            enable_static_list TEXT NOT NULL DEFAULT 'no' CHECK (\(isOne(of: ["no", "blacklist", "whitelist"], "enable_static_list"))),
            static_list_id INTEGER REFERENCES m4_number_pool(id),
            comment TEXT NOT NULL DEFAULT '',
            address TEXT NOT NULL DEFAULT '',
            city TEXT NOT NULL DEFAULT '',
            postcode TEXT NOT NULL DEFAULT '',
            county TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT '',
            direction_id INTEGER REFERENCES m4_direction(id),
            phone TEXT NOT NULL DEFAULT '',
            mob_phone TEXT NOT NULL DEFAULT '',
            fax TEXT NOT NULL DEFAULT '',
            email TEXT NOT NULL DEFAULT '',
            tax1_name TEXT NOT NULL DEFAULT '',
            tax1_value TEXT NOT NULL DEFAULT '0',
            tax1_enabled TEXT NOT NULL DEFAULT '1' CHECK (tax1_enabled = '1'),
            tax2_name TEXT NOT NULL DEFAULT '',
            tax2_value TEXT NOT NULL DEFAULT '0',
            tax2_enabled TEXT NOT NULL DEFAULT '0' CHECK (tax2_enabled IN ('0', '1')),
            tax3_name TEXT NOT NULL DEFAULT '',
            tax3_value TEXT NOT NULL DEFAULT '0',
            tax3_enabled TEXT NOT NULL DEFAULT '0' CHECK (tax3_enabled IN ('0', '1')),
            tax4_name TEXT NOT NULL DEFAULT '',
            tax4_value TEXT NOT NULL DEFAULT '0',
            tax4_enabled TEXT NOT NULL DEFAULT '0' CHECK (tax4_enabled IN ('0', '1')),
            can_edit_users TEXT NOT NULL DEFAULT '0' CHECK (can_edit_users IN ('0', '1')),
            only_assigned_users TEXT NOT NULL DEFAULT '0' CHECK (only_assigned_users IN ('0', '1')),
            Folded TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX m4_user_username ON m4_user(username COLLATE NOCASE);
        CREATE INDEX m4_user_first_name ON m4_user(first_name COLLATE NOCASE);
        CREATE INDEX m4_user_accounting_number ON m4_user(accounting_number);
        CREATE INDEX m4_user_balance ON m4_user(CAST(balance AS NUMERIC));
        CREATE INDEX m4_user_staff ON m4_user(usertype) WHERE usertype <> 'user';
        CREATE INDEX m4_user_manager ON m4_user(responsible_manager_id) WHERE responsible_manager_id IS NOT NULL;
        """

    static let userLookups = """
        CREATE TABLE m4_currency (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE CHECK (code <> ''),
            rate TEXT NOT NULL DEFAULT '1'
        ) STRICT;
        CREATE TABLE m4_direction (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE CHECK (code <> ''),
            name TEXT NOT NULL CHECK (name <> '')
        ) STRICT;
        CREATE TABLE m4_number_pool (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> '')
        ) STRICT;
        """
}
