import BillingAPI
import BillingModel
import Programs
import SQLStore

/// Hands the mails that wait to a sendmail-compatible command.
///
/// A mail belongs to one program at a time, by a lease in the database, so several may deliver at once. It is marked
/// when the command has taken it: a program that dies in between leaves the lease to end, and the mail is handed over
/// again with the same Message-ID. So every mail goes at least once.
public struct MailDelivery: Sendable {
    public struct Settings: Sendable {
        /// The command and its arguments, such as `["/usr/sbin/sendmail", "-t", "-i"]`.
        public var command: [String]
        public var from: MailAddress
        /// How long the command may take for one mail.
        public var deadline = Duration.seconds(60)
        /// A mail that was not taken this often is given up: by then it has been tried for more than two days.
        public var mostAttempts = 20
        /// How long `run` waits before it looks again.
        public var pause = Duration.seconds(5)
        /// How long the command may still take when the program is asked to end.
        public var timeAfterCancelling = Duration.seconds(5)

        public init(command: [String], from: MailAddress) {
            self.command = command
            self.from = from
        }
    }

    /// What became of mails; for a log, so without addresses.
    public enum Event: Equatable, Sendable {
        case sent(Int)
        case postponed(Int, reason: String)
        case failed(Int, reason: String)
        /// The database did not answer; `run` goes on.
        case trouble(APIError)
    }

    /// How many mails had which end in one go.
    public struct Round: Equatable, Sendable {
        public var sent = 0
        public var postponed = 0
        public var failed = 0
    }

    private let queue: MailQueue
    private let settings: Settings
    private let clock: LocalClock
    private let report: @Sendable (Event) -> Void

    public init(
        store: any SQLStore, _ settings: Settings, clock: LocalClock = .system,
        report: @escaping @Sendable (Event) -> Void = { _ in }
    ) {
        queue = MailQueue(
            store: store, clock: clock, mostAttempts: settings.mostAttempts,
            leaseSeconds: Int(settings.deadline.components.seconds) + Self.spareSeconds)
        self.settings = settings
        self.clock = clock
        self.report = report
    }

    /// What is left to mark a mail before another program may take it.
    private static let spareSeconds = 60

    /// Delivers what is due, one mail after the other, until nothing is or the task is cancelled.
    public func deliverDue() async throws(APIError) -> Round {
        var round = Round()
        while !Task.isCancelled, let claim = try await queue.claim() {
            let outcome = await handOver(claim)
            try await queue.settle(claim, outcome)
            switch outcome {
            case .sent:
                round.sent += 1
                report(.sent(claim.mail.id))
            case .postponed(let reason):
                round.postponed += 1
                report(.postponed(claim.mail.id, reason: reason))
            case .failed(let reason):
                round.failed += 1
                report(.failed(claim.mail.id, reason: reason))
            }
        }
        return round
    }

    /// Delivers what falls due until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do throws(APIError) {
                _ = try await deliverDue()
            } catch {
                if !Task.isCancelled { report(.trouble(error)) }
            }
            try? await Task.sleep(for: settings.pause)
        }
    }

    private func handOver(_ claim: MailQueue.Claim) async -> MailOutcome {
        guard MailAddress.list(claim.mail.recipient) != nil else {
            return .failed("“\(claim.mail.recipient.plainLine.prefix(80))” is not an e-mail address.")
        }
        let message = MailMessage(from: settings.from, mail: claim.mail, body: claim.body, date: clock.now())
        var run = ProgramRun(arguments: settings.command, input: message.bytes, deadline: settings.deadline)
        run.timeAfterCancelling = settings.timeAfterCancelling
        let outcome = MailOutcome(await run.result(), of: settings)
        if case .postponed(let reason) = outcome, claim.attempt >= settings.mostAttempts { return .failed(reason) }
        return outcome
    }
}
