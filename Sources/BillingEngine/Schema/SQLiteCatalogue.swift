extension SQLiteSchema {
    static let products = """
        CREATE TABLE product (
            Identifier INTEGER PRIMARY KEY,
            ProductCode TEXT NOT NULL CHECK (ProductCode <> ''),
            ProductName TEXT NOT NULL DEFAULT '',
            ProductKeyPhrase TEXT NOT NULL DEFAULT '',
            ProductDescription TEXT NOT NULL DEFAULT '',
            NumberSuffix TEXT NOT NULL DEFAULT '',
            PriceExcl TEXT NOT NULL CHECK (PriceExcl <> ''),
            PricePeriod TEXT NOT NULL DEFAULT '' CHECK (\(isOne(of: ["", "d", "w", "m", "k", "h", "j", "t"], "PricePeriod"))),
            TaxPercentage TEXT NOT NULL DEFAULT '21' CHECK (TaxPercentage <> ''),
            Cost TEXT NOT NULL DEFAULT '0',
            ProductType TEXT NOT NULL DEFAULT 'other'
                CHECK (\(isOne(of: ["other", "hosting", "domain", "ssl", "vps"], "ProductType"))),
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
        CREATE TABLE product_group (
            GroupId INTEGER NOT NULL REFERENCES record_group(Identifier) ON DELETE CASCADE,
            RecordId INTEGER NOT NULL REFERENCES product(Identifier) ON DELETE CASCADE,
            PRIMARY KEY (GroupId, RecordId)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX product_group_record ON product_group(RecordId);
        """

    /// `DebtorCode` and `ProductCode` are copies for sorting; triggers let them follow. There is no status column:
    /// a service is terminated when its date has passed. The indexes end in that date so that a list of the active
    /// services is read from the index alone.
    static let services = """
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
            Periodic TEXT NOT NULL CHECK (\(isOne(of: ["d", "w", "m", "k", "h", "j", "t"], "Periodic"))),
            StartPeriod TEXT NOT NULL CHECK (length(StartPeriod) = 10),
            EndPeriod TEXT NOT NULL CHECK (length(EndPeriod) = 10),
            NextDate TEXT NOT NULL CHECK (length(NextDate) = 10),
            ContractPeriods TEXT NOT NULL,
            ContractPeriodic TEXT NOT NULL CHECK (\(isOne(of: ["d", "w", "m", "k", "h", "j", "t"], "ContractPeriodic"))),
            StartContract TEXT NOT NULL CHECK (length(StartContract) = 10),
            EndContract TEXT NOT NULL CHECK (length(EndContract) = 10),
            TerminationDate TEXT NOT NULL DEFAULT '' CHECK (length(TerminationDate) IN (0, 10)),
            TerminationCreated TEXT NOT NULL DEFAULT '',
            TerminationReason TEXT NOT NULL DEFAULT '',
            Reminder TEXT NOT NULL DEFAULT '' CHECK (\(isOne(of: ["", "yes", "no"], "Reminder"))),
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
        """
}
