import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// Every kind of record has a page that only reads.
@MainActor struct RecordPageTests {
    private let stub: StubService

    init() async {
        stub = await StubService.office()
    }

    private func driver(isReadOnly: Bool = true, size: Size = Size(width: 80, height: 24)) -> ScreenDriver {
        ScreenDriver(service: stub, size: size, clock: fixedClock, isReadOnly: isReadOnly)
    }

    @Test(arguments: [false, true]) func productIsReadWithoutAForm(_ isReadOnly: Bool) async {
        let driver = driver(isReadOnly: isReadOnly)
        await driver.press(.character("2"), .down, .enter)
        #expect(driver.lines[1] == "P002 Hosting large")
        for fact in ["50.75", "21", "Hosting large"] { #expect(driver.line(with: fact) != nil) }
        #expect(driver.line(with: "Edit product") == nil)
        #expect(await stub.written.isEmpty)
        await driver.press(.character("e"))
        #expect((driver.line(with: "Edit product · P002") != nil) != isReadOnly)
        #expect((driver.line(with: ReadOnlyService.reason().english) != nil) == isReadOnly)
    }

    @Test func aProductSaysWhoUsesItAndWhatThatMakes() async {
        await stub.show(services: Sample.services + [Sample.service(4, "Other", ["ProductCode": "P0010"])])
        let driver = driver(size: Size(width: 80, height: 40))
        await driver.press(.character("2"), .enter)
        #expect(driver.line(with: "3, 1 of them ended")?.hasPrefix("Services") == true, "\(driver.picture)")
        #expect(driver.line(with: "24.20 a month, 290.40 a year") != nil)
        #expect(driver.line(with: "Alpha Bakery · Site one") != nil)
        #expect(driver.line(with: "Site three") == nil)
        #expect(driver.line(with: "Other") == nil)
    }

    @Test func whatUsesAProductIsTheSameOverTheVendorsWire() async throws {
        let desk = try await DemoInstallation()
        let setting = ScreenStates.setting { _ in nil }
        let here = await ProductUse(of: "P001", in: desk.engine).lines(setting)
        #expect(await ProductUse(of: "P001", in: desk.asHostFact()).lines(setting) == here)
        #expect(here.contains { $0.text.hasPrefix("Company X · ") })
    }

    @Test func groupsAreReadFromTheCustomerAndFromAProduct() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock, isReadOnly: true)
        await driver.press(.enter, .backTab, .enter)
        #expect(driver.lines[1] == "Groups · DB0001 Company X")
        #expect(driver.line(with: "Hosting clients") != nil)
        #expect(driver.line(with: "DB0001")?.contains("Company X") == true)
        await driver.press(.escape, .escape, .down, .enter, .backTab)
        #expect(driver.line(with: "> DB0002") != nil)
    }

    @Test func theUsersPageNamesItsCustomer() async throws {
        let desk = try await DemoInstallation()
        let user = try await Desks.users.read(3, desk.engine)
        let lines = await Desks.users.whole(user, ScreenStates.setting { _ in nil }, desk.engine)
        #expect(lines.first { $0.label == "Customer" }?.text == "DB0001 Company X")
    }

    @Test(arguments: [false, true]) func userIsReadWithoutAForm(_ isReadOnly: Bool) async {
        let driver = driver(isReadOnly: isReadOnly, size: Size(width: 100, height: 40))
        await driver.press(.character("4"), .enter)
        #expect(driver.lines[1] == "companyx Name 3 · DB0001")
        // Also what no list shows, and the name behind a number.
        for fact in ["companyx@example.net", "Delft", "1 EUR Euro", "12.5"] { #expect(driver.line(with: fact) != nil) }
        #expect(driver.line(with: "Edit user") == nil)
        await driver.press(.character("e"))
        #expect((driver.line(with: "Edit user · companyx") != nil) != isReadOnly)
        #expect((driver.line(with: ReadOnlyService.reason().english) != nil) == isReadOnly)
    }

    @Test func everyRowOfAListOpensInAReadOnlySession() async {
        for list in "1234" {
            let driver = driver()
            await driver.press(.character(list), .enter)
            #expect(driver.line(with: ReadOnlyService.reason().english) == nil, "\(list)")
            await driver.press(.escape)
            #expect(driver.line(with: "1/") != nil, "\(list)")
        }
    }

    @Test func linkedUserOpensFromTheCustomerInAReadOnlySession() async {
        let driver = driver()
        await driver.press(.enter, .tab, .enter)
        #expect(driver.lines[1] == "companyx Name 3 · DB0001")
    }

    @Test func longPageIsScrolledAndBackAtTheTop() async {
        let driver = driver()
        let details = Dictionary(
            User.details.filter { !$0.isSecret }.map { ($0.member, "1") }, uniquingKeysWith: { first, _ in first })
        await stub.show(users: [Sample.user(3, "companyx", details.merging(["comment": "The end."]) { $1 })])
        await driver.press(.character("4"), .enter)
        #expect(driver.line(with: "The end.") == nil)
        let top = driver.picture
        await driver.press(.end)
        #expect(driver.line(with: "The end.") != nil)
        await driver.press(.home)
        #expect(driver.picture == top)
    }

    @Test func changeFromThePageIsReadBackThere() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.press(.character("2"), .down, .enter, .character("e"))
        await driver.fill("Name", "Hosting tiny")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ Hosting tiny") != nil)
        await driver.press(.right, .enter)
        #expect(driver.lines[1] == "P002 Hosting tiny")
    }

    @Test func aUsersPageSaysEachThingOnce() async throws {
        let desk = try await DemoInstallation()
        let user = try #require(try await desk.engine.send(BrowseUsers()).rows.first)
        let lines = await Desks.users.whole(
            try await Desks.users.read(user, desk.engine), ScreenStates.setting { _ in nil }, desk.engine)
        let labels = lines.map(\.label).filter { !$0.isEmpty }
        #expect(labels.count == Set(labels).count, "\(labels)")
        let currency = try #require(lines.first { $0.label == "Currency" })
        #expect(currency.text == "1 USD")
    }

    @Test func recordsOfTheVendorsSystemsAreReadInAReadOnlySession() async throws {
        let desk = try await DemoInstallation()
        let products = ScreenDriver(service: desk.asHostFact(), clock: fixedClock, isReadOnly: true)
        await products.press(.character("2"), .enter)
        #expect(products.lines[1] == "P001 Default product")
        #expect(products.line(with: "250.00") != nil)
        let users = ScreenDriver(service: desk.asM4(), clock: fixedClock, isReadOnly: true)
        await users.press(.enter)
        #expect(users.lines[1].isEmpty == false)
        #expect(users.line(with: "User ") != nil)
        #expect(users.line(with: "!") == nil)
    }
}
