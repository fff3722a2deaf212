import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

@testable import BillingEngine

/// An engine, its outbox, and mail commands that are shell scripts in a folder of their own.
final class MailDesk: Sendable {
    let engine: TestEngine
    let clock = MovingClock(TestEngine.seedMoment)
    let folder: String

    init() async throws {
        engine = try await TestEngine()
        folder = NSTemporaryDirectory() + "balie-mail-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var outbox: MailOutbox { MailOutbox(store: engine.store, clock: clock.clock) }

    /// A command that runs a script, in which `$MAILS` is this desk's folder.
    func command(_ script: String) -> [String] { ["/bin/sh", "-c", "MAILS='\(folder)'\n" + script] }

    /// Keeps each mail in a file of its own.
    var keepingCommand: [String] { command(#"cat > "$(mktemp "$MAILS/mail.XXXXXX")""#) }

    /// Waits until a script has made this file.
    func isThere(_ file: String) async throws {
        while !FileManager.default.fileExists(atPath: "\(folder)/\(file)") {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// What the keeping command was given, in no order.
    func mails() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("mail.") }
            .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    }

    func delivery(
        _ command: [String], store: (any SQLStore)? = nil,
        _ change: (inout MailDelivery.Settings) -> Void = { _ in },
        report: @escaping @Sendable (MailDelivery.Event) -> Void = { _ in }
    ) throws -> MailDelivery {
        guard let from = MailAddress("Helpdesk <help@voorbeeld.example>") else { throw CancellationError() }
        var settings = MailDelivery.Settings(command: command, from: from)
        change(&settings)
        return MailDelivery(store: store ?? engine.store, settings, clock: clock.clock, report: report)
    }

    /// Mails debtor 1, or someone else.
    @discardableResult func write(_ message: String = "Hallo", to recipient: String? = nil) async throws -> MailAccepted
    {
        var mail = SendEmail()
        mail[Debtor.identifier] = 1
        mail[SendEmail.message] = message
        mail[SendEmail.recipient] = recipient
        return try await EngineService(store: engine.store, clock: clock.clock).send(mail)
    }

    func only() async throws -> QueuedMail? { try await outbox.list().first }

    /// A row that no action would write.
    func insert(recipient: String, subject: String, body: String = "x") async throws {
        let values = [recipient, subject, body].map { SQLValue.text($0) }
        try await engine.store.write {
            try $0.execute(
                SQLQuery(
                    "INSERT INTO mail_outbox (created, recipient, subject, body) VALUES ('2022-11-24 12:00:00', ?, ?, ?)",
                    values))
        }
    }
}

/// A clock that goes only when it is told to.
final class MovingClock: @unchecked Sendable {
    private let lock = NSLock()
    private var moment: LocalTime

    init(_ moment: LocalTime) { self.moment = moment }

    var clock: LocalClock { LocalClock { self.lock.withLock { self.moment } } }

    func advance(seconds: Int) { lock.withLock { moment = moment.adding(seconds: seconds) } }
}
