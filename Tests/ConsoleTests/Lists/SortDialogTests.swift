import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct SortDialogTests {
    private let desk: DemoInstallation

    init() async throws { desk = try await DemoInstallation() }

    private func driver(_ size: Size = Size(width: 80, height: 24), _ language: Language = .english) -> ScreenDriver {
        ScreenDriver(service: desk.engine, size: size, language: language, clock: fixedClock)
    }

    @Test func aCapitalOrdersEquals() async throws {
        let driver = driver()
        await driver.press(.character("s"), .character("i"), .character("s"), .character("O"))
        #expect(driver.lines[1].hasSuffix("by City ▲, Company ▲"))
        await driver.press(.character("s"), .character("O"))
        #expect(driver.lines[1].hasSuffix("by City ▲, Company ▼"))
        await driver.press(.character("s"), .character("O"))
        #expect(driver.lines[1].hasSuffix("by City ▲"))
    }

    /// What is sorted by cannot order its own equals.
    @Test func theFirstColumnIsNoSecondOne() async {
        let driver = driver()
        await driver.press(.character("s"), .character("C"))
        #expect(driver.terminal.alerts == 1)
        await driver.press(.escape)
        #expect(driver.lines[1].hasSuffix("by Code ▲"))
    }

    @Test func arrowsAndEnterChooseAsWell() async {
        let driver = driver()
        await driver.press(.character("s"), .down, .enter)
        #expect(driver.lines[1].hasSuffix("by Company ▲"))
    }

    @Test func aVendorsListSortsByOneColumn() async {
        let driver = ScreenDriver(
            service: desk.engine, size: Size(width: 80, height: 24), clock: fixedClock, backend: .vendor("HostFact"))
        await driver.press(.character("s"))
        #expect(driver.line(with: "system sorts by one column.") != nil)
        await driver.press(.character("O"), .escape)
        #expect(driver.lines[1].hasSuffix("by Code ▲"))
    }

    @Test func pictures() async {
        for (name, size, language) in [
            ("sort", Size(width: 80, height: 24), Language.english), ("sort-low", Size(width: 60, height: 16), .dutch),
            ("sort-wide", Size(width: 132, height: 43), .dutch),
        ] {
            let driver = driver(size, language)
            await driver.press(.character("s"))
            expectPicture(name, of: driver)
        }
    }
}
