import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct ProgramTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
    }

    @Test func keyThatDoesNothingIsSaidAndSounded() async {
        let alerts = driver.terminal.alerts
        await driver.press(.character("Z"))
        #expect(driver.line(with: texts.keyDoesNothing("Z", help: "?")) != nil)
        #expect(driver.terminal.alerts == alerts + 1)
        await driver.press(.down)
        #expect(driver.line(with: texts.keyDoesNothing("Z", help: "?")) == nil)
    }

    @Test func pasteOutsideAFieldRunsNothing() async {
        let before = driver.picture
        await driver.send(.paste("e\u{13}\r3q"))
        #expect(driver.line(with: texts.pasteNeedsField) != nil)
        #expect(driver.picture.split(separator: "\n").prefix(6) == before.split(separator: "\n").prefix(6))
        #expect(driver.end == nil)
        #expect(await stub.written.isEmpty)
    }

    @Test(arguments: [PasteCut.tooLong, .endMissing]) func whatIsCutOfAPasteIsSaid(_ cut: PasteCut) async {
        await driver.press(.character("/"))
        await driver.send(.paste("beta"))
        await driver.send(.pasteCut(cut))
        #expect(driver.picture.contains(String(texts.pasteCut(cut).prefix(40))))
        await driver.press(.character("x"))
        #expect(!driver.picture.contains(String(texts.pasteCut(cut).prefix(40))))
    }

    @Test(arguments: ["e", "q", "d"] as [Character]) func altWithALetterRunsNothing(_ letter: Character) async {
        let title = driver.line(with: "[1 Debtors]")
        await driver.press(.alt(.character(letter)))
        #expect(title != nil && driver.line(with: "[1 Debtors]") == title)
        #expect(driver.line(with: texts.keyDoesNothing("Alt-\(letter)", help: "?")) != nil)
        #expect(driver.end == nil)
    }

    @Test func whatDidNotFitOfAPasteIsSaid() async {
        await driver.press(.character("/"))
        await driver.send(.paste(String(repeating: "x", count: 100_000)))
        #expect(driver.line(with: "The paste did not fit") != nil)
    }

    @Test func helpNamesTheKeysOfTheFieldsWhereOneIsTypedInto() async {
        await driver.press(.function(1))
        #expect(driver.line(with: "Alt-d") == nil)
        await driver.press(.escape, .character("e"), .function(1), .end)
        #expect(driver.line(with: "Alt-d") != nil)
    }

    @Test(arguments: ["b", "d", "s"] as [Character]) func altWithALetterLeavesNoFormAndTypesNothing(
        _ letter: Character
    ) async {
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor") != nil)
        await driver.press(.alt(.character(letter)))
        #expect(driver.line(with: "Edit debtor") != nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func digitsSwitchTheListsAndEachKeepsItsCursor() async {
        await driver.press(.down, .down, .character("3"), .down)
        #expect(driver.line(with: "Site two")?.hasPrefix(">") == true)
        await driver.press(.character("4"))
        #expect(driver.line(with: "[4 Users]") != nil)
        await driver.press(.character("1"))
        #expect(driver.line(with: "Gamma Media")?.hasPrefix(">") == true)
        await driver.press(.character("3"))
        #expect(driver.line(with: "Site two")?.hasPrefix(">") == true)
    }

    @Test func digitsLeadFromACustomerToTheLists() async {
        await driver.press(.enter)
        #expect(driver.line(with: "Site one") != nil)
        await driver.press(.character("2"))
        #expect(driver.line(with: "Hosting large") != nil)
        await driver.press(.character("1"))
        #expect(driver.line(with: "[1 Debtors]") != nil)
        #expect(driver.line(with: "Beta Cycles") != nil)
    }

    @Test func findStandsInFrontOfWhereOneWas() async {
        await driver.press(.character("4"), .character("f"))
        await driver.type("gamma")
        #expect(driver.line(with: "/ gamma") != nil)
        #expect(driver.line(with: "Gamma Media") != nil)
        await driver.press(.escape)
        #expect(driver.line(with: "[4 Users]") != nil)
    }

    @Test func copySendsTheCodeToTheTerminalsClipboard() async {
        await driver.press(.down, .character("y"), .character("y"))
        #expect(driver.terminal.copied == ["DB0002"])
        #expect(driver.line(with: texts.copied("DB0002")) != nil)
    }

    @Test func quitEndsAtTheRootOnly() async {
        await driver.press(.enter, .character("q"))
        #expect(driver.end == nil)
        await driver.press(.character("q"))
        #expect(driver.end == .quit)
    }

    @Test func escapeNeverQuits() async {
        await driver.press(.escape, .escape)
        #expect(driver.end == nil)
    }

    @Test func hangUpEndsFromAnyScreen() async {
        await driver.press(.character("p"))
        await driver.send(.hangUp)
        #expect(driver.end == .hangUp)
    }

    @Test func suspendAndRedrawReachTheTerminalAlsoFromADialog() async {
        await driver.press(.character("p"), .control("z"), .control("l"))
        #expect(driver.terminal.suspensions == 1)
        #expect(driver.line(with: "Reset password") != nil)
    }

    @Test func changeMadeElsewhereIsShown() async {
        await stub.show(debtors: [Sample.debtor(1, "Renamed Bakery")])
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: "Renamed Bakery") != nil)
        #expect(driver.line(with: "Beta Cycles") == nil)
    }

    @Test func changeMadeElsewhereIsShownOnACustomersPageToo() async {
        await driver.press(.enter)
        await stub.show(services: [Sample.service(7, "Site seven")])
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: "Site seven") != nil)
        #expect(driver.line(with: "Site one") == nil)
    }

    @Test func changeMadeElsewhereTouchesNothingTyped() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await stub.show(debtors: [Sample.debtor(1, "Renamed Bakery", ["City": "Utrecht"])])
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    @Test func listShowsTheChangeThatWasJustSent() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await stub.show(debtors: [Sample.debtor(1, "Renamed Bakery")])
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "Renamed Bakery") != nil)
    }

    @Test func windowTooSmallSaysWhatIsNeededAndTakesOnlyQuit() async {
        await driver.press(.character("e"))
        await driver.send(.resized(Size(width: 30, height: 8)))
        #expect(driver.picture.contains("60x16"))
        let before = driver.picture
        await driver.press(.character("x"), .control("s"), .enter, .down)
        #expect(driver.picture == before)
        await driver.send(.resized(Size(width: 80, height: 24)))
        #expect(driver.line(with: "Edit debtor") != nil)
        await driver.send(.resized(Size(width: 30, height: 8)))
        await driver.press(.character("q"))
        #expect(driver.end == .quit)
    }

    @Test func changeUnderWayHoldsBackQuitting() async {
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right)
        await gate.hold(EditDebtor.self)
        driver.tap(.enter)
        await gate.arrived(1)
        driver.terminal.send(.resized(Size(width: 30, height: 8)))
        driver.tap(.character("q"))
        driver.terminal.send(.resized(Size(width: 80, height: 24)))
        #expect(await driver.shows(texts.writeUnderWay))
        #expect(driver.end == nil)
        await gate.open()
        await driver.idle()
        await driver.press(.character("q"))
        #expect(driver.end == .quit)
    }
}
