import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import Foundation
import Profiles
import ProgramOutput
import SQLStore

/// Looks after the mails that the embedded billing system wrote.
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "See the mails that wait, and send them.",
        subcommands: [List.self, Show.self, Send.self, Retry.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the mails, the newest first, and count them.")

        @OptionGroup var data: DataOptions

        @Option(help: "Only mails in this state: waiting, sending, sent or failed.")
        var state: QueuedMail.State?

        @Option(help: "At most this many, 1 to 1000.")
        var limit = 50

        func validate() throws {
            guard (1...1000).contains(limit) else {
                throw ValidationError("--limit \(limit) is not between 1 and 1000.")
            }
        }

        mutating func run() async throws {
            let (state, limit) = (state, limit)
            try await data.mailChoice().withMails(for: .reading) { outbox, language in
                let counts = try await outbox.counts()
                for mail in try await outbox.list(state, limit: limit) { Output.line(MailText.line(mail)) }
                Output.line(MailText.summary(counts, language))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one mail whole. A password in it is shown as dots.")

        @OptionGroup var data: DataOptions

        @Argument(help: "The mail's number.")
        var id: Int

        mutating func run() async throws {
            let id = id
            try await data.mailChoice().withMails(for: .reading) { outbox, language in
                Output.line(MailText.page(try await outbox.mail(id), language))
            }
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hand the mails that are due to the mail command, once.",
            discussion: "Exit codes: 0 all were taken, 1 some were not, 2 usage, 3 the database was not reached.")

        @OptionGroup var data: DataOptions

        @Option(help: "A sendmail-compatible command; otherwise that of [mail] in config.toml.")
        var mailCommand: String?

        @Option(help: "Who the mails are from, as Name <address>; otherwise as config.toml says.")
        var mailFrom: String?

        mutating func run() async throws {
            let choice = try data.mailChoice("mail send")
            let (command, from) = (mailCommand, mailFrom)
            try await choice.withStore(for: .existing) { store in
                let stored = try Places.configuration.read().mail
                let settings = try MailDelivery.Settings(
                    line: command ?? stored.command ?? MailSettings.usualCommand, from: from ?? stored.from ?? "")
                let delivery = MailDelivery(store: store, settings) { event in
                    if let line = MailText.line(event, choice.language) { StandardError.write(line) }
                }
                let round = try await delivery.deliverDue()
                Output.line(MailText.summary(round, choice.language), isReceipt: true)
                if round.postponed + round.failed > 0 { throw ExitStatus.refused }
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let mails that were given up be tried again.")

        @OptionGroup var data: DataOptions

        @Argument(help: "The mails' numbers.")
        var ids: [Int]

        mutating func run() async throws {
            let ids = ids
            try await data.mailChoice("mail retry").withMails(for: .existing) { outbox, _ in
                for id in ids { try await outbox.requeue(id) }
            }
        }
    }
}

extension QueuedMail.State: ExpressibleByArgument {}

extension DataOptions {
    /// The embedded database whose mails are meant.
    ///
    /// - Parameter writing: The command's name, where it changes something.
    func mailChoice(_ writing: String? = nil) throws -> DataChoice {
        let choice = try choice()
        if choice.isRemote {
            StandardError.write(
                LocalizedText(
                    "“\(choice.place)” keeps its own mails. Choose an embedded database with --database.",
                    "“\(choice.place)” bewaart de eigen mails. Kies een ingebouwde database met --database.")[
                        choice.language])
            throw ExitStatus.usage
        }
        guard let writing, choice.isReadOnly else { return choice }
        StandardError.write(
            LocalizedText(
                "“\(writing)” was not done: this session is read-only. Leave out --read-only to do it.",
                "“\(writing)” is niet gedaan: deze sessie is alleen-lezen. Laat --read-only weg om het te doen.")[
                    choice.language])
        throw ExitStatus.refused
    }
}

extension DataChoice {
    /// Opens the outbox of the chosen database and works on it.
    func withMails(for access: StoreAccess, _ work: (MailOutbox, Language) async throws -> Void) async throws {
        try await withStore(for: access) { try await work(MailOutbox(store: $0), language) }
    }

    /// Opens the chosen database and works on it; says what went wrong in staff's words, and leaves with the code that
    /// scripts know.
    func withStore(for access: StoreAccess, _ work: (any SQLStore) async throws -> Void) async throws {
        let opened: any SQLStore
        do {
            opened = try await store(for: access).store
        } catch {
            StandardError.tell(error, in: language)
            throw ExitStatus(opening: error)
        }
        do {
            try await work(opened)
        } catch let error as APIError {
            StandardError.tell(error, in: language)
            throw error.kind == .failure ? ExitStatus.unreachable : ExitStatus(error.kind)
        }
    }
}
