import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 4.1 and 4.4.
@Suite struct AddDebtorTests {
    @Test func whatIsLeftOutHasTheVendorsDefaults() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call("debtor", "add", [("CompanyName", .text("Bakkerij Zon"))])
        #expect(outcome.envelope["success"] == .strings(["Debiteur 'DB0002' is aangemaakt"]))
        #expect(outcome.envelope["debtor"]?.encoded() == Self.added)
    }

    /// The highest code that is there, and the one that is given out next.
    @Test(arguments: [("DB0041", "DB0042"), ("DB9999", "DB10000"), ("DB0100A", "DB0002"), ("KL77", "DB0002")])
    func theNextCodeFollowsTheHighest(code: String, next: String) async throws {
        let engine = try await TestEngine()
        var add = AddDebtor()
        add[Debtor.surName] = "Smit"
        add[Debtor.code] = code
        #expect(try await engine.service.send(add).record.text(Debtor.username) == code)
        add[Debtor.code] = nil
        #expect(try await engine.service.send(add).messages == ["Debiteur '\(next)' is aangemaakt"])
    }

    @Test func theHighestCodeNeedNotBeTheNewest() async throws {
        let engine = try await TestEngine()
        var add = AddDebtor()
        add[Debtor.surName] = "Smit"
        for code in ["DB0900", "DB10000", "DB0020", "DB99x"] {
            add[Debtor.code] = code
            _ = try await engine.service.send(add)
        }
        add[Debtor.code] = nil
        #expect(try await engine.service.send(add).record.text(Debtor.code) == "DB10001")
    }

    @Test func keepsWhatIsGiven() async throws {
        let engine = try await TestEngine()
        var add = AddDebtor()
        add[Debtor.surName] = "Smit"
        add[Debtor.username] = "smit"
        add[Debtor.password] = "tijdelijk"
        add[Debtor.mailing] = false
        add[Debtor.groups] = [7, 1]
        add.arguments[text: Debtor.sex.declaration] = ""
        let record = try await engine.service.send(add).record
        #expect(record.text(Debtor.username) == "smit")
        #expect(record.text(Debtor.mailing) == "no")
        #expect(record.text(Debtor.sex) == "m")
        #expect(record[Debtor.groups] == [1, 7])
        #expect(record[text: Debtor.password.declaration] == nil)
        let row = try await engine.rows("SELECT Password, PasswordExpires FROM debtor WHERE Identifier = 2").first
        #expect(row?.text(0) == "tijdelijk")
        #expect(row?.text(1) == "2022-11-25 12:00:00")
    }

    @Test func isCountedAndFoundByName() async throws {
        let engine = try await TestEngine()
        var add = AddDebtor()
        add[Debtor.companyName] = "Café Zuid"
        _ = try await engine.service.send(add)
        var list = ListDebtors()
        #expect(try await engine.service.send(list).total == 2)
        list[ListParameters.searchFor] = "cafe z"
        #expect(try await engine.service.send(list).rows.map { $0.text(Debtor.code) } == ["DB0002"])
    }

    @Test(arguments: [
        (["CompanyName": ""], ["CompanyName of SurName is verplicht."]),
        (["DebtorCode": "DB0001"], ["DebtorCode: een andere debiteur heeft al het nummer “DB0001”."]),
        (["Username": "db0001"], ["Username: een andere debiteur heeft al de gebruikersnaam “db0001”."]),
        (["Groups": "2"], ["Groups: er is geen debiteurgroep 2."]),
        (
            ["SecurePassword": "geheim"],
            ["SecurePassword is een hash van password_hash() in PHP; een leesbaar wachtwoord hoort in Password."]
        ),
        (["SecurePassword": KnownHash.argon2], [KnownHash.argon2Refused]),
        (["SecurePassword": KnownHash.endless], [KnownHash.endlessRefused]),
        (["Identifier": "9"], ["Een Identifier is niet toegestaan voor deze actie"]),
    ])
    func refusesWithASentenceForEachProblem(change: [String: String], sentences: [String]) async throws {
        let engine = try await TestEngine()
        let errors = await engine.errors("debtor", "add", ["CompanyName": "Zon"].merging(change) { $1 })
        #expect(errors == sentences)
        #expect(try await engine.service.send(ListDebtors()).total == 1)
    }

    private static let added =
        #"{"Identifier":"2","DebtorCode":"DB0002","CompanyName":"Bakkerij Zon","CompanyNumber":"","LegalForm":"","#
        + #""TaxNumber":"","Sex":"m","Initials":"","SurName":"","Address":"","ZipCode":"","City":"","Country":"NL","#
        + #""EmailAddress":"","PhoneNumber":"","MobileNumber":"","FaxNumber":"","Website":"","Comment":"","#
        + #""InvoiceMethod":"0","InvoiceCompanyName":"","InvoiceSex":"m","InvoiceInitials":"","InvoiceSurName":"","#
        + #""InvoiceAddress":"","InvoiceZipCode":"","InvoiceCity":"","InvoiceCountry":"NL","InvoiceEmailAddress":"","#
        + #""ReminderEmailAddress":"","InvoiceAuthorisation":"no","MandateID":"","InvoiceDataForPriceQuote":"no","#
        + #""AccountNumber":"","AccountBIC":"","AccountName":"","AccountBank":"","AccountCity":"","#
        + #""ActiveLogin":"yes","Username":"DB0002","SecurePassword":"","Mailing":"yes","Taxable":"auto","#
        + #""PeriodicInvoiceDays":"-1","InvoiceTemplate":"0","PriceQuoteTemplate":"0","ReminderTemplate":"0","#
        + #""SecondReminderTemplate":"-1","SummationTemplate":"0","PaymentMail":"-1","PaymentMailTemplate":"0","#
        + #""InvoiceCollect":"-1","DefaultLanguage":"","ClientareaProfile":"0","Groups":[],"#
        + #""Created":"2022-11-24 12:00:00","Modified":"2022-11-24 12:00:00","#
        + #""Translations":{"LegalForm":"","Country":"Nederland","InvoiceMethod":"Per e-mail","#
        + #""InvoiceCountry":"Nederland","Taxable":"Automatisch","DefaultLanguage":""}}"#
}
