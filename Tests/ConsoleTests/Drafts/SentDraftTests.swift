import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What is sent is known to whoever comes after a console that did not live to hear the answer.
@MainActor struct SentDraftTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let shelf = StubShelf()
    private let pause = HeldPause()

    init() async { stub = await StubService.office() }

    private func console(over service: any BillingService) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: service, clock: fixedClock, drafts: shelf, pause: { [pause] _ in await pause.wait() })
        await driver.idle()
        return driver
    }

    /// Up to the review, where Send is marked.
    private func review(_ driver: ScreenDriver) async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right)
    }

    @Test func nothingLeavesBeforeItLiesThereThatItIsSent() async throws {
        let driver = await console(over: stub)
        await review(driver)
        await shelf.hold()
        driver.tap(.enter)
        await shelf.arrived(1)
        #expect(await stub.written.isEmpty)
        await shelf.letGo()
        await driver.idle()
        #expect(await stub.written == [EditDebtor.declaration.name])
        let sent = try #require(await shelf.kept.last?.draft.undecided)
        #expect(await stub.intents.map(\.id) == [sent.intent.id])
        #expect(await shelf.drafts.isEmpty)
    }

    @Test func diskThatDoesNotAnswerHoldsNoChange() async {
        let driver = await console(over: stub)
        await review(driver)
        await shelf.hold()
        driver.tap(.enter)
        await shelf.arrived(1)
        await pause.open()
        while await stub.written.isEmpty { await Task.yield() }
        await shelf.letGo()
        await driver.idle()
        #expect(await shelf.drafts.isEmpty)
    }

    @Test func refusalLeavesADraftOfWhatWasNotSent() async {
        await stub.refuse(EditDebtor.self, "Nee")
        let driver = await console(over: stub)
        await review(driver)
        await driver.press(.enter, .escape)
        #expect(await shelf.drafts.map(\.draft.undecided) == [nil])
    }

    @Test func formOfAConsoleThatDiedWhileSendingSaysSo() async {
        let gate = GatedService(stub)
        let dying = await console(over: gate)
        await review(dying)
        await gate.hold(EditDebtor.self)
        dying.tap(.enter)
        await gate.arrived(1)
        await shelf.endOfConsole()
        let next = await console(over: stub)
        await next.press(.character("e"))
        #expect(next.line(with: "has no answer") != nil, "\(next.picture)")
        await gate.open()
        await dying.idle()
    }

    @Test func additionThatAConsoleDiedOverShowsAgainWhatItComesTo() async {
        let gate = GatedService(stub)
        let dying = await console(over: gate)
        await dying.press(.character("a"))
        await dying.fill("Product", "P002")
        await dying.press(.control("s"), .right)
        await gate.hold(AddService.self)
        dying.tap(.enter)
        await gate.arrived(1)
        await shelf.endOfConsole()
        let next = await console(over: stub)
        await next.press(.character("a"))
        #expect(next.line(with: "has no answer") != nil, "\(next.picture)")
        #expect(next.line(with: "Hosting large · 50.75 excl.") != nil, "\(next.picture)")
        // Nothing is sent in its place before it is known what became of it.
        await next.press(.control("s"))
        #expect(next.line(with: texts.isUnknown) != nil, "\(next.picture)")
        await gate.open()
        await dying.idle()
    }

    /// No system elsewhere tells the reason, so that it stands there as if it were typed anew.
    @Test func endingThatIsFoundDoneIsNoDraftAnyMore() async {
        let gate = GatedService(stub)
        let dying = await console(over: gate)
        await dying.press(.character("3"), .character("t"))
        await dying.focus("Reason")
        await dying.type("Moves abroad")
        await dying.press(.control("s"), .right)
        await gate.hold(TerminateService.self)
        dying.tap(.enter)
        await gate.arrived(1)
        await shelf.endOfConsole()
        let ended = Sample.service(
            1, "Site one", ["TerminationDate": "2026-05-01", "TerminationCreated": "2026-03-10"])
        await stub.show(services: [ended])
        let next = await console(over: stub)
        await next.press(.character("3"), .character("t"))
        #expect(next.picture.contains("It took effect"), "\(next.picture)")
        await next.press(.escape)
        #expect(await shelf.drafts.isEmpty)
        await gate.open()
        await dying.idle()
    }
}
