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
                done, where it has the old ones it was not. What was added is looked for among what was made at the time. What
                no record shows, such as a password, is settled by whoever has looked.

                With --ask-again a system that knows a request by its name, as balied does, is sent the same once more under
                that name, up to 23 hours later: what was done is answered, and what never arrived is done now.

                Exit codes: 0 all are settled, 1 some are not, 2 usage, 3 the journal was not reached.
                """)

        @OptionGroup var place: JournalPlaceOptions

        @Argument(help: "The numbers of changes, as balie outbox lists them; without any, all of them.")
        var numbers: [Int] = []

        @Flag(name: .customLong("done"), help: "They were done: somebody has looked.")
        var isDone = false

        @Flag(name: .customLong("not-done"), help: "They were not done: somebody has looked.")
        var isNotDone = false

        @Flag(
            help:
                "Ask systems that know repeated requests, such as balied, for the answer; what never arrived is done now."
        )
        var askAgain = false

        func validate() throws {
            guard [isDone, isNotDone, askAgain].count(where: { $0 }) < 2 else {
                throw ValidationError("Give one of --done, --not-done and --ask-again.")
            }
            guard !(isDone || isNotDone) || !numbers.isEmpty else {
                throw ValidationError("Say by its number which change you have looked at; balie outbox lists them.")
            }
        }

        func run() async throws {
            let language = try place.language()
            let undecided = try await place.undecided()
            let unknown = numbers.filter { number in !undecided.contains { $0.id == number } }
            for number in unknown { StandardError.write(OutboxTexts.unknown(number)[language]) }
            let way: SettlingDesk.Way =
                isDone ? .decision(true) : isNotDone ? .decision(false) : askAgain ? .asking : .reading
            var desk = SettlingDesk(language: language, way: way)
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
    enum Way {
        case reading
        /// Asking for the answer once more.
        case asking
        /// What a person says who has looked.
        case decision(Bool)
    }

    let language: Language
    let way: Way
    /// How many are undecided still.
    private(set) var left = 0
    private var services: [SystemID: any BillingService] = [:]

    init(language: Language, way: Way) {
        self.language = language
        self.way = way
    }

    mutating func settle(_ write: UndecidedWrite) async throws {
        let now = LocalClock.system.now()
        guard !write.isUnderWay(at: now) else { return leave(write, OutboxTexts.underWay) }
        switch way {
        case .decision(let wasDone): try await note(wasDone, write, OutboxTexts.decided(wasDone))
        case .reading:
            let settlement: Settlement
            do throws(APIError) {
                let service = try await service(of: write.intent.system)
                settlement = try await write.open.settlement(in: service, at: now, by: EveryAction.types)
            } catch {
                return leave(write, error.message)
            }
            let sentence = OutboxTexts.sentence(settlement)
            guard let wasDone = settlement.wasDone else { return leave(write, sentence) }
            try await note(wasDone, write, sentence)
        case .asking: try await ask(write, at: now)
        }
    }

    private mutating func ask(_ write: UndecidedWrite, at now: LocalTime) async throws {
        guard write.open.canBeAskedAgain(at: now) else { return leave(write, OutboxTexts.cannotBeAskedAgain) }
        do throws(APIError) {
            let service = try await service(of: write.intent.system)
            // Only an answer tells whether a system keeps to names.
            _ = try await write.open.settlement(in: service, at: now, by: EveryAction.types)
            switch try await write.open.askAgain(service, by: EveryAction.types) {
            // The journal has it from the answer.
            case .done: tell(write, OutboxTexts.decided(true))
            case .unknown(let sentence): leave(write, sentence)
            case .refused(let sentence):
                try await noted(false, write)
                tell(write, OutboxTexts.decided(false) + LocalizedText(verbatim: " ") + sentence)
            }
        } catch {
            leave(write, error.message)
        }
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
        _ = try await written(wasDone, write).orLeave(language)
        tell(write, sentence)
    }

    private func noted(_ wasDone: Bool, _ write: UndecidedWrite) async throws(APIError) {
        if case .failure(let trouble) = await written(wasDone, write) { throw APIError(.failure, trouble.sentence) }
    }

    private func written(_ wasDone: Bool, _ write: UndecidedWrite) async -> Result<Int, JournalTrouble> {
        let event = JournalEntry.Event.outcome(.settled(wasDone: wasDone), of: write.intent.id, sending: write.id)
        return await OwnJournal.file.asked { (file) throws(JournalTrouble) in try file.append(event) }
    }

    /// The system as somebody has it who only reads, unless the answer to a change is asked for again.
    private mutating func service(of system: SystemID) async throws(APIError) -> any BillingService {
        if let service = services[system] { return service }
        var choice = DataChoice()
        choice.profileName = JournalText.name(of: system)
        var remedy: LocalizedText?
        if case .asking = way {} else { remedy = ReadOnlyService.otherStart }
        try choice.settle()
        guard let remote = choice.remoteSystem else { throw OutboxTexts.noSystem(JournalText.name(of: system)) }
        if choice.isReadOnly { remedy = remedy ?? ReadOnlyService.otherStart }
        let service = try await remote.service(readOnly: remedy)
        services[system] = service
        return service
    }
}
