import BillingAPI
import BillingModel
import Testing

@testable import HostFactAPI

/// A vendor's list that is looked through for rows that its search cannot find.
struct ListLookTests {
    private let system = ListingService(1234)
    private let time = HandTurnedTime()

    private func seen() throws -> SeenPages {
        SeenPages(system, clock: .fixed(try #require(Samples.moment)), uptime: time.uptime)
    }

    private func list(_ conditions: RowCondition..., offset: Int = 0, limit: Int = 300) -> ListDebtors {
        var list = ListDebtors()
        (list[ListParameters.offset], list[ListParameters.limit]) = (offset, limit)
        list.conditions = conditions
        return list
    }

    private let late = RowCondition(Debtor.identifier.name, .number(.atLeast, 1000))

    @Test func eachQuestionLooksThroughOnePageMore() async throws {
        let seen = try seen()
        let first = try await seen.send(list(late)).page
        #expect(first.rows.isEmpty && first.total == nil)
        #expect(first.looked == LookedThrough(rows: 1000, total: 1234, isWhole: false))
        let second = try await seen.send(list(late)).page
        #expect(second.rows.compactMap { $0[Debtor.identifier] } == Array(1000..<1234))
        #expect(second.total == 234)
        #expect(second.looked == LookedThrough(rows: 1234, total: 1234, isWhole: true))
        #expect(second.readAt == Samples.moment)
        await system.forget()
        let part = try await seen.send(list(late, offset: 230, limit: 10)).page
        #expect(part.rows.compactMap { $0[Debtor.identifier] } == [1230, 1231, 1232, 1233])
        #expect(await system.asked.isEmpty)
    }

    @Test func rowsThatSufficeAskNothing() async throws {
        let seen = try seen()
        let early = RowCondition(Debtor.identifier.name, .number(.less, 500))
        let page = try await seen.send(list(early, limit: 100)).page
        #expect(page.rows.count == 100 && page.total == nil)
        await system.forget()
        _ = try await seen.send(list(early, limit: 400))
        #expect(await system.asked.isEmpty)
    }

    @Test func aChangeAndTimeBeginItAnew() async throws {
        let seen = try seen()
        for _ in 1...2 { _ = try await seen.send(list(late)) }
        _ = try await seen.send(EditDebtor())
        #expect(try await seen.send(list(late)).page.looked?.rows == 1000)
        for _ in 1...2 { _ = try await seen.send(list(late)) }
        time.pass(seconds: 301)
        #expect(try await seen.send(list(late)).page.looked?.rows == 1000)
    }

    /// The vendor's search answers for a member that no row tells; nothing answers for its being empty.
    @Test func whatNoRowTellsIsLeftToTheVendorOrRefused() async throws {
        let page = try await seen().send(list(RowCondition("City", .contains("leiden")))).page
        #expect(page.rows.count == 300)
        #expect(await system.asked.map(\.term) == ["leiden"])
        await #expect(throws: APIError.untold("City", [])) {
            try await seen().send(list(RowCondition("City", .empty)))
        }
    }

    @Test func theVendorsOwnParametersNarrowTheList() async throws {
        let day = try #require(CalendarDate("2026-03-10"))
        var services = ListServices()
        services.conditions = [
            RowCondition("Status", .stored("active")), RowCondition("Modified", .day(.more, day)),
            RowCondition("Created", .day(.less, day)), RowCondition("PriceExcl", .number(.more, 5)),
        ]
        let (list, pushed) = try await services.narrowed(system, .plain)
        #expect(list.conditions.isEmpty && pushed.isEmpty)
        #expect(list.arguments[text: ListParameters.status.declaration] == "active")
        #expect(list[ListParameters.modifiedFrom] == "2026-03-11")
        #expect(list[ListParameters.createdTo] == "2026-03-09")
        // What must not hold is looked for here.
        services.conditions = [RowCondition("Status", .stored("active"), isNegated: true)]
        #expect(
            try await services.narrowed(system, .plain).list.arguments[text: ListParameters.status.declaration] == nil)
    }
}
