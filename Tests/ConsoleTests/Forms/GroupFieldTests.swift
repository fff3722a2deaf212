import BillingAPI
import BillingEngine
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Groups are chosen, typed and reviewed by their names, and several of them.
@MainActor struct GroupFieldTests {
    private let desk: DemoInstallation

    init() async throws {
        desk = try await DemoInstallation()
    }

    private func groups(_ type: GroupType) async throws -> [Record<Group>] {
        try await GroupList(type).all(desk.engine)
    }

    private func driver(
        on tab: Character = "1", service: (any BillingService)? = nil, size: Size = Size(width: 100, height: 40),
        history: SystemHistory? = nil
    ) async -> ScreenDriver {
        let driver = ScreenDriver(service: service ?? desk.engine, size: size, clock: fixedClock, history: history)
        await driver.idle()
        await driver.press(.character(tab), .character("e"))
        await driver.focus("Groups")
        return driver
    }

    private func field(_ driver: ScreenDriver) -> String {
        (driver.line(with: ">*Groups") ?? driver.line(with: "> Groups") ?? "").dropFirst(2)
            .replacing("Groups", with: "").trimmingCharacters(in: .whitespaces)
    }

    @Test(arguments: ["1": GroupType.debtor, "2": .product] as [Character: GroupType])
    func areAddedAndTakenOutByTheirNames(tab: Character, type: GroupType) async throws {
        let other = try #require(try await groups(type).last).text(Group.name)
        let driver = await driver(on: tab)
        let before = field(driver)

        await driver.press(.enter)
        await driver.type(other.lowercased())
        await driver.press(.enter)
        #expect(driver.line(with: ">*Groups") != nil, "\(driver.picture)")
        #expect(field(driver).contains(other) != before.contains(other))

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
        #expect(field(driver) == before)
    }

    @Test func severalAreMarkedAtOnce() async throws {
        let names = try await groups(.debtor).map { $0.text(Group.name) }
        try #require(names.count > 1)
        let driver = await driver()
        await driver.press(.end, .control("u"), .enter)
        await driver.press(.tab, .tab)
        #expect(driver.lines.contains { $0.contains(" *\(names[0])") }, "\(driver.picture)")
        await driver.press(.enter)
        #expect(field(driver) == names.prefix(2).joined(separator: ", "))
        // Esc leaves all as it was.
        await driver.press(.enter, .tab, .escape)
        #expect(field(driver) == names.prefix(2).joined(separator: ", "))
    }

    @Test func onlyThoseThatAreInItAreShownWhenAsked() async throws {
        let record = try await desk.engine.send(ShowDebtor(1)).record
        let inside = record.groupNames.map(\.name)
        let outside = try await groups(.debtor).map { $0.text(Group.name) }.first { !inside.contains($0) }
        let driver = await driver()
        await driver.press(.enter, .backTab)
        #expect(driver.line(with: try #require(inside.first)) != nil, "\(driver.picture)")
        #expect(driver.line(with: " \(try #require(outside)) ") == nil)
        await driver.press(.enter)
        #expect(!field(driver).contains(inside[0]), "\(driver.picture)")
    }

    @Test func whatIsStoredStandsThereByItsNamesAlone() async throws {
        let names = try await desk.engine.send(ShowDebtor(1)).record.groupNames.map(\.name)
        #expect(!names.isEmpty)
        #expect(field(await driver()) == names.joined(separator: ", "))
    }

    @Test func typedNamesAreUnderstood() async throws {
        let all = try await groups(.debtor)
        let (first, last) = (try #require(all.first), try #require(all.last))
        let driver = await driver()
        await driver.press(.end, .control("u"))
        await driver.type("\(last.text(Group.name).uppercased()), \(first.text(Group.name))")
        #expect(field(driver).contains("= \(first.text(Group.name)), \(last.text(Group.name))"), "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(await driver.pressButton("Send"), "\(driver.picture)")
        let stored = try await desk.engine.send(ShowDebtor(1)).record[Debtor.groups] ?? []
        #expect(Set(stored) == Set([first, last].compactMap { $0[Group.identifier] }))
    }

    @Test func nameOfNoGroupIsSaidBesideTheField() async {
        let driver = await driver()
        await driver.press(.end, .control("u"))
        await driver.type("nowhere")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Groups: there is no group “nowhere”, or more than one.") != nil, "\(driver.picture)")
        #expect(driver.isFocused("Groups"))
    }

    @Test func groupThatNobodyKnowsIsShownByItsNumber() async {
        let driver = await driver()
        await driver.press(.end, .control("u"))
        await driver.type("999")
        #expect(field(driver) == "999  = group 999", "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ group 999") != nil, "\(driver.picture)")
    }

    @Test func clashNamesThem() async throws {
        let all = try await groups(.debtor)
        let was = try await desk.engine.send(ShowDebtor(1)).record[Debtor.groups] ?? []
        let others = all.filter { !was.contains($0[Group.identifier] ?? 0) }
        try #require(!others.isEmpty)
        let driver = await driver()
        await driver.press(.end, .control("u"))
        await driver.type(others[0].text(Group.name))
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.groups] = []
        _ = try await desk.engine.send(edit)
        await driver.press(.control("s"))
        #expect(driver.line(with: "( ) (empty)") != nil, "\(driver.picture)")
        #expect(driver.line(with: "( ) \(others[0].text(Group.name))") != nil, "\(driver.picture)")
    }

    @Test func takingBackNamesThem() async throws {
        let before = try await desk.engine.send(ShowDebtor(1)).record.groupNames
        let other = try #require(
            try await groups(.debtor).first { group in !before.contains { $0.id == group[Group.identifier] } })
        let driver = await driver()
        await driver.press(.end, .control("u"))
        await driver.type(other.text(Group.name))
        await driver.press(.control("s"))
        #expect(await driver.pressButton("Send"))
        await driver.press(.character("z"))
        #expect(driver.line(with: "- \(other.text(Group.name))") != nil, "\(driver.picture)")
        #expect(driver.line(with: "+ \(before.map(\.name).joined(separator: ", "))") != nil, "\(driver.picture)")
    }

    @Test func bulkNamesThem() async throws {
        let other = try #require(try await groups(.debtor).last).text(Group.name)
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 120, height: 40), clock: fixedClock)
        await driver.press(.character(" "), .character(" "), .character("b"))
        for _ in 0..<8 where driver.line(with: Texts(.english).name(of: .group)) == nil { await driver.press(.right) }
        await driver.press(.tab, .function(3))
        await driver.type(other)
        await driver.press(.enter, .control("s"))
        let rows = driver.lines.filter { $0.contains("DB000") }
        #expect(!rows.isEmpty && rows.contains { $0.contains(other) }, "\(driver.picture)")
        #expect(!rows.contains { $0.contains(" 1,") }, "\(driver.picture)")
    }

    @Test func sameOverTheVendorsWire() async throws {
        let names = try await desk.engine.send(ShowDebtor(1)).record.groupNames.map(\.name)
        let other = try #require(try await groups(.debtor).last).text(Group.name)
        let driver = await driver(service: desk.asHostFact())
        #expect(field(driver) == names.joined(separator: ", "))
        await driver.press(.end, .control("u"))
        await driver.type(other)
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ \(other)") != nil, "\(driver.picture)")
    }

    @Test func historyNamesThem() async throws {
        let groups = try await groups(.debtor)
        let ids = groups.prefix(2).map { $0.text(Group.identifier) }
        let names = await ReferenceNames().completed(for: [Debtor.groups.declaration], by: desk.engine)
        let texts = Texts(.english).knowing(names)
        let change = texts.changes(
            of: Debtor.groups.declaration, from: ids[0], to: (ids + ["999"]).joined(separator: ","))
        #expect(
            change == [
                ValueChange(
                    label: "Groups", old: groups[0].text(Group.name),
                    new: groups.prefix(2).map { $0.text(Group.name) }.joined(separator: ", ") + ", group 999")
            ])
    }
}
