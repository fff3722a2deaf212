import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// The console ends when nothing is lost by it: a change is answered first, and unsent text is asked about.
@MainActor struct EndingTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let gate: GatedService
    private let pause = HeldPause()
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        gate = GatedService(stub)
        driver = ScreenDriver(service: gate, clock: fixedClock, pause: { [pause] _ in await pause.wait() })
        await driver.idle()
    }

    private func sendAChange() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right)
        await gate.hold(EditDebtor.self)
        driver.tap(.enter)
        await gate.arrived(1)
    }

    private func leaveADraft() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape)
    }

    @Test func hangUpDuringAChangeWaitsForItsAnswer() async {
        await sendAChange()
        driver.terminal.send(.hangUp)
        #expect(driver.end == nil)
        #expect(await driver.shows("Balie was told to end."))
        await gate.open()
        await driver.idle()
        #expect(driver.end == .hangUp)
        #expect(driver.program.lastWords?.contains("DB0001") == true)
    }

    @Test func hangUpDuringAChangeThatIsRefusedSaysThatItWasNotConfirmed() async {
        await stub.refuse(EditDebtor.self, "Nee")
        await sendAChange()
        driver.terminal.send(.hangUp)
        await gate.open()
        await driver.idle()
        #expect(driver.end == .hangUp)
        #expect(driver.program.lastWords == texts.changeWasNotDone)
    }

    @Test func changeWithoutAnAnswerHoldsNobodyForEver() async {
        await sendAChange()
        driver.terminal.send(.hangUp)
        await pause.arrived(1)
        #expect(driver.end == nil)
        await pause.end()
        while driver.end == nil { await Task.yield() }
        #expect(driver.end == .hangUp)
        #expect(driver.program.lastWords == texts.changeWithoutAnswer)
        await gate.open()
    }

    @Test func nothingIsTakenAfterAHangUp() async {
        await sendAChange()
        driver.terminal.send(.hangUp)
        driver.tap(.escape, .character("q"), .enter)
        driver.terminal.send(.hangUp)
        #expect(driver.end == nil)
        await gate.open()
        await driver.idle()
        #expect(await stub.written == [EditDebtor.declaration.name])
        #expect(driver.end == .hangUp)
    }

    @Test func hangUpWhileOnlySomethingIsReadEndsAtOnce() async {
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("e"))
        await gate.arrived(1)
        driver.terminal.send(.hangUp)
        #expect(driver.end == .hangUp)
        #expect(driver.program.lastWords == nil)
        await gate.open()
    }

    @Test func noStopIsPossibleWhileAChangeIsSent() async {
        await sendAChange()
        driver.tap(.control("z"))
        #expect(driver.terminal.suspensions == 0)
        #expect(await driver.shows(texts.writeUnderWay))
        await gate.open()
        await driver.idle()
    }

    @Test func leavingWithADraftAsksFirstAndStaysUnlessToldOtherwise() async {
        await leaveADraft()
        await driver.press(.character("q"))
        #expect(driver.end == nil)
        #expect(driver.picture.contains("Text in one form was typed and not sent."))
        await driver.press(.enter)
        #expect(driver.end == nil)
        #expect(!driver.picture.contains("Text in one form"))
        await driver.press(.character("q"), .escape, .function(10), .right, .enter)
        #expect(driver.end == .quit)
    }

    @Test func leavingWithAnUnknownSendingSaysThatItIsForgotten() async {
        await stub.answer(EditDebtor.self) { _ throws(APIError) -> EditDebtor.Answer in
            throw APIError(.unknownOutcome, LocalizedText("No answer came.", "Er kwam geen antwoord."))
        }
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter, .escape, .escape, .character("q"))
        #expect(driver.end == nil)
        #expect(driver.picture.contains("It is unknown whether one change"), "\(driver.picture)")
        #expect(!driver.picture.contains("Text in one form"))
        await driver.press(.right, .enter)
        #expect(driver.end == .quit)
    }

    @Test(arguments: ["q", "y", "j", "l"]) func noLetterLeavesWithADraft(_ letter: Character) async {
        await leaveADraft()
        await driver.press(.character("q"), .right, .character(letter), .character(letter))
        #expect(driver.end == nil)
    }

    @Test func leavingWithoutADraftAsksNothing() async {
        await driver.press(.character("e"), .escape, .character("q"))
        #expect(driver.end == .quit)
    }

    @Test func draftThatWasSentIsNotAskedAbout() async {
        await leaveADraft()
        await driver.press(.character("e"), .control("s"), .right, .enter, .character("q"))
        #expect(driver.end == .quit)
    }

    @Test func leavingAWindowThatIsTooSmallAsksToo() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.send(.resized(Size(width: 40, height: 8)))
        await driver.press(.character("q"))
        #expect(driver.end == nil)
        #expect(driver.picture.contains("not sent"))
        await driver.press(.enter)
        #expect(driver.end == nil)
        #expect(driver.picture.contains("60x16"))
        await driver.press(.character("q"), .right, .enter)
        #expect(driver.end == .quit)
    }

    @Test func whatWasTypedIsStillThereAfterStaying() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.send(.resized(Size(width: 40, height: 8)))
        await driver.press(.character("q"), .escape)
        await driver.send(.resized(Size(width: 80, height: 24)))
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }
}
