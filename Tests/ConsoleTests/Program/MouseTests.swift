import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

@MainActor struct MouseTests {
    private let texts = Texts(.english)
    private let driver: ScreenDriver

    init() async {
        driver = ScreenDriver(service: await StubService.office(), clock: fixedClock)
        await driver.idle()
    }

    private func click(_ text: String, below top: Int = 0) async throws {
        let place = try #require(driver.place(of: text, below: top))
        await driver.send(.mouse(MouseEvent(.press, at: place)))
    }

    @Test func aClickOnATabShowsItsList() async throws {
        try await click("3 Services")
        #expect(driver.line(with: "[3 Services]") != nil)
        try await click("1 Debtors")
        #expect(driver.line(with: "[1 Debtors]") != nil)
    }

    @Test func aClickOnATabClosesThePageInFrontOfTheList() async throws {
        await driver.press(.enter)
        #expect(driver.line(with: texts.searches) == nil)
        try await click("1 Debtors")
        #expect(driver.line(with: texts.searches) != nil)
    }

    @Test func aClickOnARowMarksItAndOpensNothing() async throws {
        try await click("DB0003")
        #expect(driver.line(with: "> DB0003") != nil)
        #expect(driver.line(with: " 3/") != nil)
        try await click("DB0002")
        #expect(driver.line(with: "> DB0002") != nil)
    }

    @Test func theWheelOverAListMovesTheMarkedRow() async throws {
        let place = try #require(driver.place(of: "DB0001"))
        for _ in 0..<2 { await driver.send(.mouse(MouseEvent(.wheelDown, at: place))) }
        #expect(driver.line(with: "> DB0003") != nil)
        for _ in 0..<5 { await driver.send(.mouse(MouseEvent(.wheelUp, at: place))) }
        #expect(driver.line(with: "> DB0001") != nil)
    }

    @Test func theWheelScrollsTheHelpPage() async throws {
        await driver.press(.character("?"))
        await driver.send(.resized(Size(width: 80, height: 16)))
        let first = driver.picture
        await driver.send(.mouse(MouseEvent(.wheelDown, at: Point(x: 10, y: 8))))
        #expect(driver.picture != first)
        await driver.send(.mouse(MouseEvent(.wheelUp, at: Point(x: 10, y: 8))))
        #expect(driver.picture == first)
    }

    @Test(arguments: [
        Point(x: -1, y: -1), Point(x: 79, y: 0), Point(x: 79, y: 23), Point(x: 80, y: 24), Point(x: 99_998, y: 99_998),
        Point(x: .max, y: .max), Point(x: .min, y: .min),
    ]) func aClickOnNothingChangesNothing(_ place: Point) async {
        let (before, presentations) = (driver.picture, driver.terminal.presentations)
        for deed in [MouseEvent.Deed.press, .wheelUp, .wheelDown] {
            await driver.send(.mouse(MouseEvent(deed, at: place)))
        }
        #expect(driver.picture == before)
        #expect(driver.terminal.presentations == presentations)
    }

    @Test func aClickBelowTheLastRowMarksNone() async throws {
        let before = driver.picture
        await driver.send(.mouse(MouseEvent(.press, at: Point(x: 4, y: 20))))
        #expect(driver.picture == before)
    }

    @Test func behindADialogNothingIsClicked() async throws {
        let row = try #require(driver.place(of: "DB0003"))
        await driver.press(.character("p"))
        let before = driver.picture
        await driver.send(.mouse(MouseEvent(.press, at: row)))
        #expect(driver.picture == before)
        try await click("3 Services")
        #expect(driver.line(with: texts.tabIsBehind("Esc")) != nil)
        #expect(driver.line(with: "[1 Debtors]") != nil)
    }

    @Test func aClickOnATabLosesNothingThatIsTyped() async throws {
        await driver.press(.character("e"))
        await driver.press(.end)
        await driver.type("!")
        let before = driver.lines.dropLast(2)
        try await click("3 Services")
        #expect(driver.lines.dropLast(2) == before)
        #expect(driver.line(with: texts.tabIsBehind("Esc")) != nil)
    }

    @Test func aTabThatThisSystemLacksSaysWhy() async throws {
        let remote = ScreenDriver(service: await Vendors.hostFact())
        await remote.idle()
        let place = try #require(remote.place(of: "4 Users"))
        await remote.send(.mouse(MouseEvent(.press, at: place)))
        #expect(remote.line(with: Vendors.noUsers.english) != nil)
        #expect(remote.line(with: "[1 Debtors]") != nil)
    }

    @Test func inAWindowThatIsTooSmallTheMouseDoesNothing() async {
        await driver.send(.resized(Size(width: 30, height: 8)))
        let before = driver.picture
        await driver.send(.mouse(MouseEvent(.press, at: Point(x: 20, y: 0))))
        #expect(driver.picture == before)
    }

    @Test func oneKeyTurnsTheMouseOnAndOffAndSaysHowToSelect() async {
        #expect(!driver.terminal.reportsMouse)
        await driver.press(.character("M"))
        #expect(driver.terminal.reportsMouse)
        #expect(driver.picture.contains("Shift"))
        await driver.press(.character("M"))
        #expect(!driver.terminal.reportsMouse)
        await driver.press(.character("?"), .pageDown, .pageDown)
        #expect(driver.line(with: texts.label(.mouse)) != nil)
    }
}
