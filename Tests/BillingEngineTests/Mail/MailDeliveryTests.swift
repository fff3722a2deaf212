import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

@Suite struct MailDeliveryTests {
    @Test func aMailGoesToTheCommandAndIsMarked() async throws {
        let desk = try await MailDesk()
        try await desk.write("Tot morgen, Zoë")
        let waiting = try #require(try await desk.only())
        let round = try await desk.delivery(desk.keepingCommand).deliverDue()
        #expect(round == .init(sent: 1))
        let message = try #require(try desk.mails().first)
        #expect(message.contains("To: info@company.com\nSubject: Bericht over uw account\n"))
        #expect(message.contains("Message-ID: <\(waiting.messageID)>\n"))
        #expect(message.hasSuffix("\n\nTot morgen, Zo=C3=AB\n"))
        let sent = try await desk.only()
        #expect(sent?.state == .sent)
        #expect(sent?.attempts == 1)
        #expect(sent?.lastAttempt == "2022-11-24 12:00:00")
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init())
    }

    @Test func anUndoneWriteSendsNothing() async throws {
        let desk = try await MailDesk()
        struct Undone: Error {}
        let recipients = try #require(MailAddress.list("a@x.example"))
        await #expect(throws: Undone.self) {
            try await desk.engine.store.write { transaction in
                let context = DebtorContext(try DebtorTable.record(1, in: transaction))
                try OutgoingMail(recipients, StandardMailTemplates.welcome, context)
                    .queue(to: 1, at: TestEngine.seedMoment, in: transaction)
                throw Undone()
            }
        }
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init())
        #expect(try desk.mails().isEmpty)
    }

    @Test func twoProgramsSendEachMailOnce() async throws {
        let desk = try await MailDesk()
        for number in 1...12 { try await desk.write("Nummer \(number).") }
        let second = try Engine.open(desk.engine.url).store
        let programs = [
            try desk.delivery(desk.keepingCommand), try desk.delivery(desk.keepingCommand, store: second),
        ]
        let sent = try await withThrowingTaskGroup(of: Int.self) { group in
            for program in programs { group.addTask { try await program.deliverDue().sent } }
            return try await group.reduce(0, +)
        }
        #expect(sent == 12)
        let mails = try desk.mails()
        #expect(mails.count == 12)
        #expect((1...12).filter { number in !mails.contains { $0.contains("Nummer \(number).") } } == [])
        #expect(try await desk.outbox.counts() == [.waiting: 0, .sending: 0, .sent: 12, .failed: 0])
    }

    @Test func aProgramThatDiesBeforeItCanTellLosesNoMail() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let identity = try await desk.only()?.messageID
        // What is left of a program that was killed after its claim.
        let queue = MailQueue(store: desk.engine.store, clock: desk.clock.clock, mostAttempts: 20, leaseSeconds: 120)
        #expect(try await queue.claim() != nil)
        #expect(try await desk.only()?.state == .sending)
        desk.clock.advance(seconds: 119)
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init())
        desk.clock.advance(seconds: 1)
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init(sent: 1))
        #expect(try desk.mails().first?.contains("Message-ID: <\(identity ?? "?")>") == true)
        #expect(try await desk.only()?.attempts == 2)
    }

    @Test func aMailThatKillsItsProgramsIsGivenUp() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let queue = MailQueue(store: desk.engine.store, clock: desk.clock.clock, mostAttempts: 2, leaseSeconds: 60)
        for _ in 1...2 {
            #expect(try await queue.claim() != nil)
            desk.clock.advance(seconds: 60)
        }
        #expect(try await queue.claim() == nil)
        #expect(try await desk.only()?.state == .failed)
        #expect(try await desk.only()?.lastError == "no program told what became of the last attempt")
    }

    @Test func whoTellsTooLateSpoilsNothing() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let queue = MailQueue(store: desk.engine.store, clock: desk.clock.clock, mostAttempts: 20, leaseSeconds: 60)
        let first = try #require(try await queue.claim())
        desk.clock.advance(seconds: 60)
        let second = try #require(try await queue.claim())
        try await queue.settle(first, .failed("te laat"))
        #expect(try await desk.only()?.state == .sending)
        try await queue.settle(first, .sent)
        try await queue.settle(second, .postponed("bezet"))
        #expect(try await desk.only()?.state == .sent)
    }

    @Test func aMailThatWasNotTakenIsTriedLaterAndLater() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let busy = desk.command(#"cat > /dev/null; printf '\n\033[31mbusy\tnow\n' >&2; echo second >&2; exit 75"#)
        #expect(try await desk.delivery(busy).deliverDue() == .init(postponed: 1))
        let mail = try await desk.only()
        #expect(mail?.state == .waiting)
        #expect(mail?.lastError == "/bin/sh ended with code 75: [31mbusy now")
        #expect(mail?.nextAttempt == "2022-11-24 12:01:00")
        desk.clock.advance(seconds: 59)
        #expect(try await desk.delivery(busy).deliverDue() == .init())
        desk.clock.advance(seconds: 1)
        #expect(try await desk.delivery(busy).deliverDue() == .init(postponed: 1))
        #expect(try await desk.only()?.nextAttempt == "2022-11-24 12:03:00")
        #expect(
            [1, 2, 3, 8, 9, 20, 100].map(MailQueue.waitingSeconds) == [60, 120, 240, 7680, 14_400, 14_400, 14_400])
    }

    @Test(arguments: [64, 65, 66, 67, 68]) func whatTheCommandRefusesForGoodIsGivenUp(code: Int) async throws {
        let desk = try await MailDesk()
        try await desk.write()
        #expect(try await desk.delivery(desk.command("exit \(code)")).deliverDue() == .init(failed: 1))
        #expect(try await desk.only()?.state == .failed)
    }

    @Test(arguments: ["exit 1", "exit 69", "exit 75", "kill -9 $$", "exit 127"])
    func whatMayPassIsTriedAgain(script: String) async throws {
        let desk = try await MailDesk()
        try await desk.write()
        #expect(try await desk.delivery(desk.command(script)).deliverDue() == .init(postponed: 1))
    }

    @Test func afterTheLastAttemptAMailIsGivenUp() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let delivery = try desk.delivery(desk.command("exit 75")) { $0.mostAttempts = 3 }
        for _ in 1...2 {
            #expect(try await delivery.deliverDue() == .init(postponed: 1))
            desk.clock.advance(seconds: 3600)
        }
        #expect(try await delivery.deliverDue() == .init(failed: 1))
    }

    @Test func aCommandThatNeverEndsIsStopped() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let delivery = try desk.delivery(desk.command("sleep 1000")) { $0.deadline = .milliseconds(1) }
        #expect(try await delivery.deliverDue() == .init(postponed: 1))
        #expect(try await desk.only()?.lastError == "/bin/sh took more than 0 s and was stopped")
    }

    @Test func whatIsStoppedGoesWithAllItStarted() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let endless = desk.command(
            #"sleep 1000 & echo $! > "$MAILS/child"; echo $$ > "$MAILS/parent"; : > "$MAILS/begun"; wait"#)
        let delivery = try desk.delivery(endless) { $0.timeAfterCancelling = .zero }
        let task = Task { try await delivery.deliverDue() }
        try await desk.isThere("begun")
        task.cancel()
        #expect(try await task.value == .init(postponed: 1))
        #expect(try await desk.only()?.state == .waiting)
        for name in ["parent", "child"] {
            let text = try String(contentsOfFile: "\(desk.folder)/\(name)", encoding: .utf8)
            let id = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
            while isRunning(id) { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    /// A program that has ended keeps its number until whoever adopted it is told.
    private func isRunning(_ id: pid_t) -> Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let state = text.split(separator: ")").last?.split(separator: " ").first
        else { return false }
        return state != "Z"
    }

    @Test(arguments: [["/nowhere/sendmail", "-t"], ["/etc/passwd"], []])
    func aMissingCommandLosesNoMail(command: [String]) async throws {
        let desk = try await MailDesk()
        try await desk.write()
        #expect(try await desk.delivery(command).deliverDue() == .init(postponed: 1))
        #expect(try await desk.only()?.lastError.contains("cannot be started") == true)
    }

    @Test func aCommandThatReadsNothingDoesNotEndUs() async throws {
        let desk = try await MailDesk()
        // More than a pipe holds.
        for _ in 1...3 { try await desk.write(String(repeating: "lang ", count: 13_000)) }
        #expect(try await desk.delivery(desk.command("exec 0<&-; exit 0")).deliverDue() == .init(sent: 3))
    }

    @Test func aLongMailArrivesWhole() async throws {
        let desk = try await MailDesk()
        try await desk.write(String(repeating: "0123456789", count: 6500))
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init(sent: 1))
        let body = try #require(try desk.mails().first?.components(separatedBy: "\n\n").last)
        #expect(body.replacingOccurrences(of: "=\n", with: "").filter(\.isNumber).count == 65_000)
    }

    @Test func aPasswordIsBlottedOutOnceItHasGone() async throws {
        let desk = try await MailDesk()
        var reset = UpdateLoginCredentials()
        reset[Debtor.username] = "DB0001"
        reset[Debtor.emailAddress] = "info@company.com"
        reset[Debtor.password] = "sunny-otter-42"
        reset[UpdateLoginCredentials.sendMail] = true
        _ = try await desk.engine.service.send(reset)
        #expect(try await desk.only()?.body.contains("sunny-otter-42") == false)
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init(sent: 1))
        #expect(try desk.mails().first?.contains("Uw tijdelijke wachtwoord is: sunny-otter-42") == true)
        let row = try await desk.engine.rows("SELECT body, secret FROM mail_outbox").first
        #expect(row?.text(0).contains("Uw tijdelijke wachtwoord is: ••••••") == true)
        #expect(row?.text(0).contains("sunny-otter-42") == false)
        #expect(row?.text(1) == "")
    }

    @Test(arguments: ["a@x.example\nBcc: kwaad@x.example", "niemand", "-oQ/tmp", "a b@x.example"])
    func aRowWithoutAnAddressIsGivenUpUnsent(recipient: String) async throws {
        let desk = try await MailDesk()
        try await desk.insert(recipient: recipient, subject: "x\nBcc: kwaad@x.example")
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init(failed: 1))
        #expect(try desk.mails().isEmpty)
    }

    @Test func aRowOfAnEarlierVersionGetsAMessageID() async throws {
        let desk = try await MailDesk()
        try await desk.insert(recipient: "a@x.example", subject: "x\nBcc: kwaad@x.example")
        #expect(try await desk.delivery(desk.keepingCommand).deliverDue() == .init(sent: 1))
        let identity = try #require(try await desk.only()?.messageID)
        let message = try #require(try desk.mails().first)
        #expect(identity.contains("@"))
        #expect(message.contains("Message-ID: <\(identity)>\n"))
        #expect(!message.contains("\nBcc:"))
    }

    @Test func deliversWhatIsWrittenLaterUntilItIsCancelled() async throws {
        let desk = try await MailDesk()
        let (events, continuation) = AsyncStream.makeStream(of: MailDelivery.Event.self)
        let delivery = try desk.delivery(desk.keepingCommand) {
            $0.pause = .milliseconds(10)
        } report: {
            continuation.yield($0)
        }
        let task = Task { await delivery.run() }
        try await desk.write()
        var iterator = events.makeAsyncIterator()
        #expect(await iterator.next() == .sent(1))
        task.cancel()
        await task.value
        #expect(try await desk.only()?.state == .sent)
    }

    @Test func aMailUnderwayWhenCancelledIsStillMarked() async throws {
        let desk = try await MailDesk()
        try await desk.write()
        let slow = desk.command(
            #"cat > "$MAILS/mail.1"; mkfifo "$MAILS/go"; : > "$MAILS/begun"; read line < "$MAILS/go""#)
        let delivery = try desk.delivery(slow) { $0.timeAfterCancelling = .seconds(300) }
        let task = Task { try await delivery.deliverDue() }
        try await desk.isThere("begun")
        task.cancel()
        try "ga\n".write(toFile: "\(desk.folder)/go", atomically: false, encoding: .utf8)
        #expect(try await task.value == .init(sent: 1))
        #expect(try await desk.only()?.state == .sent)
    }
}
