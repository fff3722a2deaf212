import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

@testable import BillingEngine

/// Client, wire and engine in one process: what comes back is what the engine answers.
@Suite struct RemoteHostFactTests {
    private func remote(_ engine: TestEngine, key: String = "geheim") -> RemoteHostFactService {
        let endpoint = HostFactEndpoint(serving: engine.service, clock: .fixed(TestEngine.seedMoment)) { key, _ in
            key == "geheim" ? HostFactCaller(.full, "desk") : HostFactCaller(.unknownKey)
        }
        return RemoteHostFactService(transport: endpoint, key: key)
    }

    /// Answers of the call sent to two engines with the same data, one of them behind the wire.
    private func answers<Action: HostFactAction>(_ action: Action) async throws -> (direct: String, remote: String) {
        let (here, there) = (try await TestEngine(debtors: 40), try await TestEngine(debtors: 40))
        return (
            await Self.told { () throws(APIError) in try await here.service.send(action) },
            await Self.told { () throws(APIError) in try await remote(there).send(action) }
        )
    }

    private static func told<Answer: HostFactAnswer>(
        _ body: () async throws(APIError) -> Answer
    ) async -> String {
        do throws(APIError) {
            return JSONValue.object(try await body().envelopeMembers).encoded(indented: true)
        } catch {
            let words = error.sentences.map(\.dutch).joined(separator: " ")
            let refusal = "HostFact weigerde: "
            return words.hasPrefix(refusal) ? String(words.dropFirst(refusal.count)) : words
        }
    }

    private static let cases: [any HostFactAction] =
        HostFactCall.actions.map { $0.init() } + [
            ShowDebtor(1), ShowDebtor(999), ShowProduct(1), ShowService(1), ShowService(999),
            filled(ListDebtors()) {
                $0[ListParameters.searchFor] = "a"
                $0[ListParameters.limit] = 3
                $0[ListParameters.offset] = 2
            }, filled(ListDebtors()) { $0[ListParameters.offset] = 5000 },
            filled(ListDebtors()) { $0[ListParameters.sort] = "Nothing" },
            filled(ListServices()) { $0[ListParameters.status] = "active|terminated" },
            filled(ListProducts()) { $0[ListParameters.modifiedFrom] = "2020-01-01 00:00:00" },
            filled(EditDebtor()) {
                $0[Debtor.identifier] = 1
                $0[Debtor.companyName] = "Köln & <Zn> +%\"'~ 👍"
                $0[Debtor.comment] = "eerste\ntweede"
                $0[Debtor.groups] = [1, 7]
            },
            filled(EditDebtor()) {
                $0[Debtor.identifier] = 1
                $0[Debtor.groups] = [2]
            },
            filled(EditProduct()) {
                $0[Product.identifier] = 1
                $0[Product.priceExcl] = 50.75
                $0[Product.hasCustomPrice] = "period"
                $0.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "120"]]
            },
            filled(UpdateLoginCredentials()) {
                $0[Debtor.username] = "DB0001"
                $0[Debtor.emailAddress] = "info@company.com"
                $0[Debtor.password] = "newpassword"
                $0[UpdateLoginCredentials.sendMail] = true
            },
            filled(AddService()) {
                $0[Subscription.debtorCode] = "DB0001"
                $0[Subscription.productCode] = "P001"
                $0[Subscription.periods] = 1
                $0[Subscription.periodic] = "m"
            }, filled(TerminateService()) { $0[Subscription.identifier] = 1 },
        ]

    private static func filled<Action: HostFactAction>(
        _ action: Action, _ fill: (inout Action) -> Void
    ) -> any HostFactAction {
        var action = action
        fill(&action)
        return action
    }

    /// Calls as scripts write them.
    @Test(arguments: [
        ("debtor", "show", "Identifier=1&GetPassword=yes"), ("debtor", "checklogin", "Username=DB0001&Password=x"),
        ("debtor", "add", "CompanyName=K%C3%B6ln+%26+Zn&Groups[]=1&Country=DE"),
        ("product", "add", "ProductName=Kabel&ProductKeyPhrase=Kabel+2+m&PriceExcl=12.50&PricePeriod=m"),
        ("product", "delete", "ProductCode=P001"),
        ("service", "edit", "Identifier=1&Subscription[Number]=3&Subscription[Description]=Drie"),
        ("group", "list", "type=debtor"),
        ("group", "list", "type=product&limit=1"), ("group", "show", "Identifier=1"),
        ("group", "show", "Identifier=2"), ("group", "add", "GroupName=Nieuw&Type=debtor&Items[]=1"),
        ("group", "edit", "Identifier=1&Items="), ("group", "delete", "Identifier=1"),
    ]) func theWireChangesNothingByName(controller: String, action: String, form: String) async throws {
        let name = ActionName(controller, action)
        let type = try #require(HostFactCall.actions.first { $0.declaration.name == name })
        let answers = try await answers(type.init(parsing: PHPForm.decode(form.utf8)))
        #expect(answers.remote == answers.direct)
    }

    @Test(arguments: cases.indices) func theWireChangesNothing(index: Int) async throws {
        let answers = try await answers(Self.cases[index])
        #expect(answers.remote == answers.direct)
    }

    @Test func aWrongKeyIsForbidden() async throws {
        let engine = try await TestEngine()
        let service = remote(engine, key: "fout")
        do throws(APIError) {
            _ = try await service.send(ShowDebtor(1))
            Issue.record("The key was taken.")
        } catch {
            #expect(error.kind == .forbidden)
            #expect(error.message.english == "HostFact refused: API key is invalid")
        }
    }
}
