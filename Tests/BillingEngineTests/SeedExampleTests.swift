import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

/// The vendors' examples, member by member as they are printed.
@Suite struct SeedExampleTests {
    @Test func resetsTheLoginOfDebtor1() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call(
            "debtor", "updatelogincredentials",
            [
                ("Username", .text("DB0001")), ("EmailAddress", .text("info@company.com")),
                ("Password", .text("newpassword")), ("SendPasswordForgotEmail", .text("yes")),
            ])
        #expect(
            outcome.envelope["success"]
                == .strings([
                    "De e-mail met inloggegevens is verzonden naar: info@company.com",
                    "De inloggegevens voor debiteur 'DB0001' zijn gewijzigd",
                ]))
        #expect(outcome.envelope["debtor"]?.encoded() == Self.debtor)
    }

    @Test func editsThePriceOfProduct1() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call("product", "edit", [("Identifier", .text("1")), ("PriceExcl", .text("50.75"))])
        #expect(outcome.envelope["success"] == nil)
        #expect(outcome.envelope["product"]?.encoded() == Self.product)
    }

    @Test func terminatesService1() async throws {
        let engine = try await TestEngine(at: TestEngine.moment("2022-11-24"))
        let outcome = await engine.call("service", "terminate", [("Identifier", .text("1"))])
        #expect(outcome.envelope["success"] == .strings(["Dienst is opgezegd met opzegdatum 14-01-2023"]))
        #expect(outcome.envelope["service"]?.encoded() == Self.terminated)
    }

    @Test func addsAServiceToDebtorDB0001() async throws {
        let engine = try await TestEngine(at: TestEngine.moment("2017-01-16"))
        let subscription = RawValue.map([
            RawParameter("ProductCode", "P001"), RawParameter("Periods", "1"), RawParameter("Periodic", "m"),
        ])
        let outcome = await engine.call(
            "service", "add", [("DebtorCode", .text("DB0001")), ("Subscription", subscription)])
        #expect(outcome.envelope["success"] == .strings(["Dienst is aangemaakt"]))
        #expect(outcome.envelope["service"]?.encoded() == Self.added)
    }

    private static let debtor =
        #"{"Identifier":"1","DebtorCode":"DB0001","CompanyName":"Company X","CompanyNumber":"123456789","#
        + #""LegalForm":"ANDERS","TaxNumber":"NL123456789B01","Sex":"m","Initials":"John","SurName":"Jackson","#
        + #""Address":"Keizersgracht 100","ZipCode":"1015 AA","City":"Amsterdam","Country":"NL","#
        + #""EmailAddress":"info@company.com","PhoneNumber":"010 - 22 33 44","MobileNumber":"","FaxNumber":"","#
        + #""Website":"","Comment":"","InvoiceMethod":"0","InvoiceCompanyName":"","InvoiceSex":"m","#
        + #""InvoiceInitials":"","InvoiceSurName":"","InvoiceAddress":"","InvoiceZipCode":"","InvoiceCity":"","#
        + #""InvoiceCountry":"NL","InvoiceEmailAddress":"","ReminderEmailAddress":"","InvoiceAuthorisation":"no","#
        + #""MandateID":"","InvoiceDataForPriceQuote":"no","AccountNumber":"NL59RABO0123123123","#
        + #""AccountBIC":"RABONL2U","AccountName":"Company X","AccountBank":"Rabobank","AccountCity":"Amsterdam","#
        + #""ActiveLogin":"yes","Username":"DB0001","SecurePassword":"","Mailing":"yes","Taxable":"auto","#
        + #""PeriodicInvoiceDays":"-1","InvoiceTemplate":"0","PriceQuoteTemplate":"0","ReminderTemplate":"0","#
        + #""SecondReminderTemplate":"-1","SummationTemplate":"0","PaymentMail":"-1","PaymentMailTemplate":"0","#
        + #""InvoiceCollect":"-1","DefaultLanguage":"","ClientareaProfile":"0","#
        + #""Groups":{"4":{"id":"4","GroupName":"Hosting clients"}},"Created":"2022-11-24 11:00:00","#
        + #""Modified":"2022-11-24 12:00:00","Translations":{"LegalForm":"Anders of onbekend","#
        + #""Country":"Nederland","InvoiceMethod":"Per e-mail","InvoiceCountry":"Nederland","#
        + #""Taxable":"Automatisch","DefaultLanguage":""}}"#

    private static let product =
        #"{"Identifier":"1","ProductCode":"P002","ProductName":"Hosting small","#
        + #""ProductKeyPhrase":"Hosting small","ProductDescription":"","NumberSuffix":"","PriceExcl":"50.75","#
        + #""PricePeriod":"m","TaxPercentage":21,"Cost":"0","ProductType":"hosting","ProductTld":"","#
        + #""PackageID":"1","HasCustomPrice":"no","CustomPrices":[],"#
        + #""Groups":{"2":{"id":"2","GroupName":"Hosting bestelformulier"}},"Created":"2022-11-24 11:00:00","#
        + #""Modified":"2022-11-24 12:00:00","Translations":{"ProductType":"Webhosting","PricePeriod":"maand"}}"#

    private static let terminated =
        #"{"Identifier":"1","Debtor":"1","DebtorCode":"DB0001","Status":"active","Subscription":{"Number":"1","#
        + #""NumberSuffix":"","ProductCode":"P001","Description":"Default product","PriceExcl":"250","#
        + #""PriceIncl":302.5,"TaxPercentage":21,"DiscountPercentage":0,"Periods":"1","Periodic":"m","#
        + #""StartPeriod":"2018-03-14","EndPeriod":"2018-04-14","NextDate":"2018-02-28","ContractPeriods":"1","#
        + #""ContractPeriodic":"m","StartContract":"2018-01-14","EndContract":"2018-08-14","#
        + #""TerminationDate":"2023-01-14","Reminder":"","InvoiceAuthorisation":"yes","AmountExcl":250,"#
        + #""AmountIncl":302.5},"Termination":{"Date":"2023-01-14","Created":"2022-11-24 11:00:00","#
        + #""Status":"pending"},"Created":"2022-11-24 11:00:00","Modified":"2022-11-24 11:00:00"}"#

    private static let added =
        #"{"Identifier":"2","Debtor":"1","DebtorCode":"DB0001","Status":"active","Subscription":{"Number":"1","#
        + #""NumberSuffix":"","ProductCode":"P001","Description":"Default product","PriceExcl":"250","#
        + #""PriceIncl":302.5,"TaxPercentage":21,"DiscountPercentage":0,"Periods":"1","Periodic":"m","#
        + #""StartPeriod":"2017-01-16","EndPeriod":"2017-02-16","NextDate":"2017-01-02","ContractPeriods":"1","#
        + #""ContractPeriodic":"m","StartContract":"2017-01-16","EndContract":"2017-02-16","TerminationDate":"","#
        + #""Reminder":"","InvoiceAuthorisation":"yes","AmountExcl":250,"AmountIncl":302.5},"#
        + #""Created":"2017-01-16 11:00:00","Modified":"2017-01-16 11:00:00"}"#
}
