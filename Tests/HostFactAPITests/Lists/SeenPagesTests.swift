import BillingAPI
import BillingModel
import Synchronization
import Testing

@testable import HostFactAPI

struct SeenPagesTests {
    private let system = ListingService(1234)
    private let time = HandTurnedTime()

    private func seen(mostRows: Int = 20_000) throws -> SeenPages {
        let moment = try #require(Samples.moment)
        return SeenPages(
            system, mostRows: mostRows, clock: .fixed(moment), uptime: time.uptime)
    }

    private func list(_ offset: Int, _ limit: Int, _ term: String? = nil) -> ListDebtors {
        var list = ListDebtors()
        list[ListParameters.offset] = offset
        list[ListParameters.limit] = limit
        list[ListParameters.searchFor] = term
        return list
    }

    @Test func answerIsTheWantedWindowWithItsMoment() async throws {
        let page = try await seen().send(list(130, 20))
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == Array(130..<150))
        #expect(page.offset == 130)
        #expect(page.total == 1234)
        #expect(page.readAt == Samples.moment)
    }

    @Test(arguments: [
        (0, 81, "0+100"), (130, 20, "100+100"), (61, 142, "0+300"), (1190, 140, "1100+300"), (0, 1000, "0+1000"),
        (50, 1000, "50+1000"), (0, 5000, "0+1000"),
    ]) func requestIsOfWholeBlocksAndNeverTooLarge(_ offset: Int, _ limit: Int, _ wanted: String) async throws {
        _ = try await seen().send(list(offset, limit))
        #expect(await system.asked.map { "\($0.offset)+\($0.limit)" } == [wanted])
    }

    @Test func listWithoutAWindowIsTheFirstThousandRows() async throws {
        let page = try await seen().send(ListDebtors())
        #expect(page.rows.count == 1000)
    }

    @Test func rowsAmongThoseSeenCostNoRequest() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        let page = try await seen.send(list(60, 40))
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == Array(60..<100))
        #expect(await system.asked.count == 1)
    }

    @Test func onlyRowsThatWereNotSeenAreAskedFor() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        _ = try await seen.send(list(300, 81))
        let page = try await seen.send(list(40, 300))
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == Array(40..<340))
        #expect(page.offset == 40 && page.total == 1234)
        #expect(await system.asked.map(\.description) == ["0+100 ", "300+100 ", "100+200 "])
    }

    @Test func whoScrollsThroughAListIsSentEachRowOnce() async throws {
        let seen = try seen()
        for top in stride(from: 0, to: 1234, by: 21) {
            let page = try await seen.send(list(max(0, top - 60), 60 + 21 + 120))
            #expect(page.rows.first?[Debtor.identifier] == max(0, top - 60))
        }
        let asked = await system.asked
        #expect(asked.map(\.limit).reduce(0, +) == 1300)
        #expect(asked.count <= 13)
    }

    @Test func joinedRowsAreAsOldAsTheOldestOfThem() async throws {
        let start = try #require(Samples.moment)
        let moment = Mutex(start)
        let clock = LocalClock { moment.withLock { $0 } }
        let seen = SeenPages(system, clock: clock, uptime: time.uptime)
        _ = try await seen.send(list(0, 81))
        time.pass(seconds: 60)
        moment.withLock { $0.minute += 1 }
        #expect(try await seen.send(list(100, 81)).readAt != start)
        #expect(try await seen.send(list(60, 81)).readAt == start)
        // Going on does not make them younger.
        time.pass(seconds: 240)
        _ = try await seen.send(list(60, 81))
        #expect(await system.asked.map(\.offset) == [0, 100, 0])
    }

    @Test func rowsOfAListThatChangedAreReadWholeAgain() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        await system.become(1300)
        let page = try await seen.send(list(60, 81))
        #expect(page.rows.count == 81 && page.total == 1300)
        #expect(await system.asked.map(\.description) == ["0+100 ", "100+100 ", "0+200 "])
    }

    /// One was put in and one taken out: the list is as long as before, and a row stands twice at the seam.
    @Test func listWhoseRowsMovedIsReadWholeAgain() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        await system.move(by: 1)
        let page = try await seen.send(list(60, 81))
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == Array(59..<140))
        #expect(await system.asked.map(\.description) == ["0+100 ", "100+100 ", "0+200 "])
    }

    @Test func pageWithoutRowsPastTheEndIsNotTakenForAnEmptyList() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        await system.become(50)
        #expect(try await seen.send(list(300, 81)).rows.isEmpty)
        #expect(try await seen.send(list(0, 81)).rows.count == 50)
    }

    @Test(arguments: [100, 700, 5000]) func noMoreRowsAreKeptThanAreAllowed(_ most: Int) async throws {
        await system.become(100_000)
        let memory = PageMemory(mostRows: most, lifetime: SeenPages.lifetime)
        let moment = try #require(Samples.moment)
        let key = PageKey(list: ListDebtors.declaration.name, arguments: Arguments())
        for offset in stride(from: 0, to: 100_000, by: 500) {
            let rows = Array(offset..<(offset + 500))
            await memory.keep(
                .init(offset: offset, rows: rows, readAt: moment, asked: .zero), key, total: 100_000, state: 0,
                replacesAll: false)
            #expect(await memory.count <= most)
        }
        // Those that were seen last are there.
        let seen: SeenRows<Int> = await memory.rows(key, PageWindow(offset: 99_900, limit: 100), at: .zero)
        #expect(seen.page(in: PageWindow(offset: 99_900, limit: 100)).rows == Array(99_900..<100_000))
    }

    @Test func lastPageAnswersWindowsThatReachPastTheEnd() async throws {
        let seen = try seen()
        _ = try await seen.send(list(1200, 81))
        let page = try await seen.send(list(1210, 300))
        #expect(page.rows.count == 24)
        #expect(await system.asked.count == 1)
    }

    @Test func emptyAnswerIsKeptToo() async throws {
        await system.become(0)
        let seen = try seen()
        for _ in 0..<3 { #expect(try await seen.send(list(0, 81, "zzz")).total == 0) }
        #expect(await system.asked.count == 1)
    }

    @Test func otherArgumentsAreAnotherList() async throws {
        let seen = try seen()
        for term in ["a", nil, "b", "a", nil] { _ = try await seen.send(list(0, 81, term)) }
        #expect(await system.asked.map(\.term) == ["a", "", "b"])
    }

    @Test func countingAsksNothingOfItsOwn() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        var counting = list(0, 1)
        counting.countsAll = true
        #expect(try await seen.send(counting).total == 1234)
        #expect(await system.asked.count == 1)
    }

    @Test func oldPagesAreReadAnew() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        time.pass(seconds: 299)
        _ = try await seen.send(list(0, 81))
        #expect(await system.asked.count == 1)
        time.pass(seconds: 1)
        _ = try await seen.send(list(0, 81))
        #expect(await system.asked.count == 2)
    }

    @Test func readingAnewReplacesEverythingSeenOfThatList() async throws {
        let seen = try seen()
        for offset in [0, 300, 600] { _ = try await seen.send(list(offset, 81)) }
        _ = try await seen.send(list(0, 81), .anew)
        await system.forget()
        _ = try await seen.send(list(0, 81))
        #expect(await system.asked.isEmpty)
        _ = try await seen.send(list(300, 81))
        #expect(await system.asked.count == 1)
    }

    @Test func failedReadingAnewKeepsWhatWasSeen() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        await system.refuse(APIError(.unreachable, LocalizedText(verbatim: "Down.")))
        await #expect(throws: APIError.self) {
            _ = try await seen.send(list(0, 81), .anew)
        }
        #expect(try await seen.send(list(0, 81)).rows.count == 81)
    }

    @Test func changeClearsWhatWasSeen() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        var change = EditDebtor()
        change[Debtor.identifier] = 1
        _ = try await seen.send(change)
        _ = try await seen.send(list(0, 81))
        #expect(await system.asked.count == 2)
    }

    @Test func changeOfUnknownOutcomeClearsToo() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        await system.refuse(APIError(.unknownOutcome, LocalizedText(verbatim: "No answer.")))
        await #expect(throws: APIError.self) { try await seen.send(EditDebtor()) }
        await system.refuse(nil)
        _ = try await seen.send(list(0, 81))
        #expect(await system.asked.count == 2)
    }

    @Test func pagesOfAListThatGrewAreNotMixed() async throws {
        let seen = try seen()
        _ = try await seen.send(list(0, 81))
        await system.become(1300)
        _ = try await seen.send(list(400, 81))
        _ = try await seen.send(list(0, 81))
        #expect(await system.asked.map(\.offset) == [0, 400, 0])
    }

    @Test func rowsUnusedForLongestGoFirst() async throws {
        let seen = try seen(mostRows: 200)
        for term in ["a", "b", "a", "c", "a", "b"] { _ = try await seen.send(list(0, 81, term)) }
        #expect(await system.asked.map(\.term) == ["a", "b", "c", "b"])
    }

    /// However few or many rows an answer has: a large one pushes several small ones out.
    @Test func rowsAreCountedAndNotAnswers() async throws {
        let seen = try seen(mostRows: 1100)
        for term in ["a", "b", "c"] { _ = try await seen.send(list(0, 81, term)) }
        _ = try await seen.send(list(0, 1000, "d"))
        for term in ["c", "d", "b", "a"] { _ = try await seen.send(list(0, 81, term)) }
        #expect(await system.asked.map(\.term) == ["a", "b", "c", "d", "b", "a"])
    }
}
