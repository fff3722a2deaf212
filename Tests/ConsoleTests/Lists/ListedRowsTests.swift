import BillingAPI
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct ListedRowsTests {
    private let million = 1_000_000

    /// A list that only makes the rows it is asked for; a filtered one is counted only when that is asked.
    private func manyDebtors() async -> StubService {
        let stub = await StubService.office()
        let count = million
        await stub.answer(ListDebtors.self) { arguments in
            let offset = arguments[ListParameters.offset] ?? 0
            let limit = arguments[ListParameters.limit] ?? 0
            let isFiltered = arguments[ListParameters.searchFor] != nil
            let rows = (offset..<max(offset, min(count, offset + limit))).map {
                Sample.debtor($0 + 1, "Company \($0 + 1)")
            }
            return Listed(total: isFiltered && limit > 1 ? nil : count, offset: offset, filters: [], rows: rows)
        }
        return stub
    }

    private func limits(_ stub: StubService) async -> [Int] {
        await stub.arguments(of: ListDebtors.self).compactMap { $0[ListParameters.limit] }
    }

    @Test func onlyTheRowsAroundTheCursorAreAskedFor() async {
        let stub = await manyDebtors()
        let driver = ScreenDriver(service: stub)
        await driver.press(.pageDown, .pageDown, .character("G"), .pageUp, .character("g"), .down)
        let limits = await limits(stub)
        #expect(!limits.isEmpty)
        #expect(limits.allSatisfy { $0 < 300 })
        #expect(driver.picture.contains("2/1000000"))
    }

    @Test func endKeyGoesToTheLastOfAMillionRowsWithOneQuestion() async {
        let stub = await manyDebtors()
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        await stub.forget()
        await driver.press(.end)
        let asked = await limits(stub)
        #expect(asked.count == 1)
        #expect(driver.line(with: "Company 1000000")?.hasPrefix(">") == true)
        #expect(driver.picture.contains("1000000/1000000"))
    }

    @Test func onlyRowsThatWereInViewAreMadeToBeDrawn() async throws {
        let driver = ScreenDriver(service: await manyDebtors())
        await driver.idle()
        func made() throws -> [Int] {
            let list = try #require(driver.program.stack.top.screen.content as? ListScreen<DebtorDesk>)
            return list.drawn.indices.filter { list.drawn[$0] != nil }.map { $0 + list.state.offset }
        }
        let height = Frame.page(of: driver.terminal.size).height - 2
        #expect(try made() == Array(0..<height))
        await driver.press(.pageDown, .pageDown, .down)
        #expect(try made() == Array(0..<(2 * height)))
    }

    @Test func nextPagesAreThereBeforeTheyAreTurnedTo() async throws {
        let driver = ScreenDriver(service: await manyDebtors())
        await driver.idle()
        let height = Frame.page(of: driver.terminal.size).height - 2
        for _ in 0..<12 {
            driver.tap(.pageDown)
            let list = try #require(driver.program.stack.top.screen.content as? ListScreen<DebtorDesk>)
            #expect(list.state.missing(height: height) == nil)
            await driver.idle()
        }
    }

    @Test func keysThatArriveTogetherAskOnceForTheRowsTheyEndOn() async {
        let stub = await manyDebtors()
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        await stub.forget()
        for _ in 0..<200 { driver.tap(.down) }
        await driver.idle()
        #expect(await limits(stub).count == 1)
        #expect(driver.line(with: "Company 201")?.hasPrefix(">") == true)
    }

    /// The first page comes sooner the fewer rows it has; what follows is read once somebody moves.
    @Test func theOwnEngineIsAskedForThePageInView() async {
        let stub = await manyDebtors()
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        #expect(await limits(stub) == [19])
        await stub.forget()
        for _ in 0..<30 { await driver.press(.down) }
        #expect(await limits(stub) == [139])
        #expect(driver.line(with: "Company 31 ")?.hasPrefix(">") == true)
        await stub.forget()
        await driver.press(.character("/"), .character("c"))
        #expect(await limits(stub).max() == 19)
    }

    @Test func aFilterIsCountedThatTakesThePlaceOfRowsReadAhead() async throws {
        let desk = try await DemoInstallation(debtors: 300)
        let gate = GatedService(desk.engine)
        let driver = ScreenDriver(service: gate)
        await driver.idle()
        await gate.hold(ListDebtors.self)
        driver.tap(.down)
        await gate.arrived(1)
        driver.tap(.character("/"), .character("e"))
        await gate.arrived(2)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "> DB0001") != nil && driver.line(with: "1/…") == nil, "\(driver.picture)")
        withExtendedLifetime(desk) {}
    }

    @Test func scrollingInsideTheKnownRowsAsksNothing() async {
        let stub = await manyDebtors()
        let driver = ScreenDriver(service: stub, backend: .vendor("HostFact"))
        await driver.idle()
        await stub.forget()
        for _ in 0..<30 { await driver.press(.down) }
        let asked = await limits(stub)
        #expect(asked.isEmpty)
        #expect(driver.line(with: "Company 31 ")?.hasPrefix(">") == true)
    }

    @Test func emptyListIsAskedForOnce() async {
        let stub = await StubService.office(debtors: [])
        let driver = ScreenDriver(service: stub)
        await driver.idle()
        let asked = await limits(stub)
        #expect(asked.count == 1)
    }

    @Test func systemThatGivesFewerRowsThanItCountsIsNotAskedForEver() async {
        let stub = await StubService.office()
        await stub.answer(ListDebtors.self) { arguments in
            arguments.page(of: Sample.debtors, total: 500) { $0.text(Debtor.code) }
        }
        let driver = ScreenDriver(service: stub)
        await driver.press(.character("G"), .character("g"))
        let asked = await limits(stub)
        #expect(asked.count <= 4)
        #expect(driver.line(with: "Alpha Bakery") != nil)
    }

    /// Filtered rows are in view, and their number is still being asked for.
    private func uncountedRows() async -> (ScreenDriver, GatedService) {
        let gate = GatedService(await manyDebtors())
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        driver.tap(.character("c"))
        await gate.arrived(1)
        await gate.release(0)
        await gate.arrived(2)
        #expect(await driver.shows("1/…"))
        return (driver, gate)
    }

    @Test func lastRowOfAnUncountedListIsReachedWhenTheCountArrives() async {
        let (driver, gate) = await uncountedRows()

        driver.tap(.enter, .character("G"))
        await gate.open()
        await driver.idle()
        #expect(driver.picture.contains("1000000/1000000"))
        #expect(driver.line(with: "Company 1000000")?.hasPrefix(">") == true)
    }

    @Test func movingAfterwardsGivesUpTheWayToTheLastRow() async {
        let (driver, gate) = await uncountedRows()
        driver.tap(.enter, .character("G"), .character("g"))
        await gate.open()
        await driver.idle()
        #expect(driver.picture.contains("1/1000000"))
    }

    @Test func rowsDoNotPutOffTheWayToTheLastRow() async {
        let gate = GatedService(await manyDebtors())
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        driver.tap(.character("c"), .enter)
        await gate.arrived(1)
        driver.tap(.character("G"))
        await gate.arrived(2)
        await gate.open()
        await driver.idle()
        #expect(driver.picture.contains("1000000/1000000"), "\(driver.picture)")
    }

    /// Where many write, the rows are read again and again, and what is counted is counted to its end.
    @Test func countEndsWhateverIsReadAgainMeanwhile() async {
        let (driver, gate) = await uncountedRows()
        for number in 2...4 {
            driver.program.dataChanged()
            await gate.arrived(number + 1)
            await gate.release(number)
            await driver.look()
        }
        await gate.release(1)
        #expect(await driver.shows("1/1000000+"))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "1/1000000+") != nil, "\(driver.picture)")
    }

    // MARK: Rows in view, and those that keys lead to

    @Test func windowThatGrowsBelowTheFirstPageShowsItsRows() async {
        let driver = ScreenDriver(service: await manyDebtors())
        await driver.press(.character("/"), .character("c"), .enter)
        driver.terminal.send(.resized(Size(width: 80, height: 60)))
        await driver.idle()
        #expect(driver.line(with: "Company 50 ") != nil, "\(driver.picture)")
    }

    @Test func windowThatGrowsBeforeTheFirstPageOfAFilterShowsItsRows() async {
        let gate = GatedService(await manyDebtors())
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        await gate.hold(ListDebtors.self)
        driver.tap(.character("c"), .enter)
        await gate.arrived(1)
        driver.terminal.send(.resized(Size(width: 80, height: 60)))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Company 50 ") != nil, "\(driver.picture)")
    }

    @Test(arguments: [false, true]) func pagesTypedAheadAreAllTurned(isCounted: Bool) async {
        let gate = GatedService(await manyDebtors())
        let driver = ScreenDriver(service: gate)
        await driver.press(.character("/"))
        if !isCounted { await gate.hold(ListDebtors.self) }
        driver.tap(.character("c"), .enter)
        if isCounted { await driver.idle() } else { await gate.arrived(1) }
        for _ in 0..<10 { driver.tap(.pageDown) }
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Company 181 ")?.hasPrefix(">") == true, "\(driver.picture)")
    }

    /// What is pressed before the row is there is about no other one.
    @Test func noRecordIsMeantBeforeTheRowThatKeysLeadToIsThere() async {
        let (driver, gate) = await uncountedRows()
        driver.tap(.enter, .pageDown, .pageDown, .character(" "), .character("e"))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "Company 37 ")?.hasPrefix(">") == true, "\(driver.picture)")
        #expect(driver.line(with: "marked") == nil)
    }

    @Test func filteredListThatShrankShowsWhatIsLeft() async {
        let stub = await manyDebtors()
        let driver = ScreenDriver(service: stub)
        func answer(_ matches: Int) async {
            await stub.answer(ListDebtors.self) { arguments in
                let offset = arguments[ListParameters.offset] ?? 0
                let limit = arguments[ListParameters.limit] ?? 0
                let rows = (offset..<max(offset, min(matches, offset + limit))).map {
                    Sample.debtor($0 + 1, "Company \($0 + 1)")
                }
                return Listed(total: limit > 1 ? nil : matches, offset: offset, filters: [], rows: rows)
            }
        }
        await answer(300)
        await driver.press(.character("/"), .character("c"), .enter, .character("G"))
        #expect(driver.line(with: "300/300") != nil)
        await answer(50)
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: "Company 50 ")?.hasPrefix(">") == true, "\(driver.picture)")
        #expect(driver.line(with: "50/50") != nil)
        // None is left.
        await answer(0)
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: "0/0") != nil && driver.line(with: "matches “c”") != nil, "\(driver.picture)")
    }
}
