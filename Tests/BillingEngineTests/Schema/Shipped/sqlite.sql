CREATE TABLE row_count (
    name TEXT PRIMARY KEY,
    total INTEGER NOT NULL CHECK (total >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE spent_identity (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO row_count VALUES ('debtor', 0), ('product', 0), ('service', 0), ('m4_user', 0);
CREATE TABLE installation (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE search_pending (
    name TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    PRIMARY KEY (name, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE record_group (
    Identifier INTEGER PRIMARY KEY,
    GroupName TEXT NOT NULL CHECK (GroupName <> ''),
    Type TEXT NOT NULL CHECK (Type = 'debtor' OR Type = 'creditor' OR Type = 'product')
) STRICT;
CREATE TRIGGER record_group_spent_delete AFTER DELETE ON record_group BEGIN
    INSERT INTO spent_identity (name, last) VALUES ('record_group', old.Identifier)
    ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
END;
CREATE TRIGGER record_group_spent_insert AFTER INSERT ON record_group
WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'record_group') BEGIN
    SELECT RAISE(ABORT, 'the identity was used before');
END;
CREATE TABLE debtor (
    Identifier INTEGER PRIMARY KEY,
    DebtorCode TEXT NOT NULL CHECK (DebtorCode <> ''),
    CompanyName TEXT NOT NULL DEFAULT '',
    CompanyNumber TEXT NOT NULL DEFAULT '',
    LegalForm TEXT NOT NULL DEFAULT '',
    TaxNumber TEXT NOT NULL DEFAULT '',
    Sex TEXT NOT NULL DEFAULT 'm' CHECK (Sex = 'm' OR Sex = 'f' OR Sex = 'd' OR Sex = 'u'),
    Initials TEXT NOT NULL DEFAULT '',
    SurName TEXT NOT NULL DEFAULT '',
    Address TEXT NOT NULL DEFAULT '',
    ZipCode TEXT NOT NULL DEFAULT '',
    City TEXT NOT NULL DEFAULT '',
    Country TEXT NOT NULL DEFAULT 'NL',
    EmailAddress TEXT NOT NULL DEFAULT '',
    PhoneNumber TEXT NOT NULL DEFAULT '',
    MobileNumber TEXT NOT NULL DEFAULT '',
    FaxNumber TEXT NOT NULL DEFAULT '',
    Website TEXT NOT NULL DEFAULT '',
    Comment TEXT NOT NULL DEFAULT '',
    InvoiceMethod TEXT NOT NULL DEFAULT '0' CHECK (InvoiceMethod = '0' OR InvoiceMethod = '1' OR InvoiceMethod = '3'),
    InvoiceCompanyName TEXT NOT NULL DEFAULT '',
    InvoiceSex TEXT NOT NULL DEFAULT 'm' CHECK (InvoiceSex = 'm' OR InvoiceSex = 'f' OR InvoiceSex = 'd' OR InvoiceSex = 'u'),
    InvoiceInitials TEXT NOT NULL DEFAULT '',
    InvoiceSurName TEXT NOT NULL DEFAULT '',
    InvoiceAddress TEXT NOT NULL DEFAULT '',
    InvoiceZipCode TEXT NOT NULL DEFAULT '',
    InvoiceCity TEXT NOT NULL DEFAULT '',
    InvoiceCountry TEXT NOT NULL DEFAULT 'NL',
    InvoiceEmailAddress TEXT NOT NULL DEFAULT '',
    ReminderEmailAddress TEXT NOT NULL DEFAULT '',
    InvoiceAuthorisation TEXT NOT NULL DEFAULT 'no' CHECK (InvoiceAuthorisation IN ('yes', 'no')),
    MandateID TEXT NOT NULL DEFAULT '',
    InvoiceDataForPriceQuote TEXT NOT NULL DEFAULT 'no' CHECK (InvoiceDataForPriceQuote IN ('yes', 'no')),
    AccountNumber TEXT NOT NULL DEFAULT '',
    AccountBIC TEXT NOT NULL DEFAULT '',
    AccountName TEXT NOT NULL DEFAULT '',
    AccountBank TEXT NOT NULL DEFAULT '',
    AccountCity TEXT NOT NULL DEFAULT '',
    ActiveLogin TEXT NOT NULL DEFAULT 'yes' CHECK (ActiveLogin IN ('yes', 'no')),
    Username TEXT NOT NULL DEFAULT '',
    SecurePassword TEXT NOT NULL DEFAULT '',
    Password TEXT NOT NULL DEFAULT '',
    PasswordExpires TEXT NOT NULL DEFAULT '',
    Mailing TEXT NOT NULL DEFAULT 'yes' CHECK (Mailing IN ('yes', 'no')),
    Taxable TEXT NOT NULL DEFAULT 'auto' CHECK (Taxable = 'auto' OR Taxable = 'yes' OR Taxable = 'no'),
    PeriodicInvoiceDays TEXT NOT NULL DEFAULT '-1',
    InvoiceTemplate TEXT NOT NULL DEFAULT '0',
    PriceQuoteTemplate TEXT NOT NULL DEFAULT '0',
    ReminderTemplate TEXT NOT NULL DEFAULT '0',
    SecondReminderTemplate TEXT NOT NULL DEFAULT '-1',
    SummationTemplate TEXT NOT NULL DEFAULT '0',
    PaymentMail TEXT NOT NULL DEFAULT '-1',
    PaymentMailTemplate TEXT NOT NULL DEFAULT '0',
    InvoiceCollect TEXT NOT NULL DEFAULT '-1',
    DefaultLanguage TEXT NOT NULL DEFAULT '',
    ClientareaProfile TEXT NOT NULL DEFAULT '0',
    Created TEXT NOT NULL,
    Modified TEXT NOT NULL,
    Folded TEXT NOT NULL,
    MandateDate TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX debtor_code ON debtor(DebtorCode);
CREATE UNIQUE INDEX debtor_username ON debtor(Username COLLATE NOCASE) WHERE Username <> '';
CREATE INDEX debtor_company ON debtor(CompanyName COLLATE NOCASE);
CREATE INDEX debtor_surname ON debtor(SurName COLLATE NOCASE);
CREATE INDEX debtor_city ON debtor(City COLLATE NOCASE);
CREATE INDEX debtor_email ON debtor(EmailAddress COLLATE NOCASE);
CREATE INDEX debtor_modified ON debtor(Modified);
CREATE INDEX debtor_without_login ON debtor(Username) WHERE Username = '';
CREATE INDEX debtor_temporary_password ON debtor(PasswordExpires) WHERE PasswordExpires <> '';
CREATE VIRTUAL TABLE debtor_search USING fts5(
    Folded, content='debtor', content_rowid='Identifier', tokenize='trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE debtor_terms USING fts5vocab(debtor_search, row);
CREATE TRIGGER debtor_search_insert AFTER INSERT ON debtor BEGIN
    INSERT INTO debtor_search(rowid, Folded) VALUES (new.Identifier, new.Folded);
END;
CREATE TRIGGER debtor_search_delete AFTER DELETE ON debtor BEGIN
    INSERT INTO debtor_search(debtor_search, rowid, Folded) VALUES ('delete', old.Identifier, old.Folded);
END;
CREATE TRIGGER debtor_search_update AFTER UPDATE OF Folded ON debtor WHEN old.Folded <> new.Folded BEGIN
    INSERT INTO debtor_search(debtor_search, rowid, Folded) VALUES ('delete', old.Identifier, old.Folded);
    INSERT INTO debtor_search(rowid, Folded) VALUES (new.Identifier, new.Folded);
END;
CREATE TRIGGER debtor_search_old_insert AFTER INSERT ON debtor WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('debtor', new.Identifier, new.Identifier);
END;
CREATE TRIGGER debtor_search_old_update AFTER UPDATE OF Folded ON debtor
WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('debtor', new.Identifier, new.Identifier);
END;
CREATE TRIGGER debtor_count_insert AFTER INSERT ON debtor BEGIN
    UPDATE row_count SET total = total + 1 WHERE name = 'debtor';
END;
CREATE TRIGGER debtor_count_delete AFTER DELETE ON debtor BEGIN
    UPDATE row_count SET total = total - 1 WHERE name = 'debtor';
END;
CREATE TRIGGER debtor_spent_delete AFTER DELETE ON debtor BEGIN
    INSERT INTO spent_identity (name, last) VALUES ('debtor', old.Identifier)
    ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
END;
CREATE TRIGGER debtor_spent_insert AFTER INSERT ON debtor
WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'debtor') BEGIN
    SELECT RAISE(ABORT, 'the identity was used before');
END;
CREATE TABLE debtor_group (
    GroupId INTEGER NOT NULL REFERENCES record_group(Identifier) ON DELETE CASCADE,
    RecordId INTEGER NOT NULL REFERENCES debtor(Identifier) ON DELETE CASCADE,
    PRIMARY KEY (GroupId, RecordId)
) STRICT, WITHOUT ROWID;
CREATE INDEX debtor_group_record ON debtor_group(RecordId);
CREATE TABLE product (
    Identifier INTEGER PRIMARY KEY,
    ProductCode TEXT NOT NULL CHECK (ProductCode <> ''),
    ProductName TEXT NOT NULL DEFAULT '',
    ProductKeyPhrase TEXT NOT NULL DEFAULT '',
    ProductDescription TEXT NOT NULL DEFAULT '',
    NumberSuffix TEXT NOT NULL DEFAULT '',
    PriceExcl TEXT NOT NULL CHECK (PriceExcl <> ''),
    PricePeriod TEXT NOT NULL DEFAULT '' CHECK (PricePeriod = '' OR PricePeriod = 'd' OR PricePeriod = 'w' OR PricePeriod = 'm' OR PricePeriod = 'k' OR PricePeriod = 'h' OR PricePeriod = 'j' OR PricePeriod = 't'),
    TaxPercentage TEXT NOT NULL DEFAULT '21' CHECK (TaxPercentage <> ''),
    Cost TEXT NOT NULL DEFAULT '0',
    ProductType TEXT NOT NULL DEFAULT 'other' CHECK (ProductType = 'other' OR ProductType = 'hosting' OR ProductType = 'domain' OR ProductType = 'ssl' OR ProductType = 'vps'),
    ProductTld TEXT NOT NULL DEFAULT '',
    PackageID TEXT NOT NULL DEFAULT '0',
    HasCustomPrice TEXT NOT NULL DEFAULT 'no' CHECK (HasCustomPrice IN ('no', 'period')),
    CustomPrices TEXT NOT NULL DEFAULT '',
    Created TEXT NOT NULL,
    Modified TEXT NOT NULL,
    Folded TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX product_code ON product(ProductCode);
CREATE INDEX product_name ON product(ProductName COLLATE NOCASE);
CREATE INDEX product_price ON product(CAST(PriceExcl AS NUMERIC));
CREATE INDEX product_modified ON product(Modified);
CREATE VIRTUAL TABLE product_search USING fts5(
    Folded, content='product', content_rowid='Identifier', tokenize='trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE product_terms USING fts5vocab(product_search, row);
CREATE TRIGGER product_search_insert AFTER INSERT ON product BEGIN
    INSERT INTO product_search(rowid, Folded) VALUES (new.Identifier, new.Folded);
END;
CREATE TRIGGER product_search_delete AFTER DELETE ON product BEGIN
    INSERT INTO product_search(product_search, rowid, Folded) VALUES ('delete', old.Identifier, old.Folded);
END;
CREATE TRIGGER product_search_update AFTER UPDATE OF Folded ON product WHEN old.Folded <> new.Folded BEGIN
    INSERT INTO product_search(product_search, rowid, Folded) VALUES ('delete', old.Identifier, old.Folded);
    INSERT INTO product_search(rowid, Folded) VALUES (new.Identifier, new.Folded);
END;
CREATE TRIGGER product_search_old_insert AFTER INSERT ON product WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('product', new.Identifier, new.Identifier);
END;
CREATE TRIGGER product_search_old_update AFTER UPDATE OF Folded ON product
WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('product', new.Identifier, new.Identifier);
END;
CREATE TRIGGER product_count_insert AFTER INSERT ON product BEGIN
    UPDATE row_count SET total = total + 1 WHERE name = 'product';
END;
CREATE TRIGGER product_count_delete AFTER DELETE ON product BEGIN
    UPDATE row_count SET total = total - 1 WHERE name = 'product';
END;
CREATE TRIGGER product_spent_delete AFTER DELETE ON product BEGIN
    INSERT INTO spent_identity (name, last) VALUES ('product', old.Identifier)
    ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
END;
CREATE TRIGGER product_spent_insert AFTER INSERT ON product
WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'product') BEGIN
    SELECT RAISE(ABORT, 'the identity was used before');
END;
CREATE TABLE product_group (
    GroupId INTEGER NOT NULL REFERENCES record_group(Identifier) ON DELETE CASCADE,
    RecordId INTEGER NOT NULL REFERENCES product(Identifier) ON DELETE CASCADE,
    PRIMARY KEY (GroupId, RecordId)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_group_record ON product_group(RecordId);
CREATE TABLE service (
    Identifier INTEGER PRIMARY KEY,
    Debtor INTEGER NOT NULL REFERENCES debtor(Identifier),
    DebtorCode TEXT NOT NULL,
    ProductId INTEGER REFERENCES product(Identifier),
    ProductCode TEXT NOT NULL DEFAULT '',
    Number TEXT NOT NULL DEFAULT '1',
    NumberSuffix TEXT NOT NULL DEFAULT '',
    Description TEXT NOT NULL DEFAULT '',
    PriceExcl TEXT NOT NULL CHECK (PriceExcl <> ''),
    TaxPercentage TEXT NOT NULL DEFAULT '21' CHECK (TaxPercentage <> ''),
    DiscountPercentage TEXT NOT NULL DEFAULT '0' CHECK (DiscountPercentage <> ''),
    Periods TEXT NOT NULL DEFAULT '1',
    Periodic TEXT NOT NULL CHECK (Periodic = 'd' OR Periodic = 'w' OR Periodic = 'm' OR Periodic = 'k' OR Periodic = 'h' OR Periodic = 'j' OR Periodic = 't'),
    StartPeriod TEXT NOT NULL CHECK (length(StartPeriod) = 10),
    EndPeriod TEXT NOT NULL CHECK (length(EndPeriod) = 10),
    NextDate TEXT NOT NULL CHECK (length(NextDate) = 10),
    ContractPeriods TEXT NOT NULL,
    ContractPeriodic TEXT NOT NULL CHECK (ContractPeriodic = 'd' OR ContractPeriodic = 'w' OR ContractPeriodic = 'm' OR ContractPeriodic = 'k' OR ContractPeriodic = 'h' OR ContractPeriodic = 'j' OR ContractPeriodic = 't'),
    StartContract TEXT NOT NULL CHECK (length(StartContract) = 10),
    EndContract TEXT NOT NULL CHECK (length(EndContract) = 10),
    TerminationDate TEXT NOT NULL DEFAULT '' CHECK (length(TerminationDate) IN (0, 10)),
    TerminationCreated TEXT NOT NULL DEFAULT '',
    TerminationReason TEXT NOT NULL DEFAULT '',
    Reminder TEXT NOT NULL DEFAULT '' CHECK (Reminder = '' OR Reminder = 'yes' OR Reminder = 'no'),
    InvoiceAuthorisation TEXT NOT NULL DEFAULT 'yes' CHECK (InvoiceAuthorisation IN ('yes', 'no')),
    Created TEXT NOT NULL,
    Modified TEXT NOT NULL,
    Folded TEXT NOT NULL
) STRICT;
CREATE INDEX service_debtor ON service(Debtor);
CREATE INDEX service_product ON service(ProductId) WHERE ProductId IS NOT NULL;
CREATE INDEX service_next_date ON service(NextDate, Identifier, TerminationDate);
CREATE INDEX service_debtor_code ON service(DebtorCode, Identifier, TerminationDate);
CREATE INDEX service_product_code ON service(ProductCode, Identifier, TerminationDate);
CREATE INDEX service_description ON service(Description COLLATE NOCASE, Identifier, TerminationDate);
CREATE INDEX service_modified ON service(Modified, Identifier, TerminationDate);
CREATE INDEX service_termination ON service(TerminationDate, Identifier);
CREATE TRIGGER service_debtor_renamed AFTER UPDATE OF DebtorCode ON debtor
WHEN old.DebtorCode <> new.DebtorCode BEGIN
    UPDATE service SET DebtorCode = new.DebtorCode WHERE Debtor = new.Identifier;
END;
CREATE TRIGGER service_product_renamed AFTER UPDATE OF ProductCode ON product
WHEN old.ProductCode <> new.ProductCode BEGIN
    UPDATE service SET ProductCode = new.ProductCode WHERE ProductId = new.Identifier;
END;
CREATE VIRTUAL TABLE service_search USING fts5(
    Folded, content='service', content_rowid='Identifier', tokenize='trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE service_terms USING fts5vocab(service_search, row);
CREATE TRIGGER service_search_insert AFTER INSERT ON service BEGIN
    INSERT INTO service_search(rowid, Folded) VALUES (new.Identifier, new.Folded);
END;
CREATE TRIGGER service_search_delete AFTER DELETE ON service BEGIN
    INSERT INTO service_search(service_search, rowid, Folded) VALUES ('delete', old.Identifier, old.Folded);
END;
CREATE TRIGGER service_search_update AFTER UPDATE OF Folded ON service WHEN old.Folded <> new.Folded BEGIN
    INSERT INTO service_search(service_search, rowid, Folded) VALUES ('delete', old.Identifier, old.Folded);
    INSERT INTO service_search(rowid, Folded) VALUES (new.Identifier, new.Folded);
END;
CREATE TRIGGER service_search_old_insert AFTER INSERT ON service WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('service', new.Identifier, new.Identifier);
END;
CREATE TRIGGER service_search_old_update AFTER UPDATE OF Folded ON service
WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('service', new.Identifier, new.Identifier);
END;
CREATE TRIGGER service_count_insert AFTER INSERT ON service BEGIN
    UPDATE row_count SET total = total + 1 WHERE name = 'service';
END;
CREATE TRIGGER service_count_delete AFTER DELETE ON service BEGIN
    UPDATE row_count SET total = total - 1 WHERE name = 'service';
END;
CREATE TRIGGER service_spent_delete AFTER DELETE ON service BEGIN
    INSERT INTO spent_identity (name, last) VALUES ('service', old.Identifier)
    ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
END;
CREATE TRIGGER service_spent_insert AFTER INSERT ON service
WHEN new.Identifier <= (SELECT last FROM spent_identity WHERE name = 'service') BEGIN
    SELECT RAISE(ABORT, 'the identity was used before');
END;
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
CREATE TABLE m4_user (
    id INTEGER PRIMARY KEY,
    username TEXT NOT NULL CHECK (username <> ''),
    usertype TEXT NOT NULL DEFAULT 'user' CHECK (usertype = 'admin' OR usertype = 'manager' OR usertype = 'user'),
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
    enable_static_source_list TEXT NOT NULL DEFAULT 'no' CHECK (enable_static_source_list = 'no' OR enable_static_source_list = 'blacklist' OR enable_static_source_list = 'whitelist'),
    static_source_list_id INTEGER REFERENCES m4_number_pool(id),
    enable_static_list TEXT NOT NULL DEFAULT 'no' CHECK (enable_static_list = 'no' OR enable_static_list = 'blacklist' OR enable_static_list = 'whitelist'),
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
    Folded TEXT NOT NULL,
    did_count INTEGER NOT NULL DEFAULT 0,
    call_count INTEGER NOT NULL DEFAULT 0,
    payment_count INTEGER NOT NULL DEFAULT 0,
    invoice_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX m4_user_username ON m4_user(username COLLATE NOCASE);
CREATE INDEX m4_user_first_name ON m4_user(first_name COLLATE NOCASE);
CREATE INDEX m4_user_accounting_number ON m4_user(accounting_number);
CREATE INDEX m4_user_balance ON m4_user(CAST(balance AS NUMERIC));
CREATE INDEX m4_user_blocked ON m4_user(blocked);
CREATE INDEX m4_user_block_at ON m4_user(block_at);
CREATE INDEX m4_user_staff ON m4_user(usertype) WHERE usertype <> 'user';
CREATE INDEX m4_user_manager ON m4_user(responsible_manager_id) WHERE responsible_manager_id IS NOT NULL;
CREATE VIRTUAL TABLE m4_user_search USING fts5(
    Folded, content='m4_user', content_rowid='id', tokenize='trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE m4_user_terms USING fts5vocab(m4_user_search, row);
CREATE TRIGGER m4_user_search_insert AFTER INSERT ON m4_user BEGIN
    INSERT INTO m4_user_search(rowid, Folded) VALUES (new.id, new.Folded);
END;
CREATE TRIGGER m4_user_search_delete AFTER DELETE ON m4_user BEGIN
    INSERT INTO m4_user_search(m4_user_search, rowid, Folded) VALUES ('delete', old.id, old.Folded);
END;
CREATE TRIGGER m4_user_search_update AFTER UPDATE OF Folded ON m4_user WHEN old.Folded <> new.Folded BEGIN
    INSERT INTO m4_user_search(m4_user_search, rowid, Folded) VALUES ('delete', old.id, old.Folded);
    INSERT INTO m4_user_search(rowid, Folded) VALUES (new.id, new.Folded);
END;
CREATE TRIGGER m4_user_search_old_insert AFTER INSERT ON m4_user WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('m4_user', new.id, new.id);
END;
CREATE TRIGGER m4_user_search_old_update AFTER UPDATE OF Folded ON m4_user
WHEN substr(new.Folded, 1, 1) <> char(31) BEGIN
    INSERT OR IGNORE INTO search_pending (name, first, last) VALUES ('m4_user', new.id, new.id);
END;
CREATE TRIGGER m4_user_count_insert AFTER INSERT ON m4_user BEGIN
    UPDATE row_count SET total = total + 1 WHERE name = 'm4_user';
END;
CREATE TRIGGER m4_user_count_delete AFTER DELETE ON m4_user BEGIN
    UPDATE row_count SET total = total - 1 WHERE name = 'm4_user';
END;
CREATE TRIGGER m4_user_spent_delete AFTER DELETE ON m4_user BEGIN
    INSERT INTO spent_identity (name, last) VALUES ('m4_user', old.id)
    ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last);
END;
CREATE TRIGGER m4_user_spent_insert AFTER INSERT ON m4_user
WHEN new.id <= (SELECT last FROM spent_identity WHERE name = 'm4_user') BEGIN
    SELECT RAISE(ABORT, 'the identity was used before');
END;
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
CREATE TABLE mail_outbox (
    id INTEGER PRIMARY KEY,
    created TEXT NOT NULL,
    message_id TEXT NOT NULL DEFAULT '',
    recipient TEXT NOT NULL CHECK (recipient <> ''),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    secret TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state = 'waiting' OR state = 'sending' OR state = 'sent' OR state = 'failed'),
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_attempt TEXT NOT NULL DEFAULT '',
    lease_until TEXT NOT NULL DEFAULT '',
    last_attempt TEXT NOT NULL DEFAULT '',
    last_error TEXT NOT NULL DEFAULT '',
    debtor INTEGER
) STRICT;
CREATE INDEX mail_outbox_state ON mail_outbox(state, next_attempt);
CREATE INDEX mail_outbox_debtor ON mail_outbox(debtor) WHERE debtor IS NOT NULL;
CREATE TABLE mail_template (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    subject TEXT NOT NULL CHECK (subject <> ''),
    body TEXT NOT NULL
) STRICT;
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
