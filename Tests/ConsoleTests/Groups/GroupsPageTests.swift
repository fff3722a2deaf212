import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Groups are listed, added, changed and deleted, and members come and go one by one.
@MainActor struct GroupsPageTests {
    private let desk: DemoInstallation
    private let texts = Texts(.english)

    init() async throws {
        desk = try await DemoInstallation(debtors: 12)
    }

    private func driver(
        _ service: (any BillingService)? = nil, size: Size = Size(width: 100, height: 40),
        language: Language = .english, drafts: StubShelf? = nil, backend: Backend = .embedded(mail: .waits),
        isReadOnly: Bool = false
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: service ?? desk.engine, size: size, language: language, clock: fixedClock, isReadOnly: isReadOnly,
            backend: backend, drafts: drafts)
        await driver.press(.character("L"))
        return driver
    }

    private func groups(_ type: GroupType = .debtor) async throws -> [Record<Group>] {
        try await GroupList(type).all(desk.engine).sorted {
            TextFolding.fold($0.text(Group.name)) < TextFolding.fold($1.text(Group.name))
        }
    }

    private func items(_ name: String) async throws -> [Int] {
        let group = try #require(try await groups().first { $0.text(Group.name) == name })
        return group[Group.items] ?? []
    }

    private func add(_ name: String, _ type: GroupType = .debtor, _ items: [Int]) async throws -> Int {
        var add = AddGroup()
        add[Group.name] = name
        add[Group.type] = type.rawValue
        add[Group.items] = items
        return try #require(try await desk.engine.send(add).identifier)
    }

    private func send(_ driver: ScreenDriver) async {
        await driver.press(.control("s"))
        #expect(await driver.pressButton("Send"), "\(driver.picture)")
    }

    /// Opens the form of a group by its name.
    private func edit(_ name: String, _ driver: ScreenDriver) async {
        for _ in 0..<20 where driver.line(with: "> ")?.contains(name) != true { await driver.press(.down) }
        await driver.press(.character("e"))
        await driver.focus("Members")
    }

    // MARK: The list

    @Test func namesAndNumbersOfMembersAreListedOfBothKinds() async throws {
        let (mine, others) = (try await groups(), try await groups(.product))
        let driver = await driver()
        #expect(driver.line(with: "[Customer groups \(mine.count)]") != nil, "\(driver.picture)")
        for group in mine {
            let line = try #require(driver.line(with: group.text(Group.name)))
            #expect(line.hasSuffix(" \(group[Group.items]?.count ?? 0)"))
        }
        await driver.press(.tab)
        #expect(driver.line(with: "[Product groups \(others.count)]") != nil, "\(driver.picture)")
        for group in others { #expect(driver.line(with: group.text(Group.name)) != nil) }
        await driver.press(.backTab)
        #expect(driver.line(with: "[Customer groups \(mine.count)]") != nil)
    }

    @Test func palettesLeadThereAndAddEitherKind() async {
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 100, height: 40), clock: fixedClock)
        await driver.press(.character(":"))
        await driver.type("groups of cust")
        await driver.press(.enter)
        #expect(driver.line(with: "[Customer groups") != nil, "\(driver.picture)")
        await driver.press(.escape, .character(":"))
        await driver.type("add a product gr")
        await driver.press(.enter)
        #expect(driver.line(with: "Add group · Product groups") != nil, "\(driver.picture)")
    }

    @Test func enterOpensThePageWithItsMembers() async throws {
        let id = try await add("Alfa", .debtor, [1, 2])
        let driver = await driver()
        await driver.press(.home, .enter)
        #expect(driver.lines[1] == "Group · Alfa", "\(driver.picture)")
        #expect(driver.line(with: "2 customers") != nil && driver.line(with: "DB0001")?.contains("Company X") == true)
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit group · Alfa") != nil, "\(driver.picture)")
        await driver.press(.escape, .character("D"))
        #expect(await driver.pressButton("Send"))
        // The page of what is gone goes too.
        #expect(driver.line(with: "[Customer groups") != nil, "\(driver.picture)")
        #expect(!(try await groups().contains { $0[Group.identifier] == id }))
    }

    @Test func untouchedMarkStaysOnItsGroupWhenOneComesBeforeIt() async throws {
        let driver = await driver()
        let first = try #require(try await groups().first).text(Group.name)
        #expect(driver.line(with: "> ")?.contains(first) == true, "\(driver.picture)")
        _ = try await add("A before all", .debtor, [])
        await driver.press(.character("R"))
        #expect(driver.line(with: "A before all") != nil, "\(driver.picture)")
        #expect(driver.line(with: "> ")?.contains(first) == true, "\(driver.picture)")
    }

    @Test func readOnlySessionSaysWhy() async {
        let driver = await driver(isReadOnly: true)
        for key in "aeD" {
            await driver.press(.character(key))
            #expect(driver.line(with: ReadOnlyService.reason().english) != nil, "\(key)")
        }
    }

    @Test func systemWithoutGroupsSaysWhy() async {
        let reason = LocalizedText(verbatim: "No groups here.")
        let stub = await StubService.office(without: [ListGroups.declaration.name: reason])
        let driver = await driver(stub)
        #expect(driver.line(with: "! No groups here.") != nil, "\(driver.picture)")
    }

    // MARK: Adding

    @Test func groupIsAddedWithMembersAndTakenBack() async throws {
        let driver = await driver()
        await driver.press(.character("a"))
        await driver.fill("Name", "Bakkers")
        await driver.focus("Members")
        await driver.press(.enter)
        await driver.type("DB0002")
        await driver.press(.tab, .control("u"))
        await driver.type("DB0003")
        await driver.press(.tab, .enter)
        #expect(driver.line(with: ">*Members")?.contains("2 customers; added: DB0002") == true, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ Bakkers") != nil && driver.line(with: "+ DB0002") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await items("Bakkers") == [2, 3])
        #expect(driver.line(with: "Bakkers")?.isEmpty == false)
        await driver.press(.character("z"))
        #expect(driver.line(with: "- Bakkers") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(!(try await groups().contains { $0.text(Group.name) == "Bakkers" }))
    }

    @Test func kindFollowsTheListInView() async throws {
        let driver = await driver()
        await driver.press(.tab, .character("a"))
        await driver.fill("Name", "Toestellen")
        await driver.focus("Members")
        await driver.press(.enter)
        await driver.type("P001")
        await driver.press(.enter)
        await send(driver)
        let added = try #require(try await groups(.product).first { $0.text(Group.name) == "Toestellen" })
        let product = try await desk.engine.send(ShowProduct(code: "P001")).record
        await driver.press(.character("z"))
        #expect(driver.line(with: "- P001 Default product") != nil, "\(driver.picture)")
        #expect(added[Group.items] == product[Product.identifier].map { [$0] })
    }

    @Test func draftOfOneKindIsNotOfferedToTheOther() async {
        let driver = await driver(drafts: StubShelf())
        await driver.press(.character("a"))
        await driver.fill("Name", "Halverwege")
        await driver.press(.escape, .tab, .character("a"))
        #expect(driver.line(with: "Halverwege") == nil, "\(driver.picture)")
        await driver.press(.escape, .tab, .character("a"))
        #expect(driver.line(with: "Halverwege") != nil, "\(driver.picture)")
    }

    // MARK: Members

    @Test func oneMemberComesAndOneGoes() async throws {
        let all = Array(1...10)
        _ = try await add("Alfa", .debtor, all)
        let driver = await driver()
        await edit("Alfa", driver)
        #expect(driver.line(with: "> Members")?.contains("10 customers") == true, "\(driver.picture)")
        await driver.press(.enter)
        await driver.type("DB0011")
        await driver.press(.enter, .enter)
        await driver.type("DB0004")
        await driver.press(.enter, .control("s"))
        let review = driver.lines.filter { $0.contains("Members") || $0.contains("+ ") || $0.contains("DB00") }
            .joined(separator: " ")
        #expect(review.contains("- 10 customers"), "\(driver.picture)")
        #expect(review.contains("+ 10 customers; added: DB0011"), "\(driver.picture)")
        #expect(review.contains("taken out: DB0004"), "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await items("Alfa") == all.filter { $0 != 4 } + [11])
        await driver.press(.character("z"))
        #expect(driver.line(with: "- 10 customers") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await items("Alfa") == all)
    }

    @Test func lastMemberGoesFromThoseThatAreShownAlone() async throws {
        _ = try await add("Alfa", .debtor, [5])
        let driver = await driver()
        await edit("Alfa", driver)
        await driver.press(.enter, .backTab)
        #expect(driver.lines.filter { $0.contains("DB00") }.count == 1, "\(driver.picture)")
        await driver.press(.enter)
        await send(driver)
        #expect(try await items("Alfa").isEmpty)
    }

    @Test func membersOfTwoPeopleStandTogether() async throws {
        let id = try await add("Alfa", .debtor, [1, 2])
        let driver = await driver()
        await edit("Alfa", driver)
        await driver.press(.enter)
        await driver.type("DB0003")
        await driver.press(.enter)
        var other = EditGroup()
        other[Group.identifier] = id
        other[Group.items] = [2, 9]
        _ = try await desk.engine.send(other)
        await driver.press(.control("s"))
        #expect(driver.line(with: "( )") == nil, "\(driver.picture)")
        #expect(driver.line(with: "CHANGED BY ANOTHER") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"), "\(driver.picture)")
        #expect(try await items("Alfa") == [2, 3, 9])
    }

    @Test func draftGoesOnOverWhatAnotherMadeOfIt() async throws {
        let id = try await add("Alfa", .debtor, [1, 2])
        let shelf = StubShelf()
        let first = await driver(drafts: shelf)
        await edit("Alfa", first)
        await first.press(.enter)
        await first.type("DB0003")
        await first.press(.enter, .escape)
        var other = EditGroup()
        other[Group.identifier] = id
        other[Group.items] = [2, 9]
        _ = try await desk.engine.send(other)
        await edit("Alfa", first)
        await send(first)
        #expect(try await items("Alfa") == [2, 3, 9])
    }

    @Test func nameAloneLeavesTheMembers() async throws {
        _ = try await add("Alfa", .debtor, [1, 2])
        let driver = await driver()
        await edit("Alfa", driver)
        await driver.fill("Name", "Beta")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Members") == nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await items("Beta") == [1, 2])
    }

    // MARK: Deleting

    @Test func deletionSaysHowManyAreInIt() async throws {
        _ = try await add("Alfa", .debtor, [1, 2])
        let driver = await driver()
        await driver.press(.home, .character("D"))
        #expect(driver.line(with: "- Alfa · 2 customers") != nil, "\(driver.picture)")
        #expect(driver.line(with: "Its 2 customers stay, without this group.") != nil)
        #expect(await driver.pressButton("Send"))
        #expect(!(try await groups().contains { $0.text(Group.name) == "Alfa" }))
        #expect(try await !desk.engine.send(ShowDebtor(1)).record.groupNames.contains { $0.name == "Alfa" })
        await driver.press(.character("z"))
        #expect(driver.line(with: "does not come back") != nil, "\(driver.picture)")
    }

    @Test func memberThatCameMeanwhileStopsTheDeletion() async throws {
        let id = try await add("Alfa", .debtor, [1])
        let driver = await driver()
        await driver.press(.home, .character("D"))
        var other = EditGroup()
        other[Group.identifier] = id
        other[Group.items] = [1, 2]
        _ = try await desk.engine.send(other)
        #expect(await driver.pressButton("Send"))
        #expect(try await items("Alfa") == [1, 2], "\(driver.picture)")
        #expect(driver.line(with: "2 customers") != nil, "\(driver.picture)")
    }

    // MARK: Elsewhere

    @Test func sameOverTheVendorsWire() async throws {
        _ = try await add("Alfa", .debtor, [1, 2])
        let driver = await driver(desk.asHostFact(), backend: .vendor("HostFact"))
        await edit("Alfa", driver)
        #expect(driver.line(with: "> Members")?.contains("2 customers") == true, "\(driver.picture)")
        await driver.press(.enter)
        await driver.type("DB0005")
        await driver.press(.enter)
        await send(driver)
        #expect(try await items("Alfa") == [1, 2, 5])
        #expect(driver.line(with: "says something else") == nil, "\(driver.picture)")
        await driver.press(.home, .character("D"))
        #expect(await driver.pressButton("Send"))
        #expect(!(try await groups().contains { $0.text(Group.name) == "Alfa" }))
    }

    @Test func colleaguesGroupComesIntoTheList() async throws {
        let driver = await driver()
        _ = try await add("Aaneen", .debtor, [1])
        await driver.press(.character("R"))
        #expect(driver.line(with: "Aaneen") != nil, "\(driver.picture)")
    }

    // MARK: Pictures

    @Test(arguments: [
        ("groups", Size(width: 80, height: 24), Language.english),
        ("groups-low", Size(width: 60, height: 16), .english),
        ("groups-nl-wide", Size(width: 132, height: 43), .dutch),
    ])
    func pages(_ name: String, _ size: Size, _ language: Language) async {
        let driver = await driver(await StubService.office(), size: size, language: language)
        expectPicture(name, of: driver)
        await driver.press(.enter)
        expectPicture("\(name)-page", of: driver)
        await driver.press(.character("e"), .tab, .enter, .tab)
        expectPicture("\(name)-picker", of: driver)
        await driver.press(.backTab)
        expectPicture("\(name)-members", of: driver)
        await driver.press(.enter, .control("s"))
        expectPicture("\(name)-review", of: driver)
    }
}
