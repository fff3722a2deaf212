import BillingAPI
import Testing

@testable import BillingEngine

/// The HostFact reference's worked examples, section 15: requests as printed, answers byte for byte.
@Suite struct WorkedExampleTests {
    /// A printed answer stands on several lines for reading.
    private func joined(_ text: String) -> String { text.split(separator: "\n").joined() }

    @Test("15.1: a wrong key") func aWrongKey() async throws {
        let answer = try await ExampleInstallation().script().carry(
            WireRequest(path: "/Pro/apiv2/api.php", body: "api_key=fout&controller=debtor&action=list".utf8))
        #expect(
            answer.text
                == #"{"controller":"invalid","action":"invalid","status":"error","date":"2026-03-02T09:15:00+01:00","errors":["API key is invalid"]}"#
        )
    }

    @Test("15.2: a list with a result and without one") func lists() async throws {
        let script = try await ExampleInstallation().script()
        let found = await script.post(
            "controller=debtor&action=list&limit=2&searchat=CompanyName&searchfor=bakker")
        #expect(
            found.text
                == #"{"controller":"debtor","action":"list","status":"success","date":"2026-03-02T09:15:00+01:00","totalresults":1,"currentresults":1,"offset":0,"filters":{"limit":"2","searchat":"CompanyName","searchfor":"bakker"},"debtors":[{"Identifier":"7","DebtorCode":"DB0007","CompanyName":"Bakkerij Zon","Sex":"f","Initials":"Eva","SurName":"Smit","EmailAddress":"eva@zon.example","Modified":"2026-02-27 16:40:11"}]}"#
        )
        let none = await script.post("controller=debtor&action=list&searchfor=bestaatniet")
        #expect(
            none.text
                == #"{"controller":"debtor","action":"list","status":"success","date":"2026-03-02T09:15:00+01:00","totalresults":0,"currentresults":0,"offset":0,"filters":{"searchfor":"bestaatniet"}}"#
        )
    }

    @Test("15.3: a debtor, typed") func aDebtor() async throws {
        let script = try await ExampleInstallation().script()
        let debtor = await script.post("controller=debtor&action=show&Identifier=7")
        #expect(
            debtor.text
                == joined(
                    #"""
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
                    """#))
        let cleared = await script.post("controller=debtor&action=edit&Identifier=7&Groups=")
        #expect(cleared.text.contains(#""Groups":[],"Created""#))
    }

    @Test("15.4: a product edit") func aProductEdit() async throws {
        let answer = try await ExampleInstallation().script().post(
            "controller=product&action=edit&Identifier=5&PriceExcl=12.5&HasCustomPrice=period&CustomPrices%5B0%5D%5BPeriods%5D=12&CustomPrices%5B0%5D%5BPeriodic%5D=m&CustomPrices%5B0%5D%5BPriceExcl%5D=120"
        )
        #expect(
            answer.text
                == #"{"controller":"product","action":"edit","status":"success","date":"2026-03-02T09:15:00+01:00","product":{"Identifier":"5","ProductCode":"P005","ProductName":"Toestel","ProductKeyPhrase":"Toestel","ProductDescription":"","NumberSuffix":"","PriceExcl":"12.5","PricePeriod":"m","TaxPercentage":21,"Cost":"0","ProductType":"other","ProductTld":"","PackageID":"0","HasCustomPrice":"period","CustomPrices":[{"Periods":"12","Periodic":"m","PriceExcl":"120","PriceIncl":145.2}],"Groups":[],"Created":"2026-01-05 10:00:00","Modified":"2026-03-02 09:15:00","Translations":{"ProductType":"Algemeen","PricePeriod":"maand"}}}"#
        )
    }

    static let add =
        "controller=service&action=add&DebtorCode=DB0007&Subscription%5BProductCode%5D=P005&Subscription%5BNumber%5D=2&Subscription%5BPeriods%5D=1&Subscription%5BPeriodic%5D=m"

    @Test("15.5: a service added on 2 March 2026") func aServiceAdd() async throws {
        let answer = try await ExampleInstallation().script().post(Self.add)
        #expect(
            answer.text
                == #"{"controller":"service","action":"add","status":"success","date":"2026-03-02T09:15:00+01:00","success":["Dienst is aangemaakt"],"service":{"Identifier":"12","Debtor":"7","DebtorCode":"DB0007","Status":"active","Subscription":{"Number":"2","NumberSuffix":"","ProductCode":"P005","Description":"Toestel","PriceExcl":"12.5","PriceIncl":15.125,"TaxPercentage":21,"DiscountPercentage":0,"Periods":"1","Periodic":"m","StartPeriod":"2026-03-02","EndPeriod":"2026-04-02","NextDate":"2026-02-16","ContractPeriods":"1","ContractPeriodic":"m","StartContract":"2026-03-02","EndContract":"2026-04-02","TerminationDate":"","Reminder":"","InvoiceAuthorisation":"yes","AmountExcl":25,"AmountIncl":30.25},"Created":"2026-03-02 09:15:00","Modified":"2026-03-02 09:15:00"}}"#
        )
    }

    @Test("15.6: the same service terminated on 10 March 2026, no date") func aTermination() async throws {
        let installation = try await ExampleInstallation()
        _ = await installation.script().post(Self.add)
        let answer = await installation.script(at: ExampleInstallation.moment("2026-03-10")).post(
            "controller=service&action=terminate&Identifier=12")
        #expect(answer.text.contains(#""success":["Dienst is opgezegd met opzegdatum 02-05-2026"]"#))
        #expect(answer.text.contains(#""TerminationDate":"2026-05-02""#))
        #expect(
            answer.text.contains(
                #"},"Termination":{"Date":"2026-05-02","Created":"2026-03-10 11:00:00","Status":"pending"},"Created":"#)
        )
        #expect(try answer.json()["service"]?["Status"]?.text == "active")
    }

    @Test("15.7: groups") func groups() async throws {
        let script = try await ExampleInstallation().script()
        let list = try await script.post("controller=group&action=list&type=debtor").json()
        #expect(
            list["groups"]?.encoded()
                == #"[{"Identifier":"3","GroupName":"Winkels","Type":"debtor","Items":["7","9"]}]"#)
        _ = await script.post("controller=product&action=edit&Identifier=5&Groups[]=1")
        let group = try await script.post("controller=group&action=show&Identifier=1").json()
        #expect(
            group["group"]?.encoded()
                == #"{"Identifier":"1","GroupName":"Toestellen","Type":"product","Items":{"5":{"Identifier":"5","ProductCode":"P005","ProductName":"Toestel"}}}"#
        )
    }
}
