import BillingAPI
import BillingModel
import TerminalCore
import Widgets

// How a value is typed or chosen, by its kind.
extension FormField {
    static func editor(for field: FieldDeclaration, _ stored: String, _ texts: Texts) -> Editor {
        let language = texts.language
        switch field.kind {
        case .choice(let choices):
            var options = choices.map { ChoiceInput.Option(value: $0.value, label: $0.label[language]) }
            if !options.contains(where: { $0.value == stored }) {
                // A value no declaration knows is kept and shown as it is, never silently replaced.
                let standard = choices.first { $0.value == field.fallback }?.label[language]
                options.insert(unset(stored, standard, language), at: 0)
            }
            return .choice(ChoiceInput(options: options, selected: stored))
        case .flag(let coding):
            var options = [
                ChoiceInput.Option(value: coding.off, label: texts.no),
                ChoiceInput.Option(value: coding.on, label: texts.yes),
            ]
            if stored != coding.on, stored != coding.off {
                let standard = field.fallback.map { $0 == coding.on ? texts.yes : texts.no }
                options.insert(unset(stored, standard, language), at: 0)
            }
            return .choice(ChoiceInput(options: options, selected: stored))
        case .multilineText: return .area(TextArea(stored))
        // What is no such table is shown as it was typed.
        case .rows: return .area(TextArea(PriceTable(writing: stored)?.lines(texts) ?? stored))
        case .references(let kind) where kind != .group: return .members(NamedIDs.ids(in: stored))
        case .references(let kind):
            // Text that is no list of numbers was not understood, and is shown as it was typed.
            let isRead = if case .success = field.check(stored) { true } else { false }
            return .line(TextInput(isRead ? texts.names.of(kind).shown(stored, texts) : stored))
        default:
            let shown = InputReading.shown(stored, field.kind, language)
            return .line(TextInput(shown, isSecret: field.isSecret))
        }
    }

    /// The option for "not given": it names what then holds.
    private static func unset(_ stored: String, _ standard: String?, _ language: Language) -> ChoiceInput.Option {
        let label = standard.map { Texts(language).standard($0) } ?? "–"
        return ChoiceInput.Option(value: stored, label: stored.isEmpty ? label : stored)
    }
}
