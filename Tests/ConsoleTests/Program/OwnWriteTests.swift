import BillingAPI
import BillingEngine
import ConsoleTesting
import HostFactAPI
import M4API
import PostgresTesting
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

    /// To link what was written to the journal's chain changes nothing that a list shows.
    @Test(.enabled(if: !TestDatabase.isOnServer)) func listIsReadOnceAfterEachChangeWhoeverMakesIt() async throws {
        let desk = try await DemoInstallation()
        let engine = EngineService(store: desk.store, clock: fixedClock)
        let watched = try await ChangesOfOthers(engine, sealer: JournalSealer(store: desk.store))
        let recording = RecordingService(watched)
        let driver = ScreenDriver(
            service: recording, clock: fixedClock,
            news: { tell in
                await watched.watch { if case .success(let change) = $0 { await tell(.changed(change)) } }
            })
        await driver.idle()
        let atFirst = await lists(recording)
        await driver.press(.character("e"))
        await driver.fill("Company", "Renamed Bakery")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "Renamed Bakery") != nil, "\(driver.picture)")
        for name in ["Theirs", "Theirs again"] {
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.companyName] = name
            _ = try await desk.engine.send(edit)
            #expect(await driver.shows("DB0001     \(name) "), "\(driver.picture)")
            await driver.idle()
        }
        #expect(await lists(recording) == atFirst + 3)
        await driver.press(.character("q"))
    }

    private func lists(_ recording: RecordingService) async -> Int {
        await recording.read.count { $0 == ListDebtors.declaration.name }
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
