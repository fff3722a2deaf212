import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// Finding among all lists of the real billing system.
@MainActor struct FindPageTests {
    private func finding(_ said: String, language: Language = .english) async throws -> ScreenDriver {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, language: language, clock: fixedClock)
        await driver.idle()
        await driver.press(.character("f"))
        await driver.type(said)
        return driver
    }

    @Test(arguments: [
        "jackson john", "John JACKSON", "+31 10 22 33 44", "0102233 44", "info@company.com",
        "NL59 RABO 0123 1231 23", "1015aa", "company.com", "DB0001", "db0001",
    ]) func customerIsFoundByWhatACallerSays(said: String) async throws {
        let driver = try await finding(said)
        #expect(driver.line(with: ">")?.contains("DB0001") == true, "\(driver.picture)")
        await driver.press(.enter)
        #expect(driver.line(with: "DB0001 Company X") != nil, "\(driver.picture)")
    }

    @Test func everyListIsLookedThrough() async throws {
        let service = try await finding("default product")
        #expect(service.line(with: "Company X · P001")?.hasSuffix("Service") == true, "\(service.picture)")
        let product = try await finding("P001")
        #expect(product.line(with: ">")?.contains("Product") == true, "\(product.picture)")
        let user = try await finding("companyx")
        #expect(user.line(with: "M4 user") != nil, "\(user.picture)")
    }

    @Test func escapeLeadsBackToWhereOneWas() async throws {
        let driver = try await finding("db0001")
        await driver.press(.escape)
        #expect(driver.lines[0].contains("[1 Debtors]"))
        #expect(driver.line(with: "Found by") == nil)
    }

    @Test func pageOfWhatWasFoundLeadsBackToWhatWasFound() async throws {
        let driver = try await finding("db0001")
        await driver.press(.enter, .escape)
        #expect(driver.line(with: "/ db0001") != nil)
        #expect(driver.line(with: "Found by") != nil)
        // Looking again leads to the same page, and never piles up a second.
        await driver.press(.enter, .character("f"))
        #expect(driver.line(with: "/ db0001") != nil)
        await driver.press(.escape)
        #expect(driver.line(with: "Found by") == nil)
    }

    @Test func nothingFoundOffersWhatComesNear() async throws {
        let driver = try await finding("companyxyz")
        #expect(driver.line(with: "Nothing matches “companyxyz” in any list. These come near:") != nil)
        #expect(driver.line(with: ">")?.contains("DB0001") == true, "\(driver.picture)")
    }

    @Test func nothingNearIsSaid() async throws {
        let driver = try await finding("qqqqq")
        #expect(driver.line(with: "Nothing matches “qqqqq” in any list.") != nil)
        let alerts = driver.terminal.alerts
        await driver.press(.enter)
        #expect(driver.terminal.alerts == alerts + 1)
    }

    @Test func withoutATextNothingIsAskedAndTheHintSaysWhatToType() async throws {
        let driver = try await finding("")
        #expect(driver.line(with: "Name, phone, e-mail") != nil)
    }

    @Test(arguments: [
        ("jan bakker", "jan bakke"), ("abcd", "abc"), ("abc", nil), ("a b", nil), ("", nil),
    ]) func lastLetterOfTheLongestWordIsLeftOut(text: String, shorter: String?) {
        #expect(FindPage.shortened(text) == shorter)
    }

    @Test(arguments: ["en", "nl"]) func pageIsAsItsPictureKeptIt(code: String) async throws {
        let driver = try await finding("company", language: code == "nl" ? .dutch : .english)
        expectPicture("find-\(code)", of: driver)
    }
}

/// Enter where the lists answer one after the other: what it opens is no matter of which was the quickest.
@MainActor struct FindAheadTests {
    private let desk: DemoInstallation
    private let gate: GatedService
    private let driver: ScreenDriver

    init() async throws {
        desk = try await DemoInstallation()
        gate = GatedService(desk.engine)
        driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.idle()
    }

    /// The customer's services have answered, and the customers have not.
    private func findTheirServicesFirst() async {
        await gate.hold(ListDebtors.self)
        driver.find("jackson john")
        #expect(await driver.shows("Default product"), "\(driver.picture)")
    }

    @Test func enterWaitsForTheListThatMayHoldABetterRow() async {
        await findTheirServicesFirst()
        driver.tap(.enter)
        #expect(await driver.shows("Opens the best once all is there; Enter opens the first."), "\(driver.picture)")
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Keizersgracht 100") != nil, "\(driver.picture)")
        #expect(driver.line(with: "Found by") == nil)
    }

    @Test func enterAgainOpensWhatStandsFirst() async {
        await findTheirServicesFirst()
        driver.tap(.enter, .enter)
        #expect(await driver.shows("DB0001 Company X · Default product"), "\(driver.picture)")
        await gate.open()
    }

    @Test func rowThatStaffHaveGoneToIsOpenedAtOnce() async {
        await findTheirServicesFirst()
        driver.tap(.up, .enter)
        #expect(await driver.shows("DB0001 Company X · Default product"), "\(driver.picture)")
        await gate.open()
    }

    @Test func enterWaitsForNoListWhoseRowsStandBelow() async {
        await gate.hold(ListServices.self)
        driver.find("company x")
        #expect(await driver.shows("> DB0001"), "\(driver.picture)")
        driver.tap(.enter)
        #expect(await driver.hides("Found by"), "\(driver.picture)")
        await gate.open()
        #expect(await driver.shows("Keizersgracht 100"), "\(driver.picture)")
    }

    @Test func enterBeforeTheFirstRowOpensTheBest() async {
        await gate.hold(ListDebtors.self)
        await gate.hold(ListServices.self)
        await gate.hold(ListProducts.self)
        await gate.hold(ListUsers.self)
        driver.find("jackson john")
        driver.tap(.enter)
        #expect(await driver.shows("Opens the best once all is there; Enter opens the first."), "\(driver.picture)")
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Keizersgracht 100") != nil, "\(driver.picture)")
    }

    @Test(arguments: [Key.down, .left, .backspace, .character("x")]) func anyOtherKeyLetsGoOfIt(key: Key) async {
        await findTheirServicesFirst()
        driver.tap(.enter, key)
        #expect(await driver.hides("Opens the best once"), "\(driver.picture)")
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "/ jackson joh") != nil, "\(driver.picture)")
    }

    @Test func nearMatchesAreNotOpenedUnseen() async {
        await gate.hold(ListDebtors.self)
        driver.find("companyxyz")
        driver.tap(.enter)
        #expect(await driver.shows("Opens the best once all is there; Enter opens the first."), "\(driver.picture)")
        let alerts = driver.terminal.alerts
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "These come near:") != nil, "\(driver.picture)")
        #expect(driver.terminal.alerts == alerts + 1)
        await driver.press(.enter)
        #expect(driver.line(with: "User name")?.contains("companyx") == true, "\(driver.picture)")
    }
}

/// Finding on several systems at once.
@MainActor struct FindElsewhereTests {
    private let office: StubService
    private let other: StubService

    init() async {
        office = await StubService.office()
        other = await StubService.office(debtors: [Sample.debtor(7, "Gamma Elsewhere")])
    }

    private func driver(_ there: any BillingService) async -> ScreenDriver {
        let setup = StubSetup(
            [KnownProfile(name: "work", place: "HostFact billing.example.net")], opening: ["work": there])
        let driver = ScreenDriver(service: office, clock: fixedClock, profiles: setup)
        await driver.press(.character("C"))
        while driver.line(with: "> work") == nil, driver.line(with: ">") != nil { await driver.press(.down) }
        await driver.press(.enter, .character("C"), .enter)
        return driver
    }

    @Test func everyOpenSystemIsAskedAndNamed() async {
        let driver = await driver(other)
        await driver.press(.character("f"))
        await driver.type("gamma")
        #expect(driver.line(with: "Gamma Media")?.contains("test.sqlite") == true, "\(driver.picture)")
        #expect(driver.line(with: "Gamma Elsewhere")?.contains("work") == true)
        while driver.line(with: "> ")?.contains("Gamma Elsewhere") != true { await driver.press(.down) }
        await driver.press(.enter)
        #expect(driver.lines[0].contains("work"))
        #expect(driver.line(with: "DB0007 Gamma Elsewhere") != nil, "\(driver.picture)")
        #expect(driver.line(with: "Found by") == nil)
    }

    @Test func systemThatIsDownIsNamedAndDelaysNobody() async {
        let gate = GatedService(other)
        let driver = await driver(gate)
        await gate.hold(ListDebtors.self)
        driver.find("gamma")
        // One row is there already, and the rest is still waited for. Before the last letter other rows are, too.
        #expect(await driver.shows("gamma"))
        #expect(await driver.shows("Gamma Media"))
        #expect(driver.line(with: "Gamma Media")?.contains("Customer") == true)
        #expect(await driver.shows("found · Loading…"))
        await other.refuse(ListDebtors.self, "The line is dead.")
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "! work: The line is dead.") != nil, "\(driver.picture)")
        #expect(driver.line(with: "Gamma Media") != nil)
    }

    @Test func enterWaitsForNoSystemThatIsDown() async {
        let gate = GatedService(other)
        let driver = await driver(gate)
        await gate.hold(ListDebtors.self)
        driver.find("gamma")
        #expect(await driver.shows("/ gamma"))
        #expect(await driver.shows("> DB0003"))
        #expect(await driver.shows("5 found · Loading…"), "\(driver.picture)")
        driver.tap(.enter)
        #expect(await driver.hides("Found by"), "\(driver.picture)")
        #expect(driver.line(with: "Gamma Media") != nil)
        await gate.open()
    }
}

extension ScreenDriver {
    /// Types what is looked for without waiting for an answer.
    fileprivate func find(_ said: String) {
        tap(.character("f"))
        for letter in said { tap(.character(letter)) }
    }
}
