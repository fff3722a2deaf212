import BillingAPI
import BillingEngine
import BillingModel
import Console
import Journal

/// Entries as lines for a terminal or a script; nothing in them drives a terminal.
enum JournalText {
    /// A line with number, time, who, system, action, record and outcome; below it, indented, what was changed.
    static func lines(_ sending: Sendings.Sending, _ language: Language) -> [String] {
        let entry = sending.line.entry
        let head = [
            String(sending.line.number), ShownMoment.text(of: entry.moment), name(of: entry.author),
            name(of: sending.intent.system), title(of: sending.intent, language), record(sending, language),
            outcome(of: sending)[language],
        ]
        return [head.filter { !$0.isEmpty }.map(\.plainLine).joined(separator: "  ")]
            + details(of: sending.intent, language) + sentences(of: sending).map { indented($0[language]) }
    }

    static func lines(_ write: UndecidedWrite, isUnderWay: Bool, _ language: Language) -> [String] {
        let state =
            isUnderWay ? LocalizedText("under way", "onderweg") : LocalizedText("undecided", "onbeslist")
        let head = [
            String(write.id), ShownMoment.text(of: write.moment), name(of: write.author),
            name(of: write.intent.system), title(of: write.intent, language), name(of: write.intent.target, language),
            state[language],
        ]
        return [head.filter { !$0.isEmpty }.map(\.plainLine).joined(separator: "  ")]
            + details(of: write.intent, language) + [write.sentence].compactMap { $0 }.map { indented($0[language]) }
    }

    static func name(of system: SystemID) -> String {
        let beginning = "profile:"
        return system.text.hasPrefix(beginning) ? String(system.text.dropFirst(beginning.count)) : system.text
    }

    static func title(of intent: Intent, _ language: Language) -> String { title(of: intent.action, language) }

    static func title(of action: ActionName, _ language: Language) -> String {
        let title = EveryAction.declaration(action)?.title ?? JournalAction.title(of: action)
        return title?[language] ?? "\(action.controller) \(action.action)"
    }

    private static func name(of author: JournalAuthor) -> String {
        let places = [author.address, author.terminal].compactMap { $0 }
        return author.name + (places.isEmpty ? "" : " (\(places.joined(separator: ", ")))")
    }

    private static func record(_ sending: Sendings.Sending, _ language: Language) -> String {
        // What was added has its number by the answer alone.
        let answered = sending.outcomes.lazy.compactMap { outcome -> RecordRef? in
            if case .done(let record) = outcome { record } else { nil }
        }.first
        return name(of: sending.intent.target ?? answered, language)
    }

    private static func name(of record: RecordRef?, _ language: Language) -> String {
        record.map { "\(name(of: $0.kind)[language]) \($0.identifier)" } ?? ""
    }

    static func name(of kind: RecordKind) -> LocalizedText {
        switch kind {
        case .debtor: LocalizedText("debtor", "debiteur")
        case .product: LocalizedText(verbatim: "product")
        case .service: LocalizedText("service", "dienst")
        case .group: LocalizedText("group", "groep")
        case .user: LocalizedText("user", "gebruiker")
        case .manager: LocalizedText(verbatim: "manager")
        case .currency: LocalizedText("currency", "valuta")
        case .direction: LocalizedText("direction", "bestemming")
        case .numberPool: LocalizedText("number pool", "nummerpool")
        }
    }

    private static func outcome(of sending: Sendings.Sending) -> LocalizedText {
        switch sending.outcomes.last {
        case .done: LocalizedText("done", "gedaan")
        case .refused: LocalizedText("refused", "geweigerd")
        case .undecided, nil: LocalizedText("undecided", "onbeslist")
        case .settled(wasDone: true): LocalizedText("settled: it was done", "beslist: het is gedaan")
        case .settled(wasDone: false): LocalizedText("settled: it was not done", "beslist: het is niet gedaan")
        }
    }

    private static func sentences(of sending: Sendings.Sending) -> [LocalizedText] {
        sending.outcomes.compactMap { outcome in
            switch outcome {
            case .refused(let sentence), .undecided(let sentence): sentence
            case .done, .settled: nil
            }
        }
    }

    private static func details(of intent: Intent, _ language: Language) -> [String] {
        details(
            of: intent.changes, intent.action, ChangeNote(reason: intent.reason, ticket: intent.ticket), language)
    }

    /// What was changed and why, a line each.
    static func details(
        of changes: [FieldChange], _ action: ActionName, _ note: ChangeNote, _ language: Language
    ) -> [String] {
        let changes = changes.filter { $0.isSecret || $0.before != $0.after }.map { change in
            let label = EveryAction.field(change.field, of: action)?.label[language] ?? change.field
            guard !change.isSecret else { return "\(label): \(LocalizedText("changed", "gewijzigd")[language])" }
            let old = change.before.map { "“\($0)” -> " } ?? ""
            return "\(label): \(old)“\(change.after ?? "")”"
        }
        let reason = [note.reason, note.ticket].filter { !$0.isEmpty }.joined(separator: ", ")
        let why = reason.isEmpty ? [] : ["\(LocalizedText("Why", "Waarom")[language]): \(reason)"]
        return (changes + why).map(indented)
    }

    static func indented(_ text: String) -> String { "    " + text.plainLine }
}
