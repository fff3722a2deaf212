import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// A screen that had to be read first opens in front of those who wait for it, and of nobody else.
@MainActor struct LateScreenTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let gate: GatedService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        gate = GatedService(stub)
        driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.idle()
    }

    /// The whole sentence, which the status line may break.
    private var said: String { driver.program.notice?.text ?? "" }

    @Test(arguments: [Key.down, .character("e"), .character("?"), .tab, .character("Z")])
    func screenDoesNotOpenUnderTypingHands(_ key: Key) async {
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("p"))
        await gate.arrived(1)
        driver.tap(key)
        await gate.open()
        await driver.idle()
        #expect(said.contains("was not opened") == (key != .character("e")))
        #expect(driver.line(with: "New user name") == nil)
    }

    @Test func whatDidNotOpenIsSaidAndOpensWhenAskedAgain() async {
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("e"))
        await gate.arrived(1)
        driver.tap(.down)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: texts.notOpened("Edit debtor")) != nil)
        #expect(driver.line(with: "Beta Cycles")?.hasPrefix(">") == true)
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor · DB0002") != nil || driver.line(with: "Edit debtor") != nil)
        #expect(driver.line(with: texts.notOpened("Edit debtor")) == nil)
    }

    @Test func dialogOfAPageDoesNotOpenUnderTypingHandsEither() async {
        await driver.press(.enter, .enter)
        await gate.hold(ShowService.self)
        driver.tap(.character("t"))
        await gate.arrived(1)
        driver.tap(.character("y"))
        await gate.open()
        await driver.idle()
        #expect(said.contains("“Terminate service” was not opened"))
    }

    @Test func screenOpensForThoseWhoWait() async {
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("e"))
        await gate.arrived(1)
        // Nobody typed: another size, news of other consoles and the end of a preparation are no keys.
        driver.terminal.send(.resized(Size(width: 90, height: 30)))
        driver.program.dataChanged()
        driver.program.searchIsPrepared(nil)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Company") != nil)
    }

    @Test func whatFollowsAChangeDoesNotOpenUnderTypingHandsAndTheChangeIsTold() async {
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["Username": ""])])
        await driver.press(.character("p"))
        await driver.fill("User name", "alpha")
        await driver.press(.control("s"), .right)
        await gate.hold(EditDebtor.self)
        driver.tap(.enter)
        await gate.arrived(1)
        driver.tap(.character("j"))
        await gate.open()
        await driver.idle()
        #expect(await stub.written == [EditDebtor.declaration.name])
        #expect(driver.line(with: "Temporary password") == nil)
        #expect(said.contains("was not opened"))
    }
}
