import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Expressions in the filter of a list, ready filters, saved views and columns, over a real engine.
@MainActor struct ListConditionTests {
    private let desk: DemoInstallation

    init() async throws { desk = try await DemoInstallation() }

    private func driver(
        _ size: Size = Size(width: 80, height: 24), _ language: Language = .english,
        service: (any BillingService)? = nil, backend: Backend = .embedded(mail: .waits),
        views: KeptViews = KeptViews(), shelf: StubViews? = nil
    ) -> ScreenDriver {
        ScreenDriver(
            service: service ?? desk.engine, size: size, language: language, clock: fixedClock, backend: backend,
            views: views, viewShelf: shelf)
    }

    private func total(_ driver: ScreenDriver) -> Int? {
        let line = driver.lines.last { $0.contains("/") && $0.last?.isNumber == true }
        return line?.split(separator: "/").last.flatMap { Int($0) }
    }

    @Test func anExpressionFiltersWhileItIsTyped() async throws {
        let driver = driver()
        await driver.press(.character("3"), .character("/"))
        await driver.type("price>50")
        let dear = try #require(total(driver))
        await driver.press(.escape, .character("/"))
        await driver.type("!price>50")
        let cheap = try #require(total(driver))
        await driver.press(.escape)
        let all = try #require(total(driver))
        #expect(dear > 0 && cheap > 0 && dear + cheap == all)
    }

    @Test func whatIsWrongIsSaidBesideTheFieldAndTheRowsStay() async throws {
        let driver = driver(Size(width: 132, height: 43))
        await driver.press(.character("3"), .character("/"))
        await driver.type("ends<2027-01-01")
        let rows = total(driver)
        await driver.type("x")
        #expect(driver.lines[1].hasSuffix("not understood yet: ends<2027-01-01x"))
        #expect(total(driver) == rows)
        await driver.press(.enter)
        #expect(driver.terminal.alerts == 1)
        #expect(driver.lines[1].contains("! Ends on: “2027-01-01x” is not a day"))
        #expect(driver.role(of: "! Ends on") == .danger)
        #expect(total(driver) == rows)
        await driver.press(.backspace, .enter)
        #expect(driver.lines[1].hasSuffix("▲"))
    }

    @Test func whatIsStillToBeTypedIsNamed() async {
        let driver = driver(Size(width: 132, height: 43), .dutch)
        await driver.press(.character("3"), .character("/"))
        await driver.type("eindigt<")
        #expect(driver.lines[1].contains("Opgezegd per < een dag, zoals 31-12, +3m of vandaag"))
        #expect(driver.line(with: "Niets past") == nil)
    }

    @Test func hitsOfAConditionAreSetOff() async {
        let driver = driver()
        await driver.press(.character("/"))
        await driver.type("company:bakker")
        await driver.press(.enter)
        #expect(driver.role(of: "Bakker", below: 2) == .match)
    }

    // MARK: Ready filters and views

    @Test func aReadyFilterPutsItsExpressionIntoTheField() async {
        let driver = driver()
        await driver.press(.character("3"), .character("F"), .character("e"))
        #expect(driver.lines[1].hasPrefix("/ ends>=today ends<=+1m"))
        await driver.press(.character("F"), .down, .enter)
        #expect(driver.lines[1].hasPrefix("/ ends<today"))
        #expect(driver.lines[3...].filter { $0.contains("✗") }.count > 0)
    }

    @Test func theCountsAreThoseOfTheLists() async throws {
        let driver = driver()
        await driver.press(.character("3"), .character("F"))
        let line = try #require(driver.line(with: "ends<today"))
        await driver.press(.down, .enter)
        #expect(total(driver).map { line.contains(" \($0) ") } == true, "\(line)")
    }

    @Test func eachCountIsShownWhenItComesAndChoosingWaitsForNone() async {
        let gate = GatedService(desk.engine)
        let driver = driver(service: gate)
        await driver.press(.character("3"))
        await gate.hold(ListServices.self)
        driver.tap(.character("F"))
        await gate.arrived(4)
        #expect(await driver.shows("Ending within a month"))
        func pending() -> Int { driver.lines.count { $0.contains(" … │") } }
        #expect(pending() == 4)
        await gate.release(0)
        for _ in 0..<100_000 {
            guard pending() == 4 else { break }
            await driver.look()
        }
        #expect(pending() == 3)
        driver.tap(.down, .enter)
        #expect(await driver.shows("/ ends<today"))
        await gate.open()
        await driver.idle()
        #expect(driver.lines[3...].contains { $0.contains("✗") })
    }

    @Test func aVendorsSystemIsNotLookedThroughForCounts() async {
        let stub = await StubService.office()
        let driver = driver(service: stub, backend: .vendor("HostFact"))
        await driver.idle()
        let before = await stub.arguments(of: ListDebtors.self).count
        await driver.press(.character("F"))
        #expect(driver.line(with: "modified:today") != nil)
        #expect(await stub.arguments(of: ListDebtors.self).count == before)
    }

    @Test func aViewIsKeptShownAgainAndRemoved() async throws {
        let shelf = StubViews()
        let driver = driver(shelf: shelf)
        await driver.press(.character("/"))
        await driver.type("company:bakker")
        await driver.press(.enter, .character("s"), .character("i"), .character("F"), .character("+"))
        await driver.type("Bakkers")
        await driver.press(.enter)
        #expect(driver.line(with: "“Bakkers” stands among the ready filters.") != nil)
        let view = try #require(await shelf.kept.views(of: .debtors).first)
        #expect(view.filter == "company:bakker" && view.sort == "City" && !view.isDescending)

        await driver.press(.escape, .character("s"), .character("c"))
        #expect(driver.lines[1].hasSuffix("by Code ▲"))
        await driver.press(.character("F"))
        #expect(driver.line(with: "Bakkers") != nil)
        await driver.press(.down, .down, .down, .enter)
        #expect(driver.lines[1].hasPrefix("/ company:bakker") && driver.lines[1].hasSuffix("by City ▲"))

        await driver.press(.character("F"), .down, .down, .down, .delete)
        #expect(driver.line(with: "Bakkers") == nil)
        #expect(await shelf.kept == KeptViews())
    }

    @Test func aViewThatCannotBeKeptIsSaid() async {
        let shelf = StubViews()
        await shelf.refuse(APIError(.failure, LocalizedText("The disk is full.", "De schijf is vol.")))
        let driver = driver(shelf: shelf)
        await driver.press(.character("F"), .character("+"))
        await driver.type("x")
        await driver.press(.enter)
        #expect(driver.line(with: "The disk is full.") != nil)
    }

    // MARK: Columns

    @Test func columnsAreChosenOrderedAndSized() async throws {
        let shelf = StubViews()
        let driver = driver(shelf: shelf)
        // Hides the code, puts the city in front and makes it narrow.
        await driver.press(.character("c"), .character(" "), .down, .down, .down)
        for letter in "uuu" { await driver.press(.character(letter)) }
        for _ in 0..<10 { await driver.press(.character("-")) }
        await driver.press(.enter)
        let head = driver.lines[2]
        #expect(head.contains("City") && !head.contains("Code"))
        #expect(
            head.firstRange(of: "City")?.lowerBound ?? head.endIndex < head.firstRange(of: "Company")?.lowerBound
                ?? head.startIndex)
        let kept = try #require(await shelf.kept.columns(of: .debtors))
        #expect(kept.first == ChosenColumn("City", width: 8))
        #expect(!kept.contains { $0.id == Debtor.code.name })

        await driver.press(.character("c"), .character("0"))
        #expect(driver.lines[2].contains("Code"))
        #expect(await shelf.kept == KeptViews())
    }

    @Test func keptColumnsAreThereAtTheNextStart() async {
        var views = KeptViews()
        views.apply(.columns([ChosenColumn("CompanyName"), ChosenColumn("ZipCode")], .debtors))
        let driver = driver(views: views)
        await driver.idle()
        #expect(driver.lines[2].contains("Company") && driver.lines[2].contains("Postcode"))
        #expect(!driver.lines[2].contains("Code"))
    }

    @Test func oneColumnAtLeastStays() async {
        var views = KeptViews()
        views.apply(.columns([ChosenColumn("CompanyName")], .debtors))
        let driver = driver(views: views)
        await driver.press(.character("c"), .character(" "), .enter)
        #expect(driver.terminal.alerts == 1)
    }

    // MARK: Pictures

    @Test func pictures() async {
        for (end, size, language) in [
            ("", Size(width: 80, height: 24), Language.english), ("-low", Size(width: 60, height: 16), .dutch),
            ("-wide", Size(width: 132, height: 43), .dutch),
        ] {
            let driver = driver(size, language)
            await driver.press(.character("3"), .character("F"))
            expectPicture("filters\(end)", of: driver)
            await driver.press(.enter, .character("/"))
            expectPicture("filtered\(end)", of: driver)
            await driver.type(" status:weg")
            expectPicture("filter-unfinished\(end)", of: driver)
            await driver.press(.enter)
            expectPicture("filter-wrong\(end)", of: driver)
            await driver.press(.escape, .character("c"))
            expectPicture("columns\(end)", of: driver)
        }
    }
}
