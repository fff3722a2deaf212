import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

@MainActor struct ListAgeTests {
    private let stub: StubService
    private let time = HandTurnedTime()

    init() async {
        stub = await Vendors.hostFact()
    }

    private func driver(_ language: Language = .english) -> ScreenDriver {
        let seen = SeenPages(stub, clock: fixedClock, uptime: time.uptime)
        return ScreenDriver(service: seen, language: language, clock: fixedClock)
    }

    private var requests: Int {
        get async { await stub.arguments(of: ListDebtors.self).count }
    }

    @Test(arguments: [(Language.english, "1/3 · as of 11:00"), (.dutch, "1/3 · stand 11:00")])
    func listSaysWhenItWasRead(_ language: Language, _ position: String) async {
        let driver = driver(language)
        await driver.idle()
        #expect(driver.line(with: position) != nil)
    }

    @Test func listOfTheEmbeddedSystemHasNoAge() async {
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        #expect(driver.line(with: "1/3") != nil)
        #expect(driver.line(with: "as of") == nil)
    }

    @Test func rowsOfAnotherDaySayWhichDay() {
        let texts = Texts(.english)
        let later = fixedMoment.date.adding(days: 1)
        #expect(texts.position("1/3", readAt: fixedMoment, later) == "1/3 · as of 2026-03-10 11:00")
    }

    @Test func anotherListAndBackCostsNoRequest() async {
        let driver = driver()
        await driver.press(.character("2"), .character("1"))
        #expect(await requests == 1)
        #expect(driver.line(with: "Beta Cycles") != nil)
    }

    @Test func refreshReadsAnew() async {
        let driver = driver()
        await driver.idle()
        await stub.show(debtors: [Sample.debtor(9, "Omega Bikes")])
        await driver.press(.character("R"))
        #expect(await requests == 2)
        #expect(driver.line(with: "Omega Bikes") != nil)
        #expect(driver.line(with: "Beta Cycles") == nil)
    }

    @Test func oldRowsAreReadAnewOnNextUse() async {
        let driver = driver()
        await driver.idle()
        time.pass(seconds: 299)
        await driver.press(.character("2"), .character("1"))
        #expect(await requests == 1)
        time.pass(seconds: 1)
        await driver.press(.character("2"), .character("1"))
        #expect(await requests == 2)
    }

    @Test func changeOfThisSessionIsSeenAtOnce() async {
        let driver = driver()
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ Debtor DB0001 is changed.") != nil)
        #expect(await requests == 2)
    }

    @Test func failedRefreshKeepsTheRowsTheirAgeAndTheSentence() async {
        let driver = driver()
        await driver.idle()
        await stub.refuse(ListDebtors.self, "HostFact is down.")
        await driver.press(.character("R"))
        #expect(driver.line(with: "! HostFact is down.") != nil)
        #expect(driver.line(with: "Beta Cycles") != nil)
        #expect(driver.line(with: "1/3 · as of 11:00") != nil)
    }

    @Test func totalsThatCameWithThePageAreNotCountedAgain() async {
        let driver = driver()
        await driver.press(.character("/"))
        await driver.type("beta")
        await stub.forget()
        await driver.press(.enter, .character("R"))
        #expect(await requests == 1)
        #expect(driver.line(with: "1/1 · as of 11:00") != nil)
    }

    @Test func customersPageSaysHowOldItsServicesAre() async {
        let driver = driver()
        await driver.press(.enter)
        #expect(driver.line(with: "1/3 · as of 11:00") != nil)
        let before = await stub.arguments(of: ListServices.self).count
        await driver.press(.character("R"))
        #expect(await stub.arguments(of: ListServices.self).count == before + 1)
    }
}
