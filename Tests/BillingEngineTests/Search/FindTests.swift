import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// What staff type in the console's search, asked of the engine as the console asks.
@Suite struct FindTests {
    private func debtors(_ typed: String, _ engine: TestEngine) async throws -> [Int] {
        var list = ListDebtors()
        list[ListParameters.searchFor] = typed
        list[ListParameters.searchAt] = Debtor.searched.joined(separator: "|")
        list.findsWords = true
        let page = try await engine.service.send(list)
        #expect(page.total == page.rows.count)
        return page.rows.compactMap { $0[Debtor.identifier] }
    }

    @Test(arguments: [
        "jan bakkerink", "Bakkerink, Jan", "BAKKERINK zomer nijkerk", "010 223 34 49", "+31102233449",
        "0031 10 2233449", "010-2233449", "06 12 34 56 70", "+31 6 12345670", "0332450011", "jan@cafezomer.example",
        "cafezomer", "kromme waal 12", "9899qx", "9899 qx", "NL33BANK0999888776", "NL33 BANK 0999 8887 76",
        "NL812345678B01", "8123.45.678", "87654321", "zoekaas", "db0007 jan", "bakkerink 9899",
    ]) func aDebtorIsFoundByWhateverACallerSays(typed: String) async throws {
        #expect(try await debtors(typed, .withCafeZomer()) == [7])
    }

    @Test(arguments: ["jan bakkerinks", "nijkerk amsterdam", "010 223 34 48", "bakkerink 9898"])
    func allOfItMustBeFound(typed: String) async throws {
        #expect(try await debtors(typed, .withCafeZomer()).isEmpty)
    }

    /// The vendor's search knows neither words nor numbers in another notation, and not these members.
    @Test(arguments: [
        ("jan bakkerink", "Initials|SurName", 0), ("0102233449", "PhoneNumber", 0), ("zoekaas", nil, 0),
        ("nijkerk", nil, 0), ("bakkerink", nil, 1), ("+31 10 2233449", "PhoneNumber", 1), ("café zomer", nil, 1),
        ("0999", "CompanyName|SurName", 0),
    ]) func theWireSearchesAsTheVendorDoes(text: String, searchAt: String?, count: Int) async throws {
        let engine = try await TestEngine.withCafeZomer()
        var parameters: [(String, RawValue)] = [("searchfor", .text(text))]
        if let searchAt { parameters.append(("searchat", .text(searchAt))) }
        parameters.append(("findsWords", .text("yes")))
        let answer = await engine.call("debtor", "list", parameters)
        #expect(answer.envelope["totalresults"] == .number(Decimal(count)), "\(text)")
    }

    @Test func aServiceIsFoundByItsTextAndItsCustomer() async throws {
        let engine = try await TestEngine.withCafeZomer()
        var add = AddService()
        add[Subscription.debtorCode] = "DB0007"
        add[Subscription.description] = "Domein cafezomer-nijkerk.example"
        add[Subscription.priceExcl] = 10
        add[Subscription.periodic] = "m"
        _ = try await engine.service.send(add)
        for typed in [
            "cafezomer-nijkerk.example", "nijkerk domein", "domein bakkerink jan", "zomer domein", "db0007 cafezomer",
        ] {
            var list = ListServices()
            list[ListParameters.searchFor] = typed
            list.findsWords = true
            #expect(try await engine.service.send(list).rows.map { $0.text(Subscription.debtorCode) } == ["DB0007"])
        }
    }

    @Test func aServiceFollowsItsCustomersFirstName() async throws {
        let engine = try await TestEngine.withCafeZomer()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.initials] = "Wilhelmina"
        _ = try await engine.service.send(edit)
        var list = ListServices()
        list[ListParameters.searchFor] = "wilhelmina jackson"
        list.findsWords = true
        #expect(try await engine.service.send(list).rows.compactMap { $0[Subscription.debtor] } == [1])
    }

    @Test(arguments: [
        "companyx", "x company", "010-223344", "+31 10 22 33 44", "1015aa", "1015 AA", "NL 123456789 B01", "A-77",
        "keizersgracht 100", "db0001 companyx", "123456789", "info@company.com",
    ]) func aUserIsFoundByWhateverACallerSays(typed: String) async throws {
        let engine = try await TestEngine(debtors: 40)
        var browse = BrowseUsers()
        browse[BrowseUsers.searchFor] = typed
        let page = try await engine.service.send(browse)
        #expect(page.rows.map { $0.text(User.username) } == ["companyx"])
        #expect(page.total == 1)
    }

    @Test func aProductIsFoundByItsWords() async throws {
        let engine = try await TestEngine()
        for typed in ["small hosting", "p002 small"] {
            var list = ListProducts()
            list[ListParameters.searchFor] = typed
            list.findsWords = true
            #expect(try await engine.service.send(list).rows.map { $0.text(Product.code) } == ["P002"])
        }
    }
}
