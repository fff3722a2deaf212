import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 4.7 and 12.7.
@Suite struct UpdateLoginCredentialsTests {
    private func reset(_ change: (inout UpdateLoginCredentials) -> Void = { _ in }) -> UpdateLoginCredentials {
        var reset = UpdateLoginCredentials()
        reset[Debtor.username] = "DB0001"
        reset[Debtor.emailAddress] = "info@company.com"
        change(&reset)
        return reset
    }

    @Test func theTemporaryPasswordStandsBesideThePermanentOneFor24Hours() async throws {
        let engine = try await TestEngine()
        let old = try await engine.rows("SELECT SecurePassword FROM debtor").first?.text(0)
        let answer = try await engine.service.send(reset { $0[Debtor.password] = "newpassword" })
        let row = try await engine.rows("SELECT Password, PasswordExpires, SecurePassword FROM debtor").first
        #expect(row?.text(0) == "newpassword")
        #expect(row?.text(1) == "2022-11-25 12:00:00")
        #expect(row?.text(2) == old)
        #expect(answer.messages == ["De inloggegevens voor debiteur 'DB0001' zijn gewijzigd"])
        #expect(answer.record[text: Debtor.password.declaration] == nil)
        #expect(try await engine.rows("SELECT 1 FROM mail_outbox").isEmpty)
    }

    @Test(arguments: [
        ("", "Uw inloggegevens", "Uw tijdelijke wachtwoord is: nieuw"),
        ("nl_NL", "Uw inloggegevens", "Uw tijdelijke wachtwoord is: nieuw"),
        ("en_EN", "Your login details", "Your temporary password is: nieuw"),
    ])
    func theMailIsInTheCustomersLanguage(language: String, subject: String, line: String) async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.defaultLanguage] = language
        _ = try await engine.service.send(edit)
        _ = try await engine.service.send(
            reset {
                $0[Debtor.password] = "nieuw"
                $0[UpdateLoginCredentials.sendMail] = true
            })
        let mail = try #require(try await engine.rows("SELECT recipient, subject, body, state FROM mail_outbox").first)
        #expect(mail.text(0) == "info@company.com")
        #expect(mail.text(1) == subject)
        #expect(mail.text(2).contains(line))
        #expect(mail.text(2).contains("DB0001"))
        #expect(mail.text(3) == "waiting")
    }

    @Test func aNewUserNameLeavesThePasswordAlone() async throws {
        let engine = try await TestEngine()
        let answer = try await engine.service.send(reset { $0[UpdateLoginCredentials.newUsername] = "john" })
        #expect(answer.record.text(Debtor.username) == "john")
        #expect(try await engine.rows("SELECT Password FROM debtor").first?.text(0) == "")
    }

    @Test(arguments: [("DB0001", "other@company.com"), ("DB0002", "info@company.com"), ("x", "y")])
    func bothNameAndAddressMustMatch(name: String, address: String) async throws {
        let engine = try await TestEngine()
        let action = reset {
            $0[Debtor.username] = name
            $0[Debtor.emailAddress] = address
        }
        #expect(
            await refusal { () throws(APIError) in _ = try await engine.service.send(action) }
                == ["Ongeldig kenmerk voor debiteur"])
    }

    @Test func aTakenUserNameIsRefusedAndNothingChanges() async throws {
        let engine = try await TestEngine(debtors: 10)
        let action = reset {
            $0[Debtor.password] = "nieuw"
            $0[UpdateLoginCredentials.sendMail] = true
            $0[UpdateLoginCredentials.newUsername] = "DB0003"
        }
        #expect(
            await refusal { () throws(APIError) in _ = try await engine.service.send(action) }
                == ["NewUsername: een andere debiteur heeft al de gebruikersnaam “DB0003”."])
        #expect(try await engine.rows("SELECT 1 FROM mail_outbox").isEmpty)
        #expect(try await engine.rows("SELECT Password FROM debtor WHERE Identifier = 1").first?.text(0) == "")
    }
}
