import ArgumentParser
import BillingAPI
import BillingModel
import Console
import Foundation
import Journal
import ProgramOutput

/// Looks after the changes that were sent and of which nobody knows whether they took effect.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "See changes whose outcome is not known, and settle them.",
        subcommands: [List.self, Settle.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the changes whose outcome is not known.")

        @OptionGroup var place: JournalPlaceOptions

        func run() async throws {
            let language = try place.language()
            let now = LocalClock.system.now()
            let undecided = try await place.undecided()
            for write in undecided {
                JournalText.lines(write, isUnderWay: write.isUnderWay(at: now), language).forEach { Output.line($0) }
            }
            Output.line(OutboxTexts.count(undecided.count)[language])
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the records again that were to be changed, or say yourself what became of a change.",
            discussion: """
                Without --done or --not-done each record is read from its system: where it has the new values the change was
                done, where it has the old ones it was not. What a record does not show, such as a password or something new
                that was added, is settled by whoever has looked.

                Exit codes: 0 all are settled, 1 some are not, 2 usage, 3 the journal was not reached.
                """)

        @OptionGroup var place: JournalPlaceOptions

        @Argument(help: "The numbers of changes, as balie outbox lists them; without any, all of them.")
        var numbers: [Int] = []

        @Flag(name: .customLong("done"), help: "They were done: somebody has looked.")
        var isDone = false

        @Flag(name: .customLong("not-done"), help: "They were not done: somebody has looked.")
        var isNotDone = false

        func validate() throws {
            guard !(isDone && isNotDone) else { throw ValidationError("Give --done or --not-done, not both.") }
            guard !(isDone || isNotDone) || !numbers.isEmpty else {
                throw ValidationError("Say by its number which change you have looked at; balie outbox lists them.")
            }
        }

        func run() async throws {
            let language = try place.language()
            let undecided = try await place.undecided()
            let unknown = numbers.filter { number in !undecided.contains { $0.id == number } }
            for number in unknown { StandardError.write(OutboxTexts.unknown(number)[language]) }
            var desk = SettlingDesk(language: language, decision: isDone ? true : isNotDone ? false : nil)
            for write in undecided where numbers.isEmpty || numbers.contains(write.id) {
                try await desk.settle(write)
            }
            guard unknown.isEmpty, desk.left == 0 else { throw ExitStatus.refused }
        }
    }
}

extension JournalPlaceOptions {
    /// What is undecided here, in the order in which it was sent.
    fileprivate func undecided() async throws -> [UndecidedWrite] {
        let lines = try await journal().asked { (file) throws(JournalTrouble) in try file.lines() }.orLeave(language())
        return Sendings(lines).undecided.filter { system == nil || $0.intent.system == system }
    }
}

/// Settles one write after the other, and says of each what was found.
private struct SettlingDesk {
    let language: Language
    /// What a person says who has looked; nil lets the records be read.
    let decision: Bool?
    /// How many are undecided still.
    private(set) var left = 0
    private var services: [SystemID: any BillingService] = [:]

    init(language: Language, decision: Bool?) {
        self.language = language
        self.decision = decision
    }

    mutating func settle(_ write: UndecidedWrite) async throws {
        guard !write.isUnderWay(at: LocalClock.system.now()) else { return leave(write, OutboxTexts.underWay) }
        if let decision { return try await note(decision, write, OutboxTexts.decided(decision)) }
        let settlement: Settlement
        do throws(APIError) {
            settlement = try await write.settlement(in: service(of: write.intent.system), by: EveryAction.types)
        } catch {
            return leave(write, error.message)
        }
        let sentence = OutboxTexts.sentence(settlement)
        guard let wasDone = settlement.wasDone else { return leave(write, sentence) }
        try await note(wasDone, write, sentence)
    }

    private mutating func leave(_ write: UndecidedWrite, _ sentence: LocalizedText) {
        left += 1
        tell(write, sentence)
    }

    private func tell(_ write: UndecidedWrite, _ sentence: LocalizedText) {
        let title = JournalText.title(of: write.intent, language)
        Output.line("\(write.id)  " + "\(title): \(sentence[language])".plainLine)
    }

    private func note(_ wasDone: Bool, _ write: UndecidedWrite, _ sentence: LocalizedText) async throws {
        let event = JournalEntry.Event.outcome(.settled(wasDone: wasDone), of: write.intent.id, sending: write.id)
        _ = try await OwnJournal.file.asked { (file) throws(JournalTrouble) in try file.append(event) }.orLeave(
            language)
        tell(write, sentence)
    }

    /// The system as somebody has it who only reads.
    private mutating func service(of system: SystemID) async throws(APIError) -> any BillingService {
        if let service = services[system] { return service }
        var choice = DataChoice()
        choice.profileName = JournalText.name(of: system)
        choice.isReadOnlyByOption = true
        try choice.settle()
        guard let remote = choice.remoteSystem else { throw OutboxTexts.noSystem(JournalText.name(of: system)) }
        let service = try await remote.service(readOnly: ReadOnlyService.otherStart)
        services[system] = service
        return service
    }
}
