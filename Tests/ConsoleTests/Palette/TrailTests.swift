import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct TrailTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
    }

    private var isOnCustomer: Bool { driver.line(with: "[Services 3]") != nil }
    private var isOnService: Bool { driver.line(with: "DB0001 Alpha Bakery · Site") != nil && !isOnCustomer }

    @Test func backAndForwardLeadThroughWhatWasSeen() async {
        await driver.press(.enter, .enter)
        #expect(isOnService)
        await driver.press(.character("2"))
        #expect(driver.line(with: "[2 Products]") != nil)
        await driver.press(.character("["))
        #expect(isOnService)
        await driver.press(.character("["))
        #expect(isOnCustomer)
        await driver.press(.character("["))
        #expect(driver.line(with: "Beta Cycles") != nil)
        await driver.press(.character("]"))
        #expect(isOnCustomer)
        await driver.press(.character("]"), .character("]"))
        #expect(driver.line(with: "[2 Products]") != nil)
    }

    @Test func pageThatIsComeBackToIsAsItWasLeftAndEscLeadsOnBack() async {
        await driver.press(.enter, .down, .character("3"), .character("["))
        #expect(isOnCustomer)
        #expect(driver.line(with: "> ")?.contains("Site two") == true, "\(driver.picture)")
        await driver.press(.escape)
        #expect(driver.line(with: "Beta Cycles") != nil)
        #expect(driver.line(with: "[1 Debtors]") != nil)
    }

    @Test func endsSayThatTheyAreEnds() async {
        await driver.press(.character("["))
        #expect(driver.line(with: texts.noPageBefore) != nil)
        await driver.press(.character("]"))
        #expect(driver.line(with: "There is nothing to go forward to") != nil)
    }

    @Test func escLeadsBackOnTheSameTrail() async {
        await driver.press(.enter, .escape, .character("]"))
        #expect(isOnCustomer)
        await driver.press(.character("["), .character("["))
        #expect(driver.line(with: texts.noPageBefore) != nil)
    }

    @Test func somethingNewEndsTheWayForward() async {
        await driver.press(.enter, .character("["), .character("2"), .character("]"))
        #expect(driver.line(with: "There is nothing to go forward to") != nil)
        await driver.press(.character("["), .character("["))
        #expect(driver.line(with: texts.noPageBefore) != nil)
    }

    @Test func goingToAndFroPilesUpNothing() async {
        await driver.press(.enter)
        for _ in 0..<40 { await driver.press(.enter) }
        #expect(driver.program.stack.trail.stops.count == 3)
        for _ in 0..<100 { await driver.press(.character("2"), .character("1"), .character("3")) }
        #expect(driver.program.stack.trail.stops.count == Trail.most)
    }

    @Test func formsAreNoPlacesAndKeepTheirText() async {
        await driver.press(.enter, .character("e"))
        await driver.type("[")
        #expect(driver.line(with: "[") != nil)
        await driver.press(.escape)
        #expect(isOnCustomer)
        #expect(driver.program.stack.trail.stops.count == 2)
    }

    @Test func whatHasChangedMeanwhileIsReadAgain() async {
        await driver.press(.enter, .character("2"))
        await stub.answer(ShowDebtor.self) { _ in Found(Sample.debtor(1, "Changed Bakery")) }
        await driver.press(.character("["))
        #expect(driver.line(with: "Changed Bakery") != nil, "\(driver.picture)")
    }
}
