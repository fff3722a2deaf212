import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// Every frame says whether something can be changed here.
@MainActor struct BannerModeTests {
    private func driver(
        _ width: Int = 80, _ language: Language = .english, isReadOnly: Bool = false, isProduction: Bool = false
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: await StubService.office(), size: Size(width: width, height: 24), language: language,
            clock: fixedClock, isReadOnly: isReadOnly, isProduction: isProduction)
        await driver.idle()
        return driver
    }

    @Test(arguments: [(Language.english, "full  test.sqlite"), (.dutch, "vol  test.sqlite")])
    func modeStandsBeforeTheNameOfTheSystem(_ language: Language, _ words: String) async {
        let driver = await driver(100, language)
        #expect(driver.lines[0].hasSuffix(words), "\(driver.picture)")
        #expect(driver.role(of: words) == .dim)
    }

    @Test(arguments: ["p", "e", "?", "x"]) func itStandsInFormsAndOverDialogs(_ key: Character) async {
        let driver = await driver()
        await driver.press(.character(key))
        #expect(driver.lines[0].hasSuffix("full  test.sqlite"), "\(driver.picture)")
    }

    @Test func onlyOneOfTheTwoIsSaid() async {
        let driver = await driver(132, isReadOnly: true)
        #expect(driver.lines[0].contains(" READ-ONLY ") && !driver.lines[0].contains("full"), "\(driver.picture)")
    }

    @Test func productionSaysItToo() async {
        let driver = await driver(132, isProduction: true)
        #expect(driver.lines[0].hasPrefix(" Balie PRODUCTION ") && driver.lines[0].hasSuffix("full  test.sqlite"))
    }

    /// No name of a tab or of the system is cut for it.
    @Test(arguments: Language.allCases, 60...100) func itIsTheFirstToGo(_ language: Language, _ width: Int) async {
        let driver = await driver(width, language)
        let top = driver.lines[0]
        let isWhole = top.hasSuffix("test.sqlite") && !top.contains("…")
        if top.contains(Texts(language).fullWord + "  ") { #expect(isWhole, "\(top)") }
        if width == 60 { #expect(!top.contains(Texts(language).fullWord + "  "), "\(top)") }
    }
}
