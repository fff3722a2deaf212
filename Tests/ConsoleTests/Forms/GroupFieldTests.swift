import BillingAPI
import BillingEngine
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Groups are chosen and reviewed by their names, and several of them.
@MainActor struct GroupFieldTests {
    private func names(_ desk: DemoInstallation, _ type: GroupType) async throws -> [String] {
        try await GroupList(type).all(desk.engine).map { $0.text(Group.name) }
    }

    private func driver(_ desk: DemoInstallation, on tab: Character) async -> ScreenDriver {
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 100, height: 40), clock: fixedClock)
        await driver.idle()
        await driver.press(.character(tab), .character("e"))
        await driver.focus("Groups")
        return driver
    }

    @Test(arguments: ["1": GroupType.debtor, "2": .product] as [Character: GroupType])
    func areAddedAndTakenOutByTheirNames(tab: Character, type: GroupType) async throws {
        let desk = try await DemoInstallation()
        let names = try await names(desk, type)
        let other = try #require(names.last)
        let driver = await driver(desk, on: tab)
        let before = driver.line(with: ">") ?? ""

        await driver.press(.enter)
        await driver.type(other.lowercased())
        await driver.press(.enter)
        let line = try #require(driver.line(with: ">*Groups"), "\(driver.picture)")
        #expect(line.contains(other) != before.contains(other))

        await driver.press(.control("s"))
        let review = driver.picture
        #expect(review.contains("+") && review.contains(other), "\(review)")
        await driver.press(.escape)

        // The same once more is as it was.
        await driver.focus("Groups")
        await driver.press(.enter)
        await driver.type(other.lowercased())
        await driver.press(.enter)
        #expect(driver.line(with: ">*Groups") == nil, "\(driver.picture)")
        withExtendedLifetime(desk) {}
    }

    @Test func theNamesOfWhatIsStoredStandBesideTheIds() async throws {
        let desk = try await DemoInstallation()
        let groups = try await desk.engine.send(ShowDebtor(1)).record.groupNames
        let driver = await driver(desk, on: "1")
        let line = try #require(driver.line(with: ">"), "\(driver.picture)")
        #expect(!groups.isEmpty)
        for group in groups { #expect(line.contains(group.name), "\(line)") }
        withExtendedLifetime(desk) {}
    }

    @Test func historyNamesThem() async throws {
        let desk = try await DemoInstallation()
        let groups = try await GroupList(.debtor).all(desk.engine)
        let ids = groups.prefix(2).map { $0.text(Group.identifier) }
        let entry = Sample.entry(
            1, Sample.change(Debtor.groups.declaration, ids[0], ids.joined(separator: ",")))
        let names = await ReferenceNames().completed(for: [entry], by: desk.engine)
        let shown = names.name(of: ids.joined(separator: ","), in: Debtor.groups.declaration)
        #expect(shown == groups.prefix(2).map { $0.text(Group.name) }.joined(separator: ", "))
        #expect(names.name(of: "\(ids[0]),999", in: Debtor.groups.declaration)?.hasSuffix(", 999") == true)
        withExtendedLifetime(desk) {}
    }
}
