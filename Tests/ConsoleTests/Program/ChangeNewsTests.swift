import BillingAPI
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// What is read again when a system tells which records have changed.
@MainActor struct ChangeNewsTests {
    struct News: Sendable, CustomTestStringConvertible {
        var keys: [Key]
        var changed: ChangedRecord
        var read: [any APIAction.Type]
        var size = Size(width: 80, height: 24)

        var testDescription: String { "\(keys.map(\.name)) \(changed.kind) \(changed.identifier ?? 0)" }
    }

    private nonisolated static let wide = Size(width: 132, height: 43)
    private nonisolated static let customer: [any APIAction.Type] = [
        ShowDebtor.self, ListServices.self, BrowseUsers.self, ReadCustomerState.self,
    ]

    private nonisolated static let lists: [News] = [
        News(keys: [], changed: ChangedRecord(.debtor, 2), read: [ShowDebtor.self]),
        News(keys: [], changed: ChangedRecord(.debtor, 9), read: [ListDebtors.self]),
        News(keys: [], changed: ChangedRecord(.debtor), read: [ListDebtors.self]),
        News(keys: [], changed: ChangedRecord(.service, 1), read: []),
        News(keys: [], changed: ChangedRecord(.group, 4), read: []),
        News(keys: [], changed: ChangedRecord(.group, 4), read: [ShowDebtor.self], size: wide),
        News(keys: [], changed: ChangedRecord(.debtor, 1), read: [ShowDebtor.self], size: wide),
        News(keys: [.character("/"), .character("b")], changed: ChangedRecord(.debtor, 2), read: [ListDebtors.self]),
        News(keys: [.character("2")], changed: ChangedRecord(.product, 1), read: [ShowProduct.self]),
        News(keys: [.character("2")], changed: ChangedRecord(.debtor, 1), read: []),
        News(keys: [.character("3")], changed: ChangedRecord(.service, 3), read: [ShowService.self]),
        News(keys: [.character("3")], changed: ChangedRecord(.service, 4), read: [ListServices.self]),
        News(keys: [.character("3")], changed: ChangedRecord(.debtor, 1), read: [ListServices.self]),
        News(keys: [.character("3")], changed: ChangedRecord(.debtor, 2), read: []),
        News(keys: [.character("3")], changed: ChangedRecord(.product, 1), read: []),
        News(keys: [.character("4")], changed: ChangedRecord(.user, 3), read: [ReadUser.self]),
        News(keys: [.character("4")], changed: ChangedRecord(.user), read: [BrowseUsers.self]),
    ]

    private nonisolated static let pages: [News] = [
        News(keys: [.enter], changed: ChangedRecord(.debtor, 1), read: customer),
        News(keys: [.enter], changed: ChangedRecord(.debtor, 2), read: []),
        News(keys: [.enter], changed: ChangedRecord(.service, 2), read: customer),
        News(keys: [.enter], changed: ChangedRecord(.service, 8), read: [ShowService.self]),
        News(keys: [.enter], changed: ChangedRecord(.service), read: customer),
        News(keys: [.enter], changed: ChangedRecord(.user, 3), read: customer),
        News(keys: [.enter], changed: ChangedRecord(.product, 1), read: []),
        News(keys: [.character("3"), .enter], changed: ChangedRecord(.service, 1), read: [ShowService.self]),
        News(keys: [.character("3"), .enter], changed: ChangedRecord(.service, 2), read: []),
        News(keys: [.character("3"), .enter], changed: ChangedRecord(.debtor, 1), read: [ShowService.self]),
        News(keys: [.character("3"), .enter], changed: ChangedRecord(.debtor, 2), read: []),
        // Of what is typed in only the record itself, and nothing under it.
        News(keys: [.character("e")], changed: ChangedRecord(.debtor, 1), read: [ShowDebtor.self]),
        News(keys: [.character("e")], changed: ChangedRecord(.debtor, 2), read: []),
        News(keys: [.character("e")], changed: ChangedRecord(.service, 1), read: []),
        News(
            keys: [.character("4"), .character("e")], changed: ChangedRecord(.user, 3),
            read: [ReadUser.self, ListReferences.self]),
    ]

    @Test(arguments: lists + pages) func onlyWhatItConcernsIsRead(_ news: News) async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, size: news.size, clock: fixedClock)
        for key in news.keys { await driver.press(key) }
        await driver.idle()
        await stub.show(services: Sample.services + [Sample.service(8, "Site eight", ["Debtor": "2"])])
        await stub.forget()
        driver.program.take(.changed(.records([news.changed])), of: driver.program.setting.system)
        await driver.idle()
        #expect(Set(await stub.sent.map(\.name)) == Set(news.read.map { $0.declaration.name }))
    }

    @Test func recordThatKeepsItsPlaceIsShownAsItIsNow() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, size: Self.wide, clock: fixedClock)
        await driver.press(.down)
        await stub.show(debtors: [1, 2, 3].map { Sample.debtor($0, "Renamed \($0)", ["City": "Leiden"]) })
        await tell(driver, ChangedRecord(.debtor, 2))
        #expect(driver.line(with: "> DB0002")?.contains("Renamed 2") == true)
        #expect(driver.line(with: "Renamed 1") == nil)
        // The pane beside the list is that of the same reading.
        #expect(driver.line(with: "Leiden") != nil)
    }

    @Test func recordThatMovesIsReadWithItsList() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        await stub.show(debtors: [
            Sample.debtor(2, "Beta Cycles"), Sample.debtor(3, "Gamma Media"),
            Sample.debtor(1, "Alpha Bakery", ["DebtorCode": "DB0009"]),
        ])
        await tell(driver, ChangedRecord(.debtor, 1))
        #expect(driver.line(with: "DB0009")?.hasPrefix(">") == true)
        #expect(driver.picture.contains("3/3"))
    }

    @Test func recordThatIsGoneIsNotShownAnyMore() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        await stub.show(debtors: Array(Sample.debtors.prefix(2)))
        await tell(driver, ChangedRecord(.debtor, 3))
        #expect(driver.line(with: "Gamma Media") == nil)
    }

    @Test func serviceThatBecameTheCustomersComesOntoThePage() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.enter)
        await stub.show(services: Sample.services + [Sample.service(8, "Site eight")])
        await tell(driver, ChangedRecord(.service, 8))
        #expect(driver.line(with: "Site eight") != nil)
    }

    @Test func whatIsOutOfViewIsReadWhenItComesIntoView() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.enter)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery"), Sample.debtor(2, "Renamed Cycles")])
        await stub.forget()
        await tell(driver, ChangedRecord(.debtor, 2))
        #expect(await stub.sent.isEmpty)
        await driver.press(.escape)
        #expect(driver.line(with: "Renamed Cycles") != nil)
        await stub.forget()
        await driver.press(.enter, .escape)
        #expect(await stub.arguments(of: ListDebtors.self).isEmpty)
    }

    @Test func newsThatComesWhileTheListIsReadIsReadAfterIt() async {
        let stub = await StubService.office()
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.idle()
        await gate.hold(ListDebtors.self)
        driver.program.dataChanged()
        await gate.arrived(1)
        for _ in 0..<20 {
            driver.program.take(.changed(.records([ChangedRecord(.debtor, 1)])), of: driver.program.setting.system)
        }
        await driver.look()
        // What is on its way is not given up for what is newer.
        #expect(await gate.arrivals.count == 1)
        await stub.show(debtors: [Sample.debtor(1, "Renamed Bakery")])
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Renamed Bakery") != nil)
        #expect(driver.line(with: "Beta Cycles") == nil)
    }

    /// What a list shows of a record is no other when the record was read alone.
    @Test func rowReadAloneLooksAsInItsList() async throws {
        let installation = try await DemoInstallation()
        for desk in Desks.all { try await Self.compare(desk, installation.engine) }
    }

    private static func compare<Kind: Desk>(_ desk: Kind, _ service: any BillingService) async throws {
        let texts = Texts(.english)
        for sort in desk.columns.compactMap(\.sortKey) {
            let request = ListRequest(
                offset: 0, limit: 30, sort: sort, ascending: true, filter: "", countsAll: false)
            for row in try await desk.ask(request, service).rows {
                let alone = try await desk.read(row, service)
                #expect(desk.text(of: sort, in: alone) == desk.text(of: sort, in: row), "\(desk.kind) \(sort)")
                #expect(
                    desk.columns.map { $0.cell(alone, texts) } == desk.columns.map { $0.cell(row, texts) },
                    "\(desk.kind) \(desk.id(of: row))")
                #expect(desk.role(of: alone, today: fixedMoment.date) == desk.role(of: row, today: fixedMoment.date))
            }
        }
    }

    private func tell(_ driver: ScreenDriver, _ records: ChangedRecord...) async {
        driver.program.take(.changed(.records(Set(records))), of: driver.program.setting.system)
        await driver.idle()
    }
}
