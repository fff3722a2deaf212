import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Several answers for one question, each shown when it is there, until somebody stops it.
@MainActor struct StreamTests {
    private let pause = HeldPause()

    private func counting() async -> ScreenDriver {
        ScreenDriver(Counting(pause), service: await StubService.office(), clock: fixedClock)
    }

    @Test func everyAnswerIsShownWhenItComes() async {
        let driver = await counting()
        await pause.arrived(1)
        #expect(await driver.shows("told 0"))
        for number in 1...3 {
            // The answer before may be seen sooner than the next one is waited for.
            await pause.arrived(number)
            await pause.end()
            #expect(await driver.shows("told \(number)"))
        }
    }

    @Test func streamIsOneTask() async {
        let driver = await counting()
        await pause.arrived(1)
        let begun = driver.program.underWay.begun
        for number in 1...3 {
            await pause.end()
            await pause.arrived(number + 1)
        }
        #expect(driver.program.underWay.begun == begun)
    }

    @Test func stoppedStreamTellsNothingMore() async {
        let driver = await counting()
        await pause.arrived(1)
        driver.tap(.enter)
        await pause.end()
        await driver.idle()
        #expect(driver.line(with: "told 0") != nil)
        #expect(driver.line(with: "cancelled") == nil)
    }

    @Test func leavingTheScreenStopsItsStream() async {
        let driver = await counting()
        await pause.arrived(1)
        driver.tap(.escape)
        await driver.idle()
        #expect(driver.line(with: "Alpha Bakery") != nil)
        await pause.end()
        await driver.idle()
        #expect(driver.line(with: "told") == nil)
    }

    @Test func filterLetterMakesOneTaskAndNothingRacesBelowIt() async throws {
        let desk = try await DemoInstallation()
        let service = ServiceStack.console(over: desk.engine)
        #expect(!(service is any ServiceWrapper))
        let driver = ScreenDriver(service: service, clock: fixedClock)
        await driver.press(.character("/"), .character("b"))
        let begun = driver.program.underWay.begun
        driver.tap(.character("a"))
        #expect(driver.program.underWay.begun == begun + 1)
        #expect(driver.program.underWay.reading == ["rows"])
        await driver.idle()
    }

    @Test func newLetterStopsTheCountOfTheOneBefore() async {
        let stub = await StubService.office()
        await stub.answer(ListDebtors.self) { arguments in
            var page = arguments.page(of: (1...200).map { Sample.debtor($0, "Company \($0)") }) {
                $0.text(Debtor.companyName)
            }
            page.total = nil
            return page
        }
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        driver.tap(.character("c"))
        await gate.arrived(1)
        await gate.release(0)
        // The rows are there, and their number is asked for.
        await gate.arrived(2)
        let before = driver.program.underWay.reading
        driver.tap(.character("o"))
        #expect(before == ["count"])
        #expect(driver.program.underWay.reading == ["rows"])
        await gate.open()
        await driver.idle()
    }
}

/// Counts as long as nobody stops it.
private struct Counting: Screen {
    enum Action { case start, told(Int), stop, leave }

    let pause: HeldPause
    private var text = ""

    init(_ pause: HeldPause) { self.pause = pause }

    var started: Action? { .start }
    func title(_ setting: Setting) -> String { "" }

    func bindings(_ setting: Setting) -> [Binding<Action>] { [Binding(.choose, .stop), Binding(.back, .leave)] }

    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .start:
            return .stream(slot: "number") { [pause] tell in
                var number = 0
                while !Task.isCancelled {
                    await tell(.told(number))
                    await pause.wait()
                    number += 1
                }
            }
        case .told(let number): text = "told \(number)"
        case .stop: return .stop(slot: "number")
        case .leave: return .leave
        }
        return .none
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        canvas.write(text, at: area.origin)
    }
}
