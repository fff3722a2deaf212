import BillingAPI
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Marks of a list: where they stand, what counts them, and how they are let go of.
@MainActor struct ListMarksTests {
    private let desk: DemoInstallation

    init() async throws { desk = try await DemoInstallation() }

    private func driver() async -> ScreenDriver {
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.idle()
        return driver
    }

    private func marked(_ driver: ScreenDriver) -> [String] {
        driver.lines.filter { $0.dropFirst().hasPrefix("*") }.compactMap {
            $0.split(separator: " ").first { $0.contains("DB0") }.map(String.init)
        }
    }

    @Test func spaceMarksTheRowAndGoesDown() async {
        let driver = await driver()
        await driver.press(.character(" "), .character(" "), .down, .character(" "))
        #expect(driver.lines[1].contains("3 marked"))
        #expect(marked(driver).map { String($0.suffix(6)) } == ["DB0001", "DB0002", "DB0004"])
        await driver.press(.up, .character(" "))
        #expect(driver.lines[1].contains("2 marked"))
    }

    @Test func rangeIsSeenWhileItGrowsAndStaysWhereItEnds() async {
        let driver = await driver()
        await driver.press(.down, .character("v"), .down, .down)
        #expect(driver.lines[1].contains("3 marked"))
        #expect(marked(driver).count == 3)
        await driver.press(.character("v"), .down, .down)
        #expect(driver.lines[1].contains("3 marked"))
        #expect(marked(driver) == ["DB0002", "DB0003", "DB0004"].map { "*" + $0 } || marked(driver).count == 3)
    }

    @Test func rangeMayGoUpAndOverRowsThatNobodyHasSeen() async {
        let driver = await driver()
        await driver.press(.character("G"), .character("v"), .character("g"), .character("v"))
        #expect(driver.lines[1].contains("60 marked"))
    }

    @Test func allThatTheFilterShowsIsMarkedAndStaysMarkedWithoutIt() async {
        let driver = await driver()
        await driver.press(.character("/"))
        await driver.type("bakker")
        await driver.press(.enter, .character("*"))
        let shown = driver.lines.filter { $0.contains("DB0") }.count
        #expect(shown > 0 && driver.lines[1].contains("\(shown) marked"))
        await driver.press(.character("/"), .escape)
        #expect(driver.lines[1].contains("\(shown) marked"))
        #expect(!driver.lines[1].contains("bakker"))
    }

    @Test func escapeLetsGoBeforeItLeadsAnywhere() async {
        let driver = await driver()
        await driver.press(.character("*"), .character("q"))
        #expect(driver.end == nil)
        #expect(!driver.lines[1].contains("marked"))
        await driver.press(.character("v"), .escape, .character("U"))
        #expect(driver.line(with: "Nothing is marked.") != nil)
    }

    @Test func marksBelongToRecordsAndNotToRows() async {
        let driver = await driver()
        await driver.press(.character(" "), .character("S"), .character("R"))
        #expect(marked(driver).isEmpty)
        await driver.press(.character("G"))
        #expect(marked(driver).count == 1)
    }

    @Test func ofMoreRowsThanARunChangesTheFirstAreMarkedAndThatIsSaid() async {
        let stub = await StubService.office()
        let many = (1...10_500).map { Sample.product($0, "P\($0)", "Product \($0)") }
        await stub.answer(ListProducts.self) { $0.page(of: many) { $0.text(Product.name) } }
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("2"))
        await stub.forget()
        await driver.press(.character("*"))
        #expect(driver.lines[1].contains("10,000 marked"))
        #expect(driver.line(with: "10,000 of 10,500 rows are marked, the first of them") != nil)
        #expect(driver.terminal.alerts == 1)
        #expect(await stub.sent.count == 11)
        // What was marked before counts, and once more lets go of none.
        await driver.press(.escape, .down, .character(" "), .character("*"), .character("*"))
        #expect(driver.lines[1].contains("10,000 marked"))
    }

    @Test func nothingMarkedIsNothingToChange() async {
        let driver = await driver()
        await driver.press(.character("b"))
        #expect(driver.line(with: "Space marks one, * all that is shown.") != nil)
    }

    @Test func whoMayOnlyReadIsToldWhy() async {
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock, isReadOnly: true)
        await driver.press(.character("*"), .character("b"))
        #expect(driver.line(with: ReadOnlyService.reason().english.prefix(30).description) != nil)
    }

    // MARK: A range belongs to its records

    private func aardvarkBefore(_ stub: StubService) async {
        await stub.show(debtors: [Sample.debtor(9, "Aardvark", ["DebtorCode": "DB0000"])] + Sample.debtors)
    }

    @Test func rangeGoesOnFromItsRecordWhereOthersComeBeforeIt() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        await driver.press(.character("v"))
        await aardvarkBefore(stub)
        driver.program.dataChanged()
        await driver.idle()
        await driver.press(.character("v"))
        #expect(driver.lines[1].contains("1 marked"), "\(driver.picture)")
        #expect(driver.line(with: "Aardvark")?.dropFirst().hasPrefix("*") == false)
    }

    @Test func anotherOrderLetsGoOfARange() async {
        let driver = await driver()
        await driver.press(.down, .down, .character("v"), .character("S"), .character("v"))
        #expect(marked(driver).count == 1, "\(driver.picture)")
        #expect(driver.lines[1].contains("1 marked"))
    }

    @Test func rangeWhoseRowsMovedUnseenMarksNothing() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        await driver.press(.character("v"), .down)
        await aardvarkBefore(stub)
        await driver.press(.character("v"))
        #expect(driver.line(with: "The rows have moved meanwhile, and none was marked.") != nil, "\(driver.picture)")
        #expect(!driver.lines[1].contains("marked"))
    }

    @Test func anotherOrderOrFilterSaysThatItLetsGoOfWhatWasSeenAsARange() async {
        let said = "range that was begun is let go of"
        for keys in [[Key.character("S")], [.character("/"), .character("b")], [.character("s"), .enter]] {
            let driver = await driver()
            await driver.press(.down, .down, .character("v"), .up, .up)
            for key in keys { await driver.press(key) }
            #expect(driver.line(with: said) != nil, "\(driver.picture)")
            #expect(!driver.lines[1].contains("marked"), "\(driver.picture)")
        }
        // One row was no range yet.
        let driver = await driver()
        await driver.press(.down, .character("v"), .character("S"))
        #expect(driver.line(with: said) == nil)
    }

    @Test func aKeptViewSaysSoTooWhetherOrNotItHasAFilter() async {
        for filter in ["", "company:bakker"] {
            var (view, views) = (SavedView("Mine"), KeptViews())
            (view.filter, view.sort, view.isDescending) = (filter, "City", true)
            views.apply(.save(view, .debtors))
            let driver = ScreenDriver(service: desk.engine, clock: fixedClock, views: views)
            await driver.press(.character("v"), .down, .character("F"), .down, .down, .down, .enter)
            #expect(driver.lines[1].hasSuffix("by City ▼"), "\(driver.picture)")
            #expect(driver.line(with: "range that was begun is let go of") != nil, "\(driver.picture)")
            #expect(!driver.lines[1].contains("marked"))
        }
    }

    @Test func rangeIsNoMoreWhereItsFirstRecordHasGone() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.idle()
        await driver.press(.character("v"), .down)
        #expect(driver.lines[1].contains("2 marked"))
        await stub.show(debtors: Array(Sample.debtors.dropFirst()))
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: "The rows have moved meanwhile, and none was marked.") != nil, "\(driver.picture)")
        #expect(!driver.lines[1].contains("marked"))
        // The next is the first of a new one.
        await driver.press(.character("v"), .character("v"))
        #expect(driver.lines[1].contains("1 marked"))
    }

    @Test func rangeThatEndsWhileRowsAreReadAgainMarksNoOthers() async {
        let stub = await StubService.office()
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.press(.character("v"), .down)
        await aardvarkBefore(stub)
        await gate.hold(ListDebtors.self)
        driver.program.dataChanged()
        await gate.arrived(1)
        driver.tap(.character("v"))
        await gate.arrived(2)
        await gate.release(1)
        #expect(await driver.shows("The rows have moved meanwhile, and none was marked."))
        await gate.open()
        await driver.idle()
        #expect(!driver.lines[1].contains("marked"), "\(driver.picture)")
    }

    @Test func rangeThatWasLetGoOfWhileItsRowsWereReadMarksNone() async {
        let gate = GatedService(desk.engine)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.press(.character("v"), .down)
        await gate.hold(ListDebtors.self)
        driver.tap(.character("v"))
        await gate.arrived(1)
        driver.tap(.escape)
        await gate.open()
        await driver.idle()
        #expect(driver.end == nil)
        #expect(!driver.lines[1].contains("marked"), "\(driver.picture)")
    }
}
