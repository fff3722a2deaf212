import BillingAPI
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Another size of the window is drawn; it is no reason to ask again for what is known.
@MainActor struct ResizeTests {
    private let many = (1...400).map { Sample.debtor($0, "Company \($0)") }

    @Test(arguments: ["", "\r", "\r\r", "e", "3", "3\r", "4", "C", "x", "3a\r"])
    func anotherSizeAsksNothingThatIsKnown(_ way: String) async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock, profiles: StubSetup())
        for key in way { await driver.press(key == "\r" ? .enter : .character(key)) }
        await driver.idle()
        await stub.forget()
        for size in [Size(width: 100, height: 40), Size(width: 60, height: 16), Size(width: 80, height: 24)] {
            await driver.send(.resized(size))
        }
        #expect(await stub.sent.isEmpty)
    }

    /// Dragging a window's edge asks no more than one that is as it was.
    @Test(arguments: ["", "\r", "e", "p", "3\r", "3t", "4e", "?"])
    func stormOfSizesAsksNothing(_ way: String) async {
        let stub = await StubService.office()
        let driver = ScreenDriver(
            service: stub, size: Size(width: 132, height: 43), clock: fixedClock, profiles: StubSetup())
        for key in way { await driver.press(key == "\r" ? .enter : .character(key)) }
        await driver.idle()
        await stub.forget()
        let before = driver.terminal.presentations
        for step in 0..<400 {
            driver.terminal.send(.resized(Size(width: 1 + step * 7 % 131, height: 1 + step * 5 % 42)))
        }
        await driver.send(.resized(Size(width: 132, height: 43)))
        #expect(await stub.sent.isEmpty)
        // One picture for all that came together.
        #expect(driver.terminal.presentations - before < 5)
    }

    @Test func onlyAPageThatGrewReadsMoreRows() async {
        let stub = await StubService.office(debtors: many)
        let driver = ScreenDriver(
            service: stub, size: Size(width: 80, height: 24), clock: fixedClock, backend: .vendor("HostFact"))
        await driver.idle()
        await stub.forget()
        await driver.send(.resized(Size(width: 80, height: 60)))
        #expect(await stub.sent.isEmpty)
        await driver.send(.resized(Size(width: 80, height: 120)))
        #expect(await stub.arguments(of: ListDebtors.self).count == 1)
        #expect(driver.line(with: "Company 110") != nil)
    }

    @Test func paneThatCameIntoViewIsReadAndNothingElse() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        await stub.forget()
        await driver.send(.resized(Size(width: 132, height: 43)))
        let asked = await stub.sent.map(\.name)
        #expect(!asked.isEmpty && !asked.contains(ListDebtors.declaration.name))
        await stub.forget()
        await driver.send(.resized(Size(width: 140, height: 43)))
        #expect(await stub.sent.isEmpty)
    }

    @Test func cursorStaysInAPageThatBecameLow() async {
        let stub = await StubService.office(debtors: many)
        let driver = ScreenDriver(service: stub, size: Size(width: 80, height: 60), clock: fixedClock)
        await driver.press(.pageDown)
        await driver.send(.resized(Size(width: 80, height: 20)))
        #expect(driver.lines.contains { $0.hasPrefix(">") })
    }

    @Test func windowThatGrowsWhileRowsAreAwaitedShowsThemAll() async {
        let stub = await StubService.office(debtors: many)
        let gate = GatedService(stub)
        await gate.hold(ListDebtors.self)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        await gate.arrived(1)
        driver.terminal.send(.resized(Size(width: 80, height: 120)))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Company 110") != nil)
    }
}
