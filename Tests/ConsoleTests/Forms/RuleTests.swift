import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// What the declarations and the looked-up records forbid is said before the review, in staff's words.
@MainActor struct RuleTests {
    private let texts = Texts(.english)

    /// Sends each form with one field emptied: what is not refused here must not be refused there.
    private func emptying<Change: APIAction>(_ plan: FormPlan<Change>, _ system: any BillingService) async throws {
        for field in plan.fields where !(plan.stored[field.name] ?? "").isEmpty {
            let change: Change
            do throws(APIError) {
                change = try Change(parsing: plan.identity + field.parameters(""))
                guard Change.declaration.violations(of: change.arguments, stored: plan.stored).isEmpty else { continue }
            } catch {
                #expect(error.problems.map(\.field) == [field.name], "\(field.name)")
                continue
            }
            await #expect(throws: Never.self, "\(field.name)") { try await system.send(change) }
        }
    }

    @Test(arguments: [false, true]) func noEmptiedFieldIsRefusedAfterTheReview(isElsewhere: Bool) async throws {
        let desk = try await DemoInstallation(debtors: 3)
        let hostFact: any BillingService = isElsewhere ? desk.asHostFact() : desk.engine
        let m4: any BillingService = isElsewhere ? desk.asM4() : desk.engine
        try await emptying(DebtorPlans.edit(try await desk.engine.send(ShowDebtor(2)).record), hostFact)
        try await emptying(ProductPlans.edit(try await desk.engine.send(ShowProduct(2)).record), hostFact)
        try await emptying(UserPlans.edit(try await desk.engine.send(ReadUser(3)).user), m4)
    }

    private func adding(_ service: any BillingService) -> ScreenDriver {
        ScreenDriver(
            FormScreen(ServicePlans.add(for: Sample.debtors[0]), language: .english), service: service,
            clock: fixedClock)
    }

    @Test func aServiceWithoutProductNeedsAUnitBeforeTheReview() async {
        let stub = await StubService.office()
        let driver = adding(stub)
        await driver.focus("Description")
        await driver.send(.paste("Custom"))
        await driver.fill("Price without VAT", "5")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) == nil)
        #expect(driver.isFocused("Period unit"))
        #expect(driver.line(with: "└ Period unit is required.") != nil)
        #expect(await stub.written.isEmpty)
    }

    @Test(arguments: [false, true]) func aProductThatIsSoldOnceNeedsAUnitBeforeTheReview(isElsewhere: Bool) async throws
    {
        let desk = try await DemoInstallation(debtors: 1)
        var edit = EditProduct()
        edit[Product.code] = "P001"
        edit.arguments[text: Product.pricePeriod.declaration] = ""
        _ = try await desk.engine.send(edit)
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: nil), language: .english),
            service: isElsewhere ? desk.asHostFact() : desk.engine, clock: fixedClock)
        await driver.fill("Debtor", "DB0001")
        await driver.fill("Product", "P001")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) == nil)
        #expect(driver.line(with: "└ Period unit is required: product P001 is sold once") != nil)
    }

    @Test func aCodeThatNobodyHasIsSaidBesideItsField() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: nil), language: .english), service: desk.engine, clock: fixedClock)
        await driver.fill("Debtor", "DB9999")
        await driver.fill("Product", "P001")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) == nil)
        #expect(driver.isFocused("Debtor"))
        #expect(driver.line(with: "└ There is no debtor “DB9999”.") != nil)
    }

    @Test func anM4RuleWithoutItsPoolIsSaidBeforeTheReview() async {
        let stub = await StubService.office()
        let form = FormScreen(UserPlans.edit(Sample.users[0]), language: .english)
        let driver = ScreenDriver(form, service: stub, clock: fixedClock)
        await driver.focus("Destination numbers")
        await driver.press(.right)
        for _ in 0..<4 where driver.line(with: "Destination numbers")?.contains("refuse") == false {
            await driver.press(.right)
        }
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) == nil)
        #expect(driver.picture.contains("needs a number pool"))
        #expect(!driver.picture.contains("static_list_id"))
        #expect(await stub.written.isEmpty)
    }

    @Test func whatASystemElsewhereRefusesIsQuotedAsItsWords() async throws {
        let desk = try await DemoInstallation(debtors: 3)
        let debtor = try await desk.engine.send(ShowDebtor(2)).record
        let driver = ScreenDriver(
            FormScreen(DebtorPlans.edit(debtor), language: .english), service: desk.asHostFact(), clock: fixedClock,
            backend: .vendor("Work"))
        await driver.fill("Debtor code", "DB0001")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.picture.contains("HostFact says: “… een andere debiteur heeft al het nummer “DB0001”"))
        #expect(!driver.picture.contains("DebtorCode: een"))
    }

    @Test func whatOurOwnEngineRefusesIsSaidInTheLanguageOfTheStaff() async throws {
        let desk = try await DemoInstallation(debtors: 3)
        let debtor = try await desk.engine.send(ShowDebtor(2)).record
        let driver = ScreenDriver(
            FormScreen(DebtorPlans.edit(debtor), language: .english), service: desk.engine, clock: fixedClock)
        await driver.fill("Debtor code", "DB0001")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "Debtor code: another debtor already has the code “DB0001”.") != nil)
        do throws(APIError) {
            _ = try await desk.engine.send(ShowService(9999))
        } catch {
            #expect(error.message == LocalizedText("There is no such service.", "Er is geen dienst met dit kenmerk."))
        }
    }
}
