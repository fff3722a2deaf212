import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct FormReviewTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        let form = FormScreen(DebtorPlans.edit(Sample.debtors[0]), language: .english)
        driver = ScreenDriver(form, service: stub, clock: fixedClock)
    }

    @Test func reviewShowsOldNewAndConsequences() async {
        await driver.fill("Debtor code", "DB0077")
        await driver.fill("City", "")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil)
        #expect(driver.line(with: "Debtor code")?.hasSuffix("- DB0001") == true)
        #expect(driver.line(with: "City")?.hasSuffix("- Delft") == true)
        #expect(driver.role(of: "- DB0001") == .oldValue)
        #expect(driver.role(of: "+ DB0077") == .newValue)
        #expect(driver.role(of: "+ \(texts.nothing)") == .newValue)
        #expect(driver.line(with: texts.onlyChangesAreSent) != nil)
        #expect(driver.line(with: texts.codeChangeWarning) != nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func reviewNamesTheRecord() async {
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"))
        #expect(driver.line(with: "DB0001 Alpha Bakery") != nil)
    }

    @Test func escapeFromTheReviewKeepsWhatWasTyped() async {
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .escape)
        #expect(driver.line(with: texts.reviewTitle) == nil)
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
        #expect(await stub.written.isEmpty)
    }

    @Test func refusedChangeReturnsToTheFormWithTheSystemsWords() async {
        await stub.refuse(EditDebtor.self, "Debiteur is geblokkeerd voor wijzigingen")
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "Debiteur is geblokkeerd voor wijzigingen") != nil)
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    @Test func refusedFieldCarriesTheSystemsWordsBesideIt() async {
        let problem = Problem(Debtor.zipCode.declaration, "Ongeldige postcode", "Ongeldige postcode")
        await stub.refuse(EditDebtor.self, "Ongeldige postcode", problems: [problem])
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.isFocused("Postcode"))
        #expect(driver.line(with: "└ Ongeldige postcode") != nil)
        #expect(driver.line(with: "*City")?.hasSuffix("Leiden") == true)
    }

    @Test func refusedChangeIsNotSentAgainByItself() async {
        await stub.refuse(EditDebtor.self, "Nee")
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.written.count == 1)
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.written.count == 2)
    }

    @Test func moreChangesThanFitAreScrolled() async {
        // None of which is doubted, for which there would be words.
        let labels = ["City", "Address", "Website", "Last name", "First name", "Company", "Legal form"]
        for label in labels { await driver.fill(label, "changed") }
        for label in ["Account holder", "BIC", "Bank"] { await driver.fill(label, "changed") }
        await driver.press(.control("s"))
        #expect(driver.line(with: "more; ↓ scrolls") != nil)
        for _ in 0..<20 { await driver.press(.down) }
        #expect(driver.line(with: "more; ↓ scrolls") == nil)
        #expect(driver.line(with: "Bank") != nil)
    }

    @Test func newValueOfManyLinesIsShownOnOneReviewLineBlock() async {
        await driver.focus("Internal note")
        await driver.send(.paste("one\ntwo"))
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil)
        #expect(driver.picture.contains("one"))
        #expect(driver.picture.contains("two"))
    }
}
