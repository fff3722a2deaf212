import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// What is marked on a page is what commands act on, and the dialog says which and whose it is.
@MainActor struct MarkedThingTests {
    private let stub: StubService
    private let driver: ScreenDriver
    private let texts = Texts(.english)

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, size: Size(width: 100, height: 30), clock: fixedClock)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        /// From the list of debtors; `\r` is Enter, `\t` Tab, `<` Shift-Tab, `v` an arrow down.
        var keys: String
        var head: String

        init(_ keys: String, _ head: String) {
            (self.keys, self.head) = (keys, head)
        }

        var testDescription: String { keys.debugDescription }
    }

    nonisolated static let cases = [
        Case("\re", "Edit service · DB0001 Alpha Bakery · Site one"),
        Case("\rve", "Edit service · DB0001 Alpha Bakery · Site two"),
        Case("\rvt", "Terminate service · DB0001 Alpha Bakery · Site two"),
        Case("\r\te", "Edit user · companyx Name 3 · DB0001"),
        Case("\r\tve", "Edit user · kapsalon Name 4 · DB0001"),
        Case("\r\tvt", "Block user · kapsalon Name 4 · DB0001"),
        Case("\r<e", "Edit debtor · DB0001 Alpha Bakery"),
        // What the marked thing has no command for is about the customer, and says so.
        Case("\rp", "Reset password · DB0001 Alpha Bakery"),
        Case("\rva", "Add service · DB0001 Alpha Bakery"), Case("\r\ta", "Add service · DB0001 Alpha Bakery"),
        // Nothing is marked where a customer has no services.
        Case("v\re", "Edit debtor · DB0002 Beta Cycles"),
        Case("3vt", "Terminate service · DB0001 Alpha Bakery · Site two"),
        Case("3ve", "Edit service · DB0001 Alpha Bakery · Site two"),
        Case("3v\re", "Edit service · DB0001 Alpha Bakery · Site two"),
        Case("4v\rt", "Block user · kapsalon Name 4 · DB0001"),
        Case("2v\re", "Edit product · P002 Hosting large"),
    ]

    private func press(_ keys: String) async {
        let named: [Character: Key] = ["\r": .enter, "\t": .tab, "<": .backTab, "v": .down]
        for key in keys { await driver.press(named[key] ?? .character(key)) }
    }

    @Test(arguments: cases) func commandActsOnWhatIsMarkedAndNamesItWithItsCustomer(_ scene: Case) async {
        await press(scene.keys)
        #expect(driver.line(with: scene.head) != nil, "\(driver.picture)")
    }

    @Test func markedUserHasNoPasswordOfTheCustomers() async {
        await press("\r\tp")
        #expect(driver.line(with: texts.noUserPassword) != nil)
        #expect(driver.line(with: "Reset password") == nil)
    }

    @Test func customerAsSuchIsNotEnded() async {
        await press("\r<t")
        #expect(driver.line(with: "! " + texts.markServiceOrUser) != nil)
    }

    @Test func customerThatIsMarkedShowsTheSignOfTheMark() async {
        await press("\r<")
        #expect(driver.lines[1].hasPrefix("> DB0001 Alpha Bakery"))
        #expect(driver.line(with: "[Services") == nil)
        await press("\t")
        #expect(driver.lines[1].hasPrefix("DB0001 Alpha Bakery"))
        #expect(driver.line(with: "[Services 3]") != nil)
    }

    @Test(arguments: [("\ryy", "DB0001"), ("\r\tvyy", "kapsalon"), ("\r<yy", "DB0001")])
    func copiedIsTheCodeOfWhatIsMarked(_ keys: String, _ code: String) async {
        await press(keys)
        #expect(driver.line(with: texts.copied(code)) != nil)
    }

    @Test func markStaysOnItsUserWhenTheyComeInAnotherOrder() async {
        await press("\r\tv")
        await stub.show(users: Sample.users.reversed())
        await press("R")
        await press("e")
        #expect(driver.line(with: "Edit user · kapsalon") != nil)
    }

    @Test func enterOnAUserLeadsToItsPageAndOnToItsCustomer() async {
        await press("4\r")
        #expect(driver.lines[1] == "companyx Name 3 · DB0001")
        await press("\r")
        #expect(driver.line(with: "[Services 3]") != nil)
        #expect(driver.lines[1].hasPrefix("DB0001 Alpha Bakery "))
    }

    @Test func userWithoutACustomerSaysSo() async {
        await stub.show(users: [Sample.user(9, "alone", [User.accountingNumber.name: ""])])
        await press("4\r\r")
        #expect(driver.line(with: "! " + texts.noAccountingNumber) != nil)
    }

    @Test func longNameOfACustomerLeavesRoomForTheService() async {
        let long = Sample.service(1, "Site one", ["CompanyName": "Tandartspraktijk de Wit & Dochters te Utrecht"])
        await stub.show(services: [long])
        await press("3t")
        #expect(driver.line(with: "Terminate service · DB0001 Tandartspraktijk de Wit… · Site one") != nil)
    }
}

/// The same over the real engine, and over the vendors' wires.
@MainActor struct MarkedThingOfASystemTests {
    @Test func commandsActOnTheMarkedUserOfTheEngine() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 100, height: 30), clock: fixedClock)
        await driver.press(.enter, .tab, .character("e"))
        #expect(driver.line(with: "Edit user · companyx Company X · DB0001") != nil)
    }

    @Test func serviceIsNamedWithItsCustomerWhereAServiceAloneTellsOnlyTheCode() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.asHostFact(), size: Size(width: 100, height: 30), clock: fixedClock)
        for opening in [[Key.character("3")], [.enter], [.escape, .character("1"), .enter]] {
            for key in opening { await driver.press(key) }
            for command in "te" {
                await driver.press(.character(command))
                let head = try #require(driver.line(with: " service · DB"))
                // A name between the code and the service.
                #expect(head.contains(#/DB[0-9]{4} [^·]{2,} · /#), "\(head)")
                await driver.press(.escape)
            }
        }
    }
}
