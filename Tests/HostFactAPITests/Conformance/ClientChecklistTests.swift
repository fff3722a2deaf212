import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

/// The client's part of the HostFact reference's checklist, section 17, line by line, against recorded answers.
///
/// Details have tests of their own: `HostFactRequestTests` for what is sent, `RemoteHostFactTests` for what is read.
/// The timeout and TLS of the last line belong to the transport that carries the bytes.
@Suite struct ClientChecklistTests {
    private func send<Action: HostFactAction>(_ action: Action, answered body: String) async throws -> Action.Answer {
        try await RemoteHostFactService(transport: KeepingTransport(body), key: "geheim").send(action)
    }

    private func request<Action: HostFactAction>(of action: Action, path: String = "/") async -> WireRequest? {
        let transport = KeepingTransport("{}")
        _ = try? await RemoteHostFactService(transport: transport, key: "geheim", path: path).send(action)
        return await transport.request
    }

    private func body<Action: HostFactAction>(of action: Action) async -> String {
        String(decoding: await request(of: action)?.body ?? [], as: UTF8.self)
    }

    private func refusal<Action: HostFactAction>(_ action: Action, answered body: String) async -> APIError? {
        do {
            _ = try await send(action, answered: body)
            return nil
        } catch {
            return error as? APIError
        }
    }

    @Test("17: PHP form encoding with indices; clear lists with an empty string")
    func formsAreEncodedAsPHPDoes() async {
        var edit = EditDebtor(7)
        edit[Debtor.companyName] = "Café de Zon & Zn"
        edit[Debtor.groups] = [4, 7]
        #expect(
            await body(of: edit)
                == "api_key=geheim&controller=debtor&action=edit&Identifier=7&CompanyName=Caf%C3%A9+de+Zon+%26+Zn&Groups%5B0%5D=4&Groups%5B1%5D=7"
        )
        edit[Debtor.groups] = []
        edit[Debtor.companyName] = nil
        #expect(await body(of: edit) == "api_key=geheim&controller=debtor&action=edit&Identifier=7&Groups=")
    }

    @Test(
        "17: string-or-number decoding; object-or-array decoding; missing members tolerated",
        arguments: [
            #"{"status":"success","debtor":{"Identifier":"7","DebtorCode":"DB0007","Groups":{"3":{"id":"3","GroupName":"Winkels"}},"PeriodicInvoiceDays":"-1"}}"#,
            #"{"status":"success","debtor":{"Groups":[{"id":3,"GroupName":"Winkels"}],"PeriodicInvoiceDays":-1,"DebtorCode":"DB0007","Identifier":7}}"#,
            #"{"debtor":[{"Identifier":7,"DebtorCode":"DB0007","PeriodicInvoiceDays":"-1","Groups":{"3":{"GroupName":"Winkels"}},"PeppolPartyID":"x","Status":"0","CustomFields":{"a":1}}],"status":"success"}"#,
        ])
    func kindsAreReadLeniently(answer: String) async throws {
        let debtor = try await send(ShowDebtor(7), answered: answer).record
        #expect(debtor[Debtor.identifier] == 7)
        #expect(debtor[Debtor.periodicInvoiceDays] == -1)
        #expect(debtor.groupNames.map(\.name) == ["Winkels"])
        #expect(debtor[text: Debtor.city.declaration] == nil)
    }

    @Test(
        "17: success decided only by status",
        arguments: [
            (#"{"status":"success","errors":["Nee"],"debtor":{"Identifier":"7"}}"#, true),
            (#"{"debtor":{"Identifier":"7"},"status":"success"}"#, true),
            (#"{"controller":"invalid","action":"invalid","status":"success","debtor":{}}"#, true),
            (#"{"status":"error","success":["Ja"],"debtor":{"Identifier":"7"}}"#, false),
            (#"{"success":["Ja"],"debtor":{"Identifier":"7"}}"#, false),
        ])
    func onlyStatusDecides(answer: String, isDone: Bool) async {
        #expect((await refusal(ShowDebtor(7), answered: answer) == nil) == isDone)
    }

    @Test("17: warning and success shown to the user, errors verbatim") func messagesAreShown() async throws {
        let done = try await send(
            EditDebtor(7),
            answered:
                #"{"status":"success","warning":["De domeinnaam x bestaat al in HostFact"],"success":["Debiteur 'DB0007' is bewerkt"],"debtor":{}}"#
        )
        #expect(done.messages == ["De domeinnaam x bestaat al in HostFact", "Debiteur 'DB0007' is bewerkt"])
        let words = "U dient of een e-mailadres of achternaam of bedrijfsnaam op te geven"
        let error = await refusal(EditDebtor(7), answered: #"{"status":"error","errors":["\#(words)"]}"#)
        #expect(error?.message == LocalizedText("HostFact refused: \(words)", "HostFact weigerde: \(words)"))
    }

    @Test("17: paging by totalresults") func pagesUntilTheTotal() async throws {
        let row = #"{"Identifier":"1"}"#
        let pages = [
            #"{"status":"success","totalresults":5,"currentresults":2,"offset":0,"debtors":[\#(row),\#(row)]}"#,
            #"{"status":"success","totalresults":5,"currentresults":2,"offset":2,"debtors":[\#(row),\#(row)]}"#,
            #"{"status":"success","totalresults":5,"currentresults":1,"offset":4,"debtors":[\#(row)]}"#,
        ]
        var (offset, number) = (0, 0)
        repeat {
            var list = ListDebtors()
            list[ListParameters.offset] = offset
            let page = try await send(list, answered: pages[number])
            #expect(page.total == 5)
            offset += page.rows.count
            number += 1
            if page.rows.isEmpty || offset >= page.total ?? 0 { break }
        } while number < pages.count
        #expect((offset, number) == (5, 3))
    }

    @Test("17: sends only changed fields on edit") func onlyChangesAreSent() async {
        var edit = EditService(12)
        edit[Subscription.number] = 3
        #expect(
            await body(of: edit)
                == "api_key=geheim&controller=service&action=edit&Identifier=12&Subscription%5BNumber%5D=3")
    }

    @Test("17: configurable full URL (path differs per install)", arguments: ["/Pro/apiv2/api.php", "/apiv2/api.php"])
    func thePathIsTheInstallations(path: String) async {
        let request = await request(of: ShowDebtor(7), path: path)
        #expect(request?.path == path)
        #expect(request?.query == "")
        #expect(HostFactRequest.usualPath == "/Pro/apiv2/api.php")
    }
}

extension EditDebtor {
    fileprivate init(_ id: Int) {
        self.init()
        self[Debtor.identifier] = id
    }
}

extension EditService {
    fileprivate init(_ id: Int) {
        self.init()
        self[Subscription.identifier] = id
    }
}
