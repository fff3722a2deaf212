import BillingAPI
import HostFactAPI
import SQLStore

extension Tables {
    static let group = SQLTable(
        Name.group, .identity(Group.identifier.name), [.given(Group.name), .given(Group.type)],
        isReferredTo: true)

    static let debtor = SQLTable(
        Name.debtor, .identity(Debtor.identifier.name),
        debtorIdentity + debtorInvoices + debtorPayment + debtorLogin + debtorSettings + moments
            + [.text(SQLTable.folded), SQLColumn(Debtor.mandateDate).unchecked],
        indexes: [
            SQLIndex("debtor_code", Debtor.code.name, isUnique: true),
            SQLIndex(
                "debtor_username", [.caseless(Debtor.username.name)], isUnique: true,
                where: "\(Debtor.username.name) <> ''"),
            SQLIndex("debtor_company", [.caseless(Debtor.companyName.name)]),
            SQLIndex("debtor_surname", [.caseless(Debtor.surName.name)]),
            SQLIndex("debtor_city", [.caseless(Debtor.city.name)]),
            SQLIndex("debtor_email", [.caseless(Debtor.emailAddress.name)]),
            SQLIndex("debtor_modified", ObjectMember.modified),
            SQLIndex("debtor_without_login", Debtor.username.name, where: "\(Debtor.username.name) = ''"),
            SQLIndex(
                "debtor_temporary_password", TemporaryPassword.expiryColumn, where: TemporaryPassword.isGiven),
        ],
        isSearched: true, isCounted: true, isReferredTo: true)

    static let debtorGroup = membership(of: Name.debtor, Debtor.identifier)

    /// Which groups a table's records are in.
    static func membership(of table: String, _ identifier: Field<Int>) -> SQLTable {
        SQLTable(
            "\(table)_group", .columns([groupID, recordID]),
            [
                .integer(groupID).pointing(at: Name.group, Group.identifier.name, cascades: true),
                .integer(recordID).pointing(at: table, identifier.name, cascades: true),
            ],
            indexes: [SQLIndex("\(table)_group_record", recordID)])
    }

    static let groupID = "GroupId"
    static let recordID = "RecordId"

    static let moments: [SQLColumn] = [.text(ObjectMember.created), .text(ObjectMember.modified)]

    private static let debtorIdentity: [SQLColumn] =
        [.given(Debtor.code)]
        + .of(Debtor.companyName, Debtor.companyNumber, Debtor.legalForm, Debtor.taxNumber, Debtor.sex)
        + .of(Debtor.initials, Debtor.surName, Debtor.address, Debtor.zipCode, Debtor.city, Debtor.country)
        + .of(Debtor.emailAddress, Debtor.phoneNumber, Debtor.mobileNumber, Debtor.faxNumber, Debtor.website)
        + .of(Debtor.comment)

    private static let debtorInvoices: [SQLColumn] =
        .of(Debtor.invoiceMethod, Debtor.invoiceCompanyName, Debtor.invoiceSex, Debtor.invoiceInitials)
        + .of(Debtor.invoiceSurName, Debtor.invoiceAddress, Debtor.invoiceZipCode, Debtor.invoiceCity)
        + .of(Debtor.invoiceCountry, Debtor.invoiceEmailAddress, Debtor.reminderEmailAddress)

    private static let debtorPayment: [SQLColumn] =
        .of(Debtor.invoiceAuthorisation, Debtor.mandateID, Debtor.invoiceDataForPriceQuote)
        + .of(Debtor.accountNumber, Debtor.accountBIC, Debtor.accountName, Debtor.accountBank, Debtor.accountCity)

    private static let debtorLogin: [SQLColumn] =
        .of(Debtor.activeLogin, Debtor.username, Debtor.securePassword, Debtor.password)
        + [.text(TemporaryPassword.expiryColumn, else: "")]

    private static let debtorSettings: [SQLColumn] =
        .of(Debtor.mailing, Debtor.taxable, Debtor.periodicInvoiceDays, Debtor.invoiceTemplate)
        + .of(Debtor.priceQuoteTemplate, Debtor.reminderTemplate, Debtor.secondReminderTemplate)
        + .of(Debtor.summationTemplate, Debtor.paymentMail, Debtor.paymentMailTemplate, Debtor.invoiceCollect)
        + .of(Debtor.defaultLanguage, Debtor.clientareaProfile)
}
