import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 6.5 and 12.5.
@Suite struct AddServiceTests {
    private func add(_ change: (inout AddService) -> Void) -> AddService {
        var add = AddService()
        add[Subscription.debtor] = 1
        add[Subscription.productCode] = "P001"
        change(&add)
        return add
    }

    /// Start, period, end, next invoice.
    @Test(arguments: [
        ("2017-01-16", 1, "m", "2017-02-16", "2017-01-02"),
        ("2018-03-14", 1, "m", "2018-04-14", "2018-02-28"),
        ("2018-07-13", 1, "j", "2019-07-13", "2018-06-29"),
        ("2016-05-01", 1, "m", "2016-06-01", "2016-04-17"),
        ("2019-05-17", 1, "m", "2019-06-17", "2019-05-03"),
        ("2026-11-09", 1, "m", "2026-12-09", "2026-10-26"),
        ("2026-01-31", 1, "m", "2026-02-28", "2026-01-17"),
        ("2024-01-31", 1, "m", "2024-02-29", "2024-01-17"),
        ("2024-02-29", 1, "j", "2025-02-28", "2024-02-15"),
        ("2026-08-31", 1, "k", "2026-11-30", "2026-08-17"),
        ("2026-08-31", 1, "h", "2027-02-28", "2026-08-17"),
        ("2026-12-28", 2, "w", "2027-01-11", "2026-12-14"),
        ("2026-12-31", 10, "d", "2027-01-10", "2026-12-17"),
        ("2024-02-29", 1, "t", "2026-02-28", "2024-02-15"),
    ])
    func derivesTheDates(start: String, periods: Int, unit: String, end: String, next: String) async throws {
        let engine = try await TestEngine()
        let record = try await engine.service.send(
            add {
                $0[Subscription.startPeriod] = CalendarDate(start)
                $0[Subscription.periods] = periods
                $0[Subscription.periodic] = unit
            }
        ).record
        #expect(record.text(Subscription.endPeriod) == end)
        #expect(record.text(Subscription.nextDate) == next)
        #expect(record.text(Subscription.startContract) == start)
        #expect(record.text(Subscription.endContract) == end)
        #expect(record.text(Subscription.contractPeriods) == String(periods))
        #expect(record.text(Subscription.contractPeriodic) == unit)
    }

    @Test func takesWhatIsNotGivenFromTheProductAndTheDay() async throws {
        let engine = try await TestEngine(at: TestEngine.moment("2026-03-02"))
        let record = try await engine.service.send(add { $0[Subscription.number] = 2 }).record
        #expect(record.text(Subscription.description) == "Default product")
        #expect(record.text(Subscription.priceExcl) == "250")
        #expect(record[Subscription.taxPercentage] == 21)
        #expect(record.text(Subscription.periodic) == "m")
        #expect(record.text(Subscription.startPeriod) == "2026-03-02")
        #expect(Subscription.amounts(of: record)?.amountExcl == 500)
        #expect(Subscription.amounts(of: record)?.amountIncl == 605)
    }

    @Test func aServiceNeedsNoProduct() async throws {
        let engine = try await TestEngine()
        let record = try await engine.service.send(
            add {
                $0[Subscription.productCode] = nil
                $0[Subscription.description] = "Maatwerk"
                $0[Subscription.priceExcl] = Decimal(string: "11.5")
                $0[Subscription.periodic] = "j"
            }
        ).record
        #expect(record.text(Subscription.productCode) == "")
        #expect(record[Subscription.taxPercentage] == 21)
        #expect(Subscription.amounts(of: record)?.priceIncl.vendorText == "13.915")
        #expect(Subscription.amounts(of: record)?.amountIncl.vendorText == "13.92")
    }

    @Test func aDebtorsOwnInvoiceDaysOverrideTheGeneralOnes() async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.periodicInvoiceDays] = 30
        _ = try await engine.service.send(edit)
        let record = try await engine.service.send(add { $0[Subscription.startPeriod] = CalendarDate("2026-03-31") })
            .record
        #expect(record.text(Subscription.nextDate) == "2026-03-01")
    }

    @Test func aDeviatingContractHasItsOwnDates() async throws {
        let engine = try await TestEngine()
        let record = try await engine.service.send(
            add {
                $0[Subscription.startPeriod] = CalendarDate("2026-03-10")
                $0[Subscription.contractPeriods] = 2
                $0[Subscription.contractPeriodic] = "j"
                $0[Subscription.startContract] = CalendarDate("2026-01-01")
            }
        ).record
        #expect(record.text(Subscription.endContract) == "2028-01-01")
    }

    @Test func aTerminationDateMakesATermination() async throws {
        let engine = try await TestEngine()
        let record = try await engine.service.send(
            add { $0[Subscription.terminationDate] = CalendarDate("2023-06-01") }
        ).record
        #expect(Subscription.termination(of: record)?.status == "pending")
    }

    @Test(arguments: [
        (["Debtor": "99", "Subscription[ProductCode]": "P001"], ["Ongeldig kenmerk voor debiteur"]),
        (["Debtor": "1", "Subscription[ProductCode]": "P999"], ["Ongeldig kenmerk voor product"]),
        (
            ["Debtor": "99", "Subscription[ProductCode]": "P999"],
            ["Ongeldig kenmerk voor debiteur", "Ongeldig kenmerk voor product"]
        ),
        (
            ["Debtor": "1", "DebtorCode": "DB0002", "Subscription[ProductCode]": "P001"],
            ["Debtor 1 en DebtorCode “DB0002” zijn niet dezelfde debiteur."]
        ),
        (
            ["Debtor": "1", "Subscription[Description]": "Los", "Subscription[PriceExcl]": "1"],
            ["Subscription[Periodic] is verplicht."]
        ),
        (
            [
                "Debtor": "1", "Subscription[ProductCode]": "P001", "Subscription[StartPeriod]": "2026-03-10",
                "Subscription[EndContract]": "2026-03-01",
            ], ["Subscription[EndContract] 01-03-2026 ligt voor het begin van het contract 10-03-2026."]
        ),
        (
            [:],
            [
                "Debtor of DebtorCode is verplicht.", "Subscription[Description] is verplicht.",
                "Subscription[PriceExcl] is verplicht.", "Subscription[Periodic] is verplicht.",
            ]
        ),
    ])
    func refusesWithASentenceForEachProblem(texts: [String: String], sentences: [String]) async throws {
        let engine = try await TestEngine(debtors: 10)
        let before = try await engine.rows("SELECT count(*) FROM service").first?.integer(0)
        #expect(await engine.errors("service", "add", texts) == sentences)
        #expect(try await engine.rows("SELECT count(*) FROM service").first?.integer(0) == before)
    }

    @Test func aOneOffProductNeedsAPeriod() async throws {
        let engine = try await TestEngine()
        var edit = EditProduct()
        edit[Product.code] = "P001"
        edit.arguments[text: Product.pricePeriod.declaration] = ""
        _ = try await engine.service.send(edit)
        let action = add { _ in }
        #expect(
            await refusal { () throws(APIError) in _ = try await engine.service.send(action) }
                == ["Subscription[Periodic] is verplicht: product P001 is eenmalig en heeft zelf geen periode."])
    }
}
