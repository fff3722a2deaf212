import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import SQLStore
import TerminalCore
import Testing

@testable import Console

/// What the systems' calls can add and delete can be done from the console.
@MainActor struct AddingTests {
    private let texts = Texts(.english)

    private func driver(_ desk: DemoInstallation, isProduction: Bool = false) -> ScreenDriver {
        ScreenDriver(
            service: desk.engine, size: Size(width: 100, height: 40), clock: fixedClock, isProduction: isProduction)
    }

    @Test(arguments: [false, true]) func customerIsAdded(fromPalette: Bool) async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = driver(desk)
        if fromPalette {
            await driver.press(.character("2"), .character(":"))
            await driver.type("add cust")
            await driver.press(.enter)
        } else {
            await driver.press(.character("A"))
        }
        await driver.fill("Company", "株式会社 日本")
        await driver.fill("E-mail address", "info@example.net")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        let row = try #require(
            try await desk.store.read { try $0.rows(SQLQuery("SELECT max(Identifier) FROM debtor")) }.first)
        let added = try await desk.engine.send(ShowDebtor(row.integer(0))).record
        #expect(added.text(Debtor.companyName) == "株式会社 日本")
        // Its page opens by itself.
        #expect(driver.line(with: "\(added.text(Debtor.code)) 株式会社 日本") != nil, "\(driver.picture)")
    }

    @Test func productIsAddedAndDeleted() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = driver(desk)
        await driver.press(.character("2"), .character("a"))
        await driver.fill("Product code", "PNEW")
        await driver.fill("Name", "Nieuw")
        await driver.fill("Text on the invoice", "Nieuw product")
        await driver.fill("Price without VAT", "12,50")
        await driver.press(.control("s"))
        #expect(await driver.pressButton("Send"), "\(driver.picture)")
        #expect(try await desk.engine.send(ShowProduct(code: "PNEW")).record.text(Product.name) == "Nieuw")
        await driver.press(.character("/"))
        await driver.type("PNEW")
        await driver.press(.enter, .character("D"))
        #expect(driver.line(with: "- PNEW Nieuw") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        await #expect(throws: APIError.self) { try await desk.engine.send(ShowProduct(code: "PNEW")) }
    }

    @Test func deletingOnProductionHasTheCodeTyped() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = driver(desk, isProduction: true)
        await driver.press(.character("2"), .character("D"))
        #expect(await driver.pressButton("Send"))
        #expect(driver.line(with: "This is a production system: type P") != nil, "\(driver.picture)")
        #expect(driver.line(with: texts.reviewTitle) != nil)
    }

    @Test func userIsDeleted() async throws {
        let stub = await StubService.office()
        await stub.answer(DeleteUser.self) { _ in UserDeleted() }
        let driver = ScreenDriver(service: stub, size: Size(width: 100, height: 40), clock: fixedClock)
        await driver.press(.character("4"), .character("D"))
        #expect(driver.line(with: "- companyx") != nil, "\(driver.picture)")
        #expect(driver.line(with: "M4 deletes no user who has calls") != nil)
        #expect(await driver.pressButton("Send"))
        #expect(await stub.arguments(of: DeleteUser.self).first?[User.id] == 3)
        #expect(driver.line(with: "✓ Deleted: companyx") != nil, "\(driver.picture)")
    }
}
