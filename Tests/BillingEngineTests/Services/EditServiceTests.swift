import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 6.6 and 12.5.
@Suite struct EditServiceTests {
    private func edit(_ change: (inout EditService) -> Void) -> EditService {
        var edit = EditService()
        edit[Subscription.identifier] = 1
        change(&edit)
        return edit
    }

    /// The vendor's own case: twice the periods.
    @Test func anotherPeriodChangesItsEndAmountsAndContractLengthAlone() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call(
            "service", "edit",
            [("Identifier", .text("1")), ("Subscription", .map([RawParameter("Periods", "2")]))])
        #expect(outcome.envelope["success"] == nil)
        #expect(
            outcome.envelope["service"]?.encoded()
                == #"{"Identifier":"1","Debtor":"1","DebtorCode":"DB0001","Status":"active","Subscription":{"Number":"1","#
                + #""NumberSuffix":"","ProductCode":"P001","Description":"Default product","PriceExcl":"250","#
                + #""PriceIncl":302.5,"TaxPercentage":21,"DiscountPercentage":0,"Periods":"2","Periodic":"m","#
                + #""StartPeriod":"2018-03-14","EndPeriod":"2018-05-14","NextDate":"2018-02-28","ContractPeriods":"2","#
                + #""ContractPeriodic":"m","StartContract":"2018-01-14","EndContract":"2018-08-14","TerminationDate":"","#
                + #""Reminder":"","InvoiceAuthorisation":"yes","AmountExcl":500,"AmountIncl":605},"#
                + #""Created":"2022-11-24 11:00:00","Modified":"2022-11-24 12:00:00"}"#)
    }

    /// What is given, and every member that differs afterwards.
    @Test(arguments: [
        (["Subscription[Number]": "3"], ["Number": "3"]),
        (
            ["Subscription[Periodic]": "j"],
            ["Periodic": "j", "EndPeriod": "2019-03-14", "ContractPeriodic": "j"]
        ),
        (
            ["Subscription[StartPeriod]": "2018-05-31"],
            ["StartPeriod": "2018-05-31", "EndPeriod": "2018-06-30", "NextDate": "2018-05-17"]
        ),
        (["Subscription[StartPeriod]": "2018-03-14", "Subscription[Periods]": "1"], [:]),
        (
            ["Subscription[ContractPeriods]": "6"], ["ContractPeriods": "6", "EndContract": "2018-07-14"]
        ),
        (
            ["Subscription[StartContract]": "2018-02-01", "Subscription[EndContract]": "2019-01-01"],
            ["StartContract": "2018-02-01", "EndContract": "2019-01-01"]
        ),
        (["Subscription[Number]": "", "Subscription[DiscountPercentage]": ""], [:]),
        (["Subscription[ProductCode]": "P002"], ["ProductCode": "P002"]),
        (
            [
                "Subscription[ProductCode]": "P002", "Subscription[Description]": "",
                "Subscription[PriceExcl]": "", "Subscription[TaxPercentage]": "",
            ], ["ProductCode": "P002", "Description": "Hosting small", "PriceExcl": "7.5"]
        ),
        (["Subscription[ProductCode]": ""], ["ProductCode": ""]),
        (["DebtorCode": "DB0002"], ["Debtor": "2", "DebtorCode": "DB0002", "CompanyName": "Zon", "Initials": ""]),
        ([:], [:]),
    ])
    func changesWhatIsGivenAndWhatFollows(texts: [String: String], expected: [String: String]) async throws {
        let engine = try await TestEngine()
        var add = AddDebtor()
        add[Debtor.companyName] = "Zon"
        add[Debtor.surName] = "Jackson"
        _ = try await engine.service.send(add)
        var record = try await engine.service.send(ShowService(1)).record
        for (name, text) in expected { record[member: name] = text }
        record[member: "Modified"] = "2022-11-24 12:00:00"
        #expect(await engine.errors("service", "edit", texts.merging(["Identifier": "1"]) { $1 }) == [])
        #expect(try await engine.service.send(ShowService(1)).record == record)
    }

    @Test func aContractOfItsOwnStays() async throws {
        let engine = try await TestEngine()
        _ = try await engine.service.send(edit { $0[Subscription.contractPeriods] = 12 })
        let record = try await engine.service.send(edit { $0[Subscription.periods] = 3 }).record
        #expect(record.text(Subscription.contractPeriods) == "12")
        #expect(record.text(Subscription.endPeriod) == "2018-06-14")
    }

    @Test func aDebtorsOwnInvoiceDaysCount() async throws {
        let engine = try await TestEngine()
        var debtor = EditDebtor()
        debtor[Debtor.identifier] = 1
        debtor[Debtor.periodicInvoiceDays] = 30
        _ = try await engine.service.send(debtor)
        let record = try await engine.service.send(edit { $0[Subscription.startPeriod] = CalendarDate("2018-05-31") })
            .record
        #expect(record.text(Subscription.nextDate) == "2018-05-01")
    }

    @Test func aTerminationIsMadeAndTakenBack() async throws {
        let engine = try await TestEngine()
        let before = try await engine.service.send(ShowService(1)).record
        let ended = try await engine.service.send(
            edit { $0[Subscription.terminationDate] = CalendarDate("2023-06-01") })
        #expect(Subscription.termination(of: ended.record)?.created == "2022-11-24 12:00:00")
        let after = try await engine.service.send(
            edit { $0.arguments[text: Subscription.terminationDate.declaration] = "" }
        ).record
        #expect(Subscription.termination(of: after) == nil)
        #expect(after.text(Subscription.terminationDate) == before.text(Subscription.terminationDate))
        var terminate = TerminateService()
        terminate[Subscription.identifier] = 1
        terminate[TerminateService.reason] = "Verhuisd"
        _ = try await engine.service.send(terminate)
        _ = try await engine.service.send(edit { $0.arguments[text: Subscription.terminationDate.declaration] = "" })
        #expect(try await engine.rows("SELECT TerminationReason FROM service").first?.text(0) == "")
    }

    /// As the actions for endings refuse it.
    @Test(arguments: ["", "2023-06-01", "2022-11-01"])
    func theEndOfAServiceThatHasEndedIsNotEdited(date: String) async throws {
        let engine = try await TestEngine()
        _ = try await engine.service.send(edit { $0[Subscription.terminationDate] = CalendarDate("2022-11-23") })
        let before = try await engine.service.send(ShowService(1)).record
        let refusal =
            date.isEmpty
            ? "Deze dienst is beëindigd per 23-11-2022: alleen een einde dat nog komt, kan worden ingetrokken."
            : "Deze dienst is per 23-11-2022 beëindigd en kan niet nog eens worden opgezegd."
        let given = ["Identifier": "1", "Subscription[TerminationDate]": date]
        #expect(await engine.errors("service", "edit", given) == [refusal])
        #expect(try await engine.service.send(ShowService(1)).record == before)
        // What else is edited stands beside the day as it is.
        let other = ["Subscription[TerminationDate]": "2022-11-23", "Subscription[Number]": "2"]
        #expect(await engine.errors("service", "edit", other.merging(["Identifier": "1"]) { $1 }) == [])
    }

    @Test func isFoundByItsNewDebtorAndProduct() async throws {
        let engine = try await TestEngine()
        var add = AddDebtor()
        add[Debtor.companyName] = "Bakkerij Zon"
        _ = try await engine.service.send(add)
        _ = try await engine.service.send(
            edit {
                $0[Subscription.debtor] = 2
                $0[Subscription.productCode] = "P002"
            })
        var list = ListServices()
        list[ListParameters.searchAt] = "DebtorCode|ProductCode|Description|CompanyName|SurName"
        for (text, count) in [("bakkerij", 1), ("DB0002", 1), ("p002", 1), ("Company X", 0), ("P001", 0)] {
            list[ListParameters.searchFor] = text
            #expect(try await engine.service.send(list).rows.count == count, "\(text)")
        }
        var delete = DeleteProduct()
        delete[Product.code] = "P001"
        #expect(try await engine.service.send(delete).messages == ["Product P001 is verwijderd"])
    }

    @Test(arguments: [
        (["Identifier": "99"], ["Ongeldig kenmerk voor dienst"]),
        (["Debtor": "99"], ["Ongeldig kenmerk voor debiteur"]),
        (
            ["Debtor": "1", "DebtorCode": "DB0002"],
            ["Debtor 1 en DebtorCode “DB0002” zijn niet dezelfde debiteur."]
        ),
        (["Subscription[ProductCode]": "P999"], ["Ongeldig kenmerk voor product"]),
        (["Subscription[Periodic]": ""], ["Subscription[Periodic] mag niet leeg zijn."]),
        (["Subscription[StartPeriod]": ""], ["Subscription[StartPeriod] mag niet leeg zijn."]),
        (
            ["Subscription[ProductCode]": "", "Subscription[Description]": "", "Subscription[PriceExcl]": ""],
            ["Subscription[Description] mag niet leeg zijn.", "Subscription[PriceExcl] mag niet leeg zijn."]
        ),
        (
            ["Subscription[EndContract]": "2017-01-01"],
            ["Subscription[EndContract] 01-01-2017 ligt voor het begin van het contract 14-01-2018."]
        ),
        (["Subscription": "Periods=2"], ["Invalid type for 'Subscription'"]),
        (["Identifier": ""], ["Identifier is verplicht."]),
    ])
    func refusesWithASentenceForEachProblem(change: [String: String], sentences: [String]) async throws {
        let engine = try await TestEngine(debtors: 2)
        let before = try await engine.service.send(ShowService(1)).record
        #expect(await engine.errors("service", "edit", ["Identifier": "1"].merging(change) { $1 }) == sentences)
        #expect(try await engine.service.send(ShowService(1)).record == before)
    }
}
