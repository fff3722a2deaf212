import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import MutationTesting
import Testing

/// Whatever is asked, an endpoint answers in its own dialect.
@Suite(.timeLimit(.minutes(240))) struct RequestMutationTests {
    private struct NoService: BillingService {
        func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
            throw APIError(.notFound, LocalizedText(verbatim: "Nothing is here."))
        }
    }

    @Test func everyHostFactRequestIsAnswered() async throws {
        let seeds = [
            "api_key=geheim&controller=product&action=edit&Identifier=5&PriceExcl=12.5&CustomPrices%5B0%5D%5BPeriods%5D=12",
            "api_key=k&controller=service&action=add&DebtorCode=D&Subscription%5BProductCode%5D=P&Subscription[Number]=2",
            #"{"api_key":"k","controller":"debtor","action":"edit","Identifier":1,"Groups":[4,{"a":7}],"City":null}"#,
        ]
        let endpoint = HostFactEndpoint(serving: NoService()) { _, _ in HostFactCaller(.full, "k") }
        for bytes in Mutations("HostFact requests", of: seeds, marks: "&=[]{}\",:%+", count: 3000) {
            let response = await endpoint.carry(WireRequest(path: "/", body: bytes))
            let answer = try JSONValue(parsing: response.body, limits: .answer)
            #expect(answer["status"]?.text == "error")
        }
    }

    @Test func everyM4RequestIsAnswered() async throws {
        let seeds = [
            "u=admin&user_id=3&hidden=1&city=K%C3%B6ln&by=2026&bm=3&bd=1&blocked=2&hash=x",
            #"{"u":"admin","user_id":3,"hidden":true,"email":"a@b","tax1_value":19.5}"#,
        ]
        let endpoint = M4Endpoint(serving: NoService(), settings: M4Settings(key: "k", checksHash: false)) { _ in
            .full
        }
        for bytes in Mutations("M4 requests", of: seeds, marks: "&=[]{}\",:%+", count: 3000) {
            let request = WireRequest(
                path: "/billing/api/user_details_update", query: "u=admin", body: bytes)
            let response = await endpoint.carry(request)
            #expect(try M4Element(parsing: response.body).first("error") != nil)
        }
    }
}
