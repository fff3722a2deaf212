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

    @Test(arguments: Language.allCases, [60, 72, 80, 100, 132])
    func modeStandsInTheTopBarAtEveryWidth(_ language: Language, _ width: Int) async {
        let driver = await driver(width, language)
        #expect(driver.lines[0].hasPrefix(" Balie \(Texts(language).fullAccess) "), "\(driver.picture)")
        #expect(driver.lines[0].contains("test.sql"), "\(driver.picture)")
    }

    @Test(arguments: ["p", "e", "?", "x"]) func itStandsInFormsAndOverDialogs(_ key: Character) async {
        let driver = await driver()
        await driver.press(.character(key))
        #expect(driver.lines[0].hasPrefix(" Balie full "), "\(driver.picture)")
    }

    @Test func onlyOneOfTheTwoIsSaid() async {
        let driver = await driver(132, isReadOnly: true)
        #expect(driver.lines[0].contains(" READ-ONLY ") && !driver.lines[0].contains("full"), "\(driver.picture)")
    }

    @Test func productionSaysItToo() async {
        let driver = await driver(132, isProduction: true)
        #expect(driver.lines[0].hasPrefix(" Balie PRODUCTION full "), "\(driver.picture)")
    }
}
