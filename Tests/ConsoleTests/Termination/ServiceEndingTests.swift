import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What is still invoiced, what is not any more, and until when an ending is taken back.
struct ServiceEndingTests {
    private let setting = Setting(
        texts: Texts(.english), clock: fixedClock, backend: .embedded(mail: .waits),
        area: Rect(Size(width: 80, height: 24)),
        reason: { _ in nil })

    private func ending(_ members: [String: String]) -> ServiceEnding {
        var service = [
            "DebtorCode": "DB0001", "CompanyName": "株式会社 日本", "Description": "Site", "PriceExcl": "100",
            "Number": "1", "TaxPercentage": "21", "DiscountPercentage": "0", "Periods": "3", "Periodic": "m",
            "StartPeriod": "2026-04-01", "NextDate": "2026-03-18", "Status": "active",
        ]
        service.merge(members) { _, given in given }
        return ServiceEnding(service: Record(service), standard: nil)
    }

    @Test(
        arguments: [
            // Invoices of quarters, a fortnight before each.
            ("2026-04-01", nil), ("2026-04-02", "2026-03-18"), ("2026-07-01", "2026-03-18"),
            ("2026-07-02", "2026-06-17"), ("2027-01-01", "2026-09-17"),
        ] as [(String, String?)])
    func lastInvoiceIsThatOfTheLastPeriodBeforeTheEnd(_ end: String, _ last: String?) throws {
        let lines = ending([:]).reviewed(try #require(CalendarDate(end)), setting).map(\.text)
        let day = last.flatMap { CalendarDate($0) }
        #expect(
            lines.first { $0.hasPrefix("The last invoice") }
                == day.map { setting.texts.lastInvoice($0, setting.backend) })
    }

    @Test func whatIsInvoicedBeyondTheEndIsSaidNotToComeBack() throws {
        let (end, later) = (try #require(CalendarDate("2026-03-31")), try #require(CalendarDate("2026-04-01")))
        #expect(ending([:]).reviewed(end, setting).map(\.text).contains(setting.texts.isNotCredited(later, end)))
        #expect(!ending([:]).reviewed(later, setting).map(\.text).contains { $0.contains("not credited") })
    }

    @Test func savingIsThatOfAMonth() throws {
        let day = try #require(CalendarDate("2026-07-01"))
        #expect(
            ending([:]).reviewed(day, setting).map(\.text).contains(
                "From then on 121.00 a month incl. VAT is no longer invoiced."))
        #expect(
            ending(["Periods": "1", "Periodic": "j"]).reviewed(day, setting).map(\.text)
                .contains("From then on 10.08 a month incl. VAT is no longer invoiced."))
        #expect(
            !ending(["PriceExcl": "0"]).reviewed(day, setting).map(\.text).contains {
                $0.contains("no longer invoiced")
            })
    }

    @Test func onlyWhatIsStillToComeIsWithdrawnAndOnlyWhereTheSystemCan() throws {
        let (today, later) = (setting.today, setting.today.adding(days: 1))
        let until = setting.texts.isWithdrawn(until: today, by: "T")
        #expect(ending([:]).reviewed(later, setting).map(\.text).contains(until))
        #expect(!ending([:]).reviewed(today, setting).map(\.text).contains { $0.contains("withdrawn") })
        var elsewhere = setting
        elsewhere.reason = { $0 == WithdrawTermination.self ? LocalizedText("No.", "Nee.") : nil }
        #expect(!ending([:]).reviewed(later, elsewhere).map(\.text).contains { $0.contains("withdrawn") })
    }
}
