import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import MutationTesting
import Testing

/// Whatever a system answers, a client reads it or tells why not, on one line and without what drives a terminal.
@Suite(.timeLimit(.minutes(240))) struct AnswerMutationTests {
    private struct Answering: Transport {
        var body: [UInt8]

        func carry(_ request: WireRequest) async throws(APIError) -> WireResponse { WireResponse(body: body) }
    }

    private static func refusal<Action: APIAction>(_ service: some BillingService, _ action: Action) async -> APIError?
    {
        do throws(APIError) {
            _ = try await service.send(action)
            return nil
        } catch {
            return error
        }
    }

    @Test func everyHostFactAnswerIsReadOrRefused() async {
        let seeds = [
            #"{"controller":"debtor","action":"list","status":"success","date":"2026-03-02T09:00:00+01:00","totalresults":2,"currentresults":2,"offset":0,"filters":{"limit":"2"},"debtors":[{"Identifier":"1","DebtorCode":"DB0001"},{"Identifier":2}]}"#,
            #"{"controller":"debtor","action":"show","status":"success","debtor":{"Identifier":"1","Groups":{"4":{"id":"4","GroupName":"Winkels"}},"Modified":"0000-00-00","Translations":{"Country":"Nederland"}}}"#,
            #"{"controller":"product","action":"edit","status":"error","errors":["Ongeldig kenmerk voor product","PriceExcl: \u001b[31m"]}"#,
            #"{"status":"success","success":["Dienst is opgezegd"],"service":{"Identifier":1,"Subscription":{"PriceExcl":250.0,"Periods":"1"},"Termination":{"Date":"2026-03-31","Status":"pending"}}}"#,
            #"{"status":"success","product":{"Identifier":"1","CustomPrices":[{"Periods":"12","Periodic":"m","PriceExcl":"120"}]},"group":{"Identifier":"4","Type":"debtor","Items":{"1":{"Identifier":"1"}}}}"#,
        ]
        for bytes in Mutations("HostFact answers", of: seeds, marks: "{}[]\",:\\ue-.0", count: 3000) {
            let service = RemoteHostFactService(transport: Answering(body: bytes), key: "k")
            let actions: [any HostFactAction] = [
                ListDebtors(), ShowDebtor(1), ShowProduct(1), ShowService(1), ShowGroup(4),
            ]
            for action in actions { Self.expectPlain(await Self.refusal(service, action)) }
        }
    }

    @Test func everyM4AnswerIsReadOrRefused() async {
        let seeds = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<page><status><users><user><id>3</id><username>companyx</username><blocked>0</blocked><balance>12.5</balance></user></users></status></page>",
            "<page><pagename>Personal_details</pagename><userid>3</userid><details><main_detail><account>Postpaid</account><credit>Unlimited</credit></main_detail></details></page>",
            "<page><status><error>User was not updated</error><message>hidden: &#27;[31m&amp;</message></status></page>",
            "<page><status><success>User was updated successfully</success></status></page>",
            "<html><action><name>x</name><status>failed</status><status_message>Bad login</status_message></action></html>",
        ]
        for bytes in Mutations("M4 answers", of: seeds, marks: "<>/&;#x!-[]'\" ", count: 3000) {
            let service = RemoteM4Service(transport: Answering(body: bytes), as: "admin", key: "k")
            var list = ListUsers()
            list[ListUsers.user] = ListUsers.all
            var show = ShowUser()
            show[User.id] = 3
            let actions: [any M4Action] = [list, show, ReadUser(3), UpdateUserDetails(3)]
            for action in actions { Self.expectPlain(await Self.refusal(service, action)) }
        }
    }

    private static func expectPlain(_ error: APIError?) {
        guard let error else { return }
        for text in [error.message.english, error.message.dutch] { #expect(text == text.plainLine) }
    }
}
