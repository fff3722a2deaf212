import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct CopyProductTests {
    @Test func copyOfTheMarkedProductIsReviewedAndAdded() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(ListScreen(ProductDesk.withTheExample), service: desk.engine, clock: fixedClock)
        await driver.press(.down, .character("A"))
        #expect(driver.line(with: "Copy product · P002 Hosting small") != nil)
        await driver.fill("Product code", "P900")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ P900") != nil)
        // Back stands first and marked.
        await driver.press(.right, .enter)
        #expect(driver.line(with: "Copy product is done: P002 Hosting small.") != nil)
        var question = ShowProduct()
        question[Product.code] = "P900"
        let copy = try await desk.engine.send(question).record
        #expect(copy[Product.priceExcl] == 7.5)
    }

    @Test func codeThatIsTakenIsRefusedBesideItsField() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(ListScreen(ProductDesk.withTheExample), service: desk.engine, clock: fixedClock)
        await driver.press(.down, .character("A"))
        await driver.fill("Product code", "P001")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.isFocused("Product code"))
        #expect(driver.line(with: "P001") != nil)
    }
}
