import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// Whatever a list is filtered by, its rows are those of which the condition holds by itself; on every database.
@Suite struct ListFilterTests {
    private static let day = CalendarDate("2022-11-24") ?? .epoch

    private static let moments: [RowCondition] = RowCondition.Comparison.allCases.map {
        RowCondition(ObjectMember.modified, .day($0, day))
    }

    private static let services: [RowCondition] =
        moments
        + RowCondition.Comparison.allCases.flatMap { comparison in
            [
                RowCondition("TerminationDate", .day(comparison, day.adding(months: 1))),
                RowCondition("NextDate", .day(comparison, day)),
                RowCondition("PriceExcl", .number(comparison, Decimal(string: "7.95") ?? 0)),
                RowCondition("Debtor", .number(comparison, 7)),
            ]
        }
        + [
            RowCondition("TerminationDate", .empty), RowCondition("Description", .contains("host")),
            RowCondition("Description", .contains("ö")), RowCondition("Status", .stored("terminated")),
            RowCondition("Status", .stored("active")), RowCondition("CompanyName", .contains("b.v")),
            RowCondition("ProductCode", .reads("p002")), RowCondition("Periodic", .stored("m")),
        ]

    private static let users: [RowCondition] =
        RowCondition.Comparison.allCases.flatMap { comparison in
            [
                RowCondition("balance", .number(comparison, 0)), RowCondition("user_id", .number(comparison, 9)),
                RowCondition("tariff_id", .number(comparison, 1)),
            ]
        }
        + [
            RowCondition("blocked", .stored("1")), RowCondition("block_at", .empty),
            RowCondition("block_at", .day(.atLeast, day)), RowCondition("first_name", .contains("a")),
            RowCondition("username", .contains("1")), RowCondition("hidden", .stored("1")),
        ]

    private static let debtors: [RowCondition] =
        moments + [
            RowCondition("City", .contains("le")), RowCondition("City", .reads("leiden")),
            RowCondition("CompanyName", .contains("ü")), RowCondition("Username", .empty),
            RowCondition("EmailAddress", .contains("@")), RowCondition("DebtorCode", .reads("db0007")),
            RowCondition("Identifier", .number(.more, 100)), RowCondition("Address", .contains("straat")),
        ]

    private static func engine() async throws -> TestEngine {
        let engine = try await TestEngine(debtors: 150)
        let script = Script(engine.service)
        for id in 2...9 {
            _ = await script.post("controller=service&action=terminate&Identifier=\(id)&Date=2022-1\(id % 3)-0\(id)")
        }
        for (id, day) in [(3, 24), (5, 26)] {
            _ = await script.post("controller=debtor&action=edit&Identifier=\(id)&City=Leiden&Username=&Comment=\(day)")
        }
        return engine
    }

    /// Every condition, and its opposite.
    private func check<List: ListAction>(
        _ list: List, _ conditions: [RowCondition], in engine: TestEngine
    ) async throws {
        let all = try await engine.service.send(list).rows
        for condition in conditions {
            for isNegated in [false, true] {
                var wanted = condition
                wanted.isNegated = isNegated
                let expected = try all.filter { row in
                    try #require(wanted.holds(text: { row[told: $0] }, folded: { [] }) as Bool?, "\(wanted)")
                }.compactMap { $0[List.Kind.identifier] }
                var filtered = list
                filtered.conditions = [wanted]
                let page = try await engine.service.send(filtered).page
                #expect(page.rows.compactMap { $0[List.Kind.identifier] } == expected, "\(wanted)")
                #expect(page.total == expected.count, "\(wanted)")
                (filtered[ListParameters.offset], filtered[ListParameters.limit]) = (3, 4)
                let part = try await engine.service.send(filtered).page.rows.compactMap { $0[List.Kind.identifier] }
                #expect(part == Array(expected.dropFirst(3).prefix(4)), "\(wanted)")
            }
        }
    }

    @Test func servicesAreThoseThatMeetTheCondition() async throws {
        var list = ListServices()
        list.arguments[text: ListParameters.status.declaration] = ""
        try await check(list, Self.services, in: Self.engine())
    }

    @Test func debtorsAreThoseThatMeetTheCondition() async throws {
        try await check(ListDebtors(), Self.debtors, in: Self.engine())
    }

    @Test func usersAreThoseThatMeetTheCondition() async throws {
        let engine = try await Self.engine()
        let all = try await engine.service.send(BrowseUsers()).rows
        for condition in Self.users {
            for isNegated in [false, true] {
                var wanted = condition
                wanted.isNegated = isNegated
                let expected = try all.filter { row in
                    try #require(wanted.holds(text: { row[told: $0] }, folded: { [] }) as Bool?, "\(wanted)")
                }.compactMap { $0[User.id] }
                var browse = BrowseUsers()
                browse.conditions = [wanted]
                let page = try await engine.service.send(browse)
                #expect(page.rows.compactMap { $0[User.id] } == expected, "\(wanted)")
                #expect(page.total == expected.count, "\(wanted)")
            }
        }
    }

    /// Words, conditions and the vendor's own parameters together leave what each of them leaves.
    @Test func conditionsStandBesideWordsAndEachOther() async throws {
        let engine = try await Self.engine()
        let service = engine.service
        defer { withExtendedLifetime(engine) {} }
        var list = ListServices()
        list.arguments[text: ListParameters.status.declaration] = "active"
        let all = try await service.send(list).rows
        list.findsWords = true
        list[ListParameters.searchFor] = "host"
        list.conditions = [
            RowCondition("PriceExcl", .number(.more, 5)), RowCondition("NextDate", .day(.less, Self.day)),
        ]
        let expected = all.filter { row in
            list.conditions.allSatisfy { $0.holds(text: { row[told: $0] }, folded: { [] }) == true }
                && Subscription.foundBy.members.contains { row[member: $0].lowercased().contains("host") }
        }.compactMap { $0[Subscription.identifier] }
        #expect(!expected.isEmpty && expected.count < all.count)
        let found = try await service.send(list).page
        #expect(found.rows.compactMap { $0[Subscription.identifier] } == expected)
        #expect(found.total == expected.count)
    }

    @Test func groupsAreFilteredByName() async throws {
        let engine = try await Self.engine()
        for (name, items) in [("Bakkerijen Noord", [3, 5]), ("Bakkerijen", [5, 6])] {
            var add = AddGroup()
            (add[Group.name], add[Group.items]) = (name, items)
            add.arguments[text: Group.type.declaration] = GroupType.debtor.rawValue
            _ = try await engine.service.send(add)
        }
        for (test, expected) in [
            (RowCondition.Test.inGroup("bakkerijen", isWhole: false), [3, 5, 6]),
            (.inGroup("bakkerijen", isWhole: true), [5, 6]), (.inGroup("none", isWhole: false), []),
        ] {
            var list = ListDebtors()
            list[ListParameters.sort] = Debtor.identifier.name
            list.conditions = [RowCondition("Groups", test)]
            #expect(try await engine.service.send(list).rows.compactMap { $0[Debtor.identifier] } == expected)
        }
    }

    @Test func aTemporaryPasswordCountsUntilItsTimeIsOver() async throws {
        let engine = try await Self.engine()
        let script = Script(engine.service)
        _ = await script.post(
            "controller=debtor&action=edit&Identifier=7&Username=seven&EmailAddress=seven%40example.com")
        var reset = UpdateLoginCredentials()
        (reset[Debtor.username], reset[Debtor.emailAddress]) = ("seven", "seven@example.com")
        reset[Debtor.password] = "Tijdelijk1!"
        _ = try await engine.service.send(reset)
        var list = ListDebtors()
        list.conditions = [RowCondition(Debtor.passwordState, .stored(Debtor.temporary))]
        let now = try await engine.service.send(list).rows.compactMap { $0[Debtor.identifier] }
        #expect(now.contains(7))
        let later = engine.service(at: TestEngine.moment("2022-12-24"))
        #expect(try await later.send(list).rows.isEmpty)
    }

    @Test func whatIsEqualIsOrderedByTheSecondColumn() async throws {
        let engine = try await Self.engine()
        let service = engine.service
        defer { withExtendedLifetime(engine) {} }
        for (descending, secondDescending) in [(false, false), (false, true), (true, false), (true, true)] {
            var list = ListServices()
            list.arguments[text: ListParameters.status.declaration] = ""
            list[ListParameters.sort] = "ProductCode"
            list[ListParameters.order] = descending ? ListParameters.descending : ListParameters.ascending
            list.thenBy = SecondOrder("NextDate", isDescending: secondDescending)
            let rows = try await service.send(list).rows
            let expected = rows.sorted { a, b in
                let codes = (a.text(Subscription.productCode), b.text(Subscription.productCode))
                if codes.0 != codes.1 { return (codes.0 < codes.1) != descending }
                let days = (
                    a[text: Subscription.nextDate.declaration] ?? "", b[text: Subscription.nextDate.declaration] ?? ""
                )
                if days.0 != days.1 { return (days.0 < days.1) != secondDescending }
                let ids = (a[Subscription.identifier] ?? 0, b[Subscription.identifier] ?? 0)
                return (ids.0 < ids.1) != descending
            }
            #expect(rows == expected)
            // From the other end the order is the same.
            (list[ListParameters.offset], list[ListParameters.limit]) = (rows.count - 9, 5)
            #expect(try await service.send(list).rows == Array(rows.dropFirst(rows.count - 9).prefix(5)))
        }
    }

    @Test func whatNoListHasIsRefused() async throws {
        let engine = try await TestEngine()
        var list = ListDebtors()
        list.conditions = [RowCondition("Nonsense", .empty)]
        let asked = list
        await #expect(throws: APIError.untold("Nonsense", [])) { try await engine.service.send(asked) }
    }

    /// Many rows or few, by an index or along another: the same rows in the same order.
    @Test(arguments: [(1, 0), (1, 100_000), (3000, 20_000)])
    func everyWayLeadsToTheSameRows(few: Int, walk: Int) async throws {
        let engine = try await Self.engine()
        let moment = TestEngine.seedMoment
        var all = ListServices()
        all.arguments[text: ListParameters.status.declaration] = ""
        all[ListParameters.sort] = "Description"
        let rows = try await engine.service.send(all).rows
        let list = all
        for condition in Self.services {
            let expected = try rows.filter { row in
                try #require(condition.holds(text: { row[told: $0] }, folded: { [] }) as Bool?)
            }.compactMap { $0[Subscription.identifier] }
            let found = try await engine.store.read { transaction in
                var filtered = list
                filtered.conditions = [condition]
                let context = EngineContext(transaction: transaction, now: moment)
                var query = try filtered.query(on: ServiceTable.source(moment.date), in: context)
                (query.few, query.walkLength, query.limit) = (few, walk - 8 * 1000, 1000)
                return (try query.page(in: transaction), try query.total(in: transaction))
            }
            #expect(found.0 == expected, "\(condition)")
            #expect(found.1 == expected.count, "\(condition)")
        }
    }
}
