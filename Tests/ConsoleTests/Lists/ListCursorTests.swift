import BillingAPI
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct ListCursorTests {
    @Test func cursorStaysOnItsRecordWhenRowsArriveInAnotherOrder() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.press(.down)
        #expect(driver.line(with: "Beta Cycles")?.hasPrefix(">") == true)

        await stub.show(debtors: [Sample.debtor(9, "Aardvark")] + Sample.debtors.reversed())
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: "Beta Cycles")?.hasPrefix(">") == true)
        #expect(driver.picture.contains("3/4"))
    }

    @Test func recordThatLeftTheListHandsTheCursorToItsNeighbour() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("G"))
        await stub.show(debtors: Array(Sample.debtors.prefix(2)))
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: "Beta Cycles")?.hasPrefix(">") == true)
        #expect(driver.picture.contains("2/2"))
    }

    @Test func dialogIsAboutTheRecordThatWasUnderTheCursorWhenTheKeyWasPressed() async {
        let stub = await StubService.office()
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("3"), .down)
        #expect(driver.line(with: "Site two")?.hasPrefix(">") == true)

        await gate.hold(ShowService.self)
        driver.tap(.character("t"))
        await gate.arrived(1)
        // The list is turned round and cut under the opening dialog, again and again.
        for round in 0..<20 {
            let others = [Sample.service(4, "Site four"), Sample.service(1, "Site one"), Sample.service(2, "Site two")]
            await stub.show(services: round.isMultiple(of: 2) ? others : others.reversed())
            driver.program.dataChanged()
            await driver.look()
        }
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Terminate service")?.contains("Site two") == true)
    }

    @Test func formOpensForNoRecordThatTheCursorHasLeft() async {
        let stub = await StubService.office()
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate)
        await driver.press(.down)
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("e"), .up, .up)
        await gate.arrived(1)
        await gate.open()
        await driver.idle()
        #expect(driver.picture.contains("was not opened"))
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor")?.contains("DB0001 Alpha Bakery") == true)
    }

    @Test func choosingAnotherRecordBeforeTheFirstOpensShowsTheLastChoiceOnly() async {
        let stub = await StubService.office()
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate)
        await driver.idle()
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("e"))
        await gate.arrived(1)
        driver.tap(.down, .character("e"))
        await gate.arrived(2)
        await gate.release(1)
        await driver.look()
        await gate.release(0)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Edit debtor")?.contains("Beta Cycles") == true)
        await driver.press(.escape)
        #expect(driver.line(with: "Edit debtor") == nil)
    }
}
