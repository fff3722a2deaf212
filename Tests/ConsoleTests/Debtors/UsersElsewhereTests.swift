import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// A customer in one system whose M4 users are in another one that is open.
@MainActor struct UsersElsewhereTests {
    private let billing: StubService
    private let telephony: StubService
    private let gate: GatedService
    private let driver: ScreenDriver

    init() async {
        billing = await Vendors.hostFact()
        telephony = await Vendors.m4()
        gate = GatedService(telephony)
        let setup = StubSetup([KnownProfile(name: "tel", place: "M4 m4.example.net")], opening: ["tel": gate])
        driver = ScreenDriver(
            service: billing, size: Size(width: 100, height: 30), clock: fixedClock, profiles: setup)
        await driver.idle()
    }

    /// Opens the other system and comes back to the list of customers.
    private func openTelephony() async {
        await goToTelephony()
        await driver.press(.character("C"), .enter)
    }

    private func goToTelephony() async {
        await driver.press(.character("C"))
        for _ in 0..<5 where driver.line(with: "> tel") == nil { await driver.press(.down) }
        await driver.press(.enter)
    }

    @Test func aSystemThatIsNotOpenIsNotNamed() async {
        await driver.press(.enter)
        #expect(driver.line(with: "Users (M4)") == nil)
    }

    @Test func usersOfAnotherOpenSystemStandUnderItsName() async throws {
        await openTelephony()
        await driver.press(.enter)
        #expect(driver.line(with: "Users (M4) 2") != nil, "\(driver.picture)")
        await driver.press(.tab)
        let line = try #require(driver.line(with: "> companyx"))
        #expect(line.contains("12.50") && line.hasSuffix("tel"))
    }

    @Test func oneOfThemOpensInItsSystemAndLeadsBackToItsCustomer() async {
        await openTelephony()
        await driver.press(.enter, .tab, .down, .enter)
        #expect(driver.lines[0].contains("tel"))
        #expect(driver.lines[1].hasPrefix("kapsalon Name 4"))
        await driver.press(.enter)
        #expect(driver.lines[1].hasPrefix("DB0001 Alpha Bakery"), "\(driver.picture)")
        #expect(driver.line(with: "[Users (M4) 2]") != nil)
    }

    @Test func whatIsDoneWithThemIsDoneThere() async {
        await openTelephony()
        await driver.press(.enter, .tab)
        for key in "etT" {
            await driver.press(.character(key))
            #expect(driver.line(with: "This user is in “tel”: Enter opens it there.") != nil, "\(key)")
        }
        await driver.press(.character("a"))
        #expect(driver.line(with: "Add service · DB0001 Alpha Bakery") != nil)
    }

    @Test func listOfUsersLeadsToTheCustomer() async {
        await goToTelephony()
        #expect(driver.lines[0].contains("tel"), "\(driver.picture)")
        await driver.press(.character("o"))
        #expect(driver.lines[1].hasPrefix("DB0001 Alpha Bakery"), "\(driver.picture)")
    }

    @Test func aSystemThatIsDownIsNamed() async {
        await openTelephony()
        await telephony.refuse(BrowseUsers.self, "The line is dead.")
        await driver.press(.enter, .tab)
        #expect(driver.line(with: "! tel: The line is dead.") != nil)
    }

    @Test func aSystemThatDoesNotAnswerHoldsNothingUp() async {
        await openTelephony()
        await gate.hold(BrowseUsers.self)
        driver.tap(.enter)
        #expect(await driver.shows("[Services 3]"))
        #expect(await driver.shows("Site two"))
        driver.tap(.character("e"))
        #expect(await driver.shows("Edit service"))
        await gate.open()
        await driver.idle()
    }
}
