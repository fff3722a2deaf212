import BillingAPI
import BillingModel
import HostFactAPI
import Testing

/// What WeFact Hosting 2.7 lacks is refused here, since it ignores what it does not know. Source: HostFact reference, 13.1.
@Suite struct WeFactTests {
    private let transport = KeepingTransport(#"{"status":"success","debtor":{"Identifier":"1"}}"#)

    private func service(_ system: String = "WeFact") -> RemoteHostFactService {
        RemoteHostFactService(transport: transport, key: "geheim", system: system)
    }

    private func error<Action: HostFactAction>(_ action: Action, _ system: String = "WeFact") async -> APIError? {
        do throws(APIError) {
            _ = try await service(system).send(action)
            return nil
        } catch {
            return error
        }
    }

    private static func edit(_ change: (inout EditDebtor) -> Void) -> EditDebtor {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        change(&edit)
        return edit
    }

    @Test func hasNoLoginCall() async {
        #expect(service().reasonAgainst(UpdateLoginCredentials.self) != nil)
        #expect(service("HostFact").reasonAgainst(UpdateLoginCredentials.self) == nil)
        #expect(service().reasonAgainst(EditDebtor.self) == nil)
        #expect(
            await error(UpdateLoginCredentials())?.message.english
                == "Reset password: Balie knows no action of WeFact for this.")
        #expect(await transport.request == nil)
    }

    @Test(arguments: ["d", "u"]) func knowsTwoSexes(sex: String) async {
        let edit = Self.edit { $0[Debtor.sex] = sex }
        let error = await error(edit)
        #expect(error?.sentences.map(\.english) == ["Sex: WeFact knows only m and f, not “\(sex)”."])
        #expect(error?.problems.map(\.field) == ["Sex"])
        #expect(await transport.request == nil)
        #expect(await self.error(edit, "HostFact") == nil)
    }

    @Test func doesNotKnowTheReminderAddress() async {
        let filled = Self.edit { $0[Debtor.reminderEmailAddress] = "a@example.com" }
        #expect(
            await error(filled)?.sentences.map(\.english)
                == ["ReminderEmailAddress: WeFact does not know this field; leave it empty."])
        var emptied = Self.edit { $0[Debtor.companyName] = "X" }
        emptied.arguments[text: Debtor.reminderEmailAddress.declaration] = ""
        #expect(await error(emptied) == nil)
        let body = await transport.body
        #expect(body.contains("CompanyName=X") && !body.contains("Reminder"))
    }
}
