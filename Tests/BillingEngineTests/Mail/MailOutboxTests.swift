import BillingAPI
import BillingModel
import Foundation
import SQLStore
import Testing

@testable import BillingEngine

@Suite struct MailOutboxTests {
    @Test func theNewestStandsFirst() async throws {
        let desk = try await MailDesk()
        for number in 1...3 { try await desk.write("Nummer \(number)") }
        #expect(try await desk.outbox.list().map(\.id) == [3, 2, 1])
        #expect(try await desk.outbox.list(limit: 2).map(\.id) == [3, 2])
        #expect(try await desk.outbox.list(limit: -1).isEmpty)
        #expect(try await desk.outbox.list(.sent).isEmpty)
        #expect(try await desk.outbox.mail(2).body == "Nummer 2\n")
    }

    @Test func aMailThatWasGivenUpIsTriedAgainWithTheSameMessageID() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let identity = try await desk.only()?.messageID
        _ = try await desk.delivery(desk.command("exit 67")).deliverDue()
        #expect(try await desk.outbox.counts() == [.waiting: 0, .sending: 0, .sent: 0, .failed: 1])
        try await desk.outbox.requeue(1)
        let mail = try await desk.only()
        #expect(mail?.state == .waiting)
        #expect(mail?.attempts == 0)
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init(sent: 1))
        #expect(try desk.mails().first?.contains("Message-ID: <\(identity ?? "?")>") == true)
    }

    @Test func onlyAFailedMailIsTriedAgain() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        #expect(
            await refusal { () throws(APIError) in try await desk.outbox.requeue(1) }
                == ["E-mail 1 staat op waiting; alleen een mislukte kan opnieuw."])
    }

    @Test func mailsOfAnEarlierVersionAreKept() async throws {
        let folder = NSTemporaryDirectory() + "balie-mail-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = SQLSchema(Array(SQLiteSchema.current.scripts.prefix(1)))
        try await SQLiteStore(path: "\(folder)/old.sqlite", schema: first).write {
            try $0.execute(
                SQLQuery(
                    """
                    INSERT INTO mail_outbox (created, recipient, subject, body, state, attempts)
                    VALUES ('2022-11-24 12:00:00', 'a@x.example', 'Oud', 'Tekst', 'failed', 3)
                    """))
        }
        let outbox = MailOutbox(store: try Engine.open("sqlite:\(folder)/old.sqlite").store)
        let mail = try #require(try await outbox.list().first)
        #expect(mail.subject == "Oud")
        #expect(mail.state == .failed)
        #expect(mail.attempts == 3)
        try await outbox.requeue(mail.id)
        #expect(try await outbox.counts()[.waiting] == 1)
    }

    @Test func anUnknownMailIsNotFound() async throws {
        let desk = try await MailDesk()
        let sentence = ["Er is geen e-mail 7 in de uitbak."]
        #expect(await refusal { () throws(APIError) in _ = try await desk.outbox.mail(7) } == sentence)
        #expect(await refusal { () throws(APIError) in try await desk.outbox.requeue(7) } == sentence)
    }
}
