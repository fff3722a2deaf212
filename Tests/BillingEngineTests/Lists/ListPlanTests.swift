import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// Whichever way to the rows is chosen, the rows are those of a plain filter over all of them.
@Suite struct ListPlanTests {
    private static let searched = Debtor.searched

    /// Every row with its texts, sorted as the list is.
    private func all(_ engine: TestEngine, sort: String, descending: Bool) async throws -> [SQLRow] {
        let column = try #require(DebtorTable.source.columns[sort])
        let direction = descending ? "DESC" : "ASC"
        return try await engine.store.read { transaction in
            let order = column.order(in: transaction.dialect, indexed: false)
            return try transaction.rows(
                SQLQuery("SELECT * FROM debtor ORDER BY \(order) \(direction), Identifier \(direction)"))
        }
    }

    /// Limits that lead to one way or another.
    enum Way: CaseIterable {
        case usual
        /// Every other way is given up.
        case collected
        case walked
        /// Along the index, by the hits of the text index.
        case walkedAmongHits
        /// By the beginning of the sort column, else collected.
        case begun

        func limit(_ query: inout ListQuery) {
            switch self {
            case .usual: break
            case .collected: (query.few, query.sampleLength, query.walkLength) = (1, 0, -300)
            case .walked: (query.few, query.sampleLength) = (1, 1)
            case .walkedAmongHits: (query.few, query.sampleLength, query.entriesPerHit) = (1, 12, 600)
            case .begun: (query.few, query.sampleLength, query.telling) = (1, 1, 0)
            }
        }
    }

    @Test(arguments: [
        ("DebtorCode", Way.usual), ("CompanyName", .usual), ("City", .usual), ("Modified", .usual),
        ("Identifier", .usual), ("DebtorCode", .collected), ("CompanyName", .collected), ("City", .collected),
        ("Modified", .collected), ("Identifier", .collected), ("City", .walked), ("DebtorCode", .walkedAmongHits),
        ("CompanyName", .walkedAmongHits), ("Identifier", .walkedAmongHits), ("DebtorCode", .begun), ("City", .begun),
    ])
    func agreeWithAPlainFilter(sort: String, way: Way) async throws {
        let descending = way == .collected || way == .walkedAmongHits
        let engine = try await TestEngine(debtors: 600)
        let rows = try await all(engine, sort: sort, descending: descending)
        let terms = [
            "", "e", "ü", "de", "XQ", "東", "Bakker", "db00", "db03", "łódź", "zzzz", "@", "\"", "' ", "%", "B.V.",
        ]
        let texts = rows.map { row in Self.searched.map { Array(TextFolding.fold(row.text($0)).utf8) } }
        for term in terms {
            let folded = Array(TextFolding.fold(term).utf8)
            let expected = zip(rows, texts).filter { _, texts in
                folded.isEmpty || texts.contains { $0.contains(sequence: folded) }
            }.map { $0.0.integer("Identifier") }
            for (offset, limit) in [(0, 40), (7, 5), (590, 40), (300, 1000), (5000, 10)] {
                let page = expected.dropFirst(offset).prefix(limit)
                let query = query(sort, descending, term, offset, limit)
                let (found, total) = try await engine.store.read { transaction in
                    var query = query
                    way.limit(&query)
                    query.search(for: term, in: Self.searched, dialect: transaction.dialect)
                    return (try query.page(in: transaction), try query.total(in: transaction))
                }
                #expect(found == Array(page), "\(term) from \(offset)")
                #expect(total == expected.count, "\(term)")
            }
        }
    }

    /// The same for what staff type: the index, which knows no text of fewer than three letters, only narrows.
    @Test(arguments: Way.allCases)
    func agreeWithAPlainFilterByWords(way: Way) async throws {
        let descending = way == .collected
        let engine = try await TestEngine(debtors: 600)
        let rows = try await all(engine, sort: "CompanyName", descending: descending)
        let typed = [
            "", "e", "a e", "de b", "jan de", "de jan bakker", "010", "+31 6", "06 1", "1015 aa", "bv 1", "0x 9 zz",
            "\"", "' \"", "% _", "db00 info", "db0001 010-223344", "東京", "zzzz", "31 2 3", "jan zzzz", "db04",
        ]
        let texts = rows.map { Array($0.text("Folded").utf8) }
        for typed in typed {
            let words = SearchWords(typed)
            let expected = zip(rows, texts).filter { _, text in
                words.isMet { text.contains(sequence: Array($0.utf8)) }
            }.map { $0.0.integer("Identifier") }
            for (offset, limit) in [(0, 40), (7, 5), (300, 1000)] {
                var asked = query("CompanyName", descending, typed, offset, limit)
                asked.words = words
                way.limit(&asked)
                let query = asked
                let (found, total, some) = try await engine.store.read {
                    (try query.page(in: $0), try query.total(in: $0), try query.total(in: $0, atMost: 30))
                }
                #expect(found == Array(expected.dropFirst(offset).prefix(limit)), "\(typed) from \(offset)")
                #expect(total == expected.count, "\(typed)")
                #expect(typed.isEmpty || some == min(30, total), "\(typed)")
            }
        }
    }

    private func query(_ sort: String, _ descending: Bool, _ term: String, _ offset: Int, _ limit: Int) -> ListQuery {
        var query = ListQuery(DebtorTable.source, sort: DebtorTable.source.columns[sort] ?? SourceColumn(sort, .code))
        query.isDescending = descending
        query.offset = offset
        query.limit = limit
        return query
    }

    @Test(arguments: [
        ("DebtorCode", "db0001", [1]), ("CompanyName", "COMPANY x", [1]), ("EmailAddress|Website", "info@company", [1]),
        ("Identifier", "1", [1]), ("Identifier", "x", []), ("Identifier|SurName", "jackson", [1]),
    ])
    func searchAtLooksOnlyInItsColumns(searchAt: String, text: String, ids: [Int]) async throws {
        let engine = try await TestEngine(debtors: 40)
        var list = ListDebtors()
        list[ListParameters.searchAt] = searchAt
        list[ListParameters.searchFor] = text
        let page = try await engine.service.send(list)
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == ids)
        #expect(page.total == ids.count)
    }

    @Test func servicesOfADebtorAreFoundByItsExactId() async throws {
        let engine = try await TestEngine(debtors: 200)
        for id in [1, 2, 11] {
            var list = ListServices()
            list[ListParameters.searchAt] = "Debtor"
            list[ListParameters.searchFor] = String(id)
            list.arguments[text: ListParameters.status.declaration] = ""
            let page = try await engine.service.send(list)
            let expected = try await engine.rows("SELECT 1 FROM service WHERE Debtor = ?", [.integer(id)]).count
            #expect(page.rows.count == expected)
            #expect(page.rows.allSatisfy { $0[Subscription.debtor] == id })
        }
    }

    @Test func theDefaultsAreTheVendors() async throws {
        let engine = try await TestEngine(debtors: 60)
        let page = try await engine.service.send(ListDebtors())
        #expect(page.total == 60)
        #expect(page.filters.isEmpty)
        let codes = page.rows.map { $0.text(Debtor.code) }
        #expect(codes == codes.sorted())
        let outcome = await engine.call("debtor", "list", [("limit", .text("2")), ("searchfor", .text("company x"))])
        #expect(outcome.envelope["filters"]?.encoded() == #"{"limit":"2","searchfor":"company x"}"#)
        #expect(outcome.envelope["totalresults"] == .number(1))
    }

    @Test(arguments: [
        ("sort", "Password", "sort: een lijst kan niet worden gesorteerd op “Password”"),
        ("searchat", "City|Nope", "searchat: een lijst kan niet worden gezocht in “Nope”"),
        ("modified[from]", "gisteren", "modified[from]: “gisteren” is geen moment zoals"),
    ])
    func refusesWhatCannotBeListed(name: String, value: String, sentence: String) async throws {
        let engine = try await TestEngine()
        var list = ListDebtors()
        let field = try #require(ListDebtors.declaration.parameters.first { $0.name == name })
        list.arguments[text: field] = value
        let action = list
        let sentences = await refusal { () throws(APIError) in _ = try await engine.service.send(action) }
        #expect(sentences.count == 1)
        #expect(sentences.first?.hasPrefix(sentence) == true)
    }

    @Test func groupAndModifiedNarrowTheList() async throws {
        let engine = try await TestEngine(debtors: 100)
        var list = ListDebtors()
        list[ListParameters.group] = 4
        let members = try await engine.rows("SELECT RecordId FROM debtor_group WHERE GroupId = 4 ORDER BY RecordId")
        let page = try await engine.service.send(list)
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == members.map { $0.integer(0) })
        #expect(page.total == members.count)
        var edit = EditDebtor()
        edit[Debtor.identifier] = 5
        edit[Debtor.city] = "Breda"
        _ = try await engine.service(at: TestEngine.moment("2022-12-24")).send(edit)
        var recent = ListDebtors()
        recent[ListParameters.modifiedFrom] = "2022-12-24"
        recent[ListParameters.modifiedTo] = "2022-12-24"
        #expect(try await engine.service.send(recent).rows.compactMap { $0[Debtor.identifier] } == [5])
    }
}
