import BillingAPI
import BillingModel
import HostFactAPI
import Testing

extension InstallationTests {
    /// What WeFact Hosting 2.7 does not know is not sent to it. Inferred; source: HostFact reference, 13.1.
    @Suite struct WeFactTests {
        private func edit(_ fill: (inout EditDebtor) -> Void) -> EditDebtor {
            filled {
                $0[Debtor.identifier] = 1
                fill(&$0)
            }
        }

        @Test(arguments: Way.toWeFact)
        func hasNoLoginReset(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let reset = filled(UpdateLoginCredentials()) {
                $0[Debtor.username] = "DB0001"
                $0[Debtor.emailAddress] = "info@company.com"
                $0[Debtor.password] = "geheim"
            }
            let refusal = try #require(await office.refusal(of: reset))
            #expect(refusal.words.contains("WeFact"))
            #expect(try await office.everything() == before)
        }

        @Test func saysSoBeforeAnybodyTries() async throws {
            let office = try await Installation(.weFact)
            #expect(office.service.reasonAgainst(UpdateLoginCredentials.self) != nil)
            #expect(office.service.reasonAgainst(EditDebtor.self) == nil)
        }

        @Test(arguments: Way.toWeFact, ["d", "u"])
        func knowsTwoSexes(way: Way, sex: String) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let refusal = await office.refusal(of: edit { $0[Debtor.sex] = sex })
            #expect(refusal?.words == "Sex: WeFact kent alleen m en f, geen “\(sex)”.")
            #expect(try await office.everything() == before)
            let done = try await office.service.send(edit { $0[Debtor.sex] = "f" })
            #expect(done.record.text(Debtor.sex) == "f")
        }

        @Test(arguments: Way.toWeFact)
        func hasNoAddressForReminders(way: Way) async throws {
            let office = try await Installation(way)
            let refusal = await office.refusal(of: edit { $0[Debtor.reminderEmailAddress] = "a@b.example" })
            #expect(refusal?.words.hasPrefix("ReminderEmailAddress: WeFact kent dit veld niet") == true)
            #expect(try await office.rows("SELECT ReminderEmailAddress FROM debtor") == [[""]])
        }
    }
}
