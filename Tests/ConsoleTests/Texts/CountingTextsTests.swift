import BillingModel
import Foundation
import Testing

@testable import Console

/// Every text with a number in it, at 0, 1 and 2, in both languages.
struct CountingTextsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: @Sendable (Texts, Int) -> String
        var english: [String]
        var dutch: [String]

        var testDescription: String { name }
    }

    private static let day = LocalTime(
        date: CalendarDate("2026-03-10") ?? LocalClock.system.today, hour: 9, minute: 5, second: 7)

    static let cases = [
        Case(
            name: "fields of a form", text: { $0.problems($1) },
            english: [
                "0 fields need attention. Nothing was sent.", "One field needs attention. Nothing was sent.",
                "2 fields need attention. Nothing was sent.",
            ],
            dutch: [
                "0 velden vragen aandacht. Er is niets verzonden.", "Eén veld vraagt aandacht. Er is niets verzonden.",
                "2 velden vragen aandacht. Er is niets verzonden.",
            ]),
        Case(
            name: "fields of a new system", text: { $0.fieldsNeedAttention($1) },
            english: ["0 fields need attention.", "One field needs attention.", "2 fields need attention."],
            dutch: ["0 velden vragen aandacht.", "Eén veld vraagt aandacht.", "2 velden vragen aandacht."]),
        Case(
            name: "rows below", text: { $0.more($1, down: "↓") },
            english: ["… 0 more; ↓ scrolls", "… 1 more; ↓ scrolls", "… 2 more; ↓ scrolls"],
            dutch: ["… nog 0; ↓ schuift", "… nog 1; ↓ schuift", "… nog 2; ↓ schuift"]),
        Case(
            name: "invoices until the end",
            text: { $0.invoicesUntilEnd($1, of: Decimal(1210) / 100, next: day.date) },
            english: [
                "No further period is invoiced.",
                "Until then one invoice of 12.10 incl. VAT follows, on 2026-03-10.",
                "Until then 2 invoices of 12.10 incl. VAT follow, the next on 2026-03-10.",
            ],
            dutch: [
                "Er wordt geen periode meer gefactureerd.",
                "Tot dan volgt nog één factuur van 12,10 incl. btw, op 10-03-2026.",
                "Tot dan volgen 2 facturen van 12,10 incl. btw, de volgende op 10-03-2026.",
            ]),
        Case(
            name: "contract",
            text: { $0.contractRuns(day.date, Period($1, .month)) },
            english: ["every 0 months", "every month", "every 2 months"].map {
                "Contract since 2026-03-10, renewed \($0)."
            },
            dutch: ["elke 0 maanden", "elke maand", "elke 2 maanden"].map {
                "Contract sinds 10-03-2026, \($0) verlengd."
            }),
        Case(
            name: "notice", text: { $0.noticeEnds(day.date, Period($1, .week)) },
            english: ["0 weeks", "one week", "2 weeks"].map { "The notice of \($0) ends on 2026-03-10." },
            dutch: ["0 weken", "één week", "2 weken"].map { "De opzegtermijn van \($0) eindigt op 10-03-2026." }),
    ]

    @Test(arguments: cases) func textAgreesWithItsNumber(_ item: Case) {
        #expect((0...2).map { item.text(Texts(.english), $0) } == item.english)
        #expect((0...2).map { item.text(Texts(.dutch), $0) } == item.dutch)
    }

    /// A unit, and how 1 and 3 of it are said: how often in a sentence, how often in a column, how long.
    @Test(arguments: [
        ("d", ["every day", "every 3 days"], ["elke dag", "elke 3 dagen"]),
        ("w", ["every week", "every 3 weeks"], ["elke week", "elke 3 weken"]),
        ("m", ["every month", "every 3 months"], ["elke maand", "elke 3 maanden"]),
        ("k", ["every quarter", "every 3 quarters"], ["elk kwartaal", "elke 3 kwartalen"]),
        ("h", ["every half year", "every 18 months"], ["elk half jaar", "elke 18 maanden"]),
        ("j", ["every year", "every 3 years"], ["elk jaar", "elke 3 jaar"]),
        ("t", ["every 2 years", "every 6 years"], ["elke 2 jaar", "elke 6 jaar"]),
        ("zz", ["every zz", "every 3 zz"], ["elke zz", "elke 3 zz"]),
    ]) func periodsAreSaidInWords(_ unit: String, _ english: [String], _ dutch: [String]) {
        #expect([1, 3].map { Texts(.english).every($0, unit) } == english)
        #expect([1, 3].map { Texts(.dutch).every($0, unit) } == dutch)
        for texts in [Texts(.english), Texts(.dutch)] {
            for count in 0...3 {
                #expect(!texts.period(count, unit).contains("×"))
                #expect(texts.period(count, unit).hasPrefix("per "))
                #expect(!texts.length(count, unit).isEmpty)
            }
        }
    }

    @Test func absurdCountIsShownAndNoTrap() {
        #expect(Texts(.english).period(.max, "h").hasSuffix("months"))
        #expect(Texts(.dutch).every(.min, "t").hasSuffix("jaar"))
    }

    @Test(arguments: [
        ("2026-03-10 09:05:07", "2026-03-10 09:05", "10-03-2026 09:05"), ("2026-03-10", "2026-03-10", "10-03-2026"),
        ("2026-03-10T09:05:07+01:00", "2026-03-10T09:05:07+01:00", "2026-03-10T09:05:07+01:00"), ("", "", ""),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", "0000-00-00 00:00:00"), ("gisteren", "gisteren", "gisteren"),
    ]) func storedMomentsAreWrittenAsTheLanguageDoes(_ stored: String, _ english: String, _ dutch: String) {
        #expect(Texts(.english).moment(stored: stored) == english)
        #expect(Texts(.dutch).moment(stored: stored) == dutch)
    }

    @Test func momentsAreWrittenAsTheLanguageDoes() {
        let (english, dutch) = (Texts(.english), Texts(.dutch))
        #expect(english.moment(Self.day) == "2026-03-10 09:05")
        #expect(dutch.moment(Self.day) == "10-03-2026 09:05")
        #expect(dutch.moment(Self.day, seenOn: Self.day.date) == "09:05")
        #expect(dutch.moment(Self.day, seenOn: Self.day.date.adding(days: 1)) == "10-03-2026 09:05")
        #expect(dutch.day(of: "2026-03-10 09:05:07") == "10-03-2026")
        #expect(dutch.terminationAsked("2026-03-10 09:05:07") == "aangevraagd op 10-03-2026 09:05")
        #expect(dutch.passwordIsStored(until: Self.day, .vendor("HostFact")).contains("10-03-2026 09:05"))
    }
}
