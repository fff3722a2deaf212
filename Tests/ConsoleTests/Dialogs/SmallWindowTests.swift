import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// The smallest window still says what a change brings about, and how a sentence ends.
@MainActor struct SmallWindowTests {
    private let size = Size(width: 60, height: 16)

    private func driver(_ language: Language, _ service: any BillingService) -> ScreenDriver {
        ScreenDriver(service: service, size: size, language: language, clock: fixedClock)
    }

    private func words(_ driver: ScreenDriver) -> String {
        driver.lines.map { $0.filter { !"│┌┐└┘─".contains($0) } }.joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
    }

    @Test(arguments: Language.allCases) func endingShowsItsConsequences(_ language: Language) async throws {
        let texts = Texts(language)
        let driver = driver(language, await StubService.office())
        await driver.press(.character("3"), .character("t"))
        let day = try #require(CalendarDate("2026-05-01"))
        #expect(words(driver).contains(texts.staysActiveUntil(day)))
        #expect(words(driver).contains(texts.customerIsNotTold))
        #expect(words(driver).contains(texts.cancel))
        #expect(driver.line(with: "[* 1]") != nil)
        // Of the sentences on the proposed day those that fit stand there whole, the last ones first.
        let weeks = driver.lines.filter { $0.hasPrefix("│") }.prefix(4).map { String($0.dropFirst(34).dropLast()) }
        let told = weeks.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(told.hasSuffix(texts.earliestEnd(day)))
        #expect(!told.contains("…"))
        await driver.press(.control("s"))
        #expect(words(driver).contains(texts.staysActiveUntil(day)))
        #expect(words(driver).contains(texts.customerIsNotTold))
    }

    @Test(arguments: Language.allCases) func blockShowsItsConsequences(_ language: Language) async {
        let texts = Texts(language)
        let driver = driver(language, await StubService.office())
        await driver.press(.character("4"), .character("t"))
        #expect(words(driver).contains(texts.blockDayIsKept))
        #expect(words(driver).contains(texts.cancel))
    }

    @Test(arguments: Language.allCases) func passwordDialogSaysWhatBecomesOfTheMail(_ language: Language) async {
        let texts = Texts(language)
        let driver = driver(language, await StubService.office())
        await driver.press(.character("p"), .control("g"))
        await driver.focus(String(UpdateLoginCredentials.sendMail.declaration.label[language].prefix(10)))
        await driver.press(.right)
        #expect(words(driver).contains("([mail] in config.toml)."))
        #expect(words(driver).contains(texts.cancel))
    }

    /// A refusal of two sentences in every place where one is shown.
    @Test(arguments: Language.allCases) func refusalKeepsItsRemedy(_ language: Language) async {
        let long =
            "HostFact (billing.example.net) refused this because the reason that nobody reads in full goes on and on"
        let words = "\(long), and on, until the window is full. Ask the owner of the key."
        let stub = await StubService.office()
        await stub.refuse(TerminateService.self, words)
        await stub.refuse(UpdateLoginCredentials.self, words)
        await stub.refuse(EditDebtor.self, words, problems: [Problem(Debtor.companyName.declaration, words, words)])
        let remedy = "Ask the owner of the key."

        var driver = driver(language, stub)
        await driver.press(.character("3"), .character("t"), .control("s"), .right, .enter)
        #expect(self.words(driver).contains(remedy))
        driver = self.driver(language, stub)
        await driver.press(.character("p"), .control("s"), .right, .enter)
        #expect(self.words(driver).contains(remedy))
        driver = self.driver(language, stub)
        await driver.press(.character("e"), .down, .end, .character("x"), .control("s"), .right, .enter)
        #expect(self.words(driver).contains(remedy))

        await stub.refuse(ListDebtors.self, words)
        driver = self.driver(language, stub)
        await driver.idle()
        #expect(self.words(driver).contains(remedy))
        await driver.press(.character("3"), .character("a"), .enter)
        #expect(self.words(driver).contains(remedy))
        await stub.refuse(ShowService.self, words)
        await driver.press(.escape, .escape, .enter)
        #expect(self.words(driver).contains(remedy))
        await stub.refuse(ShowDebtor.self, words)
        await stub.show(services: Sample.services)
        await driver.press(.escape, .enter, .enter)
        #expect(self.words(driver).contains(remedy))
    }
}
