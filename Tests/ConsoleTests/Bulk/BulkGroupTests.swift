import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Which group is meant where several have one name, or one is called by another's number.
@MainActor struct BulkGroupTests {
    private let desk: BulkDesk

    init() async throws { desk = try await BulkDesk() }

    private func add(_ name: String) async throws -> Int {
        var add = AddGroup()
        add[Group.name] = name
        add[Group.type] = GroupType.debtor.rawValue
        return try #require(try await desk.engine.send(add).identifier)
    }

    /// The dialog with its field for a group in focus.
    private func dialog() async -> ScreenDriver {
        let driver = await desk.console()
        await driver.press(.character(" "), .character(" "), .character("b"), .right, .tab)
        return driver
    }

    private func groups(of debtor: Int) async throws -> [Int] {
        try await desk.engine.send(ShowDebtor(debtor)).record[Debtor.groups] ?? []
    }

    private func sent(by driver: ScreenDriver) async {
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "2 of 2 done") != nil, "\(driver.picture)")
    }

    @Test(arguments: [0, 1]) func theOneThatIsChosenAmongTwoOfOneNameIsTaken(_ place: Int) async throws {
        let ids = [try await add("Shops"), try await add("Shops")]
        let driver = await dialog()
        await driver.press(.function(3))
        await driver.type("shops")
        if place == 1 { await driver.press(.down) }
        await driver.press(.enter)
        #expect(driver.line(with: "Group ")?.contains("Shops (\(ids[place]))") == true, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Put in group Shops (\(ids[place])): 2 customers") != nil, "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(driver.line(with: "2 of 2 done") != nil, "\(driver.picture)")
        for debtor in [1, 2] {
            let groups = try await groups(of: debtor)
            #expect(groups.contains(ids[place]) && !groups.contains(ids[1 - place]))
        }
    }

    @Test func nameOfTwoIsRefusedInAWholeSentence() async throws {
        _ = [try await add("Shops"), try await add("Shops")]
        let driver = await dialog()
        await driver.type("shops")
        await driver.press(.control("s"))
        #expect(driver.line(with: "There is no group “shops”, or more than one.") != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Back ]") == nil)
    }

    @Test func nameWithItsNumberIsUnderstood() async throws {
        let ids = [try await add("Shops"), try await add("Shops")]
        let driver = await dialog()
        await driver.type("Shops (\(ids[1]))")
        await sent(by: driver)
        #expect(try await groups(of: 1).contains(ids[1]))
    }

    @Test func chosenGroupThatIsCalledByTheNumberOfAnotherIsTaken() async throws {
        let other = try await add("Numbered")
        let called = try await add(String(other))
        let driver = await dialog()
        await driver.press(.function(3))
        await driver.type("numbered")
        await driver.press(.enter)
        await sent(by: driver)
        let groups = try await groups(of: 1)
        #expect(groups.contains(other) && !groups.contains(called))
    }

    @Test(arguments: ["Shops, Hosting clients", "9999"]) func anythingButOneKnownGroupIsRefused(_ text: String)
        async throws
    {
        _ = try await add("Shops")
        let driver = await dialog()
        await driver.type(text)
        await driver.press(.control("s"))
        #expect(driver.line(with: "There is no group “\(text)”, or more than one.") != nil, "\(driver.picture)")
    }
}
