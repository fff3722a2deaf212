import BillingAPI
import BillingModel
import HostFactAPI
import Testing

/// Source: HostFact reference, 4.8 and 4.9.
@Suite struct DebtorMailTests {
    private func send<Action: HostFactAction>(
        _ action: Action, answered body: String
    ) async throws -> (answer: Action.Answer, sent: String) {
        let transport = KeepingTransport(body)
        let answer = try await RemoteHostFactService(transport: transport, key: "geheim").send(action)
        return (answer, await transport.body)
    }

    private static var mail: SendEmail {
        var mail = SendEmail()
        mail[Debtor.identifier] = 7
        mail[SendEmail.message] = "Hallo"
        return mail
    }

    private static var print: GeneratePDF {
        var print = GeneratePDF()
        print[Debtor.identifier] = 7
        return print
    }

    @Test func referencesAreSentAsAMap() async throws {
        var mail = Self.mail
        mail[SendEmail.template] = 3
        mail[SendEmail.recipient] = "a@x.example"
        mail[SendEmail.invoice] = 1
        mail[SendEmail.domain] = 2
        let sent = try await send(mail, answered: #"{"status":"success"}"#).sent
        #expect(
            sent
                == "api_key=geheim&controller=debtor&action=sendemail&Identifier=7&TemplateID=3&Message=Hallo&Recipient=a%40x.example&References%5Binvoice%5D=1&References%5Bdomain%5D=2"
        )
    }

    @Test(arguments: [
        #""success":["Verzonden"]"#, #""debtors":["Verzonden"]"#, #""success":["Verzonden"],"debtors":["Verzonden"]"#,
        #""success":[],"debtors":"Verzonden""#, #""success":"Verzonden""#, #""debtors":{"0":"Verzonden"}"#,
    ]) func theMessageIsReadFromEitherPlace(members: String) async throws {
        let answer = try await send(Self.mail, answered: #"{"status":"success",\#(members)}"#).answer
        #expect(answer.messages == ["Verzonden"])
    }

    @Test func aWarningIsReadBeforeTheMessage() async throws {
        let body = #"{"status":"success","warning":["Let op"],"debtors":["Verzonden"]}"#
        #expect(try await send(Self.mail, answered: body).answer.messages == ["Let op", "Verzonden"])
    }

    @Test func theMessageIsAnsweredInBothPlaces() async {
        let outcome = await HostFactCall(
            "debtor", "sendEmail", [RawParameter("Identifier", "7"), RawParameter("Message", "Hallo")]
        ).answer(from: FixedService(answers: [MailAccepted(["Verzonden"])]), at: LocalClock.system.now())
        #expect(outcome.envelope.encoded().hasSuffix(#","success":["Verzonden"],"debtors":["Verzonden"]}"#))
    }

    @Test func aFileIsAnsweredWithoutSuccess() async {
        let outcome = await HostFactCall("debtor", "generatepdf", [RawParameter("DebtorCode", "DB0007")])
            .answer(
                from: FixedService(answers: [DebtorDocument(filename: "a.pdf", bytes: [1, 2, 3])]),
                at: LocalClock.system.now())
        #expect(outcome.envelope["success"] == nil)
        #expect(outcome.envelope["debtor"]?.encoded() == #"{"Filename":"a.pdf","Base64":"AQID"}"#)
    }

    @Test(arguments: [
        ("klant.pdf", "klant.pdf"), (#"..\/..\/etc\/passwd"#, "passwd"), (#"C:\\klant.pdf"#, "klant.pdf"),
        (".profile", "profile"), (#"a\u001b[31mb.pdf"#, "a [31mb.pdf"), ("", "debtor.pdf"), ("..", "debtor.pdf"),
    ]) func aFileIsReadUnderASafeName(name: String, safe: String) async throws {
        let body = #"{"status":"success","debtor":{"Filename":"\#(name)","Base64":"AQ\r\nID"}}"#
        #expect(
            try await send(Self.print, answered: body).answer == DebtorDocument(filename: safe, bytes: [1, 2, 3]))
    }

    @Test(arguments: [
        #"{"status":"success"}"#, #"{"status":"success","debtor":{"Filename":"a.pdf"}}"#,
        #"{"status":"success","debtor":{"Filename":"a.pdf","Base64":""}}"#,
    ]) func anAnswerWithoutAFileIsNone(body: String) async {
        await #expect(throws: APIError.self) { try await send(Self.print, answered: body) }
    }

    @Test func theMandatesDayIsSentButNeverShown() async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 7
        edit[Debtor.mandateDate] = CalendarDate("2021-03-04")
        let body = #"{"status":"success","debtor":{"Identifier":"7","MandateDate":"2021-03-04"}}"#
        let (answer, sent) = try await send(edit, answered: body)
        #expect(sent.hasSuffix("&Identifier=7&MandateDate=2021-03-04"))
        #expect(!JSONValue.object(answer.envelopeMembers).encoded().contains("MandateDate"))
    }
}
