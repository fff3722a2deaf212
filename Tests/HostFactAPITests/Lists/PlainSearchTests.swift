import BillingAPI
import BillingModel
import Testing

@testable import HostFactAPI

/// What is found at a system that looks for the text as it stands, and what that costs.
@Suite struct PlainSearchTests {
    private let vendor = PlainVendor([
        [
            "Identifier": "1", "DebtorCode": "DB0001", "CompanyName": "Bakkerij Noord", "Initials": "Jan",
            "SurName": "Bakker", "PhoneNumber": "010-2233444", "AccountNumber": "NL91ABNA0417164300",
            "ZipCode": "3862 VZ",
        ],
        [
            "Identifier": "2", "DebtorCode": "DB0002", "CompanyName": "Garage Zon", "Initials": "Piet",
            "SurName": "Bakker", "PhoneNumber": "+31 (0)10 223 34 44", "AccountNumber": "NL22 BANK 0567 4417 64",
            "ZipCode": "1234AB",
        ],
        [
            "Identifier": "3", "DebtorCode": "DB0003", "CompanyName": "Drukkerij Maas", "Initials": "Els",
            "SurName": "Vos", "MobileNumber": "06 12 34 56 78",
        ],
    ])

    private func list(_ typed: String) -> ListDebtors {
        var list = ListDebtors()
        list[ListParameters.searchFor] = typed
        list[ListParameters.searchAt] = Debtor.searched.joined(separator: "|")
        list[ListParameters.limit] = 80
        list.findsWords = true
        return list
    }

    private func seen() throws -> SeenPages { SeenPages(vendor, clock: .fixed(try #require(Samples.moment))) }

    @Test(
        arguments: [
            ("bakker", [1, 2], 1), ("jan bakker", [1], 2), ("Bakker, Jan", [1], 3), ("els vos", [3], 2),
            ("jan vos", [], 3), ("j bakker", [], 1), ("+31 10 2233444", [1, 2], 3), ("0102233444", [1, 2], 3),
            ("010 22", [], 1), ("0031 6 12345678", [3], 3), ("nl91 abna 0417 1643 00", [1], 3),
            ("NL22BANK0567441764", [2], 3), ("3862VZ", [1], 3), ("1234 ab", [2], 3), ("0417164300", [1], 3),
        ] as [(String, [Int], Int)]) func numbersAndNamesAreFoundByAFewQuestions(
            typed: String, found: [Int], requests: Int
        ) async throws
    {
        let page = try await seen().send(list(typed)).page
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == found)
        #expect(page.total == found.count && !page.isFoundByWords)
        let terms = await vendor.terms
        #expect(terms.count <= requests && requests <= 3, "\(terms)")
    }

    @Test func whatWasFoundIsKnownWhenItIsAskedForAgainAndInParts() async throws {
        let seen = try seen()
        _ = try await seen.send(list("0102233444"))
        let asked = await vendor.terms.count
        var second = list("0102233444")
        (second[ListParameters.offset], second[ListParameters.limit]) = (1, 1)
        let page = try await seen.send(second).page
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == [2] && page.total == 2)
        #expect(await vendor.terms.count == asked)
    }

    @Test func theJoinedRowsStandInTheOrderThatIsAskedFor() async throws {
        var list = list("0102233444")
        (list[ListParameters.sort], list[ListParameters.order]) = ("CompanyName", ListParameters.descending)
        #expect(try await seen().send(list).page.rows.compactMap { $0[Debtor.identifier] } == [2, 1])
    }

    @Test func whoSearchesAsTheVendorDoesIsAnsweredSo() async throws {
        var plain = list("jan bakker")
        plain.findsWords = false
        #expect(try await seen().send(plain).page.rows.isEmpty)
        #expect(await vendor.terms == ["jan bakker"])
    }

    /// Of a name that many have the rest is asked for where the first hundred do not hold who is meant, and nothing more.
    @Test func aNameThatManyHaveIsLookedThroughToTheThousandthAtMost() async throws {
        let many = (1...1500).map { number in
            [
                "Identifier": String(number), "DebtorCode": "DB\(10_000 + number)", "SurName": "Bakker",
                "Initials": number == 700 ? "Sebastiaan" : "Jan",
            ]
        }
        let vendor = PlainVendor(many)
        let seen = SeenPages(vendor, clock: .fixed(try #require(Samples.moment)))
        let page = try await seen.send(list("sebastiaan bakker")).page
        #expect(page.rows.compactMap { $0[Debtor.identifier] } == [700])
        #expect(await vendor.terms == ["sebastiaan bakker", "bakker", "bakker"])
        _ = try await seen.send(list("jan bakker"))
        #expect(await vendor.terms.count == 4)
    }

    @Test func aRefusedFurtherQuestionTakesNothingAwayButIsNoEmptyAnswer() async throws {
        await vendor.refuse(whereNot: "010-2233444")
        #expect(try await seen().send(list("010-2233444")).page.rows.compactMap { $0[Debtor.identifier] } == [1])
        await vendor.refuse(whereNot: "0102233444")
        let seen = try seen()
        await #expect(throws: APIError.self) { _ = try await seen.send(list("0102233444")) }
    }
}

/// Looks for a text as it stands in the named fields, and tells of a row what the vendor's list tells.
private actor PlainVendor: BillingService {
    private let rows: [[String: String]]
    private(set) var terms: [String] = []
    private var answered: String?

    init(_ rows: [[String: String]]) { self.rows = rows }

    /// Refuses every search but one.
    func refuse(whereNot term: String) { answered = term }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let term = action.arguments[ListParameters.searchFor] ?? ""
        terms.append(term)
        if let answered, term != answered { throw APIError(.invalidInput, LocalizedText(verbatim: "No.")) }
        let fields = (action.arguments[ListParameters.searchAt] ?? "").split(separator: "|").map(String.init)
        let found = rows.filter { row in
            fields.contains { TextFolding.fold(row[$0] ?? "").contains(TextFolding.fold(term)) }
        }
        let told = Set(Debtor.listMembers.map(\.name))
        let offset = action.arguments[ListParameters.offset] ?? 0
        let rows = found.dropFirst(offset).prefix(action.arguments.rowLimit)
        let answer = Listed<Debtor>(
            total: found.count, offset: offset, filters: [],
            rows: rows.map { row in Record(row.filter { told.contains($0.key) }) })
        guard let typed = answer as? Action.Answer else {
            throw APIError(.failure, LocalizedText(verbatim: "No answer was prepared."))
        }
        return typed
    }
}
