extension SQLiteSchema {
    static let groups = """
        CREATE TABLE record_group (
            Identifier INTEGER PRIMARY KEY,
            GroupName TEXT NOT NULL CHECK (GroupName <> ''),
            Type TEXT NOT NULL CHECK (\(isOne(of: ["debtor", "creditor", "product"], "Type")))
        ) STRICT;
        """

    static let debtors = """
        CREATE TABLE debtor (
            Identifier INTEGER PRIMARY KEY,
            DebtorCode TEXT NOT NULL CHECK (DebtorCode <> ''),
            CompanyName TEXT NOT NULL DEFAULT '',
            CompanyNumber TEXT NOT NULL DEFAULT '',
            LegalForm TEXT NOT NULL DEFAULT '',
            TaxNumber TEXT NOT NULL DEFAULT '',
            Sex TEXT NOT NULL DEFAULT 'm' CHECK (\(isOne(of: ["m", "f", "d", "u"], "Sex"))),
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
            InvoiceMethod TEXT NOT NULL DEFAULT '0' CHECK (\(isOne(of: ["0", "1", "3"], "InvoiceMethod"))),
            InvoiceCompanyName TEXT NOT NULL DEFAULT '',
            InvoiceSex TEXT NOT NULL DEFAULT 'm' CHECK (\(isOne(of: ["m", "f", "d", "u"], "InvoiceSex"))),
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
            Taxable TEXT NOT NULL DEFAULT 'auto' CHECK (\(isOne(of: ["auto", "yes", "no"], "Taxable"))),
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
            Folded TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX debtor_code ON debtor(DebtorCode);
        CREATE UNIQUE INDEX debtor_username ON debtor(Username COLLATE NOCASE) WHERE Username <> '';
        CREATE INDEX debtor_company ON debtor(CompanyName COLLATE NOCASE);
        CREATE INDEX debtor_surname ON debtor(SurName COLLATE NOCASE);
        CREATE INDEX debtor_city ON debtor(City COLLATE NOCASE);
        CREATE INDEX debtor_email ON debtor(EmailAddress COLLATE NOCASE);
        CREATE INDEX debtor_modified ON debtor(Modified);
        CREATE TABLE debtor_group (
            GroupId INTEGER NOT NULL REFERENCES record_group(Identifier) ON DELETE CASCADE,
            RecordId INTEGER NOT NULL REFERENCES debtor(Identifier) ON DELETE CASCADE,
            PRIMARY KEY (GroupId, RecordId)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX debtor_group_record ON debtor_group(RecordId);
        """

    static let mail = """
        CREATE TABLE mail_outbox (
            id INTEGER PRIMARY KEY,
            created TEXT NOT NULL,
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (\(isOne(of: ["waiting", "sent", "failed"], "state"))),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            last_attempt TEXT NOT NULL DEFAULT '',
            last_error TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE INDEX mail_outbox_waiting ON mail_outbox(created) WHERE state = 'waiting';
        """
}
