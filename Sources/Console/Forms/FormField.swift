import BillingAPI
import BillingModel
import Foundation
import TerminalCore
import Widgets

/// One parameter in a form: its value, its own check and its own problem.
struct FormField: Sendable {
    enum Editor: Sendable {
        case line(TextInput)
        case area(TextArea)
        case choice(ChoiceInput)
        /// Records that are chosen from a list, by their numbers.
        case members([String])
    }

    let declaration: FieldDeclaration
    /// The stored value in the vendor's writing; empty for a new record.
    let original: String
    /// The stored value as it stood in the field at first.
    private var originalText: String
    private(set) var editor: Editor
    var problem: String?
    /// What a picker said of the chosen record.
    var remark = ""
    /// The same of the stored value.
    var originalRemark = ""
    /// What the records are called whose ids may stand here, where there may be several.
    private(set) var names = ReferenceNames()
    let language: Language
    private(set) var isRevealed = false
    /// Something stood here that is not kept, and that nobody has typed again or put back.
    private(set) var isDemanded = false
    /// When it was typed in last: what `+3m` and `31-12` start from.
    private var today: CalendarDate?
    /// The two letters of the country by whose rules it is read.
    var country: String?
    /// What was typed here and given up for what another stored.
    private(set) var aside: Editor?
    /// Says what stands beside it, and which key brings it back.
    private(set) var asideNote: String?
    /// What another made of it since it was typed.
    var theirs: String?

    init(_ declaration: FieldDeclaration, stored: String, names: ReferenceNames = ReferenceNames(), language: Language)
    {
        self.declaration = declaration
        (self.names, self.language) = (names, language)
        let stored = declaration.meaning(of: stored)
        original = stored
        editor = Self.editor(for: declaration, stored, Texts(language).knowing(names))
        originalText = Self.text(of: editor)
    }

    /// The same field over another stored value, with what was typed in it.
    func rebased(on stored: String, language: Language) -> FormField {
        // Nothing moves in a field that nobody changed.
        if declaration.meaning(of: stored) == original {
            var field = self
            (field.problem, field.theirs) = (nil, nil)
            return field
        }
        var field = FormField(declaration, stored: stored, names: names, language: language)
        field.isDemanded = isDemanded
        field.country = country
        (field.aside, field.asideNote) = (aside, asideNote)
        guard isChanged else { return field }
        field.editor = settled(over: stored, Texts(language).knowing(names))
        field.remark = remark
        field.isRevealed = isRevealed
        return field
    }

    /// What is typed, freed from what was stored: of a sum the amount that was understood, of a list what came and went.
    private func settled(over stored: String, _ texts: Texts) -> Editor {
        isUnderstood || mergesWithOthers ? Self.editor(for: declaration, merged(over: stored), texts) : editor
    }

    /// Says what the records are called that may stand here; what is typed stays.
    mutating func name(_ more: [String: String], of kind: RecordKind) {
        guard case .references(kind) = declaration.kind else { return }
        let wasTyped = isTyped
        names.add(more, of: kind)
        let stored = Self.editor(for: declaration, original, Texts(language).knowing(names))
        originalText = Self.text(of: stored)
        if !wasTyped { editor = stored }
    }

    var typedText: String { Self.text(of: editor) }

    private static func text(of editor: Editor) -> String {
        switch editor {
        case .line(let input): input.text
        case .area(let area): area.text
        case .choice(let choice): choice.value ?? ""
        case .members(let ids): ids.joined(separator: ",")
        }
    }

    /// What would be sent: the stored value as it is, as long as nothing else stands there.
    var value: String { value(of: editor) }

    private func value(of editor: Editor) -> String {
        let text = Self.text(of: editor)
        guard text != originalText else { return original }
        switch declaration.kind {
        case .rows:
            let reading = rowReading(of: text)
            return reading.problems.isEmpty ? reading.table.writing : reading.settled
        case .references(.group):
            let reading = names.of(.group).reading(of: text)
            return reading.unknown.isEmpty ? reading.ids.joined(separator: ",") : text
        default: break
        }
        let written = declaration.tidied(InputReading.vendorText(text, declaration.kind, basis))
        return reading(of: written)?.writing ?? written
    }

    private var basis: InputReading.Basis {
        InputReading.Basis(
            amounts: AmountReading(stored: original, takesSteps: declaration.takesSteps),
            days: DateReading(today: today))
    }

    /// Whether what was typed is more than the value written out.
    private var isUnderstood: Bool {
        guard isTyped else { return false }
        // Line by line, also beside one that cannot be read.
        if case .rows = declaration.kind { return !rowReading(of: typedText).understood.isEmpty }
        guard isReadable else { return false }
        switch declaration.kind {
        case .decimal:
            let isPlain = Decimal(vendorText: WrittenNumber.plain(typedText.withoutUnseen)) != nil
            return !isPlain || typedText.count(where: { $0 == "." || $0 == "," }) > 1
        case .date:
            let isWhole = typedText.count(where: { "-/.".contains($0) }) == 2 && typedText.count == value.count
            return !isWhole && !value.isEmpty
        default: return false
        }
    }

    /// How a sum or a shortened day was understood, to stand beside it; nil for what is written out.
    func understood(_ texts: Texts) -> String? {
        // Of a table it stands below, a line each.
        if case .rows = declaration.kind { return nil }
        if isTyped, let reading = reading(of: typedText), reading.doubt == nil, reading.shown != typedText {
            return "= \(reading.shown)"
        }
        if case .references(.group) = declaration.kind, isTyped, isReadable {
            let meant = names.of(.group).shown(value, texts)
            return TextFolding.fold(meant) == TextFolding.fold(typedText) ? nil : "= \(meant)"
        }
        guard isUnderstood else { return nil }
        if let day = CalendarDate(value) { return "= \(texts.dayOfWeek(day))" }
        return "= \(shown(value, texts))"
    }

    var isReadable: Bool { ownProblem == nil }

    /// Whether something else stands in the field than at first, also where it would mean the same.
    var isTyped: Bool { typedText != originalText }

    var isChanged: Bool {
        switch declaration.kind {
        case .rows, .references: isTyped && !declaration.means(value, original)
        default: declaration.tidied(value) != declaration.tidied(original)
        }
    }

    /// The value in words: a choice's label, a secret's length only.
    func shown(_ value: String, _ texts: Texts) -> String {
        if value.isEmpty { return texts.nothing }
        switch declaration.kind {
        case .secret: return isRevealed ? value : texts.hiddenSecret
        case .choice(let choices):
            return choices.first { $0.value == value }?.label[texts.language] ?? value
        case .flag(let coding):
            return value == coding.on ? texts.yes : value == coding.off ? texts.no : value
        case .references, .rows: return isReadable ? texts.knowing(names).shown(value, declaration.kind) : value
        default: return InputReading.shown(value, declaration.kind, texts.language)
        }
    }

    var takes: Focus {
        switch editor {
        case .line: .line
        case .area: .area
        case .choice: .choice
        case .members: .choice
        }
    }

    mutating func handle(_ key: Key, today: CalendarDate?) -> Bool {
        self.today = today
        let before = typedText
        defer {
            if typedText != before {
                (problem, remark) = (nil, "")
                isDemanded = false
            }
        }
        switch editor {
        case .line(var input):
            let used = input.handle(key)
            editor = .line(input)
            return used
        case .area(var area):
            let used = area.handle(key)
            editor = .area(area)
            return used
        case .choice(var choice):
            let used = choice.handle(key)
            editor = .choice(choice)
            return used
        case .members: return false
        }
    }

    /// Returns how many characters did not fit; nil for a field that takes no text.
    mutating func paste(_ text: String, today: CalendarDate?) -> Int? {
        self.today = today
        let left: Int
        switch editor {
        case .line(var input):
            left = input.paste(text)
            editor = .line(input)
        case .area(var area):
            left = area.paste(text)
            editor = .area(area)
        case .choice, .members: return nil
        }
        (problem, remark) = (nil, "")
        isDemanded = false
        return left
    }

    mutating func set(_ text: String, language: Language) {
        problem = nil
        isDemanded = false
        let declaration = declaration
        editor = Self.editor(for: declaration, text, Texts(language).knowing(names))
        if isRevealed { reveal(true) }
    }

    /// Puts the stored value in the place of what is typed, which stays beside it.
    mutating func setAside(saying note: (String) -> String, _ texts: Texts) {
        guard isChanged else { return }
        let typed = value
        aside = settled(over: original, texts.knowing(names))
        asideNote = note(shown(typed, texts))
        set(original, language: texts.language)
        (remark, theirs) = (originalRemark, nil)
    }

    /// What stands beside it, in the vendor's writing, without changing the field.
    var asideValue: String? { aside.map { value(of: $0) } }

    /// As a draft brought it back.
    mutating func keepAside(_ text: String, saying note: (String) -> String, _ texts: Texts) {
        aside = Self.editor(for: declaration, text, texts.knowing(names))
        asideNote = note(shown(text, texts))
    }

    /// Brings back what was given up; false where there is none.
    mutating func bringBack() -> Bool {
        guard let aside else { return false }
        editor = aside
        (self.aside, asideNote, problem) = (nil, nil, nil)
        isDemanded = false
        if isRevealed { reveal(true) }
        return true
    }

    mutating func demand(saying sentence: String) {
        isDemanded = true
        problem = sentence
    }

    mutating func reveal(_ isShown: Bool) {
        guard case .line(let input) = editor, declaration.isSecret else { return }
        isRevealed = isShown
        editor = .line(TextInput(input.text, isSecret: !isShown))
    }
}
