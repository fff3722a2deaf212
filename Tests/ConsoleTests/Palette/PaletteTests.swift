import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

@MainActor struct PaletteTests {
    private let texts = Texts(.english)

    private func driver(_ recent: StubRecentCommands? = nil, isReadOnly: Bool = false) async -> ScreenDriver {
        ScreenDriver(
            service: await StubService.office(), size: Size(width: 120, height: 30), clock: fixedClock,
            isReadOnly: isReadOnly, profiles: StubSetup([KnownProfile(name: "work", place: "HostFact")]),
            recentCommands: recent)
    }

    /// What is listed, in its order.
    private func listed(_ driver: ScreenDriver) -> [String] {
        let palette = driver.program.stack.top.screen.content as? CommandPalette
        return palette?.list.found.map(\.line.label) ?? []
    }

    @Test func everyActionAndEveryPlaceIsListed() async {
        let driver = await driver()
        await driver.press(.character(":"))
        let listed = listed(driver)
        for command in Command.allCases where GlobalCommand.works(command, on: .page) {
            guard ![.menu, .palette].contains(command) else { continue }
            #expect(listed.contains(texts.label(command)), "\(command)")
        }
        #expect(listed.contains("Edit the customer"))
        // Also what is added from another list.
        #expect(listed.contains("Add a service"))
        #expect(!listed.contains(texts.label(.down)))
        #expect(Set(listed).count == listed.count)
    }

    @Test(
        arguments: [
            ("etc", "Edit the customer", "Edit debtor · DB0001"),
            ("customer edit", "Edit the customer", "Edit debtor · DB0001"),
            ("prod", "Products", "[2 Products]"), ("outb", "Outbox: what has no known outcome", "Outbox"),
            ("a serv", "Add a service", "Add service"), ("conn", "Connect to a system…", "Connect"),
        ])
    func fewLettersLeadThere(_ typed: String, _ label: String, _ there: String) async {
        let driver = await driver()
        await driver.press(.character(":"))
        await driver.type(typed)
        #expect(listed(driver).first == label, "\(listed(driver))")
        await driver.press(.enter)
        #expect(driver.line(with: there) != nil, "\(driver.picture)")
    }

    @Test func lettersThatWereMeantAreMarked() async {
        let driver = await driver()
        await driver.press(.character(":"))
        await driver.type("etc")
        #expect(driver.role(of: "Edit the customer") == .match)
        #expect(driver.role(of: "dit the customer") == .tableSelected)
    }

    @Test func keyOfEachStandsBesideIt() async {
        let driver = await driver()
        await driver.press(.character(":"))
        await driver.type("etc")
        #expect(driver.line(with: "Edit the customer")?.contains("> e ") == true)
    }

    @Test func whatIsOffSaysWhy() async {
        let driver = await driver(isReadOnly: true)
        await driver.press(.character(":"))
        await driver.type("etc")
        let reason = ReadOnlyService.reason().english
        #expect(driver.line(with: "Edit the customer – ")?.isEmpty == false)
        await driver.press(.enter)
        #expect(driver.line(with: reason) != nil)
        #expect(driver.program.stack.top.screen.content is CommandPalette)
    }

    @Test func whatWasChosenLastStandsFirstAlsoInTheNextConsole() async {
        let recent = StubRecentCommands()
        let first = await driver(recent)
        await first.press(.character(":"))
        await first.type("prod")
        await first.press(.enter, .character(":"))
        await first.type("read")
        await first.press(.enter, .character(":"))
        #expect(Array(listed(first).prefix(2)) == [texts.label(.refresh), "Products"])
        #expect(await recent.names == ["refresh", "products"])

        let next = await driver(recent)
        await next.press(.character(":"))
        #expect(Array(listed(next).prefix(2)) == [texts.label(.refresh), "Products"])
    }

    @Test func whatIsKeptAndNoLongerThereIsPassedOver() async {
        let driver = await driver(StubRecentCommands(["gone", "system elsewhere", "find", "find"]))
        await driver.press(.character(":"))
        #expect(listed(driver).first == texts.label(.find))
        #expect(Set(listed(driver)).count == listed(driver).count)
    }

    @Test func onlyTheLastOnesAreKept() async {
        let recents = RecentCommands(nil)
        for number in 1...50 { recents.add("\(number)") }
        #expect(recents.names.count == RecentCommands.most)
        #expect(recents.names.first == "50")
    }

    @Test func menuListsWhatBelongsToThePageInItsOrder() async {
        let driver = await driver()
        await driver.press(.character("x"))
        let listed = listed(driver)
        #expect(listed.first == "Open the customer")
        #expect(!listed.contains("Products"))
        #expect(listed.contains(texts.label(.refresh)))
    }

    @Test func nothingFoundSaysSo() async {
        let driver = await driver()
        await driver.press(.character(":"))
        await driver.type("~~")
        await driver.press(.enter)
        #expect(driver.line(with: texts.noMatchTyped("~~")) != nil)
    }
}
