import BillingAPI
import HostFactAPI
import Testing

/// Members and JSON kinds of the objects. Source: HostFact reference, 2.8 and 4.1, 5.1, 6.1, 6.2.
@Suite struct ObjectTests {
    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    static let debtor = words(
        """
        Identifier DebtorCode CompanyName CompanyNumber LegalForm TaxNumber Sex Initials SurName Address ZipCode City \
        Country EmailAddress PhoneNumber MobileNumber FaxNumber Website Comment InvoiceMethod InvoiceCompanyName \
        InvoiceSex InvoiceInitials InvoiceSurName InvoiceAddress InvoiceZipCode InvoiceCity InvoiceCountry \
        InvoiceEmailAddress ReminderEmailAddress InvoiceAuthorisation MandateID InvoiceDataForPriceQuote AccountNumber \
        AccountBIC AccountName AccountBank AccountCity ActiveLogin Username SecurePassword Mailing Taxable \
        PeriodicInvoiceDays InvoiceTemplate PriceQuoteTemplate ReminderTemplate SecondReminderTemplate \
        SummationTemplate PaymentMail PaymentMailTemplate InvoiceCollect DefaultLanguage ClientareaProfile Groups \
        Created Modified Translations
        """)
    static let product = words(
        """
        Identifier ProductCode ProductName ProductKeyPhrase ProductDescription NumberSuffix PriceExcl PricePeriod \
        TaxPercentage Cost ProductType ProductTld PackageID HasCustomPrice CustomPrices Groups Created Modified \
        Translations
        """)
    static let service = words("Identifier Debtor DebtorCode Status Subscription Termination Created Modified")
    static let subscription = words(
        """
        Number NumberSuffix ProductCode Description PriceExcl PriceIncl TaxPercentage DiscountPercentage Periods \
        Periodic StartPeriod EndPeriod NextDate ContractPeriods ContractPeriodic StartContract EndContract \
        TerminationDate Reminder InvoiceAuthorisation AmountExcl AmountIncl
        """)
    static let productRow = words(
        """
        Identifier ProductCode ProductName ProductKeyPhrase ProductDescription ProductType ProductTld PackageID \
        NumberSuffix PriceExcl TaxPercentage PricePeriod Modified
        """)
    static let serviceRow = words(
        "Identifier Debtor DebtorCode CompanyName Initials SurName Status Subscription Modified")
    static let subscriptionRow = words(
        """
        ProductCode Description Number NumberSuffix PriceExcl TaxPercentage DiscountPercentage Periods Periodic \
        StartPeriod EndPeriod NextDate TerminationDate AmountExcl AmountIncl
        """)

    private func object<Kind: HostFactEntity>(_ found: Found<Kind>) throws -> JSONValue {
        try #require(found.envelopeMembers.first).value
    }

    private func row<Kind: HostFactEntity>(_ record: Record<Kind>) throws -> JSONValue {
        let page = Listed(total: 1, offset: 0, filters: [], rows: [record])
        guard case .array(let rows)? = page.envelopeMembers.last?.value else { return .object([]) }
        return try #require(rows.first)
    }

    private func names(_ value: JSONValue?) -> [String] {
        guard case .object(let members)? = value else { return [] }
        return members.map(\.name)
    }

    /// The members that are numbers; all others must be strings, arrays or objects.
    private func numbers(_ value: JSONValue?) -> [String] {
        guard case .object(let members)? = value else { return [] }
        return members.filter { if case .number = $0.value { true } else { false } }.map(\.name)
    }

    @Test func aDebtorHasItsMembersInOrder() throws {
        let debtor = try object(Found(Samples.debtor))
        #expect(names(debtor) == Self.debtor)
        #expect(numbers(debtor).isEmpty)
    }

    @Test func aDebtorNeverShowsASecret() throws {
        let text = try object(Found(Samples.debtor)).encoded()
        #expect(!text.contains("stored"))
        #expect(text.contains(#""SecurePassword":"""#))
    }

    @Test func aProductHasItsMembersInOrder() throws {
        let product = try object(Found(Samples.product))
        #expect(names(product) == Self.product)
        #expect(numbers(product) == ["TaxPercentage"])
        let row = try row(Samples.product)
        #expect(names(row) == Self.productRow)
        #expect(numbers(row) == ["TaxPercentage"])
        #expect(row["PackageID"]?.text == "")
    }

    @Test func aServiceHasItsMembersInOrder() throws {
        let service = try object(Found(Samples.terminated))
        #expect(names(service) == Self.service)
        #expect(names(service["Subscription"]) == Self.subscription)
        #expect(
            numbers(service["Subscription"])
                == ["PriceIncl", "TaxPercentage", "DiscountPercentage", "AmountExcl", "AmountIncl"])
        #expect(numbers(service).isEmpty)
    }

    @Test func aServiceWithoutTerminationLacksTheMember() throws {
        #expect(names(try object(Found(Samples.service))) == Self.service.filter { $0 != "Termination" })
    }

    @Test func aServiceRowHasTheDebtorsNamesAndTheShorterSubscription() throws {
        let row = try row(Samples.service)
        #expect(names(row) == Self.serviceRow)
        #expect(names(row["Subscription"]) == Self.subscriptionRow)
        #expect(
            numbers(row["Subscription"]) == ["TaxPercentage", "DiscountPercentage", "AmountExcl", "AmountIncl"])
    }

    @Test func anEmptyRecordStillHasEveryMember() throws {
        #expect(names(try object(Found(Record<Debtor>([:])))) == Self.debtor)
        #expect(names(try object(Found(Record<Product>([:])))) == Self.product)
        #expect(names(try object(Found(Record<Subscription>([:])))) == Self.service.filter { $0 != "Termination" })
    }

    @Test(arguments: [
        ("LegalForm", "BV", "Besloten Vennootschap"), ("LegalForm", "ANDERS", "Anders of onbekend"),
        ("LegalForm", "", ""), ("Country", "NL", "Nederland"), ("Country", "DE", "Duitsland"), ("Country", "", ""),
        ("InvoiceMethod", "3", "Per e-mail en post"), ("InvoiceMethod", "9", "9"), ("Taxable", "yes", "Ja"),
    ]) func codesAreTranslated(member: String, code: String, text: String) throws {
        var debtor = Samples.debtor
        debtor[member: member] = code
        #expect(try object(Found(debtor))["Translations"]?[member]?.text == text)
    }

    @Test func damagedCustomPricesAreNone() throws {
        var product = Samples.product
        product[member: "CustomPrices"] = "{not json"
        #expect(try object(Found(product))["CustomPrices"] == .array([]))
    }

    @Test(arguments: [
        (["CompanyName": "Zon", "SurName": "Smit", "DebtorCode": "DB1"], "Zon"),
        (["Initials": "Eva", "SurName": "Smit", "DebtorCode": "DB1"], "Eva Smit"), (["DebtorCode": "DB1"], "DB1"),
    ]) func aDebtorIsCalledByCompanyPersonOrCode(values: [String: String], name: String) {
        #expect(Debtor.displayName(of: Record(values)) == name)
    }
}
