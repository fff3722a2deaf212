import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

@MainActor struct SystemReasonTests {
    private let texts = Texts(.english)

    @Test func listThatASystemDoesNotHaveIsInBracketsAndSaysWhy() async {
        let driver = ScreenDriver(service: await Vendors.hostFact())
        await driver.idle()
        #expect(driver.lines[0].contains("[1 Debtors] 2 Products  3 Services (4 Users)"))
        #expect(driver.role(of: "(4 Users)") == .keyHintDisabled)
        await driver.press(.character("4"))
        #expect(driver.line(with: Vendors.noUsers.english) != nil)
        #expect(driver.lines[0].contains("[1 Debtors]"))
    }

    @Test func programStartsOnTheFirstListThatWorks() async {
        let stub = await Vendors.m4()
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        #expect(driver.lines[0].contains("(1 Debtors)(2 Products)(3 Services)[4 Users]"))
        #expect(driver.line(with: "companyx") != nil)
        #expect(await stub.arguments(of: ListDebtors.self).isEmpty)
        for list in "123" {
            await driver.press(.character(list))
            #expect(driver.line(with: Vendors.noDebtors.english) != nil, "\(list)")
        }
    }

    @Test func systemWithoutAnyListShowsWhyInTheFirst() async {
        let reason = LocalizedText(verbatim: "Nothing works here.")
        let stub = await Vendors.without(
            ListDebtors.self, ListProducts.self, ListServices.self, BrowseUsers.self, saying: reason)
        await stub.refuse(ListDebtors.self, reason.english)
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        #expect(driver.line(with: reason.english) != nil)
    }

    @Test func customersAreFoundAmongTheUsersWhereThereAreNoDebtors() async {
        let stub = await Vendors.m4()
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("f"))
        await driver.type("kap")
        #expect(driver.line(with: "/ kap") != nil)
        #expect(await stub.arguments(of: BrowseUsers.self).last?[BrowseUsers.searchFor] == "kap")
    }

    @Test func menuAndHelpGiveTheReasonOfAList() async {
        let driver = ScreenDriver(service: await Vendors.hostFact(), size: Size(width: 120, height: 50))
        await driver.press(.character("?"))
        #expect(driver.line(with: "Users – \(Vendors.noUsers.english)") != nil)
        await driver.press(.escape, .character(":"))
        await driver.type("users")
        await driver.press(.enter)
        #expect(driver.lines[0].contains("[1 Debtors]"))
        #expect(driver.line(with: "! \(Vendors.noUsers.english)") != nil)
    }

    @Test func customerOfASystemWithoutUsersHasNoSuchSection() async {
        let stub = await Vendors.hostFact()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.enter)
        #expect(driver.line(with: "DB0001 Alpha Bakery") != nil)
        #expect(driver.line(with: texts.linkedUser) == nil)
        #expect(driver.line(with: "Site three") != nil)
        #expect(await stub.arguments(of: BrowseUsers.self).isEmpty)
        // From the services Tab leads to the customer as such, and back.
        await driver.press(.backTab)
        #expect(driver.lines[1].hasPrefix("> DB0001"))
        await driver.press(.tab)
        #expect(driver.line(with: "[Services 3]") != nil)
    }

    struct Command: Sendable, CustomTestStringConvertible {
        var action: any APIAction.Type
        /// Enter is the first character after a list's number where it opens the page.
        var keys: String

        var testDescription: String { "\(action.declaration.name.action) \(keys)" }
    }

    nonisolated static let commands: [Command] = [
        Command(action: EditDebtor.self, keys: "1e"), Command(action: EditService.self, keys: "1\re"),
        Command(action: EditDebtor.self, keys: "1\r\t\te"), Command(action: EditService.self, keys: "3e"),
        Command(action: UpdateLoginCredentials.self, keys: "1p"),
        Command(action: UpdateLoginCredentials.self, keys: "1\rp"), Command(action: AddService.self, keys: "1a"),
        Command(action: AddService.self, keys: "1\ra"), Command(action: AddService.self, keys: "3a"),
        Command(action: TerminateService.self, keys: "3t"), Command(action: TerminateService.self, keys: "3\rt"),
        Command(action: TerminateService.self, keys: "1\rt"), Command(action: EditProduct.self, keys: "2e"),
        Command(action: EditProduct.self, keys: "2\re"), Command(action: ShowProduct.self, keys: "2\r"),
        Command(action: UpdateUserDetails.self, keys: "4e"), Command(action: UpdateUserDetails.self, keys: "4\re"),
        Command(action: UpdateUserDetails.self, keys: "4t"), Command(action: UpdateUserDetails.self, keys: "1\r\te"),
        Command(action: ReadUser.self, keys: "1\r\t\r"), Command(action: ShowDebtor.self, keys: "4\r\r"),
        Command(action: ShowDebtor.self, keys: "3\r\r"),
    ]

    @Test(arguments: commands) func commandThatASystemNeverCarriesOutSaysWhy(_ command: Command) async {
        let reason = LocalizedText(verbatim: "This system cannot do that.")
        let driver = ScreenDriver(
            service: await Vendors.without(command.action, saying: reason), clock: fixedClock)
        for key in command.keys {
            await driver.press(key == "\r" ? .enter : key == "\t" ? .tab : .character(key))
        }
        #expect(driver.line(with: "! This system cannot do that.") != nil)
    }

    @Test func otherCommandsStillWork() async {
        let reason = LocalizedText(verbatim: "This system cannot do that.")
        let driver = ScreenDriver(
            service: await Vendors.without(TerminateService.self, saying: reason), clock: fixedClock)
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor · DB0001") != nil)
    }
}
