import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

@Suite struct EditDebtorTests {
    @Test func onlyWhatIsGivenChanges() async throws {
        let engine = try await TestEngine()
        let before = try await engine.service.send(ShowDebtor(1)).record
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Breda"
        edit.arguments[text: Debtor.phoneNumber.declaration] = ""
        let answer = try await engine.service.send(edit)
        var expected = before
        expected[Debtor.city] = "Breda"
        expected[member: "PhoneNumber"] = ""
        expected[member: "Modified"] = "2022-11-24 12:00:00"
        #expect(answer.record == expected)
        #expect(answer.messages == ["Debiteur 'DB0001' is bewerkt"])
    }

    @Test func aCodeAloneIdentifiesAndBesideAnIdIsNew() async throws {
        let engine = try await TestEngine()
        var rename = EditDebtor()
        rename[Debtor.identifier] = 1
        rename[Debtor.code] = "KL1"
        #expect(try await engine.service.send(rename).messages == ["Debiteur 'KL1' is bewerkt"])
        var edit = EditDebtor()
        edit[Debtor.code] = "KL1"
        edit[Debtor.companyName] = "Zuivelhuis"
        #expect(try await engine.service.send(edit).record[Debtor.identifier] == 1)
        let service = try await engine.service.send(ShowService(1)).record
        #expect(service.text(Subscription.debtorCode) == "KL1")
    }

    @Test func servicesAreFoundByTheDebtorsNewName() async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.companyName] = "Zuivelhuis"
        _ = try await engine.service.send(edit)
        var list = ListServices()
        list[ListParameters.searchAt] = "DebtorCode|ProductCode|Description|CompanyName|SurName"
        list[ListParameters.searchFor] = "ZUIVEL"
        #expect(try await engine.service.send(list).rows.count == 1)
        list[ListParameters.searchFor] = "Company X"
        #expect(try await engine.service.send(list).rows.isEmpty)
    }

    @Test func groupsAreReplacedAndCleared() async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.groups] = [7, 1, 7]
        #expect(try await engine.service.send(edit).record[Debtor.groups] == [1, 7])
        edit.arguments[text: Debtor.groups.declaration] = ""
        #expect(try await engine.service.send(edit).record.groupNames.isEmpty)
    }

    @Test func anEmptiedChoiceGoesBackToItsDefault() async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        for field in [Debtor.sex.declaration, Debtor.mailing.declaration, Debtor.invoiceTemplate.declaration] {
            edit.arguments[text: field] = ""
        }
        let record = try await engine.service.send(edit).record
        #expect(
            [record.text(Debtor.sex), record.text(Debtor.mailing), record.text(Debtor.invoiceTemplate)] == [
                "m", "yes", "0",
            ])
    }

    @Test(arguments: [
        (["DebtorCode": "DB0002"], ["DebtorCode: een andere debiteur heeft al het nummer “DB0002”."]),
        (["Username": "db0003"], ["Username: een andere debiteur heeft al de gebruikersnaam “db0003”."]),
        (["Groups": "2"], ["Groups: er is geen debiteurgroep 2."]),
        (
            ["SecurePassword": "geheim"],
            ["SecurePassword is een hash van password_hash() in PHP; een leesbaar wachtwoord hoort in Password."]
        ),
        (["SecurePassword": KnownHash.argon2], [KnownHash.argon2Refused]),
        (["SecurePassword": KnownHash.endless], [KnownHash.endlessRefused]),
        (["DebtorCode": ""], ["DebtorCode mag niet leeg zijn."]),
        (
            ["DebtorCode": "DB0002", "Groups": "99"],
            ["DebtorCode: een andere debiteur heeft al het nummer “DB0002”.", "Groups: er is geen debiteurgroep 99."]
        ),
    ])
    func refusesWithASentenceForEachProblem(change: [String: String], sentences: [String]) async throws {
        let engine = try await TestEngine(debtors: 10)
        let errors = await engine.errors("debtor", "edit", change.merging(["Identifier": "1"]) { $1 })
        #expect(errors == sentences)
        #expect(try await engine.service.send(ShowDebtor(1)).record[member: "Modified"] == "2022-11-24 11:00:00")
    }

    @Test func aHashIsStoredAndNeverAnswered() async throws {
        let engine = try await TestEngine()
        let hash = KnownHash.definitief.text
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.securePassword] = hash
        let record = try await engine.service.send(edit).record
        #expect(record[text: Debtor.securePassword.declaration] == nil)
        #expect(try await engine.rows("SELECT SecurePassword FROM debtor").first?.text(0) == hash)
    }

    @Test func aWholeObjectSentBackKeepsBothPasswords() async throws {
        let engine = try await TestEngine()
        var reset = EditDebtor()
        reset[Debtor.identifier] = 1
        reset[Debtor.password] = "tijdelijk"
        _ = try await engine.service.send(reset)
        let passwords = "SELECT SecurePassword, Password, PasswordExpires FROM debtor"
        let before = try await engine.rows(passwords).map(\.values)
        let shown = await engine.call("debtor", "show", [("Identifier", .text("1"))]).envelope["debtor"]
        guard case .object(let members)? = shown else { throw CancellationError() }
        let texts = members.compactMap { member in member.value.text.map { (member.name, RawValue.text($0)) } }
            .filter { !["Created", "Modified"].contains($0.0) }
        #expect(texts.contains { $0.0 == "SecurePassword" && $0.1 == .text("") })
        let back = await engine.call("debtor", "edit", texts + [("Password", .text("")), ("City", .text("Ede"))])
        #expect(back.envelope["debtor"]?["City"]?.text == "Ede", "\(back.envelope.encoded())")
        #expect(try await engine.rows(passwords).map(\.values) == before)
    }

    @Test(arguments: [("DebtorCode", "DB9999"), ("Identifier", "99")])
    func anUnknownDebtorHasTheVendorsSentence(name: String, value: String) async throws {
        let engine = try await TestEngine()
        for action in ["show", "edit"] {
            let outcome = await engine.call("debtor", action, [(name, .text(value))])
            #expect(outcome.envelope["errors"] == .strings(["Ongeldig kenmerk voor debiteur"]))
        }
    }
}
