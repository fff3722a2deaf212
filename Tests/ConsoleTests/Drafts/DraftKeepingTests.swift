import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What is typed lies on the shelf soon, whatever happens to the console then.
@MainActor struct DraftKeepingTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let shelf = StubShelf()
    private let pause = HeldPause()
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(
            service: stub, clock: fixedClock, drafts: shelf, pause: { [pause] _ in await pause.wait() })
        await driver.idle()
    }

    private func typeCity(_ city: String = "Leiden") async {
        await driver.press(.character("e"))
        await driver.fill("City", city)
    }

    private func end() async -> Program.End? {
        while driver.end == nil { await Task.yield() }
        return driver.end
    }

    @Test func leavingAFormKeepsItAtOnceAndLetsOthersRecallIt() async throws {
        await typeCity()
        await driver.press(.escape)
        #expect(driver.line(with: texts.draftStored) != nil)
        let id = try #require(await shelf.drafts.first?.id)
        #expect(await shelf.deeds.last == .release(id))
        #expect(try await shelf.find().left.map(\.id) == [id])
    }

    @Test func leavingTellsOnceOfWhatLiesOnTheShelf() async {
        await typeCity()
        await driver.press(.escape, .character("q"))
        #expect(driver.end == nil)
        #expect(driver.picture.contains("One draft that was not sent is kept"), "\(driver.picture)")
        #expect(!driver.picture.contains("It is lost when you leave"))
        await driver.press(.enter)
        #expect(driver.end == nil)
        await driver.press(.character("q"), .right, .enter)
        #expect(await end() == .quit)
        #expect(await shelf.drafts.count == 1)
    }

    @Test func lineThatIsLostKeepsEveryLetterBeforeTheEnd() async {
        await typeCity()
        await shelf.hold()
        driver.terminal.send(.hangUp)
        await shelf.arrived(1)
        #expect(driver.end == nil)
        await shelf.letGo()
        #expect(await end() == .hangUp)
        #expect(await shelf.drafts.map { $0.draft.typed["City"] } == ["Leiden"])
    }

    @Test func diskThatDoesNotAnswerHoldsNobodyAtTheEnd() async {
        await typeCity()
        await shelf.hold()
        driver.terminal.send(.hangUp)
        await shelf.arrived(1)
        await pause.arrived(2)
        await pause.end()
        #expect(await end() == .hangUp)
        await shelf.letGo()
    }

    @Test func stoppedConsoleHasKeptItBefore() async {
        await typeCity()
        await shelf.hold()
        driver.tap(.control("z"))
        await shelf.arrived(1)
        #expect(driver.terminal.suspensions == 0)
        await shelf.letGo()
        while driver.terminal.suspensions == 0 { await Task.yield() }
        #expect(await shelf.drafts.count == 1)
    }

    @Test func changeThatIsSentLiesThereBeforeItsAnswer() async {
        let gate = GatedService(stub)
        let driver = ScreenDriver(
            service: gate, clock: fixedClock, drafts: shelf, pause: { [pause] _ in await pause.wait() })
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right)
        await gate.hold(EditDebtor.self)
        driver.tap(.enter)
        await gate.arrived(1)
        while await shelf.kept.isEmpty { await Task.yield() }
        #expect(await shelf.kept.map { $0.draft.typed["City"] } == ["Leiden"])
        await gate.open()
        await driver.idle()
        #expect(await shelf.drafts.isEmpty)
    }

    @Test func draftGoesWhenTheChangeWasDoneAndNotBefore() async {
        await stub.refuse(EditDebtor.self, "Nee")
        await typeCity()
        await driver.press(.control("s"), .right, .enter)
        #expect(await shelf.drafts.count == 1)
        await driver.press(.escape)
        #expect(await shelf.drafts.count == 1)
        await stub.answer(EditDebtor.self) { _ in Changed(["Debiteur is bewerkt"], Sample.debtors[0]) }
        await driver.press(.character("e"), .control("s"), .right, .enter)
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
        #expect(await shelf.drafts.isEmpty)
    }

    @Test func wordThatIsTypedQuicklyIsWrittenOnce() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await pause.arrived(1)
        #expect(await shelf.kept.isEmpty)
        #expect(await pause.begun == 1)
        await pause.end()
        while await shelf.kept.isEmpty { await Task.yield() }
        await driver.idle()
        #expect(await shelf.kept.map { $0.draft.typed["City"] } == ["Leiden"])
        // What is typed later is written after it.
        await driver.type("!")
        await pause.arrived(2)
        #expect(await shelf.kept.count == 1)
    }

    @Test func typingGoesOnWhileTheDiskIsSlowAndItGetsTheLatestText() async {
        await typeCity("Lei")
        await shelf.hold()
        driver.program.keepDrafts()
        await shelf.arrived(1)
        for letter in "den" {
            driver.tap(.character(letter))
            driver.program.keepDrafts()
        }
        #expect(await driver.shows("Leiden"))
        #expect(await shelf.kept.isEmpty)
        await shelf.letGo()
        await driver.idle()
        #expect(await shelf.kept.map { $0.draft.typed["City"] } == ["Lei", "Leiden"])
    }

    // MARK: A disk that takes nothing

    private nonisolated static let refusals = ["FULL.", "READ-ONLY."]

    @Test(arguments: refusals) func diskThatTakesNothingIsToldOnceUntilItTakesSomething(_ words: String) async {
        let refusal = APIError(.failure, LocalizedText(verbatim: words))
        func isTold(after letter: Character) async -> Bool {
            await driver.press(.character(letter))
            driver.program.keepDrafts()
            await driver.idle()
            return driver.picture.contains(words)
        }
        await shelf.refuse(refusal)
        await driver.press(.character("e"))
        await driver.focus("City")
        await driver.press(.end)
        #expect(await isTold(after: "a"), "\(driver.picture)")
        #expect(await !isTold(after: "b"))
        #expect(await !isTold(after: "c"))
        await shelf.refuse(nil)
        #expect(await !isTold(after: "d"))
        #expect(await shelf.drafts.map { $0.draft.typed["City"] } == ["Delftabcd"])
        await shelf.refuse(refusal)
        #expect(await isTold(after: "e"))
        #expect(await !isTold(after: "f"))
    }

    private let full = APIError(.failure, LocalizedText("FULL.", "VOL."))

    @Test func diskWithRoomAgainGetsEverything() async {
        await shelf.refuse(full)
        await typeCity()
        await driver.press(.escape, .down, .character("e"))
        await shelf.refuse(nil)
        await driver.fill("City", "Gouda")
        await driver.press(.escape)
        #expect(await Set(shelf.drafts.map { $0.draft.typed["City"] }) == ["Leiden", "Gouda"])
        await driver.press(.character("q"))
        #expect(driver.picture.contains("2 drafts that were not sent are kept"), "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(await end() == .quit)
    }

    @Test func untouchedFormIsNoDraftToTellOf() async {
        await typeCity()
        await driver.fill("City", "Delft")
        await driver.press(.escape, .character("e"), .escape, .character("q"))
        #expect(await end() == .quit)
    }
}
