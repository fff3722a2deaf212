import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import Foundation
import Journal
import ProgramOutput

/// Tells who changed what, and proves that nothing of it was changed since.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "See who changed what, where, when and why.",
        discussion: """
            What is sent to the system of a profile is written down before, in $XDG_STATE_HOME/balie/journal, a file a
            month. What is changed in a database of Balie's own is written there with the change, whoever makes it:
            --database shows it. Every entry carries the digest of the one before, so that none can be changed or taken
            out unseen.
            """,
        subcommands: [List.self, Verify.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what was changed, the newest last.")

        @OptionGroup var place: JournalPlaceOptions

        @Option(help: "Only what was changed since then: 2026-11-27, or '2026-11-27 09:30'.")
        var since: String?

        @Option(help: "Only what was done to one record, such as debtor:1; its number is the system's own.")
        var record: String?

        @Option(help: "Only what this user, key or account changed: anna, or anna@desk-2.")
        var who: String?

        @Flag(name: .customLong("json"), help: "Print the entries as JSON, one a line.")
        var isJSON = false

        func validate() throws {
            if let since, ShownMoment.universal(since: since) == nil {
                throw ValidationError("“\(since.plainLine)” is no day; write it as 2026-11-27 or '2026-11-27 09:30'.")
            }
            if let record, Self.parts(of: record) == nil {
                throw ValidationError(
                    "“\(record.plainLine)” names no record; write it as debtor:1, product:1, service:1 or user:1.")
            }
        }

        func run() async throws {
            let language = try place.language()
            if let database = try await place.databaseJournal() { return try await list(database, language) }
            let journal = OwnJournal.file
            let lines = try await journal.asked { (file) throws(JournalTrouble) in try file.lines() }.orLeave(language)
            let chosen = Sendings(lines).all.filter(isAsked)
            guard !isJSON else {
                let numbers = Set(chosen.map(\.line.number))
                for line in lines where line.belongs(to: numbers) { Output.line(line.json.encoded(ascii: true)) }
                return
            }
            for sending in chosen { JournalText.lines(sending, language).forEach { Output.line($0) } }
            if lines.isEmpty { StandardError.write(JournalTexts.empty(journal.path)[language]) }
        }

        private func list(_ journal: DatabaseJournal, _ language: Language) async throws {
            let parts = record.flatMap(Self.parts)
            let filter = DatabaseJournal.Filter(
                since: since.flatMap(ShownMoment.universal), kind: parts?.0, record: parts?.1)
            var isEmpty = true
            try await place.asking {
                try await journal.forEachEntry(filter) { entry in
                    isEmpty = false
                    if let who, !entry.history.author.isNamed(who) { return }
                    let lines =
                        isJSON
                        ? [DatabaseJournalText.json(entry).encoded(ascii: true)]
                        : DatabaseJournalText.lines(entry, language)
                    for line in lines { Output.line(line) }
                }
            }
            if isEmpty { StandardError.write(JournalTexts.emptyDatabase[language]) }
        }

        private func isAsked(_ sending: Sendings.Sending) -> Bool {
            let (entry, intent) = (sending.line.entry, sending.intent)
            if let since = since.flatMap(ShownMoment.universal), entry.moment < since { return false }
            if let who, ![entry.author.name, entry.author.user].contains(who) { return false }
            if let system = place.system, system != intent.system { return false }
            guard let (kind, number) = record.flatMap(Self.parts) else { return true }
            let added = sending.outcomes.compactMap { outcome -> RecordRef? in
                if case .done(let record) = outcome { record } else { nil }
            }
            return ([intent.target].compactMap { $0 } + added).contains { $0.kind == kind && $0.identifier == number }
        }

        private static func parts(of record: String) -> (RecordKind, Int)? {
            let words = record.split(separator: ":")
            guard words.count == 2, let kind = RecordKind(rawValue: words[0].lowercased()), let number = Int(words[1])
            else { return nil }
            return (kind, number)
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find lines that were changed, removed or moved.",
            discussion: """
                Prints the head: number and digest of the last entry. Kept elsewhere, and given later as --expect, it shows
                a tail that was cut off, which a journal cannot show by itself.

                Exit codes: 0 the chain is whole, 1 it is broken or does not hold the expected entry, 2 usage.
                """)

        @OptionGroup var place: JournalPlaceOptions

        @Option(help: "The digest of an earlier head, which some entry must have.")
        var expect: String?

        func validate() throws {
            guard let expect else { return }
            guard expect.utf8.count == 64, expect.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
                throw ValidationError("--expect takes the 64 digits that balie journal verify prints as the head.")
            }
        }

        func run() async throws {
            let language = try place.language()
            let digest = expect?.lowercased()
            if let database = try await place.databaseJournal() { return try await verify(database, digest, language) }
            let report = try await OwnJournal.file.asked { (file) throws(JournalTrouble) in
                try file.verified(expecting: digest)
            }
            .orLeave(language)
            for finding in report.findings { Output.line(finding.sentence[language]) }
            Output.line(JournalTexts.summary(entries: report.entries, isWhole: report.isWhole)[language])
            if let head = report.head {
                Output.line(JournalTexts.head(JournalTexts.entry, head.number, head.digest)[language])
            }
            if let digest {
                Output.line(JournalTexts.expected(digest, at: report.expected, JournalTexts.entry)[language])
            }
            guard report.isWhole, digest == nil || report.expected != nil else { throw ExitStatus.refused }
        }

        private func verify(_ journal: DatabaseJournal, _ digest: String?, _ language: Language) async throws {
            let chain = try await place.asking { try await journal.verified(expecting: digest) }
            for finding in chain.findings { Output.line(finding.sentence[language]) }
            Output.line(JournalTexts.summary(entries: chain.entries, isWhole: chain.isWhole)[language])
            for remark in JournalTexts.remarks(chain) { Output.line(remark[language]) }
            if let head = chain.head {
                Output.line(JournalTexts.head(JournalTexts.link, head.number, head.digest)[language])
            }
            if let digest {
                Output.line(JournalTexts.expected(digest, at: chain.expected, JournalTexts.link)[language])
            }
            guard chain.isWhole, digest == nil || chain.expected != nil else { throw ExitStatus.refused }
        }
    }
}

/// Whose journal is meant.
struct JournalPlaceOptions: ParsableArguments {
    @Option(help: "Only what was sent to the system of this profile; of an embedded one, its database's journal.")
    var profile: String?

    @Option(help: "The database whose journal is meant: sqlite:PATH or postgres://HOST/DATABASE.")
    var database: String?

    @Option(
        help: ArgumentHelp(
            "A line for the shell that prints the password of a postgres:// database; otherwise $BALIE_PASSWORD_COMMAND.",
            valueName: "command"))
    var passwordCommand: String?

    @Option(name: .customLong("language"), help: "en or nl; otherwise the language of the terminal.")
    var languageByOption: Language?

    var system: SystemID? { profile.map(SystemID.profile) }

    func language() throws -> Language { languageByOption ?? Places.language }

    /// The journal of a database, where one is meant; nil of one's own. Changes nothing there.
    func databaseJournal() async throws -> DatabaseJournal? {
        guard database != nil || profile != nil else { return nil }
        var choice = DataChoice()
        (choice.database, choice.profileName) = (database, profile)
        (choice.passwordCommandByOption, choice.languageByOption) = (passwordCommand, languageByOption)
        choice.isReadOnlyByOption = true
        // What was sent to the system of a profile that is gone can be seen all the same.
        if database == nil, (try? choice.settle()) == nil { return nil }
        if database != nil { try choice.settleOrLeave() }
        guard !choice.isRemote else { return nil }
        let settled = choice
        return DatabaseJournal(store: try await asking { try await settled.store(for: .reading).store })
    }

    /// What a database answers; what goes wrong is told on standard error.
    func asking<Answer>(_ question: () async throws -> Answer) async throws -> Answer {
        do {
            return try await question()
        } catch let error as APIError {
            StandardError.tell(error, in: try language())
            throw ExitStatus(opening: error)
        }
    }

    /// Of a command that knows files alone.
    func journal() throws -> FileJournal {
        guard database == nil else {
            StandardError.write(JournalTexts.notOfDatabases[try language()])
            throw ExitStatus.usage
        }
        return OwnJournal.file
    }
}

extension FileJournal {
    private static let threads = SideThreads("journal", most: 1, mostWaiting: 1, patience: .seconds(600))

    /// What the disk answers; nobody's thread waits for it.
    func asked<Answer: Sendable>(
        _ question: @escaping @Sendable (FileJournal) throws(JournalTrouble) -> Answer
    ) async -> Result<Answer, JournalTrouble> {
        let answer = try? await Self.threads.run { () -> Result<Answer, JournalTrouble> in
            Result { () throws(JournalTrouble) in try question(self) }
        }
        return answer ?? .failure(.silent)
    }
}

extension Result where Failure == JournalTrouble {
    func orLeave(_ language: Language) throws -> Success {
        switch self {
        case .success(let answer): return answer
        case .failure(let trouble):
            StandardError.write(trouble.sentence[language])
            throw ExitStatus.unreachable
        }
    }
}

extension JournalLine {
    /// Whether it is one of these sendings, or tells of its outcome.
    fileprivate func belongs(to sendings: Set<Int>) -> Bool {
        switch entry.event {
        case .intent: sendings.contains(number)
        case .outcome(_, _, let sending): sendings.contains(sending)
        case .remainder: false
        }
    }
}
