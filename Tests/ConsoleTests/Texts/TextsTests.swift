import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import Console

struct TextsTests {
    private let english = Texts(.english)
    private let dutch = Texts(.dutch)

    @Test func languagesDifferWhereTheyShould() {
        #expect(english.cancel == "Cancel")
        #expect(dutch.cancel == "Annuleren")
        #expect(dutch.nothingChanged == "Er is niets gewijzigd.")
        #expect(english.tab(.debtors) == "Debtors")
        #expect(dutch.tab(.debtors) == "Debiteuren")
        for command in Command.allCases {
            #expect(english.label(command) != dutch.label(command), "\(command)")
        }
    }

    @Test func daysAreWrittenAsTheLanguageDoes() throws {
        let day = try #require(CalendarDate("2026-12-31"))
        #expect(english.date(day) == "2026-12-31")
        #expect(dutch.date(day) == "31-12-2026")
        #expect(dutch.staysActiveUntil(day).contains("31-12-2026"))
    }

    @Test(arguments: [("1234.5", "1234.50", "1234,50"), ("0", "0.00", "0,00"), ("-7.25", "-7.25", "-7,25")])
    func amountsAreWrittenAsTheLanguageDoes(_ stored: String, _ point: String, _ comma: String) throws {
        let amount = try #require(Decimal(vendorText: stored))
        let shown = (english.amount(amount), dutch.amount(amount))
        #expect(shown.0.filter { $0 != "," } == point)
        #expect(shown.1.filter { $0 != "." } == comma)
    }

    @Test(arguments: [
        ("nl_NL.UTF-8", Language.dutch), ("nl", .dutch), ("nl_BE", .dutch), ("en_US.UTF-8", .english), ("C", .english),
        ("", .english), ("de_DE", .english),
    ]) func localeChoosesTheLanguage(_ locale: String, _ language: Language) {
        #expect(Texts(locale: locale).language == language)
    }

    @Test func sentencesQuoteWhatTheyAreAbout() {
        for texts in [english, dutch] {
            #expect(texts.noMatch("zork", back: "Esc").contains("zork"))
            #expect(texts.notADay("30-2").contains("30-2"))
            #expect(texts.twoReadings("1.234", "1234", "1.2340").contains("1.2340"))
            #expect(texts.keyDoesNothing("F7", help: "?").contains("F7"))
            #expect(texts.copied("DB1").contains("DB1"))
        }
    }

    @Test func oneAndManyProblemsHaveTheirOwnSentence() {
        #expect(english.problems(1) != english.problems(2))
        #expect(english.problems(3).contains("3"))
        #expect(dutch.problems(1) != dutch.problems(2))
    }

    @Test func storedValuesAreShownInWords() {
        #expect(dutch.shown("yes", .flag(.yesNo)) == "ja")
        #expect(english.shown("2", .flag(.oneTwo)) == "no")
        #expect(english.shown("7", .flag(.oneTwo)) == "7")
        #expect(english.shown("x", .choice([Choice("x", "cross", "kruis")])) == "cross")
        #expect(english.shown("a\nb", .multilineText(maximum: 10)) == "a b")
    }

    @Test func monthAndWeekdayNamesAreComplete() {
        for texts in [english, dutch] {
            #expect(Set(texts.monthNames).count == 12)
            #expect(Set(texts.weekdayNames).count == 7)
            #expect(texts.weekdayNames.allSatisfy { $0.count == 2 })
        }
        #expect(dutch.monthNames[2] == "maart")
    }
}
