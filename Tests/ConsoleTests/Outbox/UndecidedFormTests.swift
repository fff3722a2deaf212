import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A form whose write is undecided, from here or from a console that ended, offers to send nothing before it is settled.
@MainActor struct UndecidedFormTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let pause = HeldPause()

    init() async { stub = await StubService.office() }

    private func driver(_ outbox: StubOutbox?, _ shelf: StubShelf? = nil) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: stub, clock: fixedClock, drafts: shelf, outbox: outbox,
            pause: { [pause] _ in await pause.wait() })
        await driver.idle()
        return driver
    }

    private func loseAnswers() async {
        await stub.answer(EditDebtor.self) { _ throws(APIError) -> Changed<Debtor> in
            throw APIError(.unknownOutcome, LocalizedText("No answer came.", "Er kwam geen antwoord."))
        }
    }

    @Test func formOfTheRecordSaysSoAndSendsNothing() async {
        let outbox = StubOutbox([SentSample.edit(until: "2026-03-10T09:59:45Z")])
        let driver = await driver(outbox)
        await driver.press(.character("e"))
        #expect(driver.picture.contains("2026-03-10 10:30 has no answer"), "\(driver.picture)")
        await driver.fill("Website", "https://mine.example")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.isUnknown) != nil, "\(driver.picture)")
        // What was sent, not what is typed.
        #expect(driver.line(with: "+ Leiden") != nil && driver.line(with: "[ Send") == nil)
        #expect(await stub.written.isEmpty)
        await driver.pressButton("It was not done")
        #expect(await outbox.settled == ["edit-1": false], "\(driver.picture)")
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.written.count == 1)
    }

    /// The outbox would take no decision yet, and the form must not seem to.
    @Test func whatMayStillBeAnsweredIsDecidedByNobody() async {
        let outbox = StubOutbox([SentSample.service(until: "2026-03-10T10:00:20Z")])
        let driver = await driver(outbox)
        await driver.press(.character("a"))
        await driver.fill("Product", "P002")
        await driver.press(.control("s"))
        for _ in 0..<2 {
            #expect(driver.line(with: texts.isUnknown) != nil, "\(driver.picture)")
            #expect(driver.picture.contains("Its answer may still come, until 2026-03-10 11:00"))
            #expect(driver.line(with: "[ It was") == nil)
            await driver.pressButton("Read again")
        }
        #expect(await outbox.settled.isEmpty)
        #expect(await stub.written.isEmpty)
    }

    @Test func formOfAnotherRecordSaysNothing() async {
        let driver = await driver(StubOutbox([SentSample.edit()]))
        await driver.press(.down, .character("e"))
        #expect(!driver.picture.contains("has no answer"))
    }

    @Test func recordThatShowsItSettlesItWhenItsFormOpens() async {
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        let outbox = StubOutbox([SentSample.edit()])
        let driver = await driver(outbox)
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.tookEffect("DB0001 Alpha Bakery")) != nil, "\(driver.picture)")
        #expect(await outbox.settled == ["edit-1": true])
    }

    /// Long after, the old values say that it never arrived, and the review follows at once.
    @Test func recordThatShowsTheOldValuesLetsItBeSent() async {
        let outbox = StubOutbox([SentSample.edit()])
        let driver = await driver(outbox)
        await driver.press(.character("e"))
        await driver.fill("City", "Gouda")
        await driver.press(.control("s"))
        #expect(driver.picture.contains("What was sent was not done"), "\(driver.picture)")
        #expect(await outbox.settled == ["edit-1": false])
        await driver.press(.right, .enter)
        #expect(await stub.written.count == 1)
    }

    /// Its draft was kept before it was sent, and knows nothing of that.
    @Test func killedConsolesTextIsNotOfferedAsUnsent() async {
        let outbox = StubOutbox([SentSample.edit(until: "2026-03-10T09:59:45Z")])
        let driver = await driver(outbox, StubShelf([Sample.draft()]))
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.draftTitle) == nil, "\(driver.picture)")
        #expect(driver.picture.contains("has no answer"))
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.isUnknown) != nil && driver.line(with: "[ Send") == nil)
    }

    @Test(arguments: [true, false]) func draftOfASettledSendingIsNoMoreThanADraft(_ wasDone: Bool) async {
        let write = SentSample.edit()
        let kept = Sample.draft(undecided: texts.undecided(write, seenAt: fixedMoment))
        let driver = await driver(StubOutbox(settled: [write.id: wasDone]), StubShelf([kept]))
        #expect(driver.line(with: "nobody knows") == nil, "\(driver.picture)")
        await driver.press(.character("e"))
        #expect(!driver.picture.contains("has no answer"), "\(driver.picture)")
        #expect((driver.line(with: texts.draftTitle) != nil) == !wasDone)
    }

    @Test func whatIsAddedTwiceIsAskedAboutFirst() async {
        let outbox = StubOutbox([SentSample.service(until: "2026-03-10T09:59:45Z")])
        let driver = await driver(outbox)
        await driver.press(.character("a"))
        #expect(driver.picture.contains("Something was sent to be added"), "\(driver.picture)")
        await driver.fill("Product", "P002")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.isUnknown) != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Send") == nil)
        // Another product is another service.
        await driver.press(.escape)
        #expect(await stub.written.isEmpty)
    }

    @Test func somethingElseMayBeAdded() async {
        let driver = await driver(StubOutbox([SentSample.service()]))
        await driver.press(.character("a"))
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.written.count == 1, "\(driver.picture)")
    }

    // MARK: Without a journal

    @Test func thisConsoleRemembersWhatNothingWritesDown() async {
        await loseAnswers()
        let driver = await driver(nil)
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter, .escape, .escape, .down)
        #expect(driver.line(with: "? 1 undecided (O)") != nil, "\(driver.picture)")
        await driver.press(.character("O"), .enter)
        #expect(driver.line(with: "+ Leiden") != nil, "\(driver.picture)")
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        await driver.pressButton("Read again")
        #expect(driver.line(with: "✓ It was done") != nil, "\(driver.picture)")
        await driver.press(.escape, .up, .character("e"))
        #expect(!driver.picture.contains("has no answer"))
    }

    @Test func nextConsoleKnowsItByItsDraft() async throws {
        await loseAnswers()
        let shelf = StubShelf()
        let first = await driver(nil, shelf)
        await first.press(.character("e"))
        await first.fill("City", "Leiden")
        await first.press(.control("s"), .right, .enter, .escape, .escape)
        await shelf.endOfConsole()
        let second = await driver(nil, shelf)
        #expect(second.picture.contains("Of one change that was sent nobody knows"), "\(second.picture)")
        await second.press(.character("O"), .enter)
        await second.pressButton("Read again")
        #expect(await second.pressButton("It was not done"), "\(second.picture)")
        // What was typed is an ordinary draft now.
        let kept = try #require(await shelf.drafts.first)
        #expect(kept.draft.undecided == nil && kept.draft.typed["City"] == "Leiden")
        #expect(try await shelf.find().left.count == 1)
    }

    // MARK: A system that knows repeats

    @Test func answerIsAskedForAgainAndWhatNeverArrivedIsDoneOnce() async throws {
        let desk = try await DemoInstallation()
        let cut = CutTransport(desk.hostFactEndpoint, cutting: "action=add")
        let driver = ScreenDriver(
            service: desk.asHostFact(through: cut), clock: fixedClock, backend: .vendor("HostFact"))
        let before = try await desk.engine.send(ListServices()).total
        await driver.press(.character("a"))
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter, .escape, .escape)
        #expect(try await desk.engine.send(ListServices()).total == before)
        await cut.stop()
        await driver.press(.character("O"), .enter)
        await driver.pressButton("Read again")
        #expect(await driver.pressButton("Ask again"), "\(driver.picture)")
        #expect(driver.line(with: "✓ It was done") != nil, "\(driver.picture)")
        #expect(try await desk.engine.send(ListServices()).total == before.map { $0 + 1 })
    }

    @Test func vendorsOwnSystemIsNeverAskedTwice() async throws {
        let desk = try await DemoInstallation()
        let cut = CutTransport(WithoutConditions(desk.hostFactEndpoint), cutting: "action=add")
        let driver = ScreenDriver(
            service: desk.asHostFact(through: cut), clock: fixedClock, backend: .vendor("HostFact"))
        await driver.press(.character("a"))
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: texts.isUnknown) != nil && driver.line(with: "[ Ask again ]") == nil)
        await driver.press(.escape, .escape, .character("O"), .enter)
        await driver.pressButton("Read again")
        #expect(driver.line(with: "[ It was done ]") != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Ask again ]") == nil)
    }
}
