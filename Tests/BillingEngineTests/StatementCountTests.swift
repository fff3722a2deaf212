import BillingAPI
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// How many statements an action asks of the database: one more for each record of an answer, or for each customer, is
/// what makes a quick program slow on a server that is a network away. A change writes one more, the journal's entry.
@Suite struct StatementCountTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var parameters: [(String, RawValue)]
        var most: Int

        init(_ name: String, _ parameters: [(String, String)], most: Int) {
            self.name = name
            self.parameters = parameters.map { ($0.0, .text($0.1)) }
            self.most = most
        }

        init(
            _ name: String, _ parameters: [(String, String)], under key: String, _ inner: [(String, String)], most: Int
        ) {
            self.init(name, parameters, most: most)
            self.parameters.append((key, .map(inner.map { RawParameter($0.0, $0.1) })))
        }

        var testDescription: String { name + parameters.map { " \($0.0)" }.joined() }
    }

    static let cases = [
        Case("debtor show", [("Identifier", "5")], most: 4),
        Case("debtor show", [("DebtorCode", "DB0005")], most: 4),
        Case("debtor list", [], most: 4),
        Case("debtor list", [("searchat", "CompanyName"), ("searchfor", "web")], most: 5),
        Case("debtor list", [("sort", "Modified"), ("order", "DESC"), ("limit", "10")], most: 5),
        Case("debtor add", [("CompanyName", "Bakkerij 'Ø'")], most: 11),
        Case("debtor edit", [("Identifier", "5"), ("City", "Delft")], most: 8),
        Case("debtor checklogin", [("Username", "DB0001"), ("Password", "wrong")], most: 4),
        Case(
            "debtor updatelogincredentials",
            [("Username", "DB0001"), ("EmailAddress", "info@company.com"), ("Password", "newpassword")], most: 8),
        Case("product show", [("Identifier", "1")], most: 4),
        Case("product list", [], most: 4),
        Case("product add", [("ProductName", "Opslag"), ("ProductKeyPhrase", "Opslag"), ("PriceExcl", "5")], most: 10),
        Case("product edit", [("Identifier", "1"), ("PriceExcl", "50.75")], most: 8),
        Case("service show", [("Identifier", "5")], most: 2),
        Case("service list", [("limit", "20")], most: 5),
        Case(
            "service add", [("DebtorCode", "DB0005")], under: "Subscription",
            [("ProductCode", "P001"), ("Periods", "1"), ("Periodic", "m")], most: 10),
        Case("service edit", [("Identifier", "5")], under: "Subscription", [("PriceExcl", "7")], most: 7),
        Case("service terminate", [("Identifier", "5")], most: 5),
        Case("group list", [("type", "debtor")], most: 4),
        Case("group show", [("Identifier", "4")], most: 3),
    ]

    @Test(arguments: cases)
    func asksNoMoreThanItDoes(_ wanted: Case) async throws {
        let few = try await statements(of: wanted, debtors: 20)
        #expect(few.count <= wanted.most, "\(few.joined(separator: "\n"))")
    }

    @Test(arguments: cases)
    func asksNoMoreOfManyCustomersThanOfFew(_ wanted: Case) async throws {
        let few = try await statements(of: wanted, debtors: 20)
        let many = try await statements(of: wanted, debtors: 400)
        #expect(many.count == few.count, "\(many.joined(separator: "\n"))")
    }

    private func statements(of wanted: Case, debtors: Int) async throws -> [String] {
        let engine = try await TestEngine(debtors: debtors)
        let store = CountingStore(engine.store)
        let words = wanted.name.split(separator: " ").map(String.init)
        let parameters = wanted.parameters.map { RawParameter($0.0, $0.1) }
        let answer = await HostFactCall(words[0], words[1], parameters)
            .answer(from: EngineService(store: store, clock: .fixed(TestEngine.seedMoment)), at: TestEngine.seedMoment)
        #expect(answer.error == nil || words[1] == "checklogin", "\(answer.envelope.encoded())")
        return store.statements
    }
}
