import BillingAPI
import BillingModel
import PostgresTesting
import SQLStore
import Testing

@testable import BillingEngine

/// Pages that are reached from rows whose place is known are those that counting from the beginning gives.
@Suite struct ListStretchTests {
    enum List: String, CaseIterable, Sendable {
        case debtors, products, services, users

        var source: ListSource {
            switch self {
            case .debtors: DebtorTable.source
            case .products: ProductTable.source
            case .services: ServiceTable.source(TestEngine.seedMoment.date)
            case .users: UserTable.source
            }
        }
    }

    private static func query(_ source: ListSource, _ sort: SourceColumn, _ isDescending: Bool) -> ListQuery {
        var query = ListQuery(source, sort: sort)
        query.isDescending = isDescending
        query.near = 0
        return query
    }

    /// One page after the other, backwards, there and back, and over each other.
    private static func offsets(_ total: Int, _ limit: Int) -> [Int] {
        let forward = Array(stride(from: 0, to: total + limit, by: limit))
        let middle = total / 2
        let jumps = [middle, middle + 3, middle - 3, middle + 2 * limit, total - 1, 1, middle]
        return forward + forward.reversed() + jumps
    }

    @Test(arguments: List.allCases, [false, true])
    func everyColumnGivesThePagesOfAWholeList(list: List, isDescending: Bool) async throws {
        let engine = try await TestEngine(debtors: 90)
        // Some that point at nobody, in columns where that may be.
        try await engine.store.write { transaction in
            try transaction.execute(SQLQuery("UPDATE service SET ProductId = NULL WHERE Identifier % 3 = 0"))
        }
        let source = list.source
        for (name, sort) in source.columns {
            let query = Self.query(source, sort, isDescending)
            let all = try await engine.store.read { transaction in
                var whole = query
                whole.limit = 10_000
                return try whole.page(in: transaction)
            }
            #expect(all.count > 3)
            let landmarks = ListLandmarks()
            for offset in Self.offsets(all.count, 7) {
                let page = try await engine.store.read { transaction in
                    var query = query
                    (query.offset, query.limit, query.landmarks) = (offset, 7, landmarks)
                    return try query.page(in: transaction)
                }
                #expect(page == Array(all.dropFirst(offset).prefix(7)), "\(name) from \(offset)")
            }
        }
    }

    @Test(arguments: [false, true]) func aConditionLeavesOutRowsBetween(isDescending: Bool) async throws {
        let engine = try await TestEngine(debtors: 120)
        let sort = try #require(DebtorTable.source.columns["City"])
        let landmarks = ListLandmarks()
        var pages: [Int] = []
        let query = Self.query(DebtorTable.source, sort, isDescending)
        let condition = SQLQuery("Identifier % 4 > 0")
        let total = try await engine.store.read { try $0.integer("SELECT count(*) FROM debtor WHERE " + condition) }
        for offset in stride(from: 0, to: total, by: 9) {
            pages += try await engine.store.read { transaction in
                var query = query
                (query.offset, query.limit, query.landmarks) = (offset, 9, landmarks)
                query.conditions = [condition]
                return try query.ordered(in: transaction, total: total)
            }
        }
        let expected = try await engine.store.read { transaction in
            var query = query
            query.conditions = [condition]
            return try query.page(in: transaction)
        }
        #expect(pages == expected)
    }

    /// What is passed over is what costs. On a server that others use too, their writes make landmarks of no use.
    @Test(
        .disabled(if: TestDatabase.isOnServer), arguments: ["CompanyName", "Modified", "City", "Identifier"],
        [false, true])
    func theNextPageAndTheOneBeforePassNothingOver(sort: String, isDescending: Bool) async throws {
        let engine = try await TestEngine(debtors: 300)
        let store = CountingStore(engine.store)
        let column = try #require(DebtorTable.source.columns[sort])
        let query = Self.query(DebtorTable.source, column, isDescending)
        let landmarks = ListLandmarks()
        for (offset, skipped) in [(100, 100), (110, 0), (120, 0), (110, 0), (100, 0), (90, 0), (125, 4)] {
            let before = store.statements.count
            _ = try await store.read { transaction in
                var query = query
                (query.offset, query.limit, query.landmarks) = (offset, 10, landmarks)
                return try query.page(in: transaction)
            }
            let asked = store.statements.dropFirst(before).compactMap { text in
                text.firstRange(of: "OFFSET ").flatMap { Int(text[$0.upperBound...]) }
            }
            #expect(asked.max() == skipped, "from \(offset): \(asked)")
        }
    }

    @Test func whatWasWrittenMeanwhileIsCounted() async throws {
        let engine = try await TestEngine(debtors: 200)
        let sort = try #require(DebtorTable.source.columns["Comment"])
        let landmarks = ListLandmarks()
        let query = Self.query(DebtorTable.source, sort, false)
        for id in [150, 20, 199, 3] {
            for offset in [80, 90, 100] {
                let (page, all) = try await engine.store.read { transaction in
                    var (whole, page) = (query, query)
                    whole.limit = 10_000
                    (page.offset, page.limit, page.landmarks) = (offset, 10, landmarks)
                    return (try page.page(in: transaction), try whole.page(in: transaction))
                }
                #expect(page == Array(all[offset..<offset + 10]))
            }
            try await engine.store.write { transaction in
                try transaction.execute(
                    SQLQuery("UPDATE debtor SET Comment = 'z' WHERE Identifier = ?", [.integer(id)]))
            }
        }
    }

    @Test func landmarksAreFewAndOfOneMoment() {
        let landmarks = ListLandmarks()
        func order(_ number: Int) -> ListLandmarks.Order {
            ListLandmarks.Order(table: "debtor", sort: "City", conditions: [SQLQuery("Identifier > \(number)")])
        }
        let moment = StoreMoment(connection: 1, state: "5")
        for place in 0..<1000 { landmarks.add([.init(place: place, key: place)], to: order(0), at: moment) }
        let kept = landmarks.landmarks(of: order(0), at: moment)
        #expect(kept.count == ListLandmarks.mostOfAList)
        #expect(kept.last == .init(place: 999, key: 999))
        #expect(landmarks.landmarks(of: order(1), at: moment).isEmpty)
        #expect(landmarks.landmarks(of: order(0), at: StoreMoment(connection: 2, state: "5")).isEmpty)
        #expect(landmarks.landmarks(of: order(0), at: StoreMoment(connection: 1, state: "6")).isEmpty)
        landmarks.add([.init(place: 1, key: 1)], to: order(0), at: StoreMoment(connection: 1, state: "6"))
        #expect(landmarks.landmarks(of: order(0), at: moment).isEmpty)
        for number in 1...ListLandmarks.mostLists {
            landmarks.add([.init(place: 1, key: 1)], to: order(number), at: moment)
        }
        #expect(landmarks.landmarks(of: order(0), at: StoreMoment(connection: 1, state: "6")).isEmpty)
        #expect(landmarks.landmarks(of: order(1), at: moment).count == 1)
    }
}
