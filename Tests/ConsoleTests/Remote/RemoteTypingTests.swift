import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct RemoteTypingTests {
    private let stub: StubService
    private let pause = HeldPause()

    init() async {
        stub = await Vendors.hostFact()
    }

    private var seen: SeenPages {
        let clock = DeadlineClock(now: { .now }, sleep: { [pause] _ in await pause.wait() })
        return SeenPages(TypingPause(stub, clock: clock), clock: fixedClock)
    }

    private func driver() async -> ScreenDriver {
        let driver = ScreenDriver(service: seen, clock: fixedClock)
        await driver.press(.character("/"))
        await stub.forget()
        return driver
    }

    private func typeWithoutPausing(_ text: String, in driver: ScreenDriver) async {
        for (number, character) in text.enumerated() {
            driver.tap(.character(character))
            await pause.arrived(number + 1)
        }
    }

    private var terms: [String?] {
        get async { await stub.arguments(of: ListDebtors.self).map { $0[ListParameters.searchFor] } }
    }

    @Test func onlyTheTermAtWhichTypingPausesIsAskedFor() async {
        let driver = await driver()
        await typeWithoutPausing("beta", in: driver)
        #expect(await terms.isEmpty)
        await pause.end()
        await driver.idle()
        #expect(await terms == ["beta"])
        #expect(driver.line(with: "Beta Cycles") != nil)
        #expect(driver.line(with: "1/1") != nil)
    }

    @Test func knownRowsThatFitAreShownBeforeTheSystemAnswers() async {
        let driver = await driver()
        await typeWithoutPausing("bet", in: driver)
        #expect(await driver.shows("1/1 seen so far · as of 11:00"))
        #expect(driver.line(with: "Beta Cycles") != nil)
        #expect(driver.line(with: "Alpha Bakery") == nil)
        // They are not the answer yet: nothing is done to them.
        driver.tap(.enter, .character("e"))
        #expect(await driver.shows(Texts(.english).loading))
        await pause.end()
        await driver.idle()
        #expect(driver.line(with: "Edit debtor") == nil)
    }

    @Test func rowsOfAllSearchesAreKnownAndLettersThatAreTakenBackBringThemBack() async {
        let driver = await driver()
        await typeWithoutPausing("betx", in: driver)
        #expect(await driver.shows(Texts(.english).loading))
        driver.tap(.backspace)
        await pause.arrived(5)
        #expect(await driver.shows("1/1 seen so far"))
        driver.tap(.backspace, .backspace, .backspace, .character("a"))
        await pause.arrived(6)
        #expect(await driver.shows("1/3 seen so far"))
        #expect(driver.line(with: "Gamma Media") != nil)
        await pause.end()
        await driver.idle()
        #expect(await terms == ["a"])
        #expect(driver.line(with: "seen so far") == nil)
    }

    @Test func movingAmongRowsSeenBeforeAsksNothing() async {
        let driver = await driver()
        await typeWithoutPausing("a", in: driver)
        #expect(await driver.shows("1/3 seen so far"))
        driver.tap(.enter, .down)
        #expect(await driver.shows("2/3 seen so far"))
        driver.tap(.end)
        #expect(await driver.shows("3/3 seen so far"))
        #expect(await terms.isEmpty)
        await pause.end()
        await driver.idle()
        #expect(driver.line(with: "3/3 · as of 11:00") != nil)
        #expect(await terms == ["a"])
    }

    @Test func termAskedForBeforeIsAnsweredWithoutWaiting() async {
        let driver = await driver()
        await typeWithoutPausing("b", in: driver)
        await pause.end()
        await driver.idle()
        await stub.forget()
        await driver.press(.backspace)
        #expect(driver.line(with: "Alpha Bakery") != nil)
        await driver.press(.character("b"))
        #expect(driver.line(with: "Alpha Bakery") != nil)
        #expect(await terms.isEmpty)
    }

    @Test func paneReadsTheRecordOnWhichTheCursorRests() async {
        let driver = ScreenDriver(service: seen, size: Size(width: 140, height: 24), clock: fixedClock)
        await pause.arrived(1)
        driver.tap(.down)
        await pause.arrived(2)
        driver.tap(.down)
        await pause.arrived(3)
        await pause.end()
        await driver.idle()
        let asked = await stub.arguments(of: ShowDebtor.self).compactMap { $0[Debtor.identifier] }
        #expect(asked == [3])
    }

    @Test func embeddedSystemIsAskedLetterByLetter() async {
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("/"))
        await stub.forget()
        await driver.type("be")
        #expect(await terms.contains("b"))
    }
}
