import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// A system that a company lives by looks like no other, and an ending there takes more than a key.
@MainActor struct ProductionTests {
    private let texts = Texts(.english)

    private func driver(
        isProduction: Bool = true, size: Size = Size(width: 80, height: 24), language: Language = .english
    ) async -> (ScreenDriver, StubService) {
        let stub = await StubService.office()
        return (
            ScreenDriver(
                service: stub, size: size, language: language, clock: fixedClock, isProduction: isProduction), stub
        )
    }

    @Test(arguments: Language.allCases, [60, 80, 132])
    func bannerSaysItInEveryFrameAndDialog(_ language: Language, _ width: Int) async {
        let (driver, _) = await driver(size: Size(width: width, height: 24), language: language)
        for key: Key in [.enter, .character("t"), .escape, .character("e"), .escape, .character("?"), .escape] {
            await driver.press(key)
            #expect(driver.lines.first?.contains(Texts(language).production) == true)
            #expect(driver.lines.first?.contains("test.sql") == true, "\(driver.picture)")
            #expect(driver.role(of: "Balie") == .danger)
        }
    }

    @Test func othersSayNothingOfIt() async {
        let (driver, _) = await driver(isProduction: false)
        await driver.idle()
        #expect(driver.role(of: "Balie") == .banner)
        #expect(driver.line(with: texts.production) == nil)
    }

    @Test(arguments: [(Character("3"), "DB0001"), ("4", "companyx")])
    func endingHasTheCodeTyped(_ tab: Character, _ code: String) async {
        let (driver, stub) = await driver()
        await driver.press(.character(tab), .character("t"), .control("s"))
        #expect(await driver.pressButton("Send"))
        #expect(driver.line(with: "This is a production system: type \(code) to confirm.") != nil, "\(driver.picture)")
        #expect(await stub.written.isEmpty)
        // The focus stands where it is typed.
        await driver.type("nonsense")
        await driver.press(.enter)
        #expect(await driver.pressButton("Send"))
        #expect(await stub.written.isEmpty)
        await driver.press(.end, .control("u"))
        await driver.type(code)
        await driver.press(.enter)
        #expect(await driver.pressButton("Send"))
        #expect(await stub.written.count == 1, "\(driver.picture)")
    }

    @Test func otherChangesAreSentByTheButton() async {
        let (driver, stub) = await driver()
        await driver.press(.character("e"), .character("x"), .control("s"))
        #expect(driver.line(with: "Type the code") == nil)
        #expect(await driver.pressButton("Send"))
        #expect(await stub.written.count == 1)
    }
}
