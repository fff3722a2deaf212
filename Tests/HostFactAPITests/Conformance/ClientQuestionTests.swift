import BillingAPI
import BillingModel
import HostFactAPI
import Testing

/// What a client does where the vendor's way is unknown: the HostFact reference's section 16, by its numbers.
@Suite struct ClientQuestionTests {
    private func send<Action: HostFactAction>(_ action: Action, answered body: String) async throws -> Action.Answer {
        try await RemoteHostFactService(transport: KeepingTransport(body), key: "geheim").send(action)
    }

    private func body<Action: HostFactAction>(of action: Action) async -> String? {
        let transport = KeepingTransport("{}")
        _ = try? await RemoteHostFactService(transport: transport, key: "geheim").send(action)
        return await transport.request.map { String(decoding: $0.body, as: UTF8.self) }
    }

    private static var terminate: TerminateService {
        var action = TerminateService()
        action[Subscription.identifier] = 12
        return action
    }

    @Test("16 no. 4: the client sends forms") func formsAreSent() async {
        let transport = KeepingTransport("{}")
        _ = try? await RemoteHostFactService(transport: transport, key: "geheim").send(ShowDebtor(7))
        #expect(await transport.request?.contentType == "application/x-www-form-urlencoded")
    }

    @Test("16 no. 6: an explicit Date is sent, and TerminationDate is read from the answer")
    func theDateIsTheAnswers() async throws {
        var action = Self.terminate
        action[TerminateService.date] = CalendarDate("2026-05-02")
        #expect(await body(of: action)?.hasSuffix("&Identifier=12&Date=2026-05-02") == true)
        let answer = try await send(
            Self.terminate,
            answered:
                #"{"status":"success","success":["Dienst is opgezegd met opzegdatum 01-06-2026"],"service":{"Subscription":{"TerminationDate":"2026-06-01"}}}"#
        )
        #expect(answer.record[Subscription.terminationDate] == CalendarDate("2026-06-01"))
    }

    @Test("16 no. 7: NextDate is read from the answer") func theNextDateIsTheAnswers() async throws {
        let service = try await send(
            ShowService(12),
            answered:
                #"{"status":"success","service":{"Subscription":{"StartPeriod":"2026-03-02","NextDate":"2026-02-23"}}}"#
        ).record
        #expect(service[Subscription.nextDate] == CalendarDate("2026-02-23"))
    }

    @Test("16 no. 9: whatever the status after the date is called, it is kept", arguments: ["terminated", "done", ""])
    func anotherStatusIsKept(status: String) async throws {
        let service = try await send(
            ShowService(12),
            answered:
                #"{"status":"success","service":{"Subscription":{"TerminationDate":"2026-01-01"},"Termination":{"Date":"2026-01-01","Created":"2025-12-01 10:00:00","Status":"\#(status)"}}}"#
        ).record
        let termination = try #require(Subscription.termination(of: service))
        #expect(termination.status == status)
        #expect(termination.isPending == false)
    }

    @Test(
        "16 no. 10: an undone termination is confirmed by the answer alone",
        arguments: [
            (#""""#, true), (#""0000-00-00""#, true), (#""2026-05-02""#, false),
        ]) func anUndoIsConfirmed(date: String, isUndone: Bool) async throws
    {
        var edit = EditService()
        edit[Subscription.identifier] = 12
        edit.arguments[text: Subscription.terminationDate.declaration] = ""
        #expect(await body(of: edit)?.hasSuffix("&Identifier=12&Subscription%5BTerminationDate%5D=") == true)
        let answer = try await send(
            edit, answered: #"{"status":"success","service":{"Subscription":{"TerminationDate":\#(date)}}}"#)
        #expect((answer.record[Subscription.terminationDate] == nil) == isUndone)
    }

    @Test("16 no. 15: members are read in any order, CustomFields among them") func anyOrder() async throws {
        let debtor = try await send(
            ShowDebtor(7),
            answered:
                #"{"debtor":{"Modified":"2026-01-05 10:00:00","CustomFields":{"a":"b"},"City":"Ede","Created":"","Identifier":"7"},"status":"success"}"#
        ).record
        #expect(debtor.text(Debtor.city) == "Ede")
        #expect(debtor[member: "CustomFields"] == #"{"a":"b"}"#)
    }

    @Test("16 no. 17: group.list is never sent without type") func theTypeIsAlwaysSent() async {
        #expect(await body(of: ListGroups()) == nil)
        var list = ListGroups()
        list[ListParameters.type] = "debtor"
        #expect(await body(of: list) == "api_key=geheim&controller=group&action=list&type=debtor")
    }
}
