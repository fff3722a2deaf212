import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

/// How answers of real installations are read. Source: HostFact reference, 2.6 to 2.8.
@Suite struct RemoteHostFactTests {
    private func send<Action: HostFactAction>(
        _ action: Action, answered body: String, status: Int = 200, system: String = "HostFact"
    ) async throws -> Action.Answer {
        let transport = KeepingTransport(body, status: status)
        return try await RemoteHostFactService(transport: transport, key: "geheim", system: system).send(action)
    }

    private func error<Action: HostFactAction>(
        _ action: Action, answered body: String, status: Int = 200, system: String = "HostFact"
    ) async -> APIError? {
        do {
            _ = try await send(action, answered: body, status: status, system: system)
            return nil
        } catch {
            return error as? APIError
        }
    }

    private static var terminate: TerminateService {
        var action = TerminateService()
        action[Subscription.identifier] = 12
        return action
    }

    @Test func aNumberMayBeATextAndATextANumber() async throws {
        let body =
            #"{"status":"success","product":{"Identifier":5,"PriceExcl":12.50,"TaxPercentage":"21","ProductCode":7,"Extra":{"a":1},"Nothing":null}}"#
        let record = try await send(ShowProduct(5), answered: body).record
        #expect(record[Product.identifier] == 5)
        #expect(record[Product.priceExcl] == 12.5)
        #expect(record[Product.taxPercentage] == 21)
        #expect(record.text(Product.code) == "7")
        #expect(record[member: "Extra"] == #"{"a":1}"#)
        #expect(record[text: Product.name.declaration] == nil)
        #expect(record[member: "Nothing"] == "")
    }

    @Test(arguments: [
        (#"{"4":{"id":"4","GroupName":"Winkels"},"7":{"id":7,"GroupName":"Zorg"}}"#, [4, 7], "Zorg"),
        (#"[{"id":"4","GroupName":"Winkels"},{"id":"7","GroupName":"Zorg"}]"#, [4, 7], "Zorg"),
        (#"{"4":{"GroupName":"Winkels"},"7":{"GroupName":"Zorg"}}"#, [4, 7], "Zorg"),
        (#"["4",7]"#, [4, 7], ""), ("[]", [], nil), ("{}", [], nil), (#""""#, [], nil),
    ]) func groupsMayBeAMapOrAList(groups: String, ids: [Int], last: String?) async throws {
        let body = #"{"status":"success","debtor":{"Identifier":"1","Groups":\#(groups)}}"#
        let record = try await send(ShowDebtor(1), answered: body).record
        #expect(record.groupNames.map(\.id) == ids)
        #expect(record.groupNames.last?.name == last)
    }

    @Test func aDateThatIsNotSetIsNone() async throws {
        let body =
            #"{"status":"success","service":{"Identifier":"12","Subscription":{"StartPeriod":"2026-03-02","TerminationDate":"0000-00-00","EndContract":""}}}"#
        let record = try await send(ShowService(12), answered: body).record
        #expect(record[Subscription.startPeriod] == CalendarDate("2026-03-02"))
        #expect(record[Subscription.terminationDate] == nil)
        #expect(record[Subscription.endContract] == nil)
    }

    @Test func aTerminationComesAlong() async throws {
        let envelope = JSONValue.object(
            [JSONMember("status", "success")] + Changed(["Dienst is opgezegd"], Samples.terminated).envelopeMembers)
        let answer = try await send(Self.terminate, answered: envelope.encoded())
        #expect(answer.messages == ["Dienst is opgezegd"])
        #expect(Subscription.termination(of: answer.record) == Subscription.termination(of: Samples.terminated))
    }

    @Test(arguments: [
        (#""warning":["Let op"],"success":["Gedaan"]"#, ["Let op", "Gedaan"]), (#""success":"Gedaan""#, ["Gedaan"]),
        (#""warning":[],"success":[]"#, []), (#""success":"""#, []),
    ]) func warningsAndMessagesAreBothShown(members: String, messages: [String]) async throws {
        let body = #"{"status":"success",\#(members),"service":{"Identifier":"12"}}"#
        #expect(try await send(Self.terminate, answered: body).messages == messages)
    }

    @Test(arguments: [
        (#"{"status":"success","totalresults":"13","currentresults":2,"offset":"4","debtors":[{},{}]}"#, 13, 4, 2),
        (#"{"status":"success","totalresults":2,"debtors":{"1":{},"7":{}}}"#, 2, 0, 2),
        (#"{"status":"success","totalresults":0,"currentresults":0,"offset":0}"#, 0, 0, 0),
        (#"{"status":"success"}"#, nil, 0, 0), (#"{"status":"success","debtors":""}"#, nil, 0, 0),
    ]) func aListIsReadWhateverIsMissing(body: String, total: Int?, offset: Int, rows: Int) async throws {
        let page = try await send(ListDebtors(), answered: body)
        #expect((page.total, page.offset, page.rows.count) == (total, offset, rows))
    }

    @Test func aMarkBeforeTheDataIsSkipped() async throws {
        let body = "\u{FEFF} " + #"{"status":"success","debtor":[{"Identifier":"1"}]}"#
        #expect(try await send(ShowDebtor(1), answered: body).record[Debtor.identifier] == 1)
    }

    @Test(arguments: [
        (
            #"{"controller":"debtor","action":"show","status":"error","errors":["Ongeldig kenmerk voor debiteur"]}"#,
            APIError.Kind.notFound, "HostFact refused: Ongeldig kenmerk voor debiteur"
        ),
        (
            #"{"controller":"invalid","action":"invalid","status":"error","errors":["API key is invalid"]}"#,
            .forbidden, "HostFact refused: API key is invalid"
        ),
        (
            #"{"controller":"debtor","status":"error","errors":["Een.","Twee \u001b[31m rood."]}"#, .invalidInput,
            "HostFact refused: Een. Twee [31m rood."
        ),
        (#"{"status":"error","errors":"Alleen tekst"}"#, .invalidInput, "HostFact refused: Alleen tekst"),
        (#"{"status":"error"}"#, .invalidInput, "HostFact refused without a reason."),
        (#"{"status":"Success","debtor":{}}"#, .invalidInput, "HostFact refused without a reason."),
    ]) func aRefusalIsToldInTheVendorsWords(body: String, kind: APIError.Kind, sentence: String) async {
        let error = await error(ShowDebtor(1), answered: body)
        #expect(error?.kind == kind)
        #expect(error?.message.english == sentence)
    }

    @Test func aSentenceStandsBesideTheParameterItBeginsWith() async {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        let body = #"{"status":"error","errors":["City: te lang.","Iets anders."]}"#
        let error = await error(edit, answered: body)
        #expect(error?.problems.map(\.field) == [Debtor.city.name, nil])
        #expect(error?.problems.map(\.message.dutch) == ["City: te lang.", "Iets anders."])
        #expect(error?.message.english == "HostFact refused: City: te lang. Iets anders.")
    }

    @Test func theSystemHasItsOwnName() async {
        let body = #"{"status":"error","errors":["Nee"]}"#
        let error = await error(ShowDebtor(1), answered: body, system: "WeFact")
        #expect(error?.message == LocalizedText("WeFact refused: Nee", "WeFact weigerde: Nee"))
    }

    @Test(arguments: [
        ("", 200, "nothing. This is not JSON: the text ends too early, at byte 1."),
        (
            "<html>\n<head><title>502 Bad\u{1B}[31m Gateway</title></head>", 200,
            "“502 Bad [31m Gateway”. This is not JSON: no value starts here, at byte 1."
        ),
        (
            "<br />\n<b>Warning</b>:  mysqli::query(): gone in <b>/srv/x.php</b>\n{\"status\":\"success\"}", 200,
            "“Warning: mysqli::query(): gone in /srv/x.php”. This is not JSON: no value starts here, at byte 1."
        ),
        (
            #"{"status":"success","debtor":{"Ident"#, 200,
            "“{\"status\":\"success\",\"debtor\":{\"Ident”. This is not JSON: the text ends too early, at byte 37."
        ),
        ("[]", 200, "“[]”. “status” is missing in it."),
        (#"{"status":"success"}"#, 200, "“{\"status\":\"success\"}”. “debtor” is missing in it."),
    ]) func whatIsNoAnswerIsShownByItsFirstLine(body: String, status: Int, rest: String) async {
        let error = await error(ShowDebtor(1), answered: body, status: status)
        #expect(error?.kind == .failure)
        #expect(error?.message.english == "Show debtor: HostFact answered with something else than data: \(rest)")
    }

    @Test func otherStatusCodesAreNoAnswer() async {
        let error = await error(ShowDebtor(1), answered: #"{"status":"success","debtor":{}}"#, status: 500)
        #expect(error?.message.english.contains("HostFact answered (HTTP 500) with something else") == true)
    }

    @Test func afterAWriteNobodyKnowsWhetherItWasStored() async {
        let error = await error(Self.terminate, answered: "<h1>Gateway timeout</h1>", status: 504)
        #expect(error?.kind == .unknownOutcome)
        #expect(
            error?.message.english
                == "Terminate service: HostFact answered (HTTP 504) with something else than data: “Gateway timeout”. It may have been stored; check before repeating."
        )
    }

    @Test func anotherEncodingIsNoAnswer() async {
        let bytes = Array(#"{"status":"success","debtor":{"City":"K"#.utf8) + [0xF6] + Array(#"ln"}}"#.utf8)
        let service = RemoteHostFactService(transport: KeepingTransport(bytes: bytes), key: "geheim")
        await #expect(throws: APIError.self) { try await service.send(ShowDebtor(1)) }
    }
}
