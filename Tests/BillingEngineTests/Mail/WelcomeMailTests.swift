import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 4.4 (SendWelcome, MandateDate).
@Suite struct WelcomeMailTests {
    private func add(_ change: (inout AddDebtor) -> Void) -> AddDebtor {
        var add = AddDebtor()
        add[Debtor.companyName] = "Zn & <Co>"
        change(&add)
        return add
    }

    @Test(arguments: [("nl_NL", "Welkom", "Beste Zn & <Co>,"), ("en_EN", "Welcome", "Dear Zn & <Co>,")])
    func tellsTheLoginInTheCustomersLanguage(language: String, subject: String, greeting: String) async throws {
        let desk = try await MailDesk()
        let answer = try await desk.engine.service.send(
            add {
                $0[Debtor.emailAddress] = "zn@x.example"
                $0[Debtor.defaultLanguage] = language
                $0[Debtor.password] = "sunny-otter-42"
                $0[AddDebtor.sendWelcome] = true
            })
        #expect(answer.messages == ["Debiteur 'DB0002' is aangemaakt"])
        let mail = try #require(try await desk.only())
        #expect(mail.subject == subject)
        #expect(mail.recipient == "zn@x.example")
        #expect(mail.body.hasPrefix(greeting))
        #expect(mail.body.contains("DB0002"))
        #expect(!mail.body.contains("sunny-otter-42"))
        #expect(
            try await desk.engine.rows("SELECT body FROM mail_outbox").first?.text(0).contains("sunny-otter-42")
                == true)
    }

    @Test func isNotSentUnasked() async throws {
        let desk = try await MailDesk()
        _ = try await desk.engine.service.send(add { $0[Debtor.emailAddress] = "zn@x.example" })
        #expect(try await desk.outbox.list().isEmpty)
    }

    @Test func withoutAnAddressNoDebtorIsAdded() async throws {
        let desk = try await MailDesk()
        let action = add { $0[AddDebtor.sendWelcome] = true }
        #expect(
            await refusal { () throws(APIError) in _ = try await desk.engine.service.send(action) }
                == ["SendWelcome: debiteur DB0002 heeft geen e-mailadres om dit naartoe te sturen."])
        #expect(try await desk.engine.rows("SELECT count(*) FROM debtor").first?.integer(0) == 1)
    }

    @Test(
        arguments: [
            ("M1", nil, "2022-11-24"), ("M1", "2020-02-29", "2020-02-29"), (nil, nil, ""),
            (nil, "2020-02-29", "2020-02-29"),
        ] as [(String?, String?, String)])
    func aMandateIsOfTodayUnlessADayIsGiven(mandate: String?, day: String?, stored: String) async throws {
        let engine = try await TestEngine()
        let answer = try await engine.service.send(
            add {
                $0[Debtor.mandateID] = mandate
                $0[Debtor.mandateDate] = day.flatMap { CalendarDate($0) }
            })
        #expect(
            try await engine.rows("SELECT MandateDate FROM debtor ORDER BY Identifier DESC").first?.text(0) == stored)
        #expect(!JSONValue.object(answer.envelopeMembers).encoded().contains("MandateDate"))
    }

    @Test func anEditChangesTheMandatesDayOnlyWhenGiven() async throws {
        let engine = try await TestEngine()
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.mandateDate] = CalendarDate("2021-03-04")
        _ = try await engine.service.send(edit)
        var other = EditDebtor()
        other[Debtor.identifier] = 1
        other[Debtor.mandateID] = "M2"
        let answer = try await engine.service.send(other)
        #expect(try await engine.rows("SELECT MandateDate FROM debtor").first?.text(0) == "2021-03-04")
        #expect(!JSONValue.object(answer.envelopeMembers).encoded().contains("MandateDate"))
    }
}
