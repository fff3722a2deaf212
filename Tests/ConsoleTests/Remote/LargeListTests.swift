import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A list of a hundred thousand debtors at a system elsewhere, of which no more is asked for than staff look at.
@MainActor struct LargeListTests {
    private let system: LargeHostFact
    private let pause = HeldPause()

    init() async {
        system = await LargeHostFact()
    }

    private func driver(_ size: Size = Size(width: 80, height: 24)) -> ScreenDriver {
        let clock = DeadlineClock(now: { .now }, sleep: { [pause] _ in await pause.wait() })
        let remote = RemoteHostFactService(transport: system, key: "key")
        let seen = SeenPages(TypingPause(OvertakenReads(remote), clock: clock), clock: fixedClock)
        return ScreenDriver(service: seen, size: size, clock: fixedClock)
    }

    private func list(_ driver: ScreenDriver) throws -> ListScreen<DebtorDesk> {
        try #require(driver.program.stack.top.screen.content as? ListScreen<DebtorDesk>)
    }

    private var lists: [LargeHostFact.Request] {
        get async { await system.requests.filter { $0.call == "debtor list" } }
    }

    /// Types without pausing, and waits for the answer.
    private func search(_ text: String, in driver: ScreenDriver) async {
        await pause.hold()
        driver.tap(.character("/"))
        for character in text {
            let begun = await pause.begun
            driver.tap(.character(character))
            // A blank at the end is not looked for, and so asks nothing.
            if character != " " { await pause.arrived(begun + 1) }
        }
        await pause.open()
        await driver.idle()
    }

    @Test func firstRowsTakeOneRequestForAHundredRows() async {
        let driver = driver()
        await driver.idle()
        #expect(driver.line(with: "DB000001") != nil)
        #expect(driver.line(with: "1/100000") != nil)
        let requests = await system.requests
        #expect(requests.map(\.call) == ["debtor list"])
        #expect(requests.map(\.limit) == [100])
        #expect(await system.bytes < 30_000)
    }

    @Test func jumpToTheEndTakesOneMore() async {
        let driver = driver()
        await driver.press(.character("G"))
        #expect(driver.line(with: "DB100000") != nil)
        #expect(driver.line(with: "100000/100000") != nil)
        #expect(await lists.map(\.offset) == [0, 99_900])
        await driver.press(.character("g"), .character("G"))
        #expect(await lists.count == 2)
    }

    @Test func pagesThatAreTurnedAskForEachRowOnce() async throws {
        let driver = driver()
        await driver.idle()
        var most = 0
        for _ in 0..<100 {
            await driver.press(.pageDown)
            most = max(most, try list(driver).state.rows.count)
        }
        let (cursor, asked) = (try list(driver).state.cursor, await lists)
        #expect(cursor > 1700)
        #expect(asked.map(\.limit).reduce(0, +) <= cursor + 300)
        #expect(Set(asked.map(\.offset)).count == asked.count)
        // However far: what stands around the cursor is all that the list holds.
        #expect(most <= Frame.page(of: driver.terminal.size).height + 3 * ListState<Record<Debtor>>.margin)
        await system.forget()
        for _ in 0..<100 { await driver.press(.pageUp) }
        #expect(await lists.isEmpty)
    }

    @Test func rowsSeenSoFarStandThereUntilTheSystemHasAnswered() async {
        let driver = driver()
        await driver.idle()
        await search("overtoom 93", in: driver)
        #expect(await lists.last?.term == "overtoom 93")
        await driver.press(.enter, .escape)
        await system.forget()

        // Another search meets rows of this one, which stand far down the list.
        await pause.hold()
        let begun = await pause.begun
        driver.tap(.character("/"))
        for (number, character) in "overtoom".enumerated() {
            driver.tap(.character(character))
            await pause.arrived(begun + number + 1)
        }
        #expect(await driver.shows("Overtoom"))
        #expect(await driver.shows("seen so far"))
        #expect(await lists.isEmpty)
        await pause.open()
        await driver.idle()
        #expect(driver.line(with: "seen so far") == nil)
        #expect(await lists.map(\.term) == ["overtoom"])
    }

    @Test func wordTypedWithinOneRequestMakesTwo() async {
        let driver = driver()
        await driver.idle()
        await system.forget()
        await system.hold()
        // Each letter pauses long enough to be asked for, and the system is slower than that.
        driver.tap(.character("/"), .character("v"))
        await pause.arrived(1)
        await pause.end()
        await system.came(1)
        var begun = 1
        for character in "isser" {
            driver.tap(.character(character))
            await pause.arrived(begun + 1)
            await pause.end()
            // The pause is over; it waits for its turn now.
            await pause.arrived(begun + 2)
            begun += 2
        }
        #expect(await system.requests.map(\.term) == ["v"])
        await system.release()
        await driver.idle()
        #expect(await system.requests.map(\.term) == ["v", "visser"])
        #expect(driver.line(with: "Visser") != nil)
        #expect(driver.line(with: "seen so far") == nil)
        // What keys overtook was read to its end, and is known.
        let before = await system.requests.count
        await pause.open()
        for _ in "isser" { driver.tap(.backspace) }
        await driver.idle()
        #expect(await system.requests.count == before)
    }

    @Test func paneIsAskedForWhenTheRowsAreThere() async {
        let driver = driver(Size(width: 140, height: 43))
        await pause.arrived(1)
        #expect(await driver.shows("DB000001"))
        #expect(await system.requests.map(\.call) == ["debtor list"])
        await pause.open()
        await driver.idle()
        #expect(await system.requests.map(\.call) == ["debtor list", "debtor show"])
    }
}
