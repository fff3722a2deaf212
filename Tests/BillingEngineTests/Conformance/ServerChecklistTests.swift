import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

/// The server's part of the HostFact reference's checklist, section 17, line by line, on the installation of its
/// examples. What a line is made of has tests of its own: `HostFactEndpointTests`, `PHPFormTests`, `EnvelopeTests`.
@Suite struct ServerChecklistTests {
    private func script(at moment: LocalTime = ExampleInstallation.moment) async throws -> Script {
        try await ExampleInstallation().script(at: moment)
    }

    private func names(_ answer: WireResponse) throws -> [String] {
        guard case .object(let members) = try answer.json() else { return [] }
        return members.map(\.name)
    }

    private static let head = ["controller", "action", "status", "date"]

    @Test(
        "17: 200 + application/json for every outcome, envelope order as in 2.6",
        arguments: [
            ("controller=debtor&action=show&Identifier=7", ["debtor"]),
            (
                "controller=debtor&action=list&limit=1",
                ["totalresults", "currentresults", "offset", "filters", "debtors"]
            ), ("controller=debtor&action=list", ["totalresults", "currentresults", "offset", "debtors"]),
            ("controller=debtor&action=edit&Identifier=7&City=Ede", ["success", "debtor"]),
            ("controller=product&action=delete&Identifier=5", ["success"]),
            ("controller=debtor&action=show&Identifier=99", ["errors"]),
            ("controller=debtor&action=show", ["errors"]), ("controller=nothing&action=list", ["errors"]),
            ("controller=debtor&action=fly", ["errors"]), ("", ["errors"]), ("Name=%FF", ["errors"]),
        ])
    func everyOutcomeIs200(form: String, rest: [String]) async throws {
        let answer = try await script().post(form)
        #expect(answer.status == 200)
        #expect(answer.headers["Content-Type"] == "application/json")
        #expect(try names(answer) == Self.head + rest)
        #expect(try answer.json()["status"]?.text == (rest == ["errors"] ? "error" : "success"))
        #expect(try answer.json()["date"]?.text == "2026-03-02T09:15:00+01:00")
    }

    @Test("17: API key is invalid and IP ... has no access to API with invalid/invalid")
    func strangersAreInvalid() async throws {
        let script = try await script()
        let stranger = await script.post("controller=debtor&action=list", key: "fout")
        let elsewhere = await script.carry(
            WireRequest(path: "/", body: "api_key=geheim&controller=debtor&action=list".utf8, address: "10.0.0.9"))
        for (answer, error) in [(stranger, "API key is invalid"), (elsewhere, "IP 10.0.0.9 has no access to API")] {
            let json = try answer.json()
            #expect((json["controller"]?.text, json["action"]?.text) == ("invalid", "invalid"))
            #expect(try answer.errors() == [error])
        }
    }

    @Test(
        "17: PHP form parsing incl. [], numeric indices, nested maps, +; JSON body accepted too",
        arguments: [
            "CompanyName=Bakkerij+de+Zon&Groups[]=3", "CompanyName=Bakkerij%20de%20Zon&Groups[0]=3",
            "CompanyName=x&CompanyName=Bakkerij+de+Zon&Groups%5B5%5D=3",
            "Company.Name=x&CompanyName=Bakkerij+de%20Zon&Groups%5b%5d=3",
            #"{"CompanyName":"Bakkerij de Zon","Groups":[3],"controller":"debtor","action":"edit","Identifier":7,"api_key":"geheim"}"#,
            #"{"api_key":"geheim","controller":"debtor","action":"edit","Identifier":"7","CompanyName":"Bakkerij de Zon","Groups":{"a":"3"}}"#,
        ])
    func formsAreReadAsPHPReadsThem(body: String) async throws {
        let script = try await script()
        let form = "api_key=geheim&controller=debtor&action=edit&Identifier=7&"
        let answer = await script.carry(WireRequest(path: "/", body: ((body.hasPrefix("{") ? "" : form) + body).utf8))
        let debtor = try #require(try answer.json()["debtor"], "\(answer.text)")
        #expect(debtor["CompanyName"]?.text == "Bakkerij de Zon")
        #expect(debtor["Groups"]?.encoded() == #"{"3":{"id":"3","GroupName":"Winkels"}}"#)
    }

    @Test("17: nested maps, in a form and in JSON", arguments: [true, false])
    func mapsAreNested(isJSON: Bool) async throws {
        let json =
            #"{"api_key":"geheim","controller":"service","action":"add","Debtor":7,"Subscription":{"Description":"Uur","PriceExcl":80,"Periodic":"m"}}"#
        let form =
            "api_key=geheim&controller=service&action=add&Debtor=7&Subscription[Description]=Uur&Subscription%5BPriceExcl%5D=80&Subscription[Periodic]=m"
        let answer = try await script().carry(WireRequest(path: "/", body: (isJSON ? json : form).utf8))
        #expect(try answer.json()["service"]?["Subscription"]?["AmountExcl"] == .number(80))
    }

    @Test(
        "17: control fields anywhere in the body; case-insensitive controller/action; checkLogin, invoiceLine work",
        arguments: [
            ("Identifier=7&action=show&api_key=geheim&controller=debtor", "debtor", "show", ["debtor"]),
            (
                "ACTION=x&Controller=y&controller=DEBTOR&action=Show&api_key=geheim&Identifier=7", "debtor", "show",
                ["debtor"]
            ),
            (
                "api_key=geheim&controller=debtor&action=checkLogin&Username=x&Password=y", "debtor", "checklogin",
                ["errors"]
            ),
            // There are no invoices here: what works is its name.
            ("api_key=geheim&controller=invoiceLine&action=add", "invoiceline", "add", ["errors"]),
        ])
    func controlFieldsStandAnywhere(
        body: String, controller: String, action: String, rest: [String]
    ) async throws {
        let answer = try await script().carry(WireRequest(path: "/", body: body.utf8))
        let json = try answer.json()
        #expect((json["controller"]?.text, json["action"]?.text) == (controller, action))
        #expect(try names(answer) == Self.head + rest)
        if action == "checklogin" {
            #expect(try answer.errors() == ["De gebruikersnaam of het wachtwoord is niet juist."])
        }
    }

    @Test(
        "17: unknown parameters ignored",
        arguments: [
            ("controller=debtor&action=list", "&Nonsense[a][]=1&status=0&paydate[from]=x"),
            ("controller=debtor&action=show&Identifier=7", "&City=Ede&Subscription=x"),
            // Flat beside `Subscription` they are unknown. Source: reference, 6.5.
            ("controller=service&action=edit&Identifier=11", "&PriceExcl=99&Number=5&Periods=4"),
        ])
    func unknownParametersAreIgnored(form: String, more: String) async throws {
        let script = try await script()
        #expect(await script.post(form + more).text == (await script.post(form).text))
    }

    @Test(
        "17: hosting/ssl/vps list keys without plural (if implemented): they are not",
        arguments: ["hosting", "ssl", "vps", "subscription", "invoice", "domain"])
    func otherControllersAreInvalid(controller: String) async throws {
        let answer = try await script().post("controller=\(controller)&action=list")
        #expect(try answer.errors() == ["Invalid controller"])
        #expect(try answer.json()["controller"]?.text == controller)
    }

    @Test(
        "17: debtor.delete and service.delete answer Invalid action", arguments: ["debtor", "service"])
    func neitherIsDeleted(controller: String) async throws {
        let script = try await script()
        let answer = await script.post("controller=\(controller)&action=delete&Identifier=7")
        #expect(try answer.errors() == ["Invalid action"])
        #expect(try await script.post("controller=debtor&action=list").json()["totalresults"] == .number(2))
    }
}
