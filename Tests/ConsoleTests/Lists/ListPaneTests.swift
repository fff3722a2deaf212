import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct ListPaneTests {
    private let wide = Size(width: 140, height: 24)

    @Test func paneShowsTheRecordUnderTheCursorAfterThereAndBack() async {
        let gate = GatedService(await StubService.office())
        let driver = ScreenDriver(service: gate, size: wide)
        await driver.idle()
        let first = driver.lines.map { $0.suffix(40) }
        await gate.hold(ShowDebtor.self)
        driver.tap(.down)
        await gate.arrived(1)
        driver.tap(.up)
        await gate.open()
        await driver.idle()
        #expect(driver.lines.map { $0.suffix(40) } == first)
    }

    @Test func whatAListWasAboutToOpenDoesNotOpenInFrontOfAnother() async {
        let gate = GatedService(await StubService.office())
        let driver = ScreenDriver(service: gate)
        await driver.idle()
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("e"))
        await gate.arrived(1)
        driver.tap(.character("2"))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "[2 Products]") != nil)
        #expect(driver.line(with: "Edit debtor") == nil)
    }
}

struct ListTotalTests {
    @Test func countThatStoppedSaysSo() {
        var state = ListState<Int>()
        state.take(Page(offset: 0, rows: Array(1...100), total: nil), limit: 100, height: 20) { $0 }
        #expect(state.shownTotal == "…")
        state.counted(1000, most: 1000, height: 20)
        #expect(state.shownTotal == "1000+")
        #expect(state.total == nil)
        #expect(state.lastIndex == 999)
        state.counted(123_456, most: nil, height: 20)
        #expect(state.shownTotal == "123456")
    }

    @Test func smallCountIsExact() {
        var state = ListState<Int>()
        state.take(Page(offset: 0, rows: Array(1...100), total: nil), limit: 100, height: 20) { $0 }
        state.counted(412, most: 1000, height: 20)
        #expect(state.shownTotal == "412")
    }
}
