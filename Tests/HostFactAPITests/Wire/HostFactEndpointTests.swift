import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@Suite struct HostFactEndpointTests {
    private static let page = Listed<Debtor>(total: 0, offset: 0, filters: [], rows: [])

    private func endpoint(_ service: some BillingService) throws -> HostFactEndpoint {
        let moment = try #require(Samples.moment)
        return HostFactEndpoint(serving: service, clock: .fixed(moment)) { key, address in
            switch (key, address) {
            case (_, "10.0.0.9"): HostFactCaller(.refusedAddress)
            case ("geheim", _): HostFactCaller(.full, "desk")
            case ("lezer", _): HostFactCaller(.readOnly, "reader")
            default: HostFactCaller(.unknownKey)
            }
        }
    }

    private func answer(_ request: WireRequest) async throws -> String {
        let service = FixedService(answers: [Self.page, Changed(["Dienst is opgezegd"], Samples.service)])
        return String(decoding: try await endpoint(service).carry(request).body, as: UTF8.self)
    }

    /// Source: HostFact reference, 15.1.
    @Test func aWrongKeyHasTheVendorsAnswer() async throws {
        let request = WireRequest(path: "/", body: "api_key=fout&controller=debtor&action=list".utf8)
        #expect(
            try await answer(request)
                == #"{"controller":"invalid","action":"invalid","status":"error","date":"2026-03-02T09:15:00+01:00","errors":["API key is invalid"]}"#
        )
    }

    @Test(arguments: [
        ("controller=debtor&action=list", "API key is invalid"), ("", "API key is invalid"),
        ("api_key[]=geheim&controller=debtor&action=list", "API key is invalid"),
        ("api_key=geheim&Name=%FF", "“\u{FFFD}” is geen UTF-8; verstuur UTF-8."),
        ("{\"api_key\":", "Dit is geen JSON: de tekst houdt te vroeg op, bij byte 12."),
    ]) func whatCannotBeDispatchedIsRefusedAsInvalid(body: String, sentence: String) async throws {
        let text = try await answer(WireRequest(path: "/", body: body.utf8))
        #expect(text.hasPrefix(#"{"controller":"invalid","action":"invalid","status":"error","#))
        #expect(try JSONValue(parsing: text.utf8)["errors"] == .strings([sentence]))
    }

    @Test func otherMethodsAndTypesAreNamed() async throws {
        let body = "api_key=geheim&controller=debtor&action=list".utf8
        let get = try await answer(WireRequest("GET", path: "/", body: body))
        #expect(get.contains("Verstuur het verzoek met POST."))
        let parts = try await answer(WireRequest(path: "/", contentType: "multipart/mixed; boundary=x", body: body))
        #expect(parts.contains("multipart/mixed wordt niet ondersteund"))
    }

    @Test func anAddressCanBeRefused() async throws {
        let body = "api_key=geheim&controller=debtor&action=list"
        let text = try await answer(WireRequest(path: "/", body: body.utf8, address: "10.0.0.9"))
        #expect(text.contains(#""controller":"invalid","action":"invalid""#))
        #expect(text.contains("IP 10.0.0.9 has no access to API"))
    }

    @Test(arguments: [
        "api_key=geheim&controller=debtor&action=list", "limit=2&action=LIST&api_key=geheim&controller=Debtor",
        "&&controller=DEBTOR&api_key=geheim&action=List&unknown[x]=1",
        #"{"limit":2,"action":"list","api_key":"geheim","controller":"debtor"}"#,
    ]) func namesStandAnywhereInAnyLetterCase(body: String) async throws {
        let text = try await answer(WireRequest(path: "/", body: body.utf8))
        #expect(text.hasPrefix(#"{"controller":"debtor","action":"list","status":"success","#))
    }

    @Test(arguments: [
        ("controller=nothing&action=list", "nothing", "list", "Invalid controller"),
        ("controller=debtor&action=fly", "debtor", "fly", "Invalid action"), ("", "", "", "Invalid controller"),
    ]) func unknownNamesAreEchoed(names: String, controller: String, action: String, error: String) async throws {
        let value = try JSONValue(
            parsing: try await answer(WireRequest(path: "/", body: "api_key=geheim&\(names)".utf8)).utf8)
        #expect(value["controller"]?.text == controller)
        #expect(value["action"]?.text == action)
        #expect(value["errors"] == .strings([error]))
    }

    @Test func aReadingKeyReadsOnly() async throws {
        let list = try await answer(WireRequest(path: "/", body: "api_key=lezer&controller=debtor&action=list".utf8))
        #expect(list.contains(#""status":"success""#))
        let write = "api_key=lezer&controller=service&action=terminate&Identifier=12"
        #expect(
            try await answer(WireRequest(path: "/", body: write.utf8)).contains(
                #""controller":"service","action":"terminate","status":"error""#))
    }

    @Test(arguments: ["", "application/json; charset=utf-8", "application/x-www-form-urlencoded"])
    func formAndJSONGiveTheSameCall(type: String) async throws {
        let json =
            #"{"api_key":"geheim","controller":"product","action":"edit","Identifier":5,"PriceExcl":12.50,"Groups":[4,7],"CustomPrices":[{"Periods":12,"Periodic":"m","PriceExcl":120}]}"#
        let form =
            "api_key=geheim&controller=product&action=edit&Identifier=5&PriceExcl=12.50&Groups[]=4&Groups[]=7"
            + "&CustomPrices[0][Periods]=12&CustomPrices[0][Periodic]=m&CustomPrices[0][PriceExcl]=120"
        let fromJSON = KeepingService([Found(Samples.product)])
        let fromForm = KeepingService([Found(Samples.product)])
        _ = try await endpoint(fromJSON).carry(WireRequest(path: "/", contentType: type, body: json.utf8))
        _ = try await endpoint(fromForm).carry(WireRequest(path: "/", body: form.utf8))
        #expect(await fromJSON.name == ActionName("product", "edit"))
        #expect(await fromJSON.arguments == fromForm.arguments)
        #expect(await fromJSON.arguments[Product.groups] == [4, 7])
    }

    @Test func everyAnswerHasTheRecordedHeaders() async throws {
        let response = try await endpoint(FixedService()).carry(WireRequest(path: "/"))
        #expect(response.status == 200)
        #expect(response.headers.first == WireHeader("Content-Type", "application/json"))
        #expect(
            response.headers.contains(WireHeader("Cache-Control", "no-store, no-cache, must-revalidate")))
        #expect(response.headers.contains(WireHeader("Expires", "Thu, 19 Nov 1981 08:52:00 GMT")))
    }
}
