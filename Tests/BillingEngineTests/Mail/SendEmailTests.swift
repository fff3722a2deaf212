import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 4.9.
@Suite struct SendEmailTests {
    @Test func theMessageGoesToTheDebtorAsItIs() async throws {
        let desk = try await MailDesk()
        let text = "Beste klant,\n\n<b>3 & 4</b> {{DisplayName}} “é”\n"
        let answer = try await desk.write(text)
        let mail = try #require(try await desk.only())
        #expect(mail.body == text + "\n")
        #expect(mail.recipient == "info@company.com")
        #expect(mail.state == .waiting)
        #expect(mail.messageID.contains("@"))
        #expect(
            answer.messages
                == ["E-mail met onderwerp 'Bericht over uw account' is succesvol verzonden naar info@company.com"])
    }

    @Test func theVendorsEnvelopeHasTheMessageTwice() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call(
            "debtor", "sendemail", [("Identifier", .text("1")), ("Message", .text("Hallo"))])
        let message =
            #"["E-mail met onderwerp 'Bericht over uw account' is succesvol verzonden naar info@company.com"]"#
        #expect(outcome.envelope.encoded().hasSuffix(#","success":\#(message),"debtors":\#(message)}"#))
    }

    @Test func aTemplateIsFilledFromTheDebtorAndTheService() async throws {
        let desk = try await MailDesk()
        try await desk.engine.store.write {
            try $0.execute(
                SQLQuery(
                    "INSERT INTO mail_template VALUES (9, 'Dienst', 'Over {{CompanyName}}', ?)",
                    [.text("{{City}} {{#service}}{{ProductCode}} {{PriceExcl}}{{/service}} {{Message}}{{Fax}}")]))
        }
        var mail = SendEmail()
        mail[Debtor.code] = "DB0001"
        mail[SendEmail.template] = 9
        mail[SendEmail.service] = 1
        mail[SendEmail.message] = "<tot ziens>"
        mail[SendEmail.recipient] = "a@x.example; b@x.example"
        _ = try await desk.engine.service.send(mail)
        let stored = try await desk.only()
        #expect(stored?.subject == "Over Company X")
        #expect(stored?.body == "Amsterdam P001 250 <tot ziens>")
        #expect(stored?.recipient == "a@x.example, b@x.example")
    }

    @Test func aSubjectStaysOneLine() async throws {
        let desk = try await MailDesk()
        try await desk.engine.store.write {
            try $0.execute(SQLQuery("INSERT INTO mail_template VALUES (9, 'x', 'Re: {{Comment}}', 'x')"))
        }
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.comment] = "eerste\r\nBcc: kwaad@x.example"
        _ = try await desk.engine.service.send(edit)
        var mail = SendEmail()
        mail[Debtor.identifier] = 1
        mail[SendEmail.template] = 9
        _ = try await desk.engine.service.send(mail)
        #expect(try await desk.only()?.subject == "Re: eerste Bcc: kwaad@x.example")
    }

    @Test(arguments: [
        (["Message": "x"], ["Identifier of DebtorCode is verplicht."]),
        (["Identifier": "1"], ["TemplateID of Message is verplicht."]),
        (["Identifier": "999", "Message": "x"], ["Ongeldig kenmerk voor debiteur"]),
        (["Identifier": "1", "TemplateID": "77"], ["TemplateID: er is geen e-mailsjabloon 77."]),
        (["Identifier": "1", "TemplateID": "0"], ["Message: de e-mail zou leeg zijn; geef een bericht op."]),
        (["Identifier": "1", "Message": " \n "], ["TemplateID of Message is verplicht."]),
        (
            ["Identifier": "1", "Message": "x", "Recipient": "niemand"],
            ["Recipient: “niemand” is geen e-mailadres zoals info@voorbeeld.example."]
        ),
        (
            ["Identifier": "1", "Message": "x", "Recipient": "a@x.example\nBcc: b@x.example"],
            ["Recipient: bevat een teken dat niet te zien is (U+000A); laat het weg."]
        ),
        (
            ["Identifier": "1", "Message": "x", "References[invoice]": "1"],
            [
                "References[invoice]: het ingebouwde facturatiesysteem houdt deze niet bij; laat dit weg."
            ]
        ),
        (["Identifier": "1", "Message": "x", "References[service]": "99"], ["Ongeldig kenmerk voor dienst"]),
        (["Identifier": "1", "Message": "x", "References": "5"], ["Invalid type for 'References'"]),
    ]) func whatCannotBeSentIsRefused(parameters: [String: String], sentences: [String]) async throws {
        let engine = try await TestEngine()
        #expect(await engine.errors("debtor", "sendemail", parameters) == sentences)
        #expect(try await engine.rows("SELECT 1 FROM mail_outbox").isEmpty)
    }

    @Test func aDebtorWithoutAnAddressNeedsARecipient() async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit.arguments[text: Debtor.emailAddress.declaration] = ""
        _ = try await engine.service.send(edit)
        #expect(
            await engine.errors("debtor", "sendemail", ["Identifier": "1", "Message": "x"])
                == ["Recipient: debiteur DB0001 heeft geen e-mailadres om dit naartoe te sturen."])
    }

    @Test func aBrokenTemplateIsNamed() async throws {
        let desk = try await MailDesk()
        try await desk.engine.store.write {
            try $0.execute(SQLQuery("INSERT INTO mail_template VALUES (9, 'Kapot', 'x', '{{#open}}')"))
        }
        let errors = await desk.engine.errors("debtor", "sendemail", ["Identifier": "1", "TemplateID": "9"])
        #expect(errors.first?.hasPrefix("Het e-mailsjabloon 9 (“Kapot”) is niet te lezen") == true)
    }

    /// The vendor's own sample. Source: HostFact reference, 4.9.
    @Test(arguments: [true, false]) func theVendorsSampleMailsByTemplate5(isOlderDemo: Bool) async throws {
        let desk = try await MailDesk()
        if isOlderDemo {
            try await desk.engine.store.write { try $0.execute(SQLQuery("DELETE FROM mail_template WHERE id > 3")) }
        }
        let parameters = ["Identifier": "1", "Message": "test", "TemplateID": "5"]
        #expect(await desk.engine.errors("debtor", "sendemail", parameters) == [])
        let mail = try await desk.only()
        #expect(mail?.subject == "Uw vraag")
        #expect(mail?.body.contains("Beste Company X,") == true)
        #expect(mail?.body.contains("\ntest\n") == true)
    }

    @Test func whatIsNoDemoHasTheStandardTemplatesAlone() async throws {
        let engine = try await TestEngine()
        try await engine.store.write {
            try $0.execute(SQLQuery("DELETE FROM mail_template WHERE id > 3"))
            try $0.execute(SQLQuery("DELETE FROM installation WHERE name = 'demo'"))
        }
        let parameters = ["Identifier": "1", "Message": "test", "TemplateID": "5"]
        #expect(
            await engine.errors("debtor", "sendemail", parameters) == ["TemplateID: er is geen e-mailsjabloon 5."])
    }

    @Test func everyStandardTemplateCanBeRead() async throws {
        let engine = try await TestEngine()
        let ids = try await engine.rows("SELECT id FROM mail_template ORDER BY id").map { $0.integer(0) }
        #expect(ids == [1, 2, 3, 4, 5])
        for id in ids {
            let parameters = ["Identifier": "1", "TemplateID": String(id), "Message": "x"]
            #expect(await engine.errors("debtor", "sendemail", parameters) == [])
        }
    }
}
