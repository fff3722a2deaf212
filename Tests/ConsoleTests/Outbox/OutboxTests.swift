import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What was sent and nobody knows the outcome of is shown, settled by reading, and decided by a person.
@MainActor struct OutboxTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let pause = HeldPause()

    init() async { stub = await StubService.office() }

    private func driver(
        _ outbox: StubOutbox, _ shelf: StubShelf? = nil, size: Size = Size(width: 80, height: 24),
        language: Language = .english, isReadOnly: Bool = false
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock, isReadOnly: isReadOnly, drafts: shelf,
            outbox: outbox, pause: { [pause] _ in await pause.wait() })
        await driver.idle()
        return driver
    }

    /// The page of the only one.
    private func opened(_ outbox: StubOutbox, isReadOnly: Bool = false) async -> ScreenDriver {
        let driver = await driver(outbox, isReadOnly: isReadOnly)
        await driver.press(.character("O"), .enter)
        return driver
    }

    // MARK: That there are any

    @Test func startSaysHowManyAndTheStatusLineGoesOnSayingIt() async {
        let outbox = StubOutbox([SentSample.edit(), SentSample.password()])
        let driver = await driver(outbox)
        #expect(driver.picture.contains("Of 2 changes that were sent nobody knows"), "\(driver.picture)")
        await driver.press(.down)
        #expect(driver.line(with: "? 2 undecided (O)") != nil, "\(driver.picture)")
        await driver.press(.character("e"))
        await driver.focus("City")
        #expect(driver.line(with: "? 2 undecided") != nil)
        // Where the key is a letter it is not named.
        #expect(driver.line(with: "(O)") == nil)
    }

    @Test func leavingTellsHowManyStay() async {
        let driver = await driver(StubOutbox([SentSample.edit(), SentSample.password()]))
        await driver.press(.character("q"))
        #expect(driver.end == nil)
        #expect(driver.picture.contains("Of 2 changes that were sent it is not known"), "\(driver.picture)")
        await driver.press(.enter)
        #expect(driver.end == nil)
        await driver.press(.character("q"), .right, .enter)
        #expect(driver.end == .quit)
    }

    @Test func nothingIsSaidWhereNothingIsUndecided() async {
        let driver = await driver(StubOutbox())
        #expect(driver.line(with: "undecided") == nil)
        await driver.press(.character("O"))
        #expect(driver.line(with: texts.outboxIsEmpty) != nil)
        await driver.press(.escape)
        #expect(driver.line(with: texts.outboxIsEmpty) == nil)
    }

    /// Its answer may still come: another console may have it by then.
    @Test func whatIsUnderWayElsewhereIsLookedAtAgainWhenItsAnswerIsGivenUp() async {
        let outbox = StubOutbox([SentSample.edit(moment: "2026-03-10T09:59:50Z", until: "2026-03-10T10:00:20Z")])
        let driver = await driver(outbox)
        await driver.press(.down)
        #expect(driver.line(with: "undecided") == nil)
        await driver.press(.character("O"))
        #expect(driver.line(with: "(under way)") != nil, "\(driver.picture)")
        await driver.press(.enter)
        #expect(driver.picture.contains("Its answer may still come, until 2026-03-10 11:00"), "\(driver.picture)")
        #expect(driver.line(with: "[ Read again ]") == nil && driver.line(with: "[ It was") == nil)
        await driver.press(.escape, .escape)
        await outbox.leave([])
        let readings = await outbox.readings
        await pause.open()
        while await outbox.readings == readings { await Task.yield() }
        await driver.idle()
        #expect(await outbox.readings == readings + 1)
        await driver.press(.character("O"))
        #expect(driver.line(with: texts.outboxIsEmpty) != nil)
    }

    // MARK: How it looks

    private nonisolated static let sizes = [
        ("", Size(width: 80, height: 24)), ("-small", Size(width: 60, height: 16)),
        ("-wide", Size(width: 132, height: 43)),
    ]

    @Test(arguments: [Language.english, .dutch]) func listAndPageAreAsTheirPicturesKeptThem(
        _ language: Language
    ) async {
        let suffix = language == .dutch ? "-nl" : ""
        for (name, size) in Self.sizes where language == .english || name.isEmpty {
            let outbox = StubOutbox([
                SentSample.edit(), SentSample.password(), SentSample.service(on: .profile("work")),
            ])
            let driver = await driver(outbox, size: size, language: language)
            await driver.press(.character("O"))
            expectPicture("outbox\(name)\(suffix)", of: driver)
            await driver.press(.down, .enter, .right, .enter)
            expectPicture("outbox-page\(name)\(suffix)", of: driver)
        }
    }

    @Test func nothingOfASecretIsShown() async {
        let driver = await opened(StubOutbox([SentSample.password()]))
        #expect(driver.picture.contains(texts.secretWasSent) && !driver.picture.contains("planted"))
        #expect(driver.picture.contains("No answer came in time."))
    }

    @Test func pageShowsTheDifferenceAndWhoSentItWhen() async {
        let driver = await opened(StubOutbox([SentSample.edit()]))
        #expect(driver.line(with: "Edit debtor · debtor 1") != nil, "\(driver.picture)")
        #expect(driver.line(with: "- Delft") != nil && driver.line(with: "+ Leiden") != nil)
        #expect(driver.line(with: "Sent at 2026-03-10 10:30 to test by anna@desk-2.") != nil)
        #expect(driver.line(with: texts.endedBeforeAnswer) != nil)
    }

    // MARK: By reading

    @Test(arguments: [false, true]) func recordWithTheNewValuesShowsThatItWasDone(_ isReadOnly: Bool) async {
        let outbox = StubOutbox([SentSample.edit()])
        let driver = await opened(outbox, isReadOnly: isReadOnly)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        await driver.pressButton("Read again")
        #expect(await outbox.settled == ["edit-1": true], "\(driver.picture)")
        #expect(driver.line(with: "✓ It was done: Edit debtor · debtor 1.") != nil, "\(driver.picture)")
        #expect(driver.line(with: texts.outboxIsEmpty) != nil)
        await driver.press(.escape, .down)
        #expect(driver.line(with: "undecided") == nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func recordWithTheOldValuesShowsThatItWasNot() async {
        let outbox = StubOutbox([SentSample.edit()])
        let driver = await opened(outbox)
        await driver.pressButton("Read again")
        #expect(await outbox.settled == ["edit-1": false], "\(driver.picture)")
    }

    /// A system may still be at it when nobody waits for its answer any more.
    @Test func oldValuesDecideNothingWhileItMayBeOnItsWay() async {
        let outbox = StubOutbox([SentSample.edit(until: "2026-03-10T09:59:45Z")])
        let driver = await opened(outbox)
        await driver.pressButton("Read again")
        #expect(driver.picture.contains("it may still be on its way"), "\(driver.picture)")
        #expect(await outbox.settled.isEmpty)
        #expect(await driver.pressButton("It was not done"))
        #expect(await outbox.settled == ["edit-1": false])
    }

    @Test func newServiceIsLookedForByItsContentAndItsTime() async {
        let outbox = StubOutbox([SentSample.service()])
        let driver = await opened(outbox)
        let added = Sample.service(7, "Hosting large", ["ProductCode": "P002", "Created": "2026-03-10 10:50:02"])
        await stub.show(services: Sample.services + [added])
        await driver.pressButton("Read again")
        #expect(await outbox.settled == ["add-1": true], "\(driver.picture)")
    }

    // MARK: By a person

    @Test(arguments: [true, false]) func passwordIsDecidedByWhoeverHasLooked(_ wasDone: Bool) async {
        let outbox = StubOutbox([SentSample.password()])
        let driver = await opened(outbox)
        #expect(driver.line(with: "[ It was done ]") == nil)
        await driver.pressButton("Read again")
        #expect(driver.picture.contains("does not show whether it took effect"), "\(driver.picture)")
        #expect(driver.role(of: "[ Back ]") == .buttonFocused)
        #expect(await driver.pressButton(wasDone ? "It was done" : "It was not done"))
        #expect(await outbox.settled == ["password-1": wasDone])
    }

    @Test func systemThatIsNotOpenIsNamedAndAPersonMayDecide() async {
        let outbox = StubOutbox([SentSample.service(on: .profile("work"))])
        let driver = await opened(outbox)
        #expect(driver.picture.contains("to work by anna@desk-2"))
        await driver.pressButton("Read again")
        #expect(driver.picture.contains("The system that was asked is not open."), "\(driver.picture)")
        #expect(await driver.pressButton("It was done"))
        #expect(await outbox.settled == ["add-1": true])
    }

    @Test func whatCannotBeWrittenDownStays() async {
        let outbox = StubOutbox([SentSample.password()])
        let driver = await opened(outbox)
        await driver.pressButton("Read again")
        await outbox.refuse(APIError(.failure, LocalizedText("FULL.", "VOL.")))
        await driver.pressButton("It was done")
        #expect(driver.picture.contains("FULL."), "\(driver.picture)")
        await driver.press(.escape, .escape, .down)
        #expect(driver.line(with: "? 1 undecided") != nil)
    }
}
