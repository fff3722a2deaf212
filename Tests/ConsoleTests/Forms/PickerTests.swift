import BillingAPI
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

@MainActor struct PickerTests {
    private let texts = Texts(.english)
    private let stub: StubService

    init() async {
        stub = await StubService.office()
    }

    private func adding(_ service: (any BillingService)? = nil) -> ScreenDriver {
        ScreenDriver(
            FormScreen(ServicePlans.add(for: nil), language: .english), service: service ?? stub, clock: fixedClock)
    }

    @Test func pickerFillsInTheCodeAndSaysTheName() async {
        let driver = adding()
        await driver.press(.enter)
        await driver.type("beta")
        #expect(driver.line(with: "/ beta") != nil)
        await driver.press(.enter)
        let line = driver.line(with: "*Debtor") ?? ""
        #expect(line.contains("DB0002") && line.contains("Beta Cycles"))
        #expect(driver.isFocused("Product"))
    }

    @Test func pickerStartsWithWhatTheFieldHolds() async {
        let driver = adding()
        await driver.type("gamma")
        await driver.press(.enter)
        #expect(driver.line(with: "/ gamma") != nil)
        #expect(driver.line(with: "Gamma Media") != nil)
    }

    @Test func escapeLeavesTheFieldAsItWas() async {
        let driver = adding()
        await driver.type("DB0003")
        await driver.press(.enter, .backspace, .escape)
        #expect(driver.line(with: "*Debtor")?.contains("DB0003") == true)
    }

    @Test func pickingNeverTakesARowOfTheTermBefore() async {
        let gate = GatedService(stub)
        let driver = adding(gate)
        await driver.press(.enter)
        await gate.hold(ListDebtors.self)
        driver.tap(.character("g"))
        await gate.arrived(1)
        driver.tap(.enter)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "/ g") != nil)
        await driver.press(.enter)
        #expect(driver.line(with: "*Debtor")?.contains("DB0003") == true)
    }

    @Test func draftThatComesBackSaysTheNameBesideTheCode() async {
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("3"), .character("a"), .enter)
        await driver.type("beta")
        await driver.press(.enter, .escape, .character("a"))
        #expect(driver.line(with: texts.draftRestored) != nil)
        let line = driver.line(with: "*Debtor") ?? ""
        #expect(line.contains("DB0002") && line.contains("Beta Cycles"))
    }

    @Test func failedChangeComesBackWithTheNameBesideTheCode() async {
        await stub.refuse(AddService.self, "Nee")
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("3"), .character("a"), .enter)
        await driver.type("beta")
        await driver.press(.enter)
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "Nee") != nil)
        #expect(driver.line(with: "*Debtor")?.contains("Beta Cycles") == true)
        await driver.press(.escape, .character("a"))
        #expect(driver.line(with: "*Debtor")?.contains("Beta Cycles") == true)
    }

    @Test func storedValueComesBackWithItsName() async {
        let plan = ServicePlans.add(for: Sample.debtors[0])
        let driver = ScreenDriver(FormScreen(plan, language: .english), service: stub, clock: fixedClock)
        await driver.fill("Debtor", "DB0003")
        #expect(driver.line(with: "*Debtor")?.contains("Alpha Bakery") == false)
        await driver.press(.control("r"))
        #expect(driver.line(with: "> Debtor")?.contains("Alpha Bakery") == true)
    }

    @Test func pickerOfReferencesSearchesIdAndName() async {
        let form = FormScreen(UserPlans.edit(Sample.users[0]), language: .english)
        let driver = ScreenDriver(form, service: stub, clock: fixedClock)
        await driver.focus(User.currency.declaration.label.english)
        await driver.press(.enter)
        await driver.type("dollar")
        await driver.press(.enter, .control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil)
        #expect(driver.line(with: "USD Dollar") != nil)
        await driver.press(.right, .enter)
        let sent = await stub.arguments(of: UpdateUserDetails.self)
        #expect(sent.first?.names == ["user_id", User.currency.name])
        #expect(sent.first?[User.currency] == 2)
    }

    @Test func noMatchCannotBePicked() async {
        let driver = adding()
        await driver.press(.enter)
        await driver.type("zzz")
        await driver.press(.enter)
        #expect(driver.line(with: texts.noMatchTyped("zzz")) != nil)
        #expect(driver.line(with: texts.nothingSelected) != nil)
    }

    @Test func amountsFollowAPaste() async {
        let driver = adding()
        await driver.focus("Product")
        await driver.send(.paste("P002\n"))
        #expect(driver.line(with: "Hosting large · 50.75 excl., 61.41 incl. VAT per invoice") != nil)
    }

    @Test func amountsAreShownWhileTyping() async {
        let driver = adding()
        await driver.fill("Product", "P002")
        #expect(driver.line(with: "Hosting large · 50.75 excl., 61.41 incl. VAT per invoice") != nil)
        await driver.fill("Number", "2")
        #expect(driver.line(with: "101.50 excl.") != nil)
        await driver.fill("Price without VAT", "10")
        #expect(driver.line(with: "20.00 excl., 24.20 incl.") != nil)
    }

    @Test func formOfANewServiceSendsWhatIsFilledIn() async {
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: Sample.debtors[1]), language: .english), service: stub, clock: fixedClock)
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: AddService.self)
        #expect(sent.first?.names == [Subscription.debtorCode.name, Subscription.productCode.name])
        #expect(sent.first?[Subscription.debtorCode] == "DB0002")
        #expect(driver.line(with: "✓ The service is added: DB0001 · Site one.") != nil)
    }

    @Test func requiredFieldsAreSaidBesideThem() async {
        let driver = adding()
        await driver.press(.control("s"))
        #expect(driver.lines.filter { $0.contains("└ ") }.count >= 2)
        #expect(driver.line(with: "Debtor is required.") != nil)
        #expect(await stub.written.isEmpty)
    }

    // MARK: More matches than one page

    /// Our own engine does not count what a term finds.
    private func findTwoHundred() async {
        await stub.answer(ListDebtors.self) { arguments in
            let offset = arguments[ListParameters.offset] ?? 0
            let limit = arguments[ListParameters.limit] ?? 0
            let rows = (offset..<max(offset, min(200, offset + limit))).map {
                Sample.debtor($0 + 1, "Company \($0 + 1)")
            }
            return Listed(total: nil, offset: offset, filters: [], rows: rows)
        }
    }

    @Test func everyMatchIsReachedByGoingDown() async {
        await findTwoHundred()
        let driver = adding()
        await driver.press(.enter)
        await driver.type("c")
        for _ in 0..<20 { await driver.press(.pageDown) }
        #expect(driver.line(with: "Company 200") != nil, "\(driver.picture)")
        // It is the one under the cursor.
        await driver.press(.enter)
        #expect(driver.line(with: "*Debtor")?.contains("Company 200") == true, "\(driver.picture)")
    }

    @Test func nextMatchesAreAskedForOnceHoweverManyKeysAreTypedMeanwhile() async {
        await findTwoHundred()
        let gate = GatedService(stub)
        let driver = adding(gate)
        await driver.press(.enter)
        await driver.type("c")
        await gate.hold(ListDebtors.self)
        driver.tap(.pageDown, .pageDown, .pageDown, .pageDown, .pageDown)
        await gate.arrived(1)
        for _ in 0..<4 {
            driver.tap(.down)
            await driver.look()
        }
        await gate.open()
        await driver.idle()
        #expect(await gate.arrivals.count == 1)
        for _ in 0..<20 { await driver.press(.pageDown) }
        #expect(driver.line(with: "Company 200") != nil, "\(driver.picture)")
    }
}
