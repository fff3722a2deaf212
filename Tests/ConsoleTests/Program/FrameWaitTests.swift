import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A picture waits a moment for rows that are on their way, and no longer.
@MainActor struct FrameWaitTests {
    private let desk: DemoInstallation

    init() async throws { desk = try await DemoInstallation(debtors: 300) }

    private func driver(
        _ service: GatedService, _ pause: @escaping @Sendable (Duration) async -> Void
    ) -> ScreenDriver {
        ScreenDriver(service: service, size: Size(width: 120, height: 40), framePause: pause)
    }

    @Test func rowsThatComeInTimeTakeOnePicture() async {
        let gate = GatedService(desk.engine)
        let driver = driver(gate) { _ in await Self.never() }
        await driver.idle()
        await gate.hold(ListDebtors.self)
        let (before, presentations) = (driver.picture, driver.terminal.presentations)
        driver.tap(.end)
        await gate.arrived(1)
        await driver.look()
        #expect(driver.picture == before)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "> DB0300") != nil, "\(driver.picture)")
        #expect(driver.terminal.presentations == presentations + 1)
    }

    @Test func placesAreShownWhereTheyTakeLonger() async {
        let gate = GatedService(desk.engine)
        let driver = driver(gate) { _ in }
        await driver.idle()
        await gate.hold(ListDebtors.self)
        driver.tap(.end)
        #expect(await driver.shows("···"))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "···") == nil)
        #expect(driver.line(with: "> DB0300") != nil)
    }

    @Test func whatIsTypedNeverWaits() async {
        let gate = GatedService(desk.engine)
        let driver = driver(gate) { _ in await Self.never() }
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        driver.tap(.character("z"))
        #expect(await driver.shows("/ z"))
        await gate.open()
        await driver.idle()
    }

    @Test func aPageThatOpensWaitsToo() async {
        let gate = GatedService(desk.engine)
        let driver = driver(gate) { _ in await Self.never() }
        await driver.idle()
        await gate.hold(ShowDebtor.self)
        driver.tap(.enter)
        await gate.arrived(1)
        await driver.look()
        #expect(driver.line(with: "Loading…") == nil)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "─[Services") != nil, "\(driver.picture)")
    }

    /// Until the test is over.
    nonisolated private static func never() async { try? await Task.sleep(for: .seconds(3600)) }

    @Test func aWaitIsEndedByItsOwnNumberAlone() {
        var wait = FrameWait()
        var steps = [wait.step(), wait.step()]
        wait.reset()
        steps.append(wait.step())
        let hasEndedAnother = wait.end(1)
        steps.append(wait.step())
        let hasEnded = wait.end(2)
        steps.append(wait.step())
        #expect(steps == [.begins(1), .goesOn, .begins(2), .goesOn, .isOver])
        #expect(!hasEndedAnother && hasEnded)
        wait.reset()
        let hasEndedAfterwards = wait.end(2)
        #expect(!hasEndedAfterwards)
    }
}
