import BillingAPI
import BillingModel

/// A customer. Fields in the vendor's order. Source: HostFact reference, 4.1 and 4.4.
public enum Debtor: Grouped {
    public static let kind = RecordKind.debtor
    public static let controller = "debtor"
    public static let listKey = "debtors"

    public static let identifier = Field<Int>.reference("Identifier", "Id", "Id", to: .debtor)
    public static let code = Field<String>.text("DebtorCode", "Debtor code", "Debiteurnummer", maximum: 50)
        .used(.code)
    public static let companyName = Field<String>.text("CompanyName", "Company", "Bedrijfsnaam")
    public static let companyNumber = Field<String>.text("CompanyNumber", "Chamber of commerce no.", "KvK-nummer")
        .written(.chamberNumber, in: country)
    public static let legalForm = Field<String>.text("LegalForm", "Legal form", "Rechtsvorm", maximum: 50)
    public static let taxNumber = Field<String>.text("TaxNumber", "VAT number", "Btw-nummer")
        .written(.vatNumber, in: country)
    public static let sex = Field<String>.choice("Sex", "Sex", "Geslacht", Vocabulary.sexes, fallback: "m")
    public static let initials = Field<String>.text("Initials", "First name", "Voornaam")
    public static let surName = Field<String>.text("SurName", "Last name", "Achternaam")
    public static let address = Field<String>.text("Address", "Address", "Adres")
    public static let zipCode = Field<String>.text("ZipCode", "Postcode", "Postcode", maximum: 20)
        .written(.postcode, in: country)
    public static let city = Field<String>.text("City", "City", "Plaats")
    public static let country = Field<String>.text(
        "Country", "Country", "Land", help: LocalizedText("Two letters, such as NL", "Twee letters, zoals NL"),
        maximum: 10, fallback: "NL")
    public static let emailAddress = Field<String>.text("EmailAddress", "E-mail address", "E-mailadres")
        .used(.code).written(.mailAddresses)
    public static let phoneNumber = Field<String>.text("PhoneNumber", "Phone", "Telefoon", maximum: 50)
        .written(.phone, in: country)
    public static let mobileNumber = Field<String>.text("MobileNumber", "Mobile phone", "Mobiel", maximum: 50)
        .written(.phone, in: country)
    public static let faxNumber = Field<String>.text("FaxNumber", "Fax", "Fax", maximum: 50)
        .written(.phone, in: country)
    public static let website = Field<String>.text("Website", "Website", "Website")
    public static let comment = Field<String>.multiline("Comment", "Internal note", "Interne notitie")

    public static let invoiceMethod = Field<String>.choice(
        "InvoiceMethod", "Invoices go", "Facturen gaan", Vocabulary.invoiceMethods, fallback: "0")
    public static let invoiceCompanyName = Field<String>.text("InvoiceCompanyName", "Company", "Bedrijfsnaam")
    public static let invoiceSex = Field<String>.choice(
        "InvoiceSex", "Sex", "Geslacht", Vocabulary.sexes, fallback: "m")
    public static let invoiceInitials = Field<String>.text("InvoiceInitials", "First name", "Voornaam")
    public static let invoiceSurName = Field<String>.text("InvoiceSurName", "Last name", "Achternaam")
    public static let invoiceAddress = Field<String>.text("InvoiceAddress", "Address", "Adres")
    public static let invoiceZipCode = Field<String>.text("InvoiceZipCode", "Postcode", "Postcode", maximum: 20)
        .written(.postcode, in: invoiceCountry)
    public static let invoiceCity = Field<String>.text("InvoiceCity", "City", "Plaats")
    public static let invoiceCountry = Field<String>.text(
        "InvoiceCountry", "Country", "Land", maximum: 10, fallback: "NL")
    public static let invoiceEmailAddress = Field<String>.text(
        "InvoiceEmailAddress", "E-mail for invoices", "E-mail voor facturen"
    ).used(.code).written(.mailAddresses)
    public static let reminderEmailAddress = Field<String>.text(
        "ReminderEmailAddress", "E-mail for reminders", "E-mail voor herinneringen"
    ).used(.code).written(.mailAddresses)

    public static let invoiceAuthorisation = Field<Bool>.flag(
        "InvoiceAuthorisation", "Direct debit", "Automatische incasso", .yesNo, fallback: "no")
    public static let mandateID = Field<String>.text("MandateID", "Mandate", "Machtiging")
    /// Taken as input only; no object shows it. Source: HostFact reference, 4.4.
    public static let mandateDate = Field<CalendarDate>.date(
        "MandateDate", "Mandate signed on", "Machtiging getekend op",
        help: LocalizedText("Empty with a new mandate: today", "Leeg bij een nieuwe machtiging: vandaag"))
    public static let invoiceDataForPriceQuote = Field<Bool>.flag(
        "InvoiceDataForPriceQuote", "Invoice address on quotes", "Factuuradres op offertes", .yesNo, fallback: "no")
    public static let accountNumber = Field<String>.text("AccountNumber", "IBAN", "IBAN", maximum: 50)
        .written(.iban)
    public static let accountBIC = Field<String>.text("AccountBIC", "BIC", "BIC", maximum: 50)
    public static let accountName = Field<String>.text("AccountName", "Account holder", "Rekeninghouder")
    public static let accountBank = Field<String>.text("AccountBank", "Bank", "Bank")
    public static let accountCity = Field<String>.text("AccountCity", "City of the account", "Plaats van de rekening")

    public static let activeLogin = Field<Bool>.flag(
        "ActiveLogin", "Client panel access", "Toegang klantenpaneel", .yesNo, fallback: "yes")
    public static let username = Field<String>.text("Username", "User name", "Gebruikersnaam").used(.code)
    public static let password = Field<String>.secret(
        "Password", "Temporary password", "Tijdelijk wachtwoord",
        help: LocalizedText("Readable by the system, valid 24 hours", "Leesbaar voor het systeem, 24 uur geldig"))
    public static let securePassword = Field<String>.secret(
        "SecurePassword", "Password hash", "Wachtwoord-hash",
        help: LocalizedText("Made by PHP's password_hash()", "Gemaakt met password_hash() van PHP"))

    public static let mailing = Field<Bool>.flag("Mailing", "Mailings", "Mailingen", .yesNo, fallback: "yes")
    public static let taxable = Field<String>.choice(
        "Taxable", "Charge VAT", "Btw berekenen", Vocabulary.taxable, fallback: "auto")
    public static let periodicInvoiceDays = Field<Int>.integer(
        "PeriodicInvoiceDays", "Invoice days ahead", "Dagen vooruit factureren", -1...365,
        help: LocalizedText("-1 is the general setting", "-1 is de algemene instelling"), fallback: "-1")
    public static let invoiceTemplate = template("InvoiceTemplate", "Invoice template", "Factuursjabloon", "0")
    public static let priceQuoteTemplate = template("PriceQuoteTemplate", "Quote template", "Offertesjabloon", "0")
    public static let reminderTemplate = template("ReminderTemplate", "Reminder template", "Herinneringssjabloon", "0")
    public static let secondReminderTemplate = template(
        "SecondReminderTemplate", "Second reminder template", "Sjabloon tweede herinnering", "-1")
    public static let summationTemplate = template(
        "SummationTemplate", "Demand template", "Aanmaningssjabloon", "0")
    public static let paymentMail = template("PaymentMail", "Payment mail", "Betaalmail", "-1")
    public static let paymentMailTemplate = template(
        "PaymentMailTemplate", "Payment mail template", "Sjabloon betaalmail", "0")
    public static let invoiceCollect = template(
        "InvoiceCollect", "Collect invoices", "Facturen verzamelen", "-1")
    public static let defaultLanguage = Field<String>.text(
        "DefaultLanguage", "Language", "Taal", maximum: 20)
    public static let clientareaProfile = template(
        "ClientareaProfile", "Client panel profile", "Klantenpaneelprofiel", "0")
    public static let groups = Field<[Int]>.references("Groups", "Groups", "Groepen", to: .group)

    private static func template(_ name: String, _ english: String, _ dutch: String, _ fallback: String) -> Field<Int> {
        .integer(name, english, dutch, -1...999_999, fallback: fallback)
    }

    /// Where systems elsewhere are asked to search: what a list shows, and what callers give most.
    public static let searched = [
        code, companyName, initials, surName, emailAddress, phoneNumber, zipCode, city, username,
    ].map(\.name)

    /// What a list can be searched in and sorted by: everything that is kept but the passwords.
    public static let listed =
        ([identifier.declaration] + details).filter { !$0.isSecret && $0 != groups.declaration }.map(\.member)
        + [ObjectMember.created, ObjectMember.modified]

    /// What the embedded engine knows a debtor by: everything a caller may say of himself.
    public static let foundBy = FoundBy(
        texts: searched
            + [
                address, website, accountName, invoiceCompanyName, invoiceInitials, invoiceSurName, invoiceAddress,
                invoiceZipCode, invoiceCity, invoiceEmailAddress, reminderEmailAddress,
            ].map(\.name),
        numbers: [zipCode, invoiceZipCode, companyNumber, taxNumber, accountNumber, mandateID].map(\.name),
        phones: [phoneNumber, mobileNumber, faxNumber].map(\.name))

    /// The name staff call the customer by: the company, else the person, else the code.
    public static func displayName(of debtor: Record<Debtor>) -> String {
        let name = ownName(of: debtor)
        return name.isEmpty ? debtor.text(code) : name
    }

    /// The company, else the person; empty where the record tells neither. A service's row tells its customer's too.
    public static func ownName<Kind>(of record: Record<Kind>) -> String {
        let company = record.text(companyName)
        return company.isEmpty ? personName(of: record) : company
    }

    /// Initials and surname, as far as they are known.
    public static func personName<Kind>(of record: Record<Kind>) -> String {
        [record.text(initials), record.text(surName)].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension Debtor {
    public static let members: [Member<Debtor>] =
        [.text(identifier), .text(code), .text(companyName), .text(companyNumber), .text(legalForm), .text(taxNumber)]
        + [.text(sex), .text(initials), .text(surName), .text(address), .text(zipCode), .text(city), .text(country)]
        + [.text(emailAddress), .text(phoneNumber), .text(mobileNumber), .text(faxNumber), .text(website)]
        + [.text(comment), .text(invoiceMethod), .text(invoiceCompanyName), .text(invoiceSex)]
        + [.text(invoiceInitials), .text(invoiceSurName), .text(invoiceAddress), .text(invoiceZipCode)]
        + [.text(invoiceCity), .text(invoiceCountry), .text(invoiceEmailAddress), .text(reminderEmailAddress)]
        + [.text(invoiceAuthorisation), .text(mandateID), .text(invoiceDataForPriceQuote), .text(accountNumber)]
        + [.text(accountBIC), .text(accountName), .text(accountBank), .text(accountCity), .text(activeLogin)]
        // The hash is always shown empty. Source: reference, 4.1 no. 41.
        + [.text(username), .computed(password.name) { $0.readablePassword.map { .string($0) } }]
        + [.computed(securePassword.name) { _ in .string("") }, .text(mailing), .text(taxable)]
        + [.text(periodicInvoiceDays), .text(invoiceTemplate), .text(priceQuoteTemplate), .text(reminderTemplate)]
        + [.text(secondReminderTemplate), .text(summationTemplate), .text(paymentMail), .text(paymentMailTemplate)]
        + [.text(invoiceCollect), .text(defaultLanguage), .text(clientareaProfile)]
        + [.computed(groups.name) { $0.groupsJSON }, .text(ObjectMember.created), .text(ObjectMember.modified)]
        + [.object(ObjectMember.translations, translations)]

    private static let translations: [Member<Debtor>] = [
        .computed(legalForm.name) { Vocabulary.legalForm($0.text(legalForm)) },
        .computed(country.name) { Vocabulary.country($0.text(country)) },
        .computed(invoiceMethod.name) { Vocabulary.dutch($0.text(invoiceMethod), in: Vocabulary.invoiceMethods) },
        .computed(invoiceCountry.name) { Vocabulary.country($0.text(invoiceCountry)) },
        .computed(taxable.name) { Vocabulary.dutch($0.text(taxable), in: Vocabulary.taxable) },
        .text(defaultLanguage),
    ]

    /// Source: HostFact reference, 4.3.
    public static let listMembers: [Member<Debtor>] = [
        .text(identifier), .text(code), .text(companyName), .text(sex), .text(initials), .text(surName),
        .text(emailAddress), .text(ObjectMember.modified),
    ]

    /// Everything that can be set on a debtor, under the headings of its form.
    static let details: [FieldDeclaration] =
        under("Identity", "Gegevens", [code, companyName, companyNumber, legalForm, taxNumber, sex, initials, surName])
        + under("Address", "Adres", [address, zipCode, city, country])
        + under("Contact", "Contact", [emailAddress, phoneNumber, mobileNumber, faxNumber, website, comment])
        + under("Invoices", "Facturen", [invoiceMethod, invoiceCompanyName, invoiceSex, invoiceInitials])
        + under("Invoices", "Facturen", [invoiceSurName, invoiceAddress, invoiceZipCode, invoiceCity, invoiceCountry])
        + under("Invoices", "Facturen", [invoiceEmailAddress, reminderEmailAddress])
        + under("Invoices", "Facturen", [invoiceDataForPriceQuote])
        + under("Payment", "Betaling", [invoiceAuthorisation])
        + under("Payment", "Betaling", [mandateID]) + under("Payment", "Betaling", [mandateDate])
        + under("Payment", "Betaling", [accountNumber, accountBIC, accountName, accountBank, accountCity])
        + under("Client panel", "Klantenpaneel", [activeLogin])
        + under("Client panel", "Klantenpaneel", [username, password, securePassword])
        + under("Settings", "Instellingen", [mailing])
        + under("Settings", "Instellingen", [taxable, defaultLanguage])
        + under("Settings", "Instellingen", [periodicInvoiceDays, invoiceTemplate, priceQuoteTemplate])
        + under("Settings", "Instellingen", [reminderTemplate, secondReminderTemplate, summationTemplate])
        + under("Settings", "Instellingen", [paymentMail, paymentMailTemplate, invoiceCollect, clientareaProfile])
        + under("Settings", "Instellingen", [groups])

    private static func under<Value>(
        _ english: String, _ dutch: String, _ fields: [Field<Value>]
    ) -> [FieldDeclaration] {
        fields.map { $0.declaration.grouped(LocalizedText(english, dutch)) }
    }
}

extension Record where Kind == Debtor {
    /// The temporary password, only in the answer to who asked for it.
    ///
    /// Not kept under the column's name, so that a record of a store never shows it by mistake.
    public var readablePassword: String? {
        get {
            let text = self[member: ShowDebtor.getPassword.name]
            return text.isEmpty ? nil : text
        }
        set { self[member: ShowDebtor.getPassword.name] = newValue ?? "" }
    }
}

extension Debtor {
    /// A password in an answer was asked for.
    public static func texts(of member: JSONMember) -> [(String, String)] {
        guard member.name == password.name else { return groupedTexts(of: member) }
        return [(ShowDebtor.getPassword.name, member.value.scalarText ?? "")]
    }
}
