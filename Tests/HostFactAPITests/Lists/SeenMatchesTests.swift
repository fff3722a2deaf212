import BillingAPI
import BillingModel
import HostFactAPI
import Testing

/// What is known of a search before the system is asked.
@Suite struct SeenMatchesTests {
    private let time = HandTurnedTime()
    private let seen: SeenPages
    private let system: FixedService

    init() throws {
        let rows = [
            ("1", "DB0001", "Café Noord", "Zuur"), ("2", "DB0002", "Garage Zon", "Ångström"),
            ("10", "DB0010", "Bakkerij Noord", "Smit"),
        ].map { id, code, company, name in
            Record<Debtor>(["Identifier": id, "DebtorCode": code, "CompanyName": company, "SurName": name])
        }
        system = FixedService(answers: [
            Listed<Debtor>(total: 3, offset: 0, filters: [], rows: rows), Changed<Debtor>([], rows[0]), Found(rows[0]),
        ])
        seen = SeenPages(system, clock: .fixed(try #require(Samples.moment)), uptime: time.uptime)
    }

    private func list(_ term: String, at fields: String? = nil, sort: String? = nil, order: String? = nil)
        -> ListDebtors
    {
        var list = ListDebtors()
        list[ListParameters.searchFor] = term
        list[ListParameters.searchAt] = fields
        list[ListParameters.sort] = sort
        list[ListParameters.order] = order
        return list
    }

    private func known(_ list: ListDebtors) async throws -> [Int] {
        try await seen.send(list, .onlySeen).rows.compactMap { $0[Debtor.identifier] }
    }

    @Test func rowsOfAnyListAreFoundByTextInAnyOfItsFields() async throws {
        _ = try await seen.send(list(""))
        #expect(try await known(list("NOORD")) == [1, 10])
        #expect(try await known(list("angstrom")) == [2])
        #expect(try await known(list("db001")) == [10])
        #expect(try await known(list("zuur", at: "CompanyName")).isEmpty)
        #expect(try await known(list("noord bakkerij")).isEmpty)
    }

    @Test func theyStandInTheOrderThatIsAskedFor() async throws {
        _ = try await seen.send(list(""))
        #expect(try await known(list("", sort: "CompanyName", order: "ASC")) == [10, 1, 2])
        #expect(try await known(list("", sort: "CompanyName", order: "DESC")) == [2, 1, 10])
        #expect(try await known(list("", sort: "Identifier")) == [1, 2, 10])
    }

    @Test func windowIsOfThoseThatMatchAndTheTotalIsTheirs() async throws {
        _ = try await seen.send(list(""))
        var window = list("noord")
        window[ListParameters.offset] = 1
        window[ListParameters.limit] = 1
        let page = try await seen.send(window, .onlySeen)
        #expect(page.rows.map { $0.text(Debtor.code) } == ["DB0010"])
        #expect(page.total == 2 && page.offset == 1 && page.readAt == Samples.moment)
    }

    @Test func rowsOfAnotherGroupAreOfAnotherList() async throws {
        _ = try await seen.send(list(""))
        var grouped = list("noord")
        grouped[ListParameters.group] = 4
        #expect(try await known(grouped).isEmpty)
    }

    @Test func whatIsTooOldOrFromBeforeAChangeIsNotKnown() async throws {
        _ = try await seen.send(list(""))
        _ = try await seen.send(EditDebtor())
        #expect(try await known(list("noord")).isEmpty)
        _ = try await seen.send(list(""))
        time.pass(seconds: 300)
        #expect(try await known(list("noord")).isEmpty)
    }

    @Test func whatNoListTellsIsNotAskedFor() async throws {
        let error = await #expect(throws: APIError.self) { _ = try await seen.send(ShowDebtor(1), .onlySeen) }
        #expect(error == .neverSeen)
    }
}
