import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct WayBackTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
    }

    private var isOnCustomer: Bool { driver.line(with: "[Services 3]") != nil }
    private var isOnService: Bool { driver.line(with: "DB0001 Alpha Bakery · Site one") != nil && !isOnCustomer }

    @Test func enterBetweenCustomerAndServicePilesUpNoPages() async {
        await driver.press(.enter)
        for _ in 0..<10 {
            #expect(isOnCustomer)
            await driver.press(.enter)
            #expect(isOnService)
            await driver.press(.enter)
        }
        #expect(isOnCustomer)
        await driver.press(.escape)
        #expect(driver.line(with: "Beta Cycles") != nil)
        #expect(driver.end == nil)
    }

    @Test func serviceThatIsOpenAlreadyIsReturnedTo() async {
        await driver.press(.character("3"))
        for _ in 0..<10 {
            await driver.press(.enter)
            #expect(isOnService)
            await driver.press(.enter)
            #expect(isOnCustomer)
        }
        await driver.press(.enter, .escape)
        #expect(driver.line(with: "[3 Services]") != nil)
        #expect(driver.line(with: "Site two") != nil)
    }

    @Test func anotherServiceOfTheCustomerIsAPageOfItsOwn() async {
        await driver.press(.character("3"), .enter, .enter, .down, .enter)
        #expect(driver.line(with: "DB0001 Alpha Bakery · Site two") != nil)
        await driver.press(.escape)
        #expect(isOnCustomer)
        await driver.press(.escape)
        #expect(isOnService)
        await driver.press(.escape)
        #expect(driver.line(with: "[3 Services]") != nil)
    }

    @Test func pageThatIsReturnedToIsReadAgain() async {
        await driver.press(.enter, .enter)
        await stub.show(services: [Sample.service(1, "Site one, moved")])
        await driver.press(.enter)
        #expect(driver.line(with: "Site one, moved") != nil)
    }
}
