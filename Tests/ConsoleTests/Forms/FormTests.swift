import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

@MainActor struct FormTests {
    private let texts = Texts(.english)

    /// The edit form of debtor 1 over the small office.
    private func editing(
        _ debtor: Record<Debtor> = Sample.debtors[0], language: Language = .english,
        size: Size = Size(width: 80, height: 24)
    ) async -> (driver: ScreenDriver, stub: StubService) {
        let stub = await StubService.office()
        let form = FormScreen(DebtorPlans.edit(debtor), language: language)
        return (ScreenDriver(form, service: stub, size: size, language: language, clock: fixedClock), stub)
    }

    @Test func formHasAFieldForEveryParameterUnderItsHeading() async {
        let (driver, _) = await editing(size: Size(width: 100, height: 120))
        await driver.idle()
        let declared = EditDebtor.declaration.parameters.filter { !$0.isSecret && $0 != Debtor.identifier.declaration }
        for field in declared {
            let label = field.label.english
            #expect(driver.picture.contains(" \(label.prefix(25))"), "\(field.name)")
            #expect(driver.lines.contains(field.group.english), "\(field.group.english)")
        }
    }

    @Test func passwordsAreNotFieldsOfTheEditForm() async {
        let (driver, _) = await editing(size: Size(width: 100, height: 120))
        await driver.idle()
        #expect(driver.line(with: Debtor.password.declaration.label.english) == nil)
        #expect(driver.line(with: Debtor.securePassword.declaration.label.english) == nil)
    }

    @Test func onlyChangesAreSent() async {
        let (driver, stub) = await editing()
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: EditDebtor.self)
        #expect(sent.count == 1)
        #expect(sent.first?.names == ["Identifier", "City"])
        #expect(sent.first?[Debtor.city] == "Leiden")
        #expect(sent.first?[Debtor.identifier] == 1)
        #expect(driver.line(with: "✓ Debtor DB0001 is changed.") != nil)
    }

    @Test func clearedFieldIsSentEmpty() async {
        let (driver, stub) = await editing()
        await driver.fill("City", "")
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: EditDebtor.self)
        #expect(sent.first?[text: Debtor.city.declaration] == "")
    }

    @Test func fieldTypedBackToItsStoredValueIsNoChange() async {
        let (driver, stub) = await editing()
        await driver.fill("City", "Leiden")
        await driver.fill("City", "Delft")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.nothingChanged) != nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func changedFieldsCarryASign() async {
        let (driver, _) = await editing()
        await driver.fill("City", "Leiden")
        #expect(driver.picture.contains(">*City"))
    }

    @Test func everyProblemStandsBesideItsFieldAndTheFocusGoesToTheFirst() async {
        let (driver, stub) = await editing()
        await driver.fill("Reminder template", "x")
        await driver.fill("Invoice days ahead", "1000")
        await driver.focus("Mailings")
        await driver.press(.control("s"))
        #expect(driver.lines.filter { $0.contains("└ ") }.count == 2)
        #expect(driver.isFocused("Invoice days ahead"))
        #expect(driver.line(with: texts.problems(2)) != nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func problemGoesWhenItsFieldIsTypedIn() async {
        let (driver, _) = await editing()
        await driver.fill("Invoice days ahead", "1000")
        await driver.press(.control("s"))
        #expect(driver.line(with: "└ ") != nil)
        await driver.press(.backspace)
        #expect(driver.line(with: "└ ") == nil)
    }

    @Test func revertPutsTheStoredValueBack() async {
        let (driver, _) = await editing()
        await driver.fill("City", "Leiden")
        await driver.press(.control("r"))
        #expect(driver.line(with: "> City")?.hasSuffix("Delft") == true)
    }

    @Test func pasteGoesIntoTheFocusedFieldAndRunsNoKey() async {
        let (driver, stub) = await editing()
        await driver.fill("City", "")
        await driver.send(.paste("Den\nHaag\r\nq\u{13}\u{1B}"))
        #expect(driver.isFocused("City"))
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: EditDebtor.self)
        let city = sent.first?[Debtor.city] ?? ""
        #expect(city.hasPrefix("Den Haag q"))
        #expect(!city.contains("\n"))
    }

    @Test func pasteKeepsItsLinesInAFieldOfManyLines() async {
        let (driver, stub) = await editing()
        await driver.focus("Internal note")
        await driver.send(.paste("one\r\ntwo\nthree"))
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: EditDebtor.self)
        #expect(sent.first?[Debtor.comment] == "one\ntwo\nthree")
    }

    @Test func enterMakesANewLineInAFieldOfManyLinesOnly() async {
        let (driver, stub) = await editing()
        await driver.focus("Internal note")
        await driver.type("one")
        await driver.press(.enter)
        await driver.type("two")
        await driver.focus("City")
        await driver.press(.enter)
        #expect(!driver.isFocused("City"))
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: EditDebtor.self)
        #expect(sent.first?[Debtor.comment] == "one\ntwo")
        #expect(sent.first?.names == ["Identifier", "Comment"])
    }

    @Test func storedChoiceThatNoDeclarationKnowsIsShownAndKept() async {
        let (driver, stub) = await editing(Sample.debtor(1, "Alpha Bakery", ["InvoiceMethod": "77"]))
        await driver.fill("City", "Leiden")
        await driver.focus("Invoices go")
        #expect(driver.line(with: "> Invoices go")?.contains("‹ 77 ›") == true)
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: EditDebtor.self)
        #expect(sent.first?.names == ["Identifier", "City"])
    }

    @Test func helpLineNamesTheParameterOfTheFocusedField() async {
        let (driver, _) = await editing()
        await driver.focus("Country")
        #expect(driver.line(with: "Two letters, such as NL  Country") != nil)
    }

    @Test func dutchFormTakesAndShowsTheCommaAndTheDutchDay() async {
        let stub = await StubService.office()
        let form = FormScreen(ProductPlans.edit(Sample.products[1]), language: .dutch)
        let driver = ScreenDriver(form, service: stub, language: .dutch, clock: fixedClock)
        await driver.focus("Prijs excl. btw")
        #expect(driver.line(with: "Prijs excl. btw")?.contains("50,75") == true)
        await driver.fill("Prijs excl. btw", "1.234,56")
        await driver.press(.control("s"))
        #expect(driver.line(with: "- 50,75") != nil)
        #expect(driver.line(with: "+ 1234,56") != nil)
        await driver.press(.right, .enter)
        let sent = await stub.arguments(of: EditProduct.self)
        #expect(sent.first?[text: Product.priceExcl.declaration] == "1234.56")
    }

    @Test func priceThatReadsTwoWaysIsNotSent() async {
        let stub = await StubService.office()
        let form = FormScreen(ProductPlans.edit(Sample.products[1]), language: .english)
        let driver = ScreenDriver(form, service: stub, clock: fixedClock)
        await driver.fill("Price without VAT", "1.234")
        await driver.press(.control("s"))
        #expect(driver.line(with: "└ “1.234” can be read two ways; write 1234 or 1.2340.") != nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func sumIsWorkedOutBesideItAndSentAsAnAmount() async {
        let stub = await StubService.office()
        let form = FormScreen(ProductPlans.edit(Sample.products[1]), language: .english)
        let driver = ScreenDriver(form, service: stub, clock: fixedClock)
        await driver.fill("Price without VAT", "+5%")
        #expect(driver.line(with: "Price without VAT")?.contains("+5%  = 53.29") == true)
        await driver.press(.control("s"))
        #expect(driver.line(with: "- 50.75") != nil)
        #expect(driver.line(with: "+ 53.29") != nil)
        await driver.press(.right, .enter)
        let sent = await stub.arguments(of: EditProduct.self)
        #expect(sent.first?[text: Product.priceExcl.declaration] == "53.29")
    }

    /// Over another price it would be another amount than the one that was understood and shown.
    @Test func sumOnAnOldPriceStaysThatAmount() {
        let price = Product.priceExcl.declaration
        var field = FormField(price, stored: "50.75", language: .english)
        field.set("", language: .english)
        for key in "+5%" { _ = field.handle(.character(key), today: nil) }
        #expect(field.value == "53.29")
        #expect(field.rebased(on: "60", language: .english).value == "53.29")
    }

    @Test(arguments: [
        ("31-12", "= Th 2026-12-31"), ("1-7-27", "= Th 2027-07-01"), ("+3m", "= Mo 2027-03-01"), ("31-12-2026", nil),
        ("2026-12-31", nil),
    ]) func shortenedDayIsWrittenOutBesideIt(typed: String, understood: String?) {
        var field = FormField(User.blockAt.declaration, stored: "", language: .english)
        for key in typed { _ = field.handle(.character(key), today: CalendarDate("2026-12-01")) }
        #expect(field.understood(Texts(.english)) == understood)
    }

    @Test func dayOfThreeNumbersIsOneFieldAndTravelsAsThree() async {
        let stub = await StubService.office()
        let form = FormScreen(UserPlans.edit(Sample.users[0]), language: .english)
        let driver = ScreenDriver(form, service: stub, clock: fixedClock)
        let label = User.blockAt.declaration.label.english
        await driver.fill(label, "1-4-2026")
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: UpdateUserDetails.self)
        #expect(sent.first?[text: User.blockAt.declaration] == "2026-04-01")
        #expect(
            User.blockAt.declaration.parameters("2026-04-01")
                == [RawParameter("by", "2026"), RawParameter("bm", "4"), RawParameter("bd", "1")])
    }

    @Test func impossibleDayOfThreeNumbersStandsBesideItsOneField() async {
        let stub = await StubService.office()
        let form = FormScreen(UserPlans.edit(Sample.users[0]), language: .english)
        let driver = ScreenDriver(form, service: stub, clock: fixedClock)
        let label = User.blockAt.declaration.label.english
        await driver.fill(label, "2026-02-30")
        await driver.press(.control("s"))
        #expect(driver.isFocused(label))
        #expect(driver.line(with: "└ ")?.contains("2026-02-30") == true)
        #expect(await stub.written.isEmpty)
    }
}
