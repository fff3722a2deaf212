import BillingAPI
import Foundation
import M4API
import Testing

/// Answers as other systems may write them. Source: M4 reference, 9.
@Suite struct BalanceAnswerTests {
    private struct FixedTransport: Transport {
        var body: String

        func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
            WireResponse(body: body.utf8)
        }
    }

    private func remote(_ body: String) -> RemoteM4Service {
        RemoteM4Service(transport: FixedTransport(body: body), as: "admin", key: "secret")
    }

    @Test(arguments: [
        ("<page><balance>12.5000</balance></page>", "12.5", nil), ("<page><balance> -3 </balance></page>", "-3", nil),
        ("<page><balance>11.50 EUR</balance></page>", "11.5", "EUR"),
        ("<page><balance>11.5</balance><currency>EUR</currency></page>", "11.5", "EUR"), ("12.50\n", "12.5", nil),
    ]) func aBalanceIsReadFromEveryWriting(body: String, balance: String, currency: String?) async throws {
        let answer = try await remote(body).send(ReadBalance("acme"))
        #expect(answer.balance.vendorText == balance)
        #expect(answer.currency == currency)
        #expect(try await remote(body).send(ReadSimpleBalance("3")).balance == answer.balance)
    }

    @Test(arguments: ["", "Feature disabled", "<page><balance>much</balance></page>", "<page/>", "12.5 or so"])
    func whatIsNoAmountIsNotTakenForOne(body: String) async {
        await #expect(throws: APIError.self) { try await remote(body).send(ReadBalance("acme")) }
        await #expect(throws: APIError.self) { try await remote(body).send(ReadSimpleBalance("3")) }
    }

    @Test func aSimpleBalanceTravelsAsText() {
        let body = SimpleBalance(12.5).body
        #expect(body == .bare("12.5"))
        #expect(body.contentType == "text/plain; charset=utf-8")
    }

    /// The client knows both spellings of the vendor's refusal.
    @Test(arguments: ["Cannot delete User - he has Invoices", "Cannot delete User - he has Invoicess"])
    func aRefusedDeletionIsToldInTheVendorsWords(words: String) async {
        let service = remote("<page><error>\(words)</error></page>")
        var refusal = APIError(.invalidInput, .init("M4 refused: \(words)", "M4 weigerde: \(words)"))
        refusal.vendorWords = [words]
        await #expect(throws: refusal) {
            try await service.send(DeleteUser(3))
        }
    }

    @Test func aDeletionThatIsNotConfirmedIsUnknown() async {
        do throws(APIError) {
            _ = try await remote("<page><status>Working</status></page>").send(DeleteUser(3))
            Issue.record("was taken for done")
        } catch {
            #expect(error.kind == .unknownOutcome)
        }
    }
}
