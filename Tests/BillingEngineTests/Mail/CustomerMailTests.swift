import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// What the engine, and a server over it, tell of a customer's login and mails.
@Suite struct CustomerMailTests {
    private let desk: MailDesk

    init() async throws { desk = try await MailDesk() }

    private var engine: EngineService { EngineService(store: desk.engine.store, clock: desk.clock.clock) }

    /// The same over the wire, as a server answers it.
    private func remote(_ access: HostFactAccess = .full) async throws -> RemoteHostFactService {
        let service = RemoteHostFactService(transport: Balied(engine: engine, access: access), key: "k")
        _ = try await service.send(ShowDebtor(1))
        return service
    }

    private struct Balied: Transport {
        let engine: EngineService
        let access: HostFactAccess

        func carry(_ request: WireRequest) async -> WireResponse {
            let actions = request.path == CustomerCall.path ? CustomerCall.actions : nil
            let access = access
            return await HostFactEndpoint(serving: engine, actions) { _, _ in HostFactCaller(access, "desk") }
                .carry(request)
        }
    }

    private func reset(mailing: Bool) async throws {
        var reset = UpdateLoginCredentials()
        reset[Debtor.username] = "DB0001"
        reset[Debtor.emailAddress] = "info@company.com"
        reset[Debtor.password] = "sunny-otter-42"
        reset[UpdateLoginCredentials.sendMail] = mailing
        _ = try await engine.send(reset)
    }

    @Test func mailsOfADebtorAreToldTheNewestFirst() async throws {
        try await desk.write("Eerste")
        try await desk.write("Tweede", to: "other@x.example")
        try await desk.insert(recipient: "a@b.example", subject: "Nobody's")
        let state = try await engine.send(ReadCustomerState(1))
        #expect(state.mails.map(\.id) == [2, 1] && state.mailCount == 2)
        #expect(state.mails.map(\.recipient) == ["other@x.example", "info@company.com"])
        #expect(state.mails.allSatisfy { $0.body.isEmpty && $0.state == .waiting })
        #expect(state.temporaryPasswordUntil == nil)
        #expect(try await engine.send(ReadCustomerMail(1)).mail.body.contains("Eerste"))
        #expect(try await remote(.readOnly).send(ReadCustomerState(1)) == state)
        #expect(try await remote().send(ReadCustomerMail(2)).mail == engine.send(ReadCustomerMail(2)).mail)
    }

    @Test func temporaryPasswordCountsForADay() async throws {
        try await reset(mailing: false)
        let until = try await engine.send(ReadCustomerState(1)).temporaryPasswordUntil
        #expect(until == "2022-11-25 12:00:00")
        desk.clock.advance(seconds: 24 * 3600)
        #expect(try await engine.send(ReadCustomerState(1)).temporaryPasswordUntil == nil)
    }

    @Test func whatIsNotThereIsNotFound() async throws {
        try await desk.insert(recipient: "a@b.example", subject: "Nobody's")
        for id in [1, 99] {
            #expect(
                await refusal { () throws(APIError) in _ = try await engine.send(ReadCustomerMail(id)) }
                    == ["Er is geen e-mail \(id) aan een klant."])
        }
        await #expect(throws: APIError.self) { try await engine.send(ReadCustomerState(99)) }
    }

    // MARK: Once more

    @Test func aMailThatWasGivenUpIsTriedAgain() async throws {
        try await desk.write()
        _ = try await desk.delivery(desk.command("exit 67")).deliverDue()
        let told = try await engine.send(SendMailAgain(1))
        #expect(told.mail.id == 1 && told.mail.state == .waiting && told.mail.attempts == 0)
        #expect(try await engine.send(ReadCustomerState(1)).mailCount == 1)
    }

    @Test func ofOneThatHasGoneACopyIsWrittenOnceForEachName() async throws {
        try await desk.write("Hallo")
        _ = try await desk.delivery(desk.keepingCommand).deliverDue()
        let remote = try await remote()
        let named = Sending(conditions: WriteConditions(idempotencyKey: "again-1"))
        for _ in 0..<2 { #expect(try await remote.send(SendMailAgain(1), named).mail.id == 2) }
        let mails = try await engine.send(ReadCustomerState(1)).mails
        #expect(mails.map(\.state) == [.waiting, .sent])
        #expect(try await engine.send(ReadCustomerMail(2)).mail.body == engine.send(ReadCustomerMail(1)).mail.body)
        let record = try #require(RecordRef(.database(""), .debtor, 1))
        let entry = try await DatabaseJournal(store: desk.engine.store).history(of: record, before: nil, limit: 1).first
        #expect(entry?.action == SendMailAgain.declaration.name && entry?.author.name == "desk")
        #expect(entry?.changes.map(\.after) == ["2", "info@company.com"])
    }

    @Test func oneThatWaitsGoesByItself() async throws {
        try await desk.write()
        #expect(
            await refusal { () throws(APIError) in _ = try await engine.send(SendMailAgain(1)) }
                == ["Deze e-mail is nog niet weg: dat gaat vanzelf."])
    }

    @Test func aPasswordThatHasGoneIsNotMailedAgain() async throws {
        try await reset(mailing: true)
        _ = try await desk.delivery(desk.keepingCommand).deliverDue()
        let sentences = await refusal { () throws(APIError) in _ = try await engine.send(SendMailAgain(1)) }
        #expect(sentences.first?.contains("Reset het wachtwoord") == true)
        #expect(try await engine.send(ReadCustomerState(1)).mailCount == 1)
    }

    @Test func whoMayOnlyReadSendsNothing() async throws {
        try await desk.write()
        _ = try await desk.delivery(desk.command("exit 67")).deliverDue()
        await #expect(throws: APIError.self) { try await remote(.readOnly).send(SendMailAgain(1)) }
        #expect(try await engine.send(ReadCustomerMail(1)).mail.state == .failed)
    }

    // MARK: Systems without

    @Test func aVendorsOwnSystemIsNotAsked() async throws {
        let vendor = RemoteHostFactService(transport: Never(), key: "k")
        #expect(vendor.reasonAgainst(ReadCustomerState.self)?.english.contains("look in HostFact itself") == true)
        await #expect(throws: APIError.self) { try await vendor.send(ReadCustomerState(1)) }
        #expect(try await remote().reasonAgainst(ReadCustomerState.self) == nil)
    }

    private struct Never: Transport {
        func carry(_ request: WireRequest) async -> WireResponse {
            Issue.record("Nothing is asked.")
            return WireResponse(body: [])
        }
    }

    @Test func mailsOfAnEarlierVersionBelongToTheOneDebtorWithTheirAddress() async throws {
        let folder = NSTemporaryDirectory() + "balie-mails-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/old.sqlite"
        let old = try SQLiteStore(path: path, schema: ShippedScripts.schema(6))
        try await old.write { transaction in
            for (id, code, address) in [
                (1, "DB0001", "a@x.example"), (2, "DB0002", "b@x.example"), (3, "DB0003", "b@x.example"),
            ] {
                try transaction.execute(
                    SQLQuery(
                        "INSERT INTO debtor (Identifier, DebtorCode, CompanyName, EmailAddress, Created, Modified, folded) VALUES (?, ?, 'X', ?, '', '', '')",
                        [.integer(id), .text(code), .text(address)]))
            }
            for address in ["A@x.example", "b@x.example", "c@x.example"] {
                try transaction.execute(
                    SQLQuery(
                        "INSERT INTO mail_outbox (created, recipient, subject, body) VALUES ('', ?, 'x', 'x')",
                        [.text(address)]))
            }
        }
        let store = try SQLiteStore(path: path, schema: SQLiteSchema.current)
        let owners = try await store.read { try $0.rows(SQLQuery("SELECT debtor FROM mail_outbox ORDER BY id")) }
        #expect(owners.map { $0[0] == .null ? nil : $0.integer(0) } == [1, nil, nil])
    }
}
