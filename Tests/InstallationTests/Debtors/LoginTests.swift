import BillingAPI
import BillingModel
import HostFactAPI
import Testing

extension InstallationTests {
    @Suite struct LoginTests {
        private static let refused = "De gebruikersnaam of het wachtwoord is niet juist."

        private func login(_ username: String, _ password: String) -> CheckLogin {
            filled {
                $0[Debtor.username] = username
                $0[CheckLogin.password] = password
            }
        }

        private var reset: UpdateLoginCredentials {
            filled {
                $0[Debtor.username] = "DB0001"
                $0[Debtor.emailAddress] = "info@company.com"
                $0[Debtor.password] = "zon & maan+1%"
                $0[UpdateLoginCredentials.sendMail] = true
            }
        }

        @Test(arguments: Way.toHostFact)
        func theRightPasswordOpens(way: Way) async throws {
            let office = try await Installation(way)
            let record = try await office.service.send(login("DB0001", "balie")).record
            #expect(record[Debtor.identifier] == 1)
            #expect(record.readablePassword == nil)
        }

        @Test(arguments: Way.toHostFact)
        func aRefusalDoesNotTellWhatWasWrong(way: Way) async throws {
            let office = try await Installation(way)
            for check in [login("DB0001", "Balie"), login("DB9999", "balie")] {
                #expect(await office.refusal(of: check)?.words == Self.refused)
            }
        }

        @Test(arguments: Way.toLoginReset)
        func isResetAndMailed(way: Way) async throws {
            let office = try await Installation(way)
            #expect(office.service.reasonAgainst(UpdateLoginCredentials.self) == nil)
            let answer = try await office.service.send(reset)
            #expect(
                answer.messages == [
                    "De e-mail met inloggegevens is verzonden naar: info@company.com",
                    "De inloggegevens voor debiteur 'DB0001' zijn gewijzigd",
                ])
            #expect(answer.record.readablePassword == nil)
            #expect(try await office.service.send(login("DB0001", "zon & maan+1%")).record[Debtor.identifier] == 1)
            let show = filled(ShowDebtor(1)) { $0[ShowDebtor.getPassword] = true }
            #expect(try await office.service.send(show).record.readablePassword == "zon & maan+1%")
            #expect(try await office.rows("SELECT recipient FROM mail_outbox") == [["info@company.com"]])
        }

        @Test(arguments: Way.toLoginReset)
        func aResetForAnotherAddressChangesNothing(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            var wrong = reset
            wrong[Debtor.emailAddress] = "iemand@anders.example"
            #expect(await office.refusal(of: wrong) != nil)
            wrong.arguments[text: Debtor.emailAddress.declaration] = nil
            #expect(await office.refusal(of: wrong)?.words == "EmailAddress is verplicht.")
            #expect(try await office.everything() == before)
        }
    }
}
