import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

/// Whole envelopes, byte for byte, as in the HostFact reference, section 15.
@Suite struct EnvelopeTests {
    private func envelope(
        _ controller: String, _ action: String, _ parameters: [RawParameter], answers: [any Sendable] = []
    ) async throws -> String {
        let moment = try #require(Samples.moment)
        return await HostFactCall(controller, action, parameters)
            .answer(from: FixedService(answers: answers), at: moment).envelope.encoded()
    }

    private static let search = [
        RawParameter("searchfor", "bakker"), RawParameter("searchat", "CompanyName"), RawParameter("limit", "2"),
    ]

    private func filters(_ parameters: [RawParameter]) throws -> [JSONMember] {
        ListParameters.filters(of: try ListDebtors(parsing: parameters).arguments)
    }

    @Test func aListWithResult() async throws {
        let page = Listed<Debtor>(total: 1, offset: 0, filters: try filters(Self.search), rows: [Samples.debtor])
        #expect(
            try await envelope("debtor", "list", Self.search, answers: [page])
                == #"{"controller":"debtor","action":"list","status":"success","date":"2026-03-02T09:15:00+01:00","totalresults":1,"currentresults":1,"offset":0,"filters":{"limit":"2","searchat":"CompanyName","searchfor":"bakker"},"debtors":[{"Identifier":"7","DebtorCode":"DB0007","CompanyName":"Bakkerij Zon","Sex":"f","Initials":"Eva","SurName":"Smit","EmailAddress":"eva@zon.example","Modified":"2026-02-27 16:40:11"}]}"#
        )
    }

    @Test func aListWithoutResultHasNoRows() async throws {
        let parameters = [RawParameter("searchfor", "bestaatniet")]
        let page = Listed<Debtor>(total: 0, offset: 0, filters: try filters(parameters), rows: [])
        #expect(
            try await envelope("debtor", "list", parameters, answers: [page])
                == #"{"controller":"debtor","action":"list","status":"success","date":"2026-03-02T09:15:00+01:00","totalresults":0,"currentresults":0,"offset":0,"filters":{"searchfor":"bestaatniet"}}"#
        )
    }

    @Test func aPagePastTheEndCountsNothing() async throws {
        let page = Listed<Debtor>(total: 13, offset: 50, filters: [], rows: [])
        let text = try await envelope("debtor", "list", [], answers: [page])
        #expect(text.hasSuffix(#""totalresults":0,"currentresults":0,"offset":50}"#))
    }

    @Test func filtersAreEchoedInTheVendorsOrder() throws {
        let given = [
            RawParameter("modified", .map([RawParameter("from", "2026-01-01")])), RawParameter("group", "4"),
            RawParameter("searchfor", ""), RawParameter("searchat", "City"), RawParameter("order", "DESC"),
            RawParameter("sort", "City"), RawParameter("limit", "10"), RawParameter("offset", "5"),
            RawParameter("created", .map([RawParameter("to", "2026-02-01"), RawParameter("from", "2026-01-01")])),
        ]
        #expect(
            JSONValue.object(try filters(given)).encoded()
                == #"{"limit":"10","sort":"City","order":"DESC","searchat":"City","searchfor":"","group":"4","created":{"from":"2026-01-01","to":"2026-02-01"},"modified":{"from":"2026-01-01"}}"#
        )
        #expect(try filters([]).isEmpty)
    }

    @Test func aDebtorIsTyped() async throws {
        let text = try await envelope(
            "debtor", "show", [RawParameter("Identifier", "7")], answers: [Found(Samples.debtor)])
        let expected = #"""
            {"controller":"debtor","action":"show","status":"success","date":"2026-03-02T09:15:00+01:00","debtor":{
            "Identifier":"7","DebtorCode":"DB0007","CompanyName":"Bakkerij Zon","CompanyNumber":"12345678","LegalForm":"ANDERS","TaxNumber":"",
            "Sex":"f","Initials":"Eva","SurName":"Smit","Address":"Dorpsstraat 5","ZipCode":"1234 AB","City":"Utrecht","Country":"NL",
            "EmailAddress":"eva@zon.example","PhoneNumber":"","MobileNumber":"","FaxNumber":"","Website":"","Comment":"","InvoiceMethod":"0",
            "InvoiceCompanyName":"","InvoiceSex":"m","InvoiceInitials":"","InvoiceSurName":"","InvoiceAddress":"","InvoiceZipCode":"","InvoiceCity":"",
            "InvoiceCountry":"NL","InvoiceEmailAddress":"","ReminderEmailAddress":"","InvoiceAuthorisation":"no","MandateID":"",
            "InvoiceDataForPriceQuote":"no","AccountNumber":"","AccountBIC":"","AccountName":"","AccountBank":"","AccountCity":"",
            "ActiveLogin":"yes","Username":"DB0007","SecurePassword":"","Mailing":"yes","Taxable":"auto","PeriodicInvoiceDays":"-1",
            "InvoiceTemplate":"0","PriceQuoteTemplate":"0","ReminderTemplate":"0","SecondReminderTemplate":"-1","SummationTemplate":"0",
            "PaymentMail":"-1","PaymentMailTemplate":"0","InvoiceCollect":"-1","DefaultLanguage":"","ClientareaProfile":"0",
            "Groups":{"3":{"id":"3","GroupName":"Winkels"}},
            "Created":"2026-01-05 10:00:00","Modified":"2026-02-27 16:40:11",
            "Translations":{"LegalForm":"Anders of onbekend","Country":"Nederland","InvoiceMethod":"Per e-mail","InvoiceCountry":"Nederland","Taxable":"Automatisch","DefaultLanguage":""}}}
            """#
        #expect(text == expected.replacingOccurrences(of: "\n", with: ""))
    }

    @Test func aDebtorWithoutGroupsHasAnEmptyArray() async throws {
        var debtor = Samples.debtor
        debtor.groupNames = []
        let text = try await envelope("debtor", "show", [RawParameter("Identifier", "7")], answers: [Found(debtor)])
        #expect(text.contains(#""Groups":[],"Created""#))
    }

    @Test func anEditedProductComesWithoutAMessage() async throws {
        let text = try await envelope(
            "product", "edit", [RawParameter("Identifier", "5")], answers: [Found(Samples.product)])
        #expect(
            text
                == #"{"controller":"product","action":"edit","status":"success","date":"2026-03-02T09:15:00+01:00","product":{"Identifier":"5","ProductCode":"P005","ProductName":"Toestel","ProductKeyPhrase":"Toestel","ProductDescription":"","NumberSuffix":"","PriceExcl":"12.5","PricePeriod":"m","TaxPercentage":21,"Cost":"0","ProductType":"other","ProductTld":"","PackageID":"0","HasCustomPrice":"period","CustomPrices":[{"Periods":"12","Periodic":"m","PriceExcl":"120","PriceIncl":145.2}],"Groups":[],"Created":"2026-01-05 10:00:00","Modified":"2026-03-02 09:15:00","Translations":{"ProductType":"Algemeen","PricePeriod":"maand"}}}"#
        )
    }

    @Test func anAddedServiceComesWithItsAmounts() async throws {
        let text = try await envelope(
            "service", "add",
            [RawParameter("DebtorCode", "DB0007"), RawParameter("Subscription[ProductCode]", "P005")],
            answers: [Changed([AddService.message], Samples.service)])
        #expect(
            text
                == #"{"controller":"service","action":"add","status":"success","date":"2026-03-02T09:15:00+01:00","success":["Dienst is aangemaakt"],"service":{"Identifier":"12","Debtor":"7","DebtorCode":"DB0007","Status":"active","Subscription":{"Number":"2","NumberSuffix":"","ProductCode":"P005","Description":"Toestel","PriceExcl":"12.5","PriceIncl":15.125,"TaxPercentage":21,"DiscountPercentage":0,"Periods":"1","Periodic":"m","StartPeriod":"2026-03-02","EndPeriod":"2026-04-02","NextDate":"2026-02-16","ContractPeriods":"1","ContractPeriodic":"m","StartContract":"2026-03-02","EndContract":"2026-04-02","TerminationDate":"","Reminder":"","InvoiceAuthorisation":"yes","AmountExcl":25,"AmountIncl":30.25},"Created":"2026-03-02 09:15:00","Modified":"2026-03-02 09:15:00"}}"#
        )
    }

    @Test func aTerminationStandsBetweenSubscriptionAndCreated() async throws {
        let day = try #require(CalendarDate("2026-05-02"))
        let text = try await envelope(
            "service", "terminate", [RawParameter("Identifier", "12")],
            answers: [Changed([TerminateService.message(day)], Samples.terminated)])
        #expect(text.contains(#""success":["Dienst is opgezegd met opzegdatum 02-05-2026"],"service""#))
        #expect(text.contains(#""TerminationDate":"2026-05-02","#))
        #expect(
            text.contains(
                #""AmountIncl":30.25},"Termination":{"Date":"2026-05-02","Created":"2026-03-10 11:00:00","Status":"pending"},"Created""#
            ))
    }

    @Test(arguments: [
        ("fruit", "list", "Invalid controller"), ("debtor", "fly", "Invalid action"),
        ("debtor", "delete", "Invalid action"), ("service", "delete", "Invalid action"),
    ]) func whatDoesNotExistIsNamedInTheVendorsWords(controller: String, action: String, error: String) async throws {
        #expect(
            try await envelope(controller, action, [])
                == #"{"controller":"\#(controller)","action":"\#(action)","status":"error","date":"2026-03-02T09:15:00+01:00","errors":["\#(error)"]}"#
        )
    }

    @Test func controllerAndActionAreTakenInAnyCase() async throws {
        let text = try await envelope(
            "Debtor", "SHOW", [RawParameter("Identifier", "7")], answers: [Found(Samples.debtor)])
        #expect(text.hasPrefix(#"{"controller":"debtor","action":"show","status":"success""#))
    }

    @Test func errorsAreListedOneByOneInDutch() async throws {
        let text = try await envelope(
            "debtor", "edit", [RawParameter("Identifier", "7"), RawParameter("Sex", "x"), RawParameter("Mailing", "1")])
        #expect(
            text.hasSuffix(
                #""errors":["Sex: “x” is niet een van m, f, d, u.","Mailing: “1” is niet een van yes, no."]}"#))
    }
}
