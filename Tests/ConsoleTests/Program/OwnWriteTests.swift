import BillingAPI
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// What was just sent is shown everywhere, and read once where it is looked at.
@MainActor struct OwnWriteTests {
    @Test func changeIsReadOnceByThePageInViewAndByTheListWhenItIsReturnedTo() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.enter, .backTab, .character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right)
        await stub.forget()
        await driver.press(.enter)
        #expect(await stub.arguments(of: EditDebtor.self).count == 1)
        // Once before it is sent, since this system knows no tags, and once for the page.
        #expect(await stub.arguments(of: ShowDebtor.self).count == 2)
        #expect(await stub.arguments(of: ListDebtors.self).isEmpty)
        await driver.press(.escape)
        #expect(await stub.arguments(of: ListDebtors.self).count == 1)
        await stub.forget()
        await driver.press(.enter, .escape)
        #expect(await stub.arguments(of: ListDebtors.self).isEmpty)
    }

    @Test func changeFromTheListItselfIsReadOnce() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right)
        await stub.forget()
        await driver.press(.enter)
        #expect(await stub.arguments(of: ListDebtors.self).count == 1)
        await driver.press(.character("e"), .escape)
        #expect(await stub.arguments(of: ListDebtors.self).count == 1)
    }

    @Test(arguments: [false, true]) func listUnderAPageShowsWhatWasChangedOnIt(_ isElsewhere: Bool) async throws {
        let desk = try await DemoInstallation()
        let service: any BillingService = isElsewhere ? desk.asHostFact() : desk.engine
        let driver = ScreenDriver(service: service, size: Size(width: 110, height: 30), clock: fixedClock)
        await driver.press(.enter, .backTab, .character("e"))
        await driver.fill("Company", "Renamed Bakery")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "Renamed Bakery") != nil)
        await driver.press(.escape)
        #expect(driver.line(with: "[1 Debtors]") != nil)
        #expect(driver.line(with: "Renamed Bakery") != nil)
    }

    @Test func pageThatIsOpenAlreadyIsReadOnceWhenItIsReturnedTo() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.enter, .enter, .character("t"), .control("s"), .right)
        await stub.forget()
        await driver.press(.enter)
        #expect(await stub.written == [TerminateService.declaration.name])
        // Once before it is sent, since this system knows no tags, and once for the page.
        #expect(await stub.arguments(of: ShowService.self).count == 2)
        #expect(await stub.arguments(of: ShowDebtor.self).isEmpty)
        await driver.press(.escape)
        #expect(await stub.arguments(of: ShowDebtor.self).count == 1)
    }
}
