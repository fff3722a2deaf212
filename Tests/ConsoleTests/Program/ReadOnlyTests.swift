import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

@MainActor struct ReadOnlyTests {
    private let stub: StubService

    init() async {
        stub = await StubService.office()
    }

    @Test(arguments: [
        "1e", "1p", "1a", "2e", "3t", "3a", "4e", "4t", "4p",
    ]) func writingCommandsOfTheListsGiveTheReason(_ keys: String) async {
        let driver = ScreenDriver(service: stub, clock: fixedClock, isReadOnly: true)
        for key in keys { await driver.press(.character(key)) }
        #expect(driver.line(with: ReadOnlyService.reason().english) != nil)
        #expect(driver.line(with: "READ-ONLY") != nil)
    }

    @Test(arguments: ["e", "p", "a", "t"]) func writingCommandsOfACustomerGiveTheReason(_ key: Character) async {
        let driver = ScreenDriver(service: stub, clock: fixedClock, isReadOnly: true)
        await driver.press(.enter, .character(key))
        #expect(driver.line(with: ReadOnlyService.reason().english) != nil)
    }

    @Test func editFormOfALinkedUserGivesTheReason() async {
        let driver = ScreenDriver(service: stub, clock: fixedClock, isReadOnly: true)
        await driver.press(.enter, .tab, .character("e"))
        #expect(driver.line(with: ReadOnlyService.reason().english) != nil)
        #expect(driver.line(with: "Edit user") == nil)
    }

    @Test func readingStillWorks() async {
        let driver = ScreenDriver(service: stub, clock: fixedClock, isReadOnly: true)
        await driver.press(.character("3"), .enter)
        #expect(driver.line(with: "Site one") != nil)
        await driver.press(.enter)
        #expect(driver.line(with: "DB0001 Alpha Bakery") != nil)
    }

    @Test func serviceRefusesAlsoWhenAScreenForgets() async {
        let form = FormScreen(DebtorPlans.edit(Sample.debtors[0]), language: .english)
        let driver = ScreenDriver(form, service: stub, clock: fixedClock, isReadOnly: true)
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "was not sent: this session is read-only") != nil)
        #expect(driver.line(with: "*City")?.hasSuffix("Leiden") == true)
        #expect(await stub.written.isEmpty)
    }

    @Test func noKeyWritesInAReadOnlySession() async {
        let driver = ScreenDriver(service: stub, clock: fixedClock, isReadOnly: true)
        let walk = "1e\r2e\r3t4te4p1p\r".map { $0 == "\r" ? Key.enter : Key.character($0) }
        for key in walk { await driver.press(key, .control("s"), .right, .enter, .enter) }
        #expect(await stub.written.isEmpty)
    }
}
